/** Logarithmic moments −M ∫ X ln Q, with X = Q the entropy, or with X the Husimi function of a change of the state. */

import { logMoment as closed } from "../../generated/log-moment.ts";
import type { ErrorPart } from "../../runtime/error-parts.ts";
import { enlarged } from "../../runtime/error-parts.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import type { Goal } from "../../runtime/quadrature/goal.ts";
import type { Integral } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { Setting } from "../prepare/setting.ts";
import { logarithmSize } from "../ways/logarithm-size.ts";
import { type FirstSphere, firstSphere, shareOf } from "../ways/ways.ts";

/** One moment that is sought. */
export interface LogMoment {
  /** X as a matrix; null for ρ itself. */
  readonly change: ComplexMatrix | null;
  /** What rounding of X may do to the moment. */
  readonly rounding: number;
  /** What an error δ of ρ does to it, in units of −δ ln δ. */
  readonly sensitivity: number;
  readonly goal: Goal;
}

/** @param size  of the terms whose difference X is: its own rounding is 4ε of them; of no meaning for ρ itself */
export function logMoment(change: ComplexMatrix | null, size: number, spins: readonly number[], goal: Goal): LogMoment {
  const terms = change === null ? 1 : size;
  return {
    change,
    rounding: change === null ? 0 : changeRounding(size, spins),
    sensitivity: terms * logarithmSize(spins),
    goal,
  };
}

/** What the rounding of a change of the state, 4ε of the terms it is the difference of, may do to its moment. */
export function changeRounding(size: number, spins: readonly number[]): number {
  return ROUNDING * size * logarithmSize(spins);
}

/** A moment by a sphere. What rounding of X does is in the error whatever the quadrature finds: finer than that would be in vain. */
export function soughtBy(
  { change, rounding, goal }: LogMoment,
  { party, inner }: FirstSphere,
  spins: readonly number[],
): Sought {
  return {
    along: false,
    integrand: change === null ? { kind: "entropy", closed } : { kind: "logMoment", closed, of: change },
    party,
    inner,
    goal: { ...goal, absolute: Math.max(goal.absolute, rounding) },
    share: shareOf(inner, party, spins),
  };
}

/** What else than the quadrature its error has. */
export function partsOf(
  { rounding, sensitivity }: LogMoment,
  { impurity }: FirstSphere,
): { readonly [part in ErrorPart]?: number } {
  const off = impurity === 0 ? 0 : impurity * (1 - Math.log(impurity));
  return { change: rounding, impurity: off * sensitivity };
}

/** One moment by itself. */
export function integrateMoment(
  state: ComplexMatrix,
  moment: LogMoment,
  setting: Setting,
  budget: number,
): { readonly integral: Integral; readonly evaluations: number } {
  const sphere = firstSphere(state, setting);
  const { spins, workspace } = setting;
  const { integrals, evaluations } = integrate(state, spins, [soughtBy(moment, sphere, spins)], budget, workspace);
  return { integral: enlarged(integrals[0], partsOf(moment, sphere)), evaluations };
}
