/** S of a pure state of three parties and more, one a qubit, by the others' state. */

import { enlarged, type Integral } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { wayOf, ways } from "../ways/ways.ts";
import { within } from "./goals.ts";
import { integrateMoment, logMoment } from "./moments.ts";

/** @param blur  what an error of the state does to S
 *  @returns  null where the state is not pure, or has no qubit */
export function purifiedEntropy(
  rho: ComplexMatrix,
  setting: Setting,
  blur: number,
): { readonly integral: Integral; readonly evaluations: number } | null {
  const way = wayOf(ways.ofEntropy, rho, setting);
  if (way === null) return null;
  const { state, spins, constant, off } = way.taken;
  const own = { ...setting, spins, dimensions: spins.map((J) => 2 * J + 1), channels: [] };
  const goal = within(setting, 0, blur + off);
  // The rates are to have as much.
  const most = 0.5 * setting.budget;
  const { integral, evaluations } = integrateMoment(state, logMoment(null, 0, spins, goal), own, most);
  const whole = enlarged(integral, { product: off });
  return { integral: { ...whole, value: whole.value + constant }, evaluations };
}
