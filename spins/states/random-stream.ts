/** Random numbers from seeds: the one place where a generator is made. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { InvalidInput } from "../input/invalid-input.ts";

/** 2⁶⁴ over the golden ratio, by which SplitMix64 steps. */
const STEP = 0x9e3779b97f4a7c15n;

/**
 * The numbers that one use draws from a seed, uniform on [0, 1) in steps of 2⁻⁵³: xoroshiro128+, its state from SplitMix64
 * (Steele, Lea and Flood, OOPSLA 2014, p. 453), whose step is one-to-one. So no two seeds share a stream, none starts with
 * numbers like its neighbour's, and what two uses draw from one seed has nothing in common.
 * @param seed  a safe integer ≥ 0; every bit of it counts
 * @param use  what the numbers are for
 * @throws InvalidInput  when the seed is none
 */
export function randomStream(seed: unknown, use: string): () => number {
  requireSeed(["seed"], seed);
  let state = BigInt(seed);
  for (const letter of use) state = scrambled(state + STEP) ^ BigInt(letter.codePointAt(0)!);
  const words = [1n, 2n].map((k) => scrambled(state + k * STEP));
  const generator = xoroshiro128plusFromState(
    words.flatMap((word) => [Number(BigInt.asIntN(32, word >> 32n)), Number(BigInt.asIntN(32, word))]),
  );
  return () => uniformFloat64(generator);
}

/** Standard normal deviates of a stream (Box and Muller, Ann. Math. Stat. 29, 610 (1958)), the cosines alone. */
export function normals(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** @throws InvalidInput  naming the field */
export function requireSeed(path: Path, seed: unknown): asserts seed is number {
  if (typeof seed !== "number" || !Number.isSafeInteger(seed) || seed < 0)
    throw new InvalidInput({
      path,
      found: described(seed),
      expected: "a seed, an integer from 0 to 2^53 − 1, such as 1",
    });
}

/** SplitMix64's output for a state, modulo 2⁶⁴. */
function scrambled(state: bigint): bigint {
  let z = BigInt.asUintN(64, state);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}
