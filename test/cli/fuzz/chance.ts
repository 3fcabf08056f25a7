/** Chance for the fuzz: a case is a function of seed and index alone, so that one that fails can be run again. */

/** Uniform in [0, 1). */
export type Random = () => number;

/** SplitMix32 of a hash of the words. */
export function randomOf(...words: readonly number[]): Random {
  let state = words.reduce((hash, word) => mixed(hash ^ (word + 0x9e3779b9)), 0x2545f491);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (mixed(state) >>> 0) / 2 ** 32;
  };
}

function mixed(x: number): number {
  let z = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

export const below = (random: Random, n: number): number => Math.floor(random() * n);
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;
export const happens = (random: Random, share: number): boolean => random() < share;
export const several = <T>(random: Random, most: number, make: () => T): readonly T[] =>
  Array.from({ length: below(random, most + 1) }, make);

// biome-ignore format: a table
const odd = [
  "", " ", "\n", "\0", "\u001b[31m", "\u202e", "\u2028", "\ud800", "😀", "`", "*/", "${", "\\", '"', "'", "{", "}", "[", "]", "(", ")", ",", ":",
  "constructor", "__proto__", "toString", "hasOwnProperty", "Jz", "Jx[0]", "J+", "J-", "D[", "rho", "i", "e", "pi", "*", "**", "/", "/0", "^", "^2", "^99",
  "+", "-", "--", "1", "0", "1e308", "1e-308", "1e999", "0x10", ".5", "5.", "NaN", "Infinity", "inf", "sqrt(", "exp(i*", "cosh(", "a", "Gamma", "[0]", "[9]",
];

export const oddText = (random: Random): string =>
  happens(random, 0.02)
    ? oneOf(random, ["x", "(", "1", "-", "Jz+", "[", "😀", "a*"]).repeat(10 ** below(random, 6))
    : several(random, 6, () =>
        happens(random, 0.7) ? oneOf(random, odd) : String.fromCodePoint(below(random, 0x11_0000)),
      ).join("");

/** A text with a few parts taken out, doubled, swapped for others or put in. */
export function mutated(random: Random, text: string): string {
  let result = text;
  for (let k = 1 + below(random, 3); k > 0; k--) {
    const from = below(random, result.length + 1);
    const to = Math.min(result.length, from + below(random, 8));
    const part = result.slice(from, to);
    const put = [
      () => "",
      () => part + part,
      () => oneOf(random, odd),
      () => part + oneOf(random, odd),
      () => oddText(random),
    ];
    result = result.slice(0, from) + oneOf(random, put)() + result.slice(to);
  }
  return result;
}
