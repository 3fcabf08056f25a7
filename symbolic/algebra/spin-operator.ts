/** Polynomials in the spin operators J₊, J₋, J_z of labelled parties, as sums of words. */

import { limits, TooLarge } from "./limits.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";

export type Ladder = "+" | "-" | "z";

interface SpinFactor {
  readonly ladder: Ladder;
  readonly party: string;
}

/** The product of factors, the leftmost acting last on a ket. */
export type Word = readonly SpinFactor[];

interface SpinTerm {
  readonly coefficient: Polynomial;
  readonly word: Word;
}

export type SpinOperator = readonly SpinTerm[];

const keyOfWord = (word: Word): string => word.map(({ ladder, party }) => `J${ladder}[${party}]`).join(" ");

const largest = 10n ** BigInt(2 * limits.digits);

/** Denominators without a common factor multiply, summand by summand. */
function added(a: Polynomial, b: Polynomial): Polynomial {
  const sum = p.add(a, b);
  for (const { coefficient } of sum.terms.values())
    if (coefficient.den > largest)
      throw new TooLarge({ found: "exact numbers of more digits", expected: `at most ${2 * limits.digits} digits` });
  return sum;
}

/** Operators of different parties commute; the sort is stable within a party. */
const sorted = (word: Word): Word =>
  word.length < 2 ? word : [...word].sort((a, b) => (a.party < b.party ? -1 : a.party > b.party ? 1 : 0));

/** Equal words together, in the order of their keys, zeros gone. */
export function gather(terms: readonly SpinTerm[]): SpinOperator {
  if (terms.length === 1) return p.isZero(terms[0].coefficient) ? [] : [{ ...terms[0], word: sorted(terms[0].word) }];
  const sums = new Map<string, SpinTerm>();
  for (const { coefficient, word: unsorted } of terms) {
    const word = sorted(unsorted);
    const key = keyOfWord(word);
    const known = sums.get(key)?.coefficient;
    sums.set(key, { coefficient: known === undefined ? coefficient : added(known, coefficient), word });
  }
  return [...sums.keys()]
    .sort()
    .map((key) => sums.get(key)!)
    .filter((term) => !p.isZero(term.coefficient));
}

export const scalar = (value: Polynomial): SpinOperator => gather([{ coefficient: value, word: [] }]);

const letter = (ladder: Ladder, party: string, coefficient: Polynomial): SpinTerm => ({
  coefficient,
  word: [{ ladder, party }],
});

/** J_x = (J₊ + J₋)/2, J_y = (J₊ − J₋)/2i, and the ladder operators themselves. */
export function spin(axis: "x" | "y" | Ladder, party: string): SpinOperator {
  const half = p.fraction(1n, 2n);
  const overTwoI = p.multiply(p.fraction(-1n, 2n), p.imaginaryUnit);
  switch (axis) {
    case "x":
      return gather([letter("+", party, half), letter("-", party, half)]);
    case "y":
      return gather([letter("+", party, overTwoI), letter("-", party, p.negate(overTwoI))]);
    default:
      return [letter(axis, party, p.one)];
  }
}

export const add = (...operators: readonly SpinOperator[]): SpinOperator => gather(operators.flat());

export const scale = (operator: SpinOperator, factor: Polynomial): SpinOperator =>
  gather(operator.map(({ coefficient, word }) => ({ coefficient: p.multiply(coefficient, factor), word })));

export const multiply = (a: SpinOperator, b: SpinOperator): SpinOperator =>
  gather(
    a.flatMap((left) =>
      b.map((right) => ({
        coefficient: p.multiply(left.coefficient, right.coefficient),
        word: [...left.word, ...right.word],
      })),
    ),
  );

const daggerOf: Readonly<Record<Ladder, Ladder>> = { "+": "-", "-": "+", z: "z" };

/** The adjoint; symbols are real. */
export const dagger = (operator: SpinOperator): SpinOperator =>
  gather(
    operator.map(({ coefficient, word }) => ({
      coefficient: p.conjugate(coefficient),
      word: word.map(({ ladder, party }) => ({ ladder: daggerOf[ladder], party })).reverse(),
    })),
  );

export const equals = (a: SpinOperator, b: SpinOperator): boolean => add(a, scale(b, p.constant(-1n))).length === 0;

/** The greatest number of factors in a word. */
export const degree = (operator: SpinOperator): number => Math.max(0, ...operator.map(({ word }) => word.length));

/** l with L = l·J of one party in Cartesian components: l₊J₊ + l₋J₋ + l_zJ_z = (l₊ + l₋)J_x + i(l₊ − l₋)J_y + l_zJ_z. */
export function cartesian(operator: SpinOperator, party: string): readonly [Polynomial, Polynomial, Polynomial] {
  const of = (ladder: Ladder): Polynomial =>
    operator.find(({ word }) => word.length === 1 && word[0].ladder === ladder && word[0].party === party)
      ?.coefficient ?? p.zero;
  return [p.add(of("+"), of("-")), p.multiply(p.imaginaryUnit, p.subtract(of("+"), of("-"))), of("z")];
}

const letters: Readonly<Record<Ladder, string>> = { "+": "J₊", "-": "J₋", z: "Jz" };

/** J₋³ Jz, or J₋[a]³ Jz[b] where there are several parties: of a word whose equal factors stand together, for messages. */
export function wordText(word: Word, parties: readonly string[]): string {
  const exponents = new Map<string, number>();
  for (const { ladder, party } of word) {
    const factor = letters[ladder] + (parties.length > 1 ? `[${party}]` : "");
    exponents.set(factor, (exponents.get(factor) ?? 0) + 1);
  }
  return [...exponents].map(([factor, exponent]) => factor + (exponent === 1 ? "" : raised(exponent))).join(" ");
}

const raised = (exponent: number): string => [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
