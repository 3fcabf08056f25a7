/** What the library says of a system: the only place of the judge that knows how it is asked. */

import { checkProblem } from "../../../evaluate/check/validate.ts";
import { prepareChannel } from "../../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import type { Problem, Result } from "../../../evaluate/problem/problem.ts";
import { channels } from "../../../generated/index.ts";
import { evolution, evolved } from "../../../spins/dynamics/evolve.ts";
import { steadyState } from "../../../spins/dynamics/steady-state.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { System } from "../many-digits/system.ts";

export interface LibraryState {
  readonly state: ComplexMatrix;
  /** Of the state in the Frobenius norm. */
  readonly error: number;
}

export function problemOf({ spins, state, noises, hamiltonian, time }: System): Problem {
  return {
    spins,
    state,
    channels: noises.map((noise) =>
      "jumps" in noise ? noise : { channel: channels[noise.channel], on: noise.on, parameters: noise.parameters },
    ),
    ...(hamiltonian === null ? {} : { hamiltonian }),
    times: time === "steady" ? "steady" : [time],
    // No state takes more than a second or two.
    budget: 1e6,
  };
}

export function libraryState(system: System): LibraryState {
  const checked = checkProblem(problemOf(system));
  const dissipators = checked.channels.map((use) => prepareChannel(use, checked.spins).dissipator);
  const moving = evolution(dissipators, checked.dimensions, checked.hamiltonian);
  if (system.time === "steady") {
    const { state, error } = steadyState(moving, checked.state);
    return { state, error };
  }
  return evolved(moving, checked.state, system.time);
}

export function libraryResult(system: System): Result {
  return evaluate(problemOf(system));
}
