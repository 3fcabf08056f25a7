/** Random numbers for systems, by seed. */
import { randomStream } from "../../../spins/states/random-stream.ts";

/** Numbers drawn from one seed. */
export interface Draw {
  uniform(): number;
  pick<T>(list: readonly T[]): T;
  /** 10^u, u uniform. */
  power(low: number, high: number): number;
  chance(share: number): boolean;
}

export function draws(seed: number): Draw {
  const uniform = randomStream(seed, "extreme systems");
  return {
    uniform,
    pick: (list) => list[Math.floor(uniform() * list.length)],
    power: (low, high) => 10 ** (low + (high - low) * uniform()),
    chance: (share) => uniform() < share,
  };
}
