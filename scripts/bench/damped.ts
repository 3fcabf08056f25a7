/** Spins that are damped one by one, as in figure 3. */
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

export const GAMMA = 0.25;
export const NBAR = 1.5;

export const damping = (on: number): ChannelUse => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: GAMMA, nbar: NBAR },
});

export const problemOf = (spins: readonly number[], state: ComplexMatrix, tolerance: number): Problem => ({
  spins,
  state,
  channels: spins.map((_, party) => damping(party)),
  tolerance,
});
