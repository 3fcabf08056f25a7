/** Channels, points and states on which statements are tested. */
import type { ChannelUse, Parameters } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { roundUp } from "../../text/round-up.ts";
import type { Library } from "./library.ts";

export const seed = 71;

export const uniforms = (start: number): (() => number) => randomStream(start, "audit");

/** A built-in channel on the first parties there are. */
export function use({ channels }: Library, name: string, parameters: Parameters): ChannelUse {
  const channel = channels[name];
  return { channel, on: channel.parties.map((_, party) => party), parameters };
}

/** Of built-in channels, whose operators do not depend on the spins. */
export const jumpsOf = ({ channel, parameters }: ChannelUse) => channel.jumps(parameters, []);

export const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

/** How far a number is from zero, at most: rounded up to one digit. */
export const few = (value: number): string => roundUp(Math.abs(value));

/** GG†/Tr GG† with G of `rank` columns of independent complex normal entries: rank 1 is a uniform pure state. */
export function randomState(dimension: number, rank: number, uniform: () => number): ComplexMatrix {
  const size = dimension * rank;
  // Box and Muller's pairs.
  const polar = Array.from({ length: size }, () => [Math.sqrt(-2 * Math.log(1 - uniform())), 2 * Math.PI * uniform()]);
  const g = polar.map(([r, angle]) => [r * Math.cos(angle), r * Math.sin(angle)] as const);
  const norm = polar.reduce((sum, [r]) => sum + r * r, 0);
  const [re, im] = [new Float64Array(dimension ** 2), new Float64Array(dimension ** 2)];
  for (let row = 0; row < dimension; row++)
    for (let column = 0; column < dimension; column++)
      for (let k = 0; k < rank; k++) {
        const [[a, b], [x, y]] = [g[row * rank + k], g[column * rank + k]];
        re[row * dimension + column] += (a * x + b * y) / norm;
        im[row * dimension + column] += (b * x - a * y) / norm;
      }
  return { dimension, re, im };
}
