/** The states that a problem's rates belong to. */

import { type Evolution, type Evolved, evolution } from "../../spins/dynamics/evolve.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { requireState } from "../check/out-of-range.ts";
import { type CheckedProblem, checkProblem, timesOf } from "../check/validate.ts";
import { prepareChannel } from "../prepare/prepared-channel.ts";
import { evolvedItems, spread } from "./evaluate.ts";
import type { Problem, StateSeries } from "./problem.ts";
import { STEADY, whereOf } from "./results-over-time.ts";

/** ρ at every time of a problem, evolved as `evaluate` does; the steady state where that is asked for.
 *  @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there */
export function evolve(problem: Problem): StateSeries {
  const checked = checkProblem(problem);
  const times = timesOf(checked.when);
  const states = boundedStates(checked);
  return {
    values: states.map(({ state, error }, k) => requireState(() => whereOf(times[k]), state, error)),
    error: Float64Array.from(states, ({ error }) => error),
  };
}

/** The steady states of everything that acts in a problem. */
export interface SteadyStates {
  /** The dimension of their space: 1 where there is one. */
  readonly count: number;
  /** The one that the given state evolves to, */
  readonly state: ComplexMatrix;
  /** … and a bound on what it is off by in the Frobenius norm. */
  readonly error: number;
}

/** @throws InvalidInput  when the problem is not well posed, or the state never comes to rest */
export function steadyStates(problem: Problem): SteadyStates {
  const { state, error, count } = restOf(checkProblem(problem));
  return { count, state: requireState(() => STEADY, state, error), error };
}

/** ρ at every time of a problem that was checked, each with what it is off by, the mending of the given state included. */
export function boundedStates(checked: CheckedProblem): Evolved[] {
  const { when } = checked;
  if (when.kind === "steady") return [restOf(checked)];
  const items = evolvedItems(checked, systemOf(checked), when.times, [], (k) => whereOf(when.times[k]));
  return Array.from(items, ({ state, error, mended }) => ({ state, error: error + mended }));
}

function restOf(checked: CheckedProblem): Evolved & { readonly count: number } {
  const rest = steadyState(systemOf(checked), checked.state);
  // A single one knows nothing of the state that leads to it.
  return rest.count === 1 ? rest : { ...rest, error: rest.error + spread(checked) };
}

function systemOf({ channels, spins, dimensions, hamiltonian }: CheckedProblem): Evolution {
  const dissipators = channels.map((use) => prepareChannel(use, spins).dissipator);
  return evolution(dissipators, dimensions, hamiltonian);
}
