/**
 * The texts of a job in the notation of declarations, with its constants: an operator on numbered spins, such as a Hamiltonian or a jump,
 * → its terms with numbers for coefficients; a number → its value.
 */
import { applyFunction } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import { interpret } from "../algebra/interpret.ts";
import { TooLarge } from "../algebra/limits.ts";
import * as p from "../algebra/polynomial.ts";
import type { Ladder } from "../algebra/spin-operator.ts";
import { type ComplexNumber, type Constants, indexOf, isReserved, vocabularyOf } from "./job-names.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import { exactInverse, type Meaning, readOperator, readScalar } from "./read-text.ts";
import { requireModest, type SizeLimits } from "./size.ts";
import { parse, type SyntaxNode } from "./syntax.ts";

export { type ComplexNumber, type Constants, isReserved };

/** (re + i im) times the product of J₊, J₋ and J_z of spins, the leftmost acting last on a ket. */
export interface OperatorTerm extends ComplexNumber {
  readonly factors: readonly { readonly ladder: Ladder; readonly party: number }[];
}

/** What a text is read with. */
export interface TextSettings {
  readonly constants: Constants;
  /** Of the expansion. */
  readonly limits: SizeLimits;
  /** What to do where they do not suffice. */
  readonly instead: string | null;
}

/**
 * @param spins  J of each: their indices, from 0, stand in brackets, which one alone may lack
 * @throws MistakeInText  pointing at the character of the first mistake
 */
export function readOperatorText(
  text: string,
  spins: readonly number[],
  settings: TextSettings,
): readonly OperatorTerm[] {
  return readText(text, spins, settings, (tree, meaning) =>
    readOperator(tree, meaning).map(({ coefficient, word }) => ({
      ...numberOf(coefficient),
      factors: word.map(({ ladder, party }) => ({ ladder, party: Number(party) })),
    })),
  );
}

/** A number such as `0.1-0.2j`, `sqrt(2)/2`, `2*pi*f`.
 *  @throws MistakeInText  pointing at the character of the first mistake */
export function readNumberText(text: string, settings: TextSettings): ComplexNumber {
  return readText(text, null, settings, (tree, meaning) => numberOf(readScalar(tree, meaning)));
}

function readText<Read>(
  given: string,
  spins: readonly number[] | null,
  { constants, limits, instead }: TextSettings,
  read: (tree: SyntaxNode, meaning: Meaning) => Read,
): Read {
  const text = given.replace(/\s/g, " ");
  try {
    const tree = parse(text, vocabularyOf(constants, spins));
    requireModest(tree, limits, instead);
    return read(tree, meaningOf(spins?.length ?? 0));
  } catch (error) {
    if (error instanceof SyntaxMistake) throw new MistakeInText({ ...error, excerpt: { text, at: error.at } });
    throw error instanceof TooLarge ? new MistakeInText({ ...error, remedy: instead }) : error;
  }
}

/** Names have been replaced by what they stand for. */
const meaningOf = (parties: number): Meaning => ({
  name: (name) => {
    throw new Error(`${name} stands for nothing`);
  },
  party: (label, at) => String(indexOf(label, at, parties)),
  apply: (name, argument) => {
    const [re, im] = [p.realPart(argument), p.multiply(p.imaginaryUnit, p.imaginaryPart(argument))];
    if (name !== "exp" || p.isZero(re)) return applyFunction(name, argument);
    return p.multiply(applyFunction(name, re), applyFunction(name, im));
  },
  inverse: (divisor) => exactInverse(divisor) ?? nearInverse(numberOf(divisor)),
});

/** 1/z to rounding. */
function nearInverse({ re, im }: ComplexNumber): p.Polynomial | undefined {
  const size = Math.hypot(re, im);
  if (size === 0) return undefined;
  const [x, y] = [re / size / size, -im / size / size];
  if (![x, y].every(isOfDoubles)) throw new MistakeInText(outOfDoubles(Math.max(Math.abs(x), Math.abs(y))));
  return p.add(decimal(x), p.multiply(p.imaginaryUnit, decimal(y)));
}

function decimal(value: number): p.Polynomial {
  const size = g.fromDecimal(String(Math.abs(value)));
  return p.constant(value < 0 ? g.negate(size) : size);
}

/** Below it doubles lose their digits. */
const least = 2 ** -1022;

const isOfDoubles = (value: number): boolean => Number.isFinite(value) && (Math.abs(value) >= least || value === 0);

const numberOf = (of: p.Polynomial): ComplexNumber => ({
  re: doubleOf(p.realPart(of)),
  im: doubleOf(p.imaginaryPart(of)),
});

function doubleOf(of: p.Polynomial): number {
  const double = interpret({ kind: "polynomial", of }, new Map());
  if (isOfDoubles(double) && (double !== 0 || p.isZero(of))) return double;
  throw new MistakeInText(outOfDoubles(double));
}

const outOfDoubles = (value: number) => ({
  found: `a coefficient ${Math.abs(value) < least ? "below 1e-307" : "that no double holds"}`,
  expected: "0 or one within 1e-307 to 1e308",
  remedy: "use another unit of energy, or 0 for what is negligible",
});
