/** The states that a problem's rates belong to. */

import { evolution, evolved } from "../dynamics/evolve.ts";
import { steadyState } from "../dynamics/steady-state.ts";
import type { ComplexMatrix } from "../evaluator.ts";
import { prepareChannel } from "../prepared-channel.ts";
import type { Problem } from "../problem.ts";
import { type CheckedProblem, checkProblem } from "../validate.ts";

/** ρ with a bound on its error in the Frobenius norm. */
export interface BoundedState {
  readonly rho: ComplexMatrix;
  readonly error: number;
}

/** ρ at every time of a problem, evolved as `evaluate` does; the steady state where that is asked for.
 *  @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there */
export function statesOverTime(problem: Problem): ComplexMatrix[] {
  return boundedStates(checkProblem(problem)).map(({ rho }) => rho);
}

/** The same of a problem that was checked, each with what it is off by. */
export function boundedStates(checked: CheckedProblem): BoundedState[] {
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const system = evolution(
    channels.map(({ dissipator }) => dissipator),
    checked.dimensions,
    checked.hamiltonian,
  );
  if (checked.steady) {
    const { state, error } = steadyState(system, checked.state);
    return [{ rho: state, error }];
  }
  return checked.times.map((time) => {
    const { state, error } = evolved(system, checked.state, time);
    return { rho: state, error };
  });
}
