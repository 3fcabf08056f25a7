/** Random numbers for systems, by seed. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Numbers drawn from one seed. */
export interface Draw {
  uniform(): number;
  pick<T>(list: readonly T[]): T;
  /** 10^u, u uniform. */
  power(low: number, high: number): number;
  chance(share: number): boolean;
}

export function draws(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  // The first numbers of neighbouring seeds resemble each other.
  for (let k = 0; k < 64; k++) uniform();
  return {
    uniform,
    pick: (list) => list[Math.floor(uniform() * list.length)],
    power: (low, high) => 10 ** (low + (high - low) * uniform()),
    chance: (share) => uniform() < share,
  };
}
