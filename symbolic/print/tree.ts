/** Mathematical text before it has a notation: what a formula shows, in the order in which it is read. */

import type { Gaussian } from "../algebra/gaussian.ts";
import * as g from "../algebra/gaussian.ts";

/** A letter, or a word such as the name of a parameter; a label names the party that it belongs to. */
export interface Leaf {
  readonly kind: "leaf";
  readonly unicode: string;
  readonly latex: string;
  readonly label?: string;
  /** A label of an operator stands above: J₋ᵃ, in brackets J₋[a]. */
  readonly labelAbove?: "bare" | "in brackets";
  readonly below?: readonly Leaf[];
  readonly primes?: number;
  /** A name of several letters, which is no product of them. */
  readonly isWord?: true;
}

export type Tree =
  | Leaf
  /** Not negative. */
  | { readonly kind: "number"; readonly top: bigint; readonly bottom: bigint }
  | { readonly kind: "function"; readonly name: string; readonly of: readonly Tree[] }
  | { readonly kind: "negative"; readonly of: Tree }
  | { readonly kind: "sum"; readonly terms: readonly Tree[] }
  | { readonly kind: "product"; readonly factors: readonly Tree[] }
  | { readonly kind: "quotient"; readonly over: Tree; readonly under: Tree }
  | { readonly kind: "power"; readonly base: Tree; readonly exponent: Tree }
  /** D[L], {…}: brackets of the field, always there. */
  | { readonly kind: "enclosed"; readonly open: Leaf; readonly of: Tree; readonly close: Leaf }
  /** Side by side as they stand. */
  | { readonly kind: "row"; readonly parts: readonly Tree[] }
  | { readonly kind: "relation"; readonly sign: Leaf; readonly left: Tree; readonly right: Tree };

export const leaf = (unicode: string, latex = unicode, label?: string): Leaf =>
  label === undefined ? { kind: "leaf", unicode, latex } : { kind: "leaf", unicode, latex, label };

export const whole = (value: number): Tree => ({ kind: "number", top: BigInt(value), bottom: 1n });

/** A sum, flat, its first positive term in front so that it rarely begins with a sign. */
export function sum(terms: readonly Tree[]): Tree {
  const flat = terms.flatMap((term) => {
    if (term.kind === "negative" && term.of.kind === "sum") return term.of.terms.map(negative);
    return term.kind === "sum" ? term.terms : [term];
  });
  const ordered = [...flat].sort((a, b) => Number(a.kind === "negative") - Number(b.kind === "negative"));
  return ordered.length === 0 ? whole(0) : ordered.length === 1 ? ordered[0] : { kind: "sum", terms: ordered };
}

/** A product, flat, with its sign in front, then one number for all that it has, and without ones. */
export function product(factors: readonly Tree[]): Tree {
  const isNegative = factors.filter(({ kind }) => kind === "negative").length % 2 === 1;
  const flat = factors
    .map((factor) => (factor.kind === "negative" ? factor.of : factor))
    .flatMap((factor) => (factor.kind === "product" ? factor.factors : [factor]));
  const numbers = flat.filter((factor) => factor.kind === "number");
  const others = flat.filter((factor) => factor.kind !== "number");
  const content = numbers.reduce(numberTimes, one);
  if (isZero(content)) return content;
  const all = isOne(content) ? others : [content, ...others];
  const result: Tree = all.length === 0 ? content : all.length === 1 ? all[0] : { kind: "product", factors: all };
  return isNegative ? { kind: "negative", of: result } : result;
}

type Rational = Extract<Tree, { kind: "number" }>;

const one: Rational = { kind: "number", top: 1n, bottom: 1n };

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestDivisor(b, a % b));

function numberTimes(a: Rational, b: Rational): Rational {
  const [top, bottom] = [a.top * b.top, a.bottom * b.bottom];
  const common = greatestDivisor(top, bottom);
  return { kind: "number", top: top / common, bottom: bottom / common };
}

export const negative = (of: Tree): Tree => (of.kind === "negative" ? of.of : { kind: "negative", of });

export const power = (base: Tree, exponent: Tree | number): Tree => {
  const raised = typeof exponent === "number" ? whole(exponent) : exponent;
  return isOne(raised) ? base : { kind: "power", base, exponent: raised };
};

export const quotient = (over: Tree, under: Tree): Tree =>
  isOne(under)
    ? over
    : over.kind === "negative"
      ? negative(quotient(over.of, under))
      : { kind: "quotient", over, under };

export const call = (name: string, ...of: readonly Tree[]): Tree => ({ kind: "function", name, of });

export const row = (...parts: readonly Tree[]): Tree => ({ kind: "row", parts });

export const enclosed = (open: Leaf, of: Tree, close: Leaf): Tree => ({ kind: "enclosed", open, of, close });

const isLeft = leaf("=");

export const equation = (left: Tree, right: Tree, sign: Leaf = isLeft): Tree => ({
  kind: "relation",
  sign,
  left,
  right,
});

export const isOne = (tree: Tree): boolean => tree.kind === "number" && tree.top === 1n && tree.bottom === 1n;

export const isZero = (tree: Tree): boolean => tree.kind === "number" && tree.top === 0n;

const imaginaryUnit = leaf("i", "i");

/** A Gaussian rational, its sign in front. */
export function number(value: Gaussian): Tree {
  if (value.re < 0n || (value.re === 0n && value.im < 0n)) return negative(number(g.negate(value)));
  if (value.im === 0n) return { kind: "number", top: value.re, bottom: value.den };
  const imaginary = (part: bigint, bottom: bigint): Tree =>
    product([{ kind: "number", top: part, bottom }, imaginaryUnit]);
  if (value.re === 0n) return imaginary(value.im, value.den);
  const part = value.im < 0n ? negative(imaginary(-value.im, 1n)) : imaginary(value.im, 1n);
  const both = sum([{ kind: "number", top: value.re, bottom: 1n }, part]);
  return value.den === 1n ? both : quotient(both, { kind: "number", top: value.den, bottom: 1n });
}

/** A text that equal trees share. */
export const keyOf = (tree: Tree): string =>
  JSON.stringify(tree, (_, value) => (typeof value === "bigint" ? `${value}n` : value));

/** Factors by what is raised to a power, and a number. */
interface Factors {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly powers: ReadonlyMap<string, { readonly base: Tree; readonly exponent: number }>;
}

/** A sum with the factors that all its terms have in front, ½λ a² + ½λ b² → ½λ(a² + b²); a number alone stays inside, for 2a + 2b
 *  reads as well as 2(a + b). */
export function factoredSum(terms: readonly Tree[]): Tree {
  if (terms.length < 2) return sum(terms);
  const common = terms.map((term) => factorsOf(term.kind === "negative" ? term.of : term)).reduce(shared);
  if (common.powers.size === 0) return sum(terms);
  const front: readonly Tree[] = [
    { kind: "number", top: common.top, bottom: common.bottom },
    ...[...common.powers.values()].map(({ base, exponent }) => power(base, exponent)),
  ];
  return product([...front, sum(terms.map((term) => divided(term, common)))]);
}

function factorsOf(term: Tree): Factors {
  const powers = new Map<string, { base: Tree; exponent: number }>();
  // What stands twice in a term stays where it is.
  const seen = new Set<string>();
  let [top, bottom] = [1n, 1n];
  for (const factor of factorList(term)) {
    if (factor.kind === "number") [top, bottom] = [top * factor.top, bottom * factor.bottom];
    const [base, exponent] = baseOf(factor);
    const key = keyOf(base);
    if (seen.has(key)) powers.delete(key);
    else if (isSimple(base)) powers.set(key, { base, exponent });
    seen.add(key);
  }
  return { top, bottom, powers };
}

/** The numerator's factors of a quotient; a gradient's own quotient is one factor. */
const factorList = (term: Tree): readonly Tree[] =>
  term.kind === "product"
    ? term.factors
    : term.kind === "quotient" && term.over.kind === "product"
      ? term.over.factors
      : [term];

/** A whole power as its base and exponent; an exponential is no power of e. */
const baseOf = (factor: Tree): readonly [Tree, number] =>
  factor.kind === "power" &&
  factor.exponent.kind === "number" &&
  factor.exponent.bottom === 1n &&
  !isExponential(factor)
    ? [factor.base, Number(factor.exponent.top)]
    : [factor, 1];

const isExponential = (of: Tree): boolean =>
  of.kind === "power" && of.base.kind === "leaf" && of.base.unicode === "e" && of.base.primes === undefined;

/** Letters, functions of letters and exponentials; not the field, whose squares belong to the current. */
const isSimple = (base: Tree): boolean =>
  (base.kind === "leaf" && base.unicode !== "Q") ||
  base.kind === "function" ||
  base.kind === "sum" ||
  isExponential(base);

function shared(a: Factors, b: Factors): Factors {
  const bottom = (a.bottom / greatestDivisor(a.bottom, b.bottom)) * b.bottom;
  const top = greatestDivisor((a.top * bottom) / a.bottom, (b.top * bottom) / b.bottom);
  const powers = new Map(
    [...a.powers].flatMap(([key, { base, exponent }]) => {
      const other = b.powers.get(key);
      return other ? [[key, { base, exponent: Math.min(exponent, other.exponent) }] as const] : [];
    }),
  );
  const common = greatestDivisor(top, bottom);
  return { top: top / common, bottom: bottom / common, powers };
}

function divided(term: Tree, common: Factors): Tree {
  if (term.kind === "negative") return { kind: "negative", of: divided(term.of, common) };
  if (term.kind === "quotient" && term.over.kind === "product") return { ...term, over: divided(term.over, common) };
  let [top, bottom] = [common.bottom, common.top];
  const rest = factorList(term).flatMap((factor): readonly Tree[] => {
    if (factor.kind === "number") {
      [top, bottom] = [top * factor.top, bottom * factor.bottom];
      return [];
    }
    const [base, exponent] = baseOf(factor);
    const left = exponent - (isSimple(base) ? (common.powers.get(keyOf(base))?.exponent ?? 0) : 0);
    return left === 0 ? [] : [power(base, left)];
  });
  const divisor = greatestDivisor(top, bottom);
  return product([{ kind: "number", top: top / divisor, bottom: bottom / divisor }, ...rest]);
}
