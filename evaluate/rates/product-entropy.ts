/** S of a product of states of single spins: the sum of theirs. */

import type { Integral } from "../../runtime/quadrature/quadrature.ts";
import { answerAll, type Request } from "../../runtime/spheres/requests.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, partialTrace, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { logarithmSize, logarithmSphere, moment, requestMoments } from "./moments.ts";

/** What the distance of ρ from a product may take of the tolerance. */
const SHARE = 0.25;

/**
 * Zeros of one factor's Q, which make grids of all spheres converge slowly, are here on one sphere alone.
 * @param goalOf  the goal for each of the factors, of so much that others take of it
 * @returns null where ρ is no product to within the tolerance, and where a closed sphere leaves one to integrate at most
 */
export function productEntropy(
  rho: ComplexMatrix,
  setting: Setting,
  goalOf: (share: number, taken: number) => Request["goal"],
): { readonly integral: Integral; readonly evaluations: number } | null {
  const { spins, dimensions, tolerance, budget } = setting;
  if (spins.length < 2 || (spins.length === 2 && spins.includes(0.5))) return null;
  const factors = spins.map((_, party) => partialTrace(rho, dimensions, [party]));
  const distance = Math.sqrt(rho.dimension) * frobenius(combine(1, rho, -1, factors.reduce(tensorProduct)));
  // The bound grows with the distance up to 1.
  if (!(distance < 1)) return null;
  const off = distance === 0 ? 0 : distance * (1 - Math.log(distance)) * logarithmSize(spins);
  const least = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  if (!(off <= SHARE * tolerance * least)) return null;
  let evaluations = 0;
  const integrals = factors.map((factor, party) => {
    const own = { ...setting, spins: [spins[party]], channels: [] };
    const wanted = moment(null, 0, own.spins, goalOf(1 / spins.length, off));
    const matrices = [factor];
    const requests = requestMoments([wanted], logarithmSphere(factor, own), matrices);
    evaluations += answerAll(requests, matrices, own.spins, budget - evaluations);
    return wanted.integral;
  });
  return { integral: { ...sumOf(integrals), bound: sumOf(integrals).bound + off }, evaluations };
}

/** Of integrals and their bounds. */
export function sumOf(integrals: readonly Integral[]): Integral {
  return {
    value: integrals.reduce((sum, { value }) => sum + value, 0),
    bound: integrals.reduce((sum, { bound }) => sum + bound, 0),
    magnitude: integrals.reduce((sum, { magnitude }) => sum + magnitude, 0),
    converged: integrals.every(({ converged }) => converged),
    settled: integrals.every(({ settled }) => settled),
  };
}
