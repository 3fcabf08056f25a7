/** S of a product of states of single spins: the sum of theirs. */

import { enlarged, type Integral, sumOf } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { wayOf, ways } from "../ways/ways.ts";
import { integrateMoment, logMoment, within } from "./moments.ts";

/** @param blur  what ρ itself is off by does to S
 *  @returns null where the state does not go this way */
export function productEntropy(
  rho: ComplexMatrix,
  setting: Setting,
  blur: number,
): { readonly integral: Integral; readonly evaluations: number } | null {
  const way = wayOf(ways.ofEntropy, rho, setting);
  if (way === null) return null;
  const { factors, off } = way.taken;
  let evaluations = 0;
  const integrals = factors.map((factor, party) => {
    const own = { ...setting, spins: [setting.spins[party]], channels: [] };
    const goal = within(setting, 0, (1 / factors.length) * (blur + off));
    const found = integrateMoment(factor, logMoment(null, 0, own.spins, goal), own, setting.budget - evaluations);
    evaluations += found.evaluations;
    return found.integral;
  });
  return { integral: enlarged(sumOf(integrals), { product: off }), evaluations };
}
