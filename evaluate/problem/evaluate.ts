/** The whole computation: a problem in, entropies and rates over time with bounds on their errors out. */

import { drift, type Evolution, evolution } from "../../spins/dynamics/evolve.ts";
import { type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import { Unsettled } from "../../spins/dynamics/unsettled.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, difference } from "../../spins/numbers/bounded.ts";
import { requireState } from "../check/require-number.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import type { Relaxation } from "../prepare/setting.ts";
import type { Rates } from "../rates/rates.ts";
import type { Problem, Result } from "./problem.ts";
import { producedOver } from "./produced.ts";
import { evolvedItems, type RatesOfItem, ratesOfItems } from "./rates-of-states.ts";
import { resultOf, STEADY, whereOf } from "./result.ts";

/**
 * Entropy S, dS/dt, Π and Φ of a state and its channels at the asked times.
 * @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there
 */
export function evaluate(problem: Problem): Result {
  const checked = checkProblem(problem);
  const { state, hamiltonian, when } = checked;
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const system = systemOf(checked, channels);
  const rest =
    when.kind === "steady" ? steadyState(system, state) : checked.excess ? referenceState(system, state) : null;
  const rates = ratesOfItems({
    ...checked,
    twist: hamiltonian === null ? null : twistOf(hamiltonian, checked.spins),
    relaxation: checked.excess ? relaxation(system, rest!) : null,
    closes: true,
  });
  if (when.kind === "steady") {
    const { error } = rest!;
    const own = rates({ state: requireState(STEADY, rest!.state, error), error, channels });
    return resultOf(checked, channels, { rates: [own], produced: null }, rest!.count);
  }
  return resultOf(checked, channels, overTimes(checked, when.times, channels, system, rates), rest?.count ?? null);
}

/** The evolution by everything, where anything is to be evolved. */
function systemOf(checked: CheckedProblem, channels: readonly PreparedChannel[]): Evolution {
  const { when, excess, dimensions, hamiltonian } = checked;
  if (when.kind === "times" && !excess && when.times.every((time) => time === 0)) return evolution([], dimensions);
  const dissipators = channels.map(({ dissipator }) => dissipator);
  return evolution(dissipators, dimensions, hamiltonian);
}

/** The rates at each time, and ∫₀ᵗ Π dt' up to it; that is null where a channel refuses Φ, and where H changes S too. */
function overTimes(
  { state, method, onProgress, hamiltonian, spins }: CheckedProblem,
  times: readonly number[],
  channels: readonly PreparedChannel[],
  system: Evolution,
  ratesOf: RatesOfItem,
): { readonly rates: readonly Rates[]; readonly produced: readonly Bounded[] | null } {
  const isProduced = (hamiltonian === null || twistOf(hamiltonian, spins) === null) && channels.every(isSplit);
  const isBefore = isProduced && times[0] > 0 && method === "quadrature";
  const before = isBefore ? ratesOf({ state, error: 0, channels }) : null;
  const rates: Rates[] = [];
  const produced: Bounded[] = [];
  const producedUntil = isProduced ? producedOver(times, state, channels, system) : null;
  for (const item of evolvedItems(system, state, times, channels, (k) => whereOf(times[k]))) {
    const own = ratesOf(item, isProduced ? state : null);
    rates.push(own);
    const gain = own.gain ?? difference(own.entropy, (before ?? rates[0]).entropy);
    if (producedUntil !== null) produced.push(producedUntil(gain));
    onProgress(rates.length);
  }
  return { rates, produced: isProduced ? produced : null };
}

/** From which the excess is measured. @throws InvalidInput  when there is none */
function referenceState(system: Evolution, state: ComplexMatrix): SteadyState {
  try {
    return steadyState(system, state);
  } catch (error) {
    throw error instanceof Unsettled ? error.ofExcess() : error;
  }
}

/** @throws InvalidInput  when there is more than one steady state */
function relaxation(system: Evolution, { state, count, ...steadyError }: SteadyState): Relaxation {
  if (count > 1) {
    throw new InvalidInput({
      path: ["excess"],
      found: `true, but the generator has ${count} independent steady states`,
      expected: "a single one to measure it from",
      remedy: "leave it out, or add a channel that makes the steady state unique",
    });
  }
  return { steady: state, steadyError, drift: (rho) => drift(system, rho) };
}
