/** S of a product of states of single spins: the sum of theirs. */

import { enlarged } from "../../runtime/error-parts.ts";
import { type Integral, sumOf } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, partialTrace, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { within } from "./goals.ts";
import { integrateMoment, logarithmSize, logMoment } from "./log-moment.ts";

/** What the distance of ρ from a product may take of the tolerance. */
const SHARE = 0.25;

/**
 * Zeros of one factor's Q, which make grids of all spheres converge slowly, are here on one sphere alone.
 * @param blur  what ρ itself is off by does to S
 * @returns null where ρ is no product to within the tolerance, and where a closed sphere leaves one to integrate at most
 */
export function productEntropy(
  rho: ComplexMatrix,
  setting: Setting,
  blur: number,
): { readonly integral: Integral; readonly evaluations: number } | null {
  const { spins, dimensions, tolerance, budget } = setting;
  if (spins.length < 2 || (spins.length === 2 && spins.includes(0.5))) return null;
  const factors = spins.map((_, party) => partialTrace(rho, dimensions, [party]));
  const off = distanceOf(rho, factors, spins);
  const least = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  if (!(off <= SHARE * tolerance * least)) return null;
  let evaluations = 0;
  const integrals = factors.map((factor, party) => {
    const own = { ...setting, spins: [spins[party]], channels: [] };
    const goal = within(setting, 0, (1 / spins.length) * (blur + off));
    const found = integrateMoment(factor, logMoment(null, 0, own.spins, goal), own, budget - evaluations);
    evaluations += found.evaluations;
    return found.integral;
  });
  return { integral: enlarged(sumOf(integrals), { product: off }), evaluations };
}

/** What the distance of ρ from the product of its factors does to S; NaN where it is no small one. */
function distanceOf(rho: ComplexMatrix, factors: readonly ComplexMatrix[], spins: readonly number[]): number {
  const distance = Math.sqrt(rho.dimension) * frobenius(combine(1, rho, -1, factors.reduce(tensorProduct)));
  // The bound grows with the distance up to 1.
  if (!(distance < 1)) return Number.NaN;
  return distance === 0 ? 0 : distance * (1 - Math.log(distance)) * logarithmSize(spins);
}
