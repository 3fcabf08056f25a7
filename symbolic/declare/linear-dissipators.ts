/** Dissipators whose sum has operators linear in J, though they themselves have not. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { SpinOperator, Word } from "../algebra/spin-operator.ts";
import * as spin from "../algebra/spin-operator.ts";
import { polarised } from "./read-kossakowski.ts";
import type { Dissipator } from "./read-text.ts";

/** The same generator: rate · D[operator], summed, and −i[remainder, ρ]. */
interface Linear {
  readonly dissipators: readonly Dissipator[];
  readonly remainder: SpinOperator;
}

/**
 * Σ rate · D[L] by the Kossakowski matrix of the words w that the L are sums of, h_vw = Σ rate · l_v l_w*; that of the constants
 * beside them is a Hamiltonian, (i/2) Σ_w (h_w1 w − h_w1* w†). Where h is zero in every word of two factors and more, they are gone.
 * Precondition: operators in normal form.
 * @returns undefined where some of them stay
 */
export function linearised(dissipators: readonly Dissipator[]): Linear | undefined {
  const words = [...new Map(dissipators.flatMap(({ operator }) => operator.map(wordByKey))).values()];
  const entry = (v: Word, w: Word): Polynomial =>
    p.add(
      ...dissipators.map(({ rate, operator }) =>
        p.multiply(rate, coefficientOf(operator, v), p.conjugate(coefficientOf(operator, w))),
      ),
    );
  const isGone = (v: Word): boolean => words.every((w) => p.isZero(entry(v, w)));
  if (!words.filter((word) => word.length > 1).every(isGone)) return undefined;
  const linear = words.filter((word) => word.length === 1 && !isGone(word));
  const letter = (word: Word): SpinOperator => [{ coefficient: p.one, word }];
  const constants = spin.add(...linear.map((word) => spin.scale(letter(word), entry(word, []))));
  const difference = spin.add(constants, spin.scale(spin.dagger(constants), p.constant(-1n)));
  return {
    dissipators: polarised(
      linear.map(letter),
      linear.map((v) => linear.map((w) => entry(v, w))),
    ).filter(({ rate }) => !p.isZero(rate)),
    remainder: spin.scale(difference, p.multiply(p.fraction(1n, 2n), p.imaginaryUnit)),
  };
}

const keyOf = (word: Word): string => word.map(({ ladder, party }) => `${ladder}${party}`).join(" ");

const wordByKey = ({ word }: SpinOperator[number]): readonly [string, Word] => [keyOf(word), word];

const coefficientOf = (operator: SpinOperator, word: Word): Polynomial =>
  operator.find((term) => keyOf(term.word) === keyOf(word))?.coefficient ?? p.zero;
