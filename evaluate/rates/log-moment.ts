/** Logarithmic moments −M ∫ X ln Q, with X = Q the entropy, or with X the Husimi function of a change of the state. */

import { logMoment as closed } from "../../generated/log-moment.ts";
import type { ErrorPart } from "../../runtime/error-parts.ts";
import { enlarged } from "../../runtime/error-parts.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import type { Goal } from "../../runtime/quadrature/goal.ts";
import type { Integral } from "../../runtime/quadrature/integral.ts";
import type { InnerSphere } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { distanceFromPure } from "../../spins/states/pure-state.ts";
import type { Setting } from "../prepare/setting.ts";

/** The sphere that is integrated first, for each point of all others. */
export interface LogarithmSphere {
  readonly party: number;
  readonly inner: InnerSphere;
  /** What of a state that passes for pure is not: trace norm; 0 elsewhere. */
  readonly impurity: number;
}

/** Majorana points of larger spins cost more than they save. */
export const LARGEST_PURE = 64;

/** A qubit, whose logarithms are closed, rather one with a channel; of a pure state the largest spin, whose Majorana points
 *  give them; else a party with a channel, or the first. */
export function logarithmSphere(rho: ComplexMatrix, { spins, channels }: Setting): LogarithmSphere {
  const busy = channels.filter(({ active }) => active).flatMap(({ on }) => on);
  const qubits = spins.map((_, party) => party).filter((party) => spins[party] === 0.5);
  const qubit = qubits.find((party) => busy.includes(party)) ?? qubits[0];
  if (qubit !== undefined) return { party: qubit, inner: "closed", impurity: 0 };
  const largest = Math.max(...spins);
  const rest = largest <= LARGEST_PURE ? distanceFromPure(rho) : null;
  if (rest !== null) return { party: spins.indexOf(largest), inner: "pure", impurity: rest };
  return { party: busy[0] ?? 0, inner: "grid", impurity: 0 };
}

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

/** |M ∫ X ln Q| ≤ this · ‖X‖₁: no mean of −ln Q over a state is larger than Σ 2J (1 + 1/2 + … + 1/(2J+1)), where Q is a coherent
 *  state's and that state the opposite one (by Majorana's points where Q is another pure state's, by Jensen where it is a mixed one's),
 *  and 1 + 1/2 + … + 1/n ≤ 1 + ln n. */
export function logarithmSize(spins: readonly number[]): number {
  return spins.reduce((sum, J) => sum + 2 * J * (1 + Math.log(2 * J + 1)), 1);
}

/** The share of the budget for a product of grids where a closed qubit sphere offers another way. */
const SHARE_OF_GRIDS = 0.25;

/** How much of what is left of the budget a way may take for the moments and rates that have another. */
export function shareOf(inner: InnerSphere, party: number, spins: readonly number[]): number {
  return inner === "grid" && spins.some((J, other) => J === 0.5 && other !== party) ? SHARE_OF_GRIDS : 1;
}

/** A moment by a sphere. What rounding of X does is in the error whatever the quadrature finds: finer than that would be in vain. */
export function soughtBy(
  { change, rounding, goal }: LogMoment,
  { party, inner }: LogarithmSphere,
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
  { impurity }: LogarithmSphere,
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
  const sphere = logarithmSphere(state, setting);
  const { spins, workspace } = setting;
  const { integrals, evaluations } = integrate(state, spins, [soughtBy(moment, sphere, spins)], budget, workspace);
  return { integral: enlarged(integrals[0], partsOf(moment, sphere)), evaluations };
}
