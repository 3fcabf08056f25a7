import { Refusal } from "../../text/refusal.ts";

/**
 * How large a declaration may be. All limits of this room; each is checked before the work that it bounds, and exceeding one is
 * a line that names it.
 */
export const limits = {
  /** Characters of one text of a reservoir or of a Kossakowski matrix. */
  text: 10_000,
  /** Characters of a name; of a source, a unit or a meaning. */
  name: 64,
  prose: 2_000,
  parties: 4,
  parameters: 16,
  reservoirs: 16,
  /** Of a Kossakowski matrix: its principal minors are 2ⁿ − 1. */
  operators: 8,
  /** Numbers, names and signs of one text: what is read within half a second. */
  tokens: 400_000,
  /** Brackets within brackets. */
  depth: 100,
  /** Factors of one product, powers counted by their exponent. */
  factors: 24,
  /** Terms of one text, and of one polynomial on the way to a proof, after expansion. */
  terms: 400,
  /** Digits of a number, its exponent counted as so many zeros; of a product of numbers. */
  digits: 700,
  /** Decades up and down from 1 of numbers in a rate, in an operator, whose squares are rates, and of an exponential. */
  decades: { rate: 150, operator: 75 },
  /** Products of terms that all the exact work on a channel may form: up to a minute. */
  products: 6_000_000,
  /** Digits of a coefficient, and products of terms, in a search for a common divisor, which is given up beyond. */
  remainder: 2000,
  divisor: 50_000,
  /** Combinations of parameters that are zero or equal, in which a channel's classes are looked at. */
  strata: 250,
  /** Cases that a proof that a rate is not negative may split into. */
  cases: 20_000,
} as const;

/** Exact arithmetic has come to more digits or terms than are allowed. */
export class TooLarge extends Refusal {
  override readonly name = "TooLarge";
}
