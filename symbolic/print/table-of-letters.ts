/**
 * The letters of one derivation: every symbol has one of its own.
 *
 *   Gamma, nbar, x0, phase      → Γ, n̄, x₀, phase       the usual letter
 *   R, omega, A_0, J_a          → R′, ω′, A₀′, J_a′      with a prime where the formulas have such a letter themselves
 *   x0 and x_0                  → x₀ and x_0             the second keeps its name as a word
 */
import { type Letters, letter, word } from "./letters.ts";
import { unicode } from "./notation.ts";
import type { Leaf } from "./tree.ts";

export type { Letters } from "./letters.ts";

/** What formulas and the prose around them have of their own, for a lone party. */
// biome-ignore format: a table
const own: ReadonlySet<string> = new Set([
  "A", "B", "D", "F", "H", "I", "J", "K", "L", "M", "P", "Q", "R", "S", "X", "Π", "Φ", "Ω",
  "d", "e", "g", "i", "m", "n", "p", "u", "x", "y", "z", "θ", "φ", "ρ", "π", "ω",
  "A₀", "L₀", "X₀", "H′", "k_B", "Rx", "Ry", "Rz", "Xx", "Xy", "Xz", "Jx", "Jy", "Jz", "ln", "det", "tr", "Tr", "dS", "dt", "diss",
]);

const drawn = (of: Leaf): string => unicode.leaf(of, true);

/** A letter of the formulas, or one of them with an index: L₂, J_a, B_xy. */
function isOwn(of: Leaf): boolean {
  const text = drawn(of);
  return own.has(text) || /^L[₀-₉]+$/.test(text) || own.has(/^[^_]+(?=_)/.exec(text)?.[0] ?? "");
}

/** @param parameters  in the order in which they are declared */
export function lettersOf(parties: readonly string[], parameters: readonly { readonly name: string }[]): Letters {
  const chosen = new Map<string, Leaf>();
  const taken = new Set<string>();
  for (const { name } of parameters) {
    const usual = letter(name);
    const isFree = (of: Leaf): boolean => !own.has(drawn(of)) && !taken.has(drawn(of));
    const candidates = isOwn(usual) ? [] : [usual, word(name)];
    const found = candidates.find(isFree) ?? withPrimes(usual, isFree);
    taken.add(drawn(found));
    chosen.set(name, found);
  }
  return { parties, parameters: chosen, arranged: new Map() };
}

function withPrimes(of: Leaf, isFree: (of: Leaf) => boolean): Leaf {
  let primed: Leaf = { ...of, primes: 1 };
  while (!isFree(primed)) primed = { ...primed, primes: primed.primes! + 1 };
  return primed;
}

/** "R′ is R, x_0 is x_0": the parameters that have another letter than the usual one; empty where all have that. */
export const unusualLetters = ({ parameters }: Letters): string =>
  [...parameters]
    .filter(([name, of]) => drawn(of) !== drawn(letter(name)))
    .map(([name, of]) => `${drawn(of)} is ${name}`)
    .join(", ");

/** Every symbol in its usual letter: where no channel is known. */
export const usualLetters = (): Letters => lettersOf([], []);

/** A label above an operator, Jzᵃ, stands in brackets where it reads as a power: Jz[a2], Jz[k] beside a parameter k. */
export const readsAsPower = (label: string, { parameters }: Letters): boolean =>
  /\d/.test(label) || own.has(label) || [...parameters.values()].some((of) => drawn(of) === label);
