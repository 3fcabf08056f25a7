/** Moments of ln Q: −M ∫ X ln Q for X = Q, the entropy, or the Husimi function of a change of the state. */

import { logMoment } from "../../generated/log-moment.ts";
import { better } from "../../runtime/integrate.ts";
import type { Integral } from "../../runtime/quadrature/quadrature.ts";
import type { InnerSphere } from "../../runtime/spheres/local-average.ts";
import type { Request } from "../../runtime/spheres/requests.ts";
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

/** One moment, and the best that is known of it. */
export interface Moment {
  /** X as a matrix; null for ρ itself. */
  readonly change: ComplexMatrix | null;
  /** What rounding of X may do to the moment. */
  readonly blur: number;
  /** What an error δ of ρ does to it, in units of −δ ln δ. */
  readonly sensitivity: number;
  readonly goal: Request["goal"];
  integral: Integral;
}

const UNKNOWN: Integral = {
  value: 0,
  bound: Number.POSITIVE_INFINITY,
  magnitude: 0,
  converged: false,
  settled: false,
};

/** @param size  of the terms whose difference X is: its own rounding is 4ε of them; of no meaning for ρ itself */
export function moment(
  change: ComplexMatrix | null,
  size: number,
  spins: readonly number[],
  goal: Request["goal"],
): Moment {
  const terms = change === null ? 1 : size;
  return {
    change,
    blur: change === null ? 0 : changeRounding(size, spins),
    sensitivity: terms * logarithmSize(spins),
    goal,
    integral: UNKNOWN,
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

/** Asks for moments by a sphere; what comes out stands where its bound is smaller than what was known.
 *  @param matrices  the state first; changes are appended */
export function requestMoments(
  moments: readonly Moment[],
  { party, inner, impurity }: LogarithmSphere,
  matrices: ComplexMatrix[],
): Request[] {
  const off = impurity === 0 ? 0 : impurity * (1 - Math.log(impurity));
  return moments.map((wanted): Request => {
    if (wanted.change !== null) matrices.push(wanted.change);
    const tensor = matrices.length - 1;
    return {
      party,
      inner,
      functional:
        wanted.change === null
          ? { kind: "entropy", closed: logMoment }
          : { kind: "logMoment", closed: logMoment, tensor },
      // What rounding of X does is in the bound whatever the quadrature finds: finer than that would be in vain.
      goal: (value, magnitude) => Math.max(wanted.goal(value, magnitude), wanted.blur),
      answer: (integral) => {
        const bound = integral.bound + wanted.blur + off * wanted.sensitivity;
        wanted.integral = better({ ...integral, bound }, wanted.integral);
      },
    };
  });
}
