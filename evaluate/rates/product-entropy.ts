/** S of what others' entropies add up to: of a product of states of single spins, and of a pure state with a qubit. */

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
  const { factors, constant, off } = way.taken;
  let evaluations = 0;
  const integrals = factors.map(({ state, spins }) => {
    const own = { ...setting, spins, dimensions: spins.map((J) => 2 * J + 1), channels: [] };
    const goal = within(setting, 0, (1 / factors.length) * (blur + off));
    const found = integrateMoment(state, logMoment(null, 0, own.spins, goal), own, setting.budget - evaluations);
    evaluations += found.evaluations;
    return found.integral;
  });
  const whole = enlarged(sumOf(integrals), { product: off });
  return { integral: { ...whole, value: whole.value + constant }, evaluations };
}
