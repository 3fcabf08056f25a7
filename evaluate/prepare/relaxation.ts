/** How everything together relaxes: to the steady state that an excess is measured from, and how fast. */

import { drift, type Evolution } from "../../spins/dynamics/evolve.ts";
import { type StateError, type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { Unsettled } from "../../spins/dynamics/unsettled.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

export interface Relaxation {
  readonly steady: ComplexMatrix;
  readonly steadyError: StateError;
  /** dρ/dt by the full generator. */
  readonly drift: (rho: ComplexMatrix) => ComplexMatrix;
}

/** @throws InvalidInput  when there is none */
export function referenceState(system: Evolution, state: ComplexMatrix): SteadyState {
  try {
    return steadyState(system, state);
  } catch (error) {
    throw error instanceof Unsettled ? error.ofExcess() : error;
  }
}

/** @throws InvalidInput  when there is more than one steady state */
export function relaxation(system: Evolution, { state, count, ...steadyError }: SteadyState): Relaxation {
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
