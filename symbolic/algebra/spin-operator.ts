/** Polynomials in the spin operators J₊, J₋, J_z of labelled parties, as sums of words, and the form that equal ones share. */

import { limits, TooLarge } from "./limits.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import { auxiliary, spin as spinSymbol } from "./symbol.ts";

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

/**
 * A form that equal operators share. Operators of different parties commute; within a party
 *
 *   [J₊, J₋] = 2J_z    [J_z, J±] = ±J±    J_x² + J_y² + J_z² = J(J + 1)
 *
 * turn every word into J±ᵃ f(J_z), with J symbolic. Read as acting on |m⟩ from the right, a word climbs and descends a ladder;
 * each step between m + h and m + h + 1, up or down, gives the root of J(J + 1) − (m + h)(m + h + 1), each J_z the height m + h that it
 * is met at. J±ᵃ passes the steps between 0 and its end once, and what a word passes besides comes in pairs, which make f(m).
 * @returns words J±ᵃ J_zᵇ of each party, parties in the order of their labels, over polynomials in parameters and spins
 */
export function normalForm(operator: SpinOperator): SpinOperator {
  if (degree(operator) < 2) return operator;
  const known = new Map<string, Polynomial>();
  return gather(
    operator.flatMap(({ coefficient, word }) =>
      blocksOf(word)
        .map(([party, ladders]) => ordered(ladders, party, known))
        .reduce(multiply, scalar(coefficient)),
    ),
  );
}

/** The ladders of each party, in the order of its labels. */
function blocksOf(word: Word): readonly (readonly [string, readonly Ladder[]])[] {
  const parties = [...new Set(word.map(({ party }) => party))].sort();
  return parties.map((party) => [party, word.flatMap((factor) => (factor.party === party ? [factor.ladder] : []))]);
}

const height = auxiliary("~m");

/** J±ᵃ f(J_z) of a word of one party.
 *  @param known  f by the factors that it is the product of */
function ordered(ladders: readonly Ladder[], party: string, known: Map<string, Polynomial>): SpinOperator {
  const { climbed, levels, steps } = walk(ladders);
  const end: Word = Array.from({ length: Math.abs(climbed) }, () => ({ ladder: climbed > 0 ? "+" : "-", party }));
  const pairs = [...steps].flatMap(([h, passed]) => {
    const isOnTheWay = climbed > 0 ? h >= 0 && h < climbed : h < 0 && h >= climbed;
    return Array.from({ length: (passed - (isOnTheWay ? 1 : 0)) / 2 }, () => h);
  });
  const key = [party, ...levels.toSorted((a, b) => a - b), "|", ...pairs.toSorted((a, b) => a - b)].join(" ");
  const f = known.get(key) ?? p.multiply(...levels.map(level), ...pairs.map((h) => step(h, party)));
  known.set(key, f);
  return p.coefficientsIn(f, height).map((coefficient, b) => ({
    coefficient,
    word: [...end, ...Array.from({ length: b }, () => ({ ladder: "z", party }) as const)],
  }));
}

/** The height reached, those at which J_z is met, and how often each step is passed, named by its lower end. */
function walk(ladders: readonly Ladder[]) {
  let climbed = 0;
  const levels: number[] = [];
  const steps = new Map<number, number>();
  for (const ladder of ladders.toReversed()) {
    if (ladder === "z") levels.push(climbed);
    else {
      const lower = ladder === "+" ? climbed : climbed - 1;
      steps.set(lower, (steps.get(lower) ?? 0) + 1);
      climbed += ladder === "+" ? 1 : -1;
    }
  }
  return { climbed, levels, steps };
}

/** m + h */
const level = (h: number): Polynomial => p.add(p.symbol(height), p.constant(BigInt(h)));

/** J(J + 1) − (m + h)(m + h + 1) */
function step(h: number, party: string): Polynomial {
  const J = p.symbol(spinSymbol(party));
  return p.subtract(p.multiply(J, p.add(J, p.one)), p.multiply(level(h), level(h + 1)));
}
