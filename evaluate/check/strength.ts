/** How strongly channels move a state, which doubles are to hold. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Path } from "../../text/refusal.ts";
import { isOfJumps } from "../jumps/noise-evaluator.ts";
import type { Reservoir } from "../jumps/reservoir.ts";

/** Below what doubles hold by the squares of spins and the sums that it is multiplied with. */
export const LARGEST = 1e290;

/** Σ rate |l|² of a channel's operators, or Σ |L_ij|² of other jumps: the size of what moves the state. */
export function strengthOf(use: ChannelUse | Reservoir, spins: readonly number[]): number {
  if (!("channel" in use)) return use.strength;
  const { channel, on, parameters } = use;
  const own = on.map((party) => spins[party]);
  let sum = 0;
  for (const jump of channel.jumps(parameters, own)) sum += Math.abs(jump.rate) * squareOf(jump);
  return sum;
}

/** |l|². */
export const squareOf = ({ re, im }: Jump): number => squaresOf(re) + squaresOf(im);

function squaresOf(vectors: Jump["re"]): number {
  let sum = 0;
  for (const vector of vectors) sum += vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2];
  return sum;
}

/** Parameters in their ranges can still give rates beyond any double: squeezing does by its cosh. */
export function checkStrength(use: ChannelUse | Reservoir, path: Path, spins: readonly number[]): void {
  if (strengthOf(use, spins) < LARGEST) return;
  if (!("channel" in use) || isOfJumps(use))
    throw new InvalidInput({
      path: [...path, "jumps"],
      found: "operators whose squares are beyond any double",
      expected: "smaller ones",
    });
  const given = Object.entries(use.parameters).map(([name, value]) => `${name} = ${value}`);
  throw new InvalidInput({
    path: [...path, "parameters"],
    found: `${given.join(", ")}, which give ${use.channel.name} a rate beyond any double`,
    expected: "smaller ones",
  });
}

/** Steps of the evolution are counted in doubles. */
export function checkReach(
  times: readonly number[],
  channels: readonly (ChannelUse | Reservoir)[],
  hamiltonian: ComplexMatrix | null,
  spins: readonly number[],
): void {
  const last = times.length - 1;
  if (times[last] === 0) return;
  const rates = channels.reduce((sum, use) => sum + strengthOf(use, spins), 0);
  const pace = hamiltonian === null ? rates : Math.max(rates, largestEntry(hamiltonian));
  if (pace * times[last] < LARGEST) return;
  throw new InvalidInput({
    path: ["times", last],
    found: `${times[last]} at rates up to ${pace}, beyond any double`,
    expected: 'less, or "steady" for the end of it',
  });
}
