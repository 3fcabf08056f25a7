/** What the library says of a system, held against many digits. */
import { InvalidInput } from "../../../spins/input/invalid-input.ts";
import { evolvedState } from "../many-digits/evolution.ts";
import { propagatedState } from "../many-digits/propagation.ts";
import { truthOf } from "../many-digits/rates.ts";
import { restOf } from "../many-digits/rest.ts";
import type { System } from "../many-digits/system.ts";
import { producedTruth } from "../many-digits/time-average.ts";
import { type Compared, comparedResult, comparedState, type SystemTruth, WrongWord } from "./compared.ts";

export type Outcome = "within" | "not converged" | "refused" | "outside" | "oracle undecided";

export interface Judgement {
  readonly outcome: Outcome;
  /** What is wrong, or why it was refused. */
  readonly words: string;
  /** The largest |deviation|/bound. */
  readonly deviation: number;
}

/** @throws Undecided  where the oracle cannot tell */
export function systemTruth(system: System): SystemTruth {
  if (system.time !== "steady") {
    const state = evolvedState(system, system.time);
    const rates = truthOf(system, state);
    return { state, rates, produced: producedTruth(system, system.time, rates), steadyStates: null };
  }
  const { count, digits, rho } = restOf(system);
  const state = rho === null ? null : { digits, rho };
  return { state, rates: state === null ? null : truthOf(system, state), produced: null, steadyStates: count };
}

/** The state alone, by another route than squaring.
 *  @throws Undecided  where the oracle cannot tell */
export function stateTruth(system: System): SystemTruth {
  const { time } = system;
  if (time !== "steady")
    return { state: propagatedState(system, time), rates: null, produced: null, steadyStates: null };
  const { count, digits, rho } = restOf(system);
  return { state: rho === null ? null : { digits, rho }, rates: null, produced: null, steadyStates: count };
}

/** @param what  of which everything, or the state alone, is held against the truth */
export function judge(system: System, truth: SystemTruth, what: "all" | "state" = "all"): Judgement {
  try {
    const numbers = what === "all" ? comparedResult(system, truth) : [];
    const compared = [...comparedState(system, truth), ...numbers];
    return compared.length === 0 ? outside("a state that never comes to rest has numbers") : verdictOn(compared);
  } catch (error) {
    if (error instanceof WrongWord) return outside(error.message);
    if (!(error instanceof InvalidInput)) return outside(`not a refusal: ${String(error)}`);
    const falsely = truth.state !== null && /never comes to rest/.test(error.message);
    return falsely
      ? outside(`it does come to rest: ${error.message}`)
      : { outcome: "refused", words: error.message, deviation: 0 };
  }
}

function outside(words: string): Judgement {
  return { outcome: "outside", words, deviation: Number.POSITIVE_INFINITY };
}

/** |value − truth| in units of the bound, the oracle's own error granted. */
function deviationOverBound({ value, error, truth }: Compared): number {
  if (!Number.isFinite(value) || !(error >= 0) || error === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const off = Math.abs(value - truth.value) - truth.error;
  return off <= 0 ? 0 : off / error;
}

function verdictOn(compared: readonly Compared[]): Judgement {
  const deviations = compared.map(deviationOverBound);
  const deviation = Math.max(...deviations);
  const { what, value, error, truth } = compared[deviations.indexOf(deviation)];
  const words = `${what} = ${value} ± ${error}, truth ${truth.value} ± ${truth.error}`;
  if (!(deviation <= 1)) return { outcome: "outside", words, deviation };
  const unknown = compared.find((one) => one.converged === true && isUnknown(one));
  if (unknown !== undefined)
    return outside(`${unknown.what} = ${unknown.value} ± ${unknown.error}, said to have converged`);
  const converged = compared.every((one) => one.converged !== false);
  return { outcome: converged ? "within" : "not converged", words, deviation };
}

const TOLERANCE = 1e-9;
const SHARE = 1e-12;

/** Whether an error is neither within the tolerance nor within what rounding leaves of the contributions, where there are any. */
function isUnknown({ value, error, truth }: Compared): boolean {
  return error > Math.max(TOLERANCE * Math.abs(value), SHARE * (truth.size > 0 ? truth.size : 1));
}
