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
