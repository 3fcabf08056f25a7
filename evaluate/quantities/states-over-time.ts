/** The states that a problem's rates belong to. */

import { type Evolved, evolution, trajectory } from "../../spins/dynamics/evolve.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import { prepareChannel } from "../prepare/prepared-channel.ts";
import { spread } from "../problem/evaluate.ts";
import type { Problem } from "../problem/problem.ts";

/** ρ at every time of a problem, evolved as `evaluate` does; the steady state where that is asked for.
 *  @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there */
export function statesOverTime(problem: Problem): ComplexMatrix[] {
  return boundedStates(checkProblem(problem)).map(({ state }) => state);
}

/** The same of a problem that was checked, each with what it is off by, the mending of the given state included. */
export function boundedStates(checked: CheckedProblem): Evolved[] {
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const system = evolution(
    channels.map(({ dissipator }) => dissipator),
    checked.dimensions,
    checked.hamiltonian,
  );
  const { state, mending, when } = checked;
  if (when.kind === "steady") {
    const rest = steadyState(system, state);
    return [rest.count === 1 ? rest : { ...rest, error: rest.error + spread(checked) }];
  }
  return Array.from(trajectory(system, state, when.times), (now, k) => ({
    ...now,
    error: now.error + (when.times[k] === 0 ? mending.error : spread(checked)),
  }));
}
