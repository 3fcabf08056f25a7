/** How large the expansion of a syntax tree is, from the tree alone: every text may come from a stranger. */

import type { Issue } from "../../text/refusal.ts";
import { shortened } from "../../text/visible.ts";
import { functionNames } from "../algebra/role.ts";
import { SyntaxMistake } from "./mistakes.ts";
import { adjoint, type SyntaxNode } from "./syntax.ts";

export interface SizeLimits {
  /** Products of operators and symbols after expansion. */
  readonly terms: number;
  /** Operators and symbols of one of them. */
  readonly factors: number;
  /** Digits of a number, or of a product of numbers. */
  readonly digits: number;
  /** Terms times digits: the work of adding them exactly. */
  readonly work: number;
}

interface Size {
  readonly terms: number;
  readonly factors: number;
  readonly digits: number;
  /** Multiplications of terms, on the way. */
  readonly work: number;
  /** What terms are monomials in; undefined where operators, which do not commute, stand among them. */
  readonly symbols: ReadonlySet<string> | undefined;
}

/**
 * @param remedy  what else to write; null where there is nothing
 * @throws SyntaxMistake at the innermost part that expands to more than is allowed
 */
export function requireModest(tree: SyntaxNode, limits: SizeLimits, remedy: string | null): void {
  const measure = (node: SyntaxNode): Size => {
    const size = sizeOf(node, measure);
    const what = excess(size, limits);
    if (what !== undefined) throw new SyntaxMistake({ ...what, remedy }, node.at);
    return size;
  };
  measure(tree);
}

function excess({ terms, factors, digits, work }: Size, limits: SizeLimits): Issue | undefined {
  const beyond = (found: string, most: number): Issue => ({ found, expected: `at most ${most}` });
  if (factors > limits.factors)
    return beyond(`what expands to ${count(factors)} factors of operators and symbols`, limits.factors);
  if (terms > limits.terms) return beyond(`what expands to ${count(terms)} products`, limits.terms);
  if (digits > limits.digits) return beyond(`a number of ${count(digits)} digits`, limits.digits);
  if (Math.max(work, terms * digits) > limits.work)
    return { found: "what takes too long to expand", expected: "fewer products or digits" };
  return undefined;
}

const count = (n: number): string => (n < 1e15 ? String(n) : n.toExponential(0));

const none: ReadonlySet<string> = new Set();

function sizeOf(node: SyntaxNode, measure: (node: SyntaxNode) => Size): Size {
  const one = { terms: 1, factors: 0, digits: 1, work: 0, symbols: none };
  switch (node.kind) {
    case "number":
      return { ...one, digits: digitsOf(node) };
    case "name":
      return { ...one, factors: node.name === "i" ? 0 : 1, symbols: new Set([node.name]) };
    case "spin":
      return { ...one, terms: node.axis === "x" || node.axis === "y" ? 2 : 1, factors: 1, symbols: undefined };
    case "call":
      return ofCall(node.function, node.at, measure(node.argument));
    case "negation":
      return measure(node.of);
    case "power": {
      const base = measure(node.base);
      const terms = bounded(base.terms ** node.exponent, base.factors * node.exponent, base.symbols);
      // Each multiplication is by the base.
      const work = base.work + node.exponent * terms * base.terms;
      const [factors, digits] = [Math.max(1, base.factors) * node.exponent, base.digits * node.exponent];
      return { terms, factors, digits, work, symbols: base.symbols };
    }
    case "sum":
      return node.terms.map((term) => measure(term.node)).reduce(sumOf);
    case "product":
      return node.factors.map((factor) => measure(factor.node)).reduce(productOf);
    case "dissipator":
      return { ...measure(node.of), symbols: undefined };
    case "commutator":
      return productOf(measure(node.left), { ...measure(node.right), symbols: undefined });
  }
}

const sumOf = (a: Size, b: Size): Size => ({
  terms: a.terms + b.terms,
  factors: Math.max(a.factors, b.factors),
  digits: Math.max(a.digits, b.digits),
  work: a.work + b.work,
  symbols: union(a.symbols, b.symbols),
});

function productOf(a: Size, b: Size): Size {
  const factors = a.factors + b.factors;
  const symbols = union(a.symbols, b.symbols);
  const pairs = a.terms * b.terms;
  return {
    terms: bounded(pairs, factors, symbols),
    factors,
    digits: a.digits + b.digits,
    work: a.work + b.work + pairs,
    symbols,
  };
}

/** A function of parameters is a symbol; its square, and that of its partner, may bring in the symbols below it. */
function ofCall(name: string, at: number, argument: Size): Size {
  if (name === adjoint) return argument;
  const isKnown = (functionNames as readonly string[]).includes(name);
  const own = [`${name} ${at}`, `partner ${at}`];
  return {
    ...argument,
    terms: isKnown && name === "exp" ? 2 : 1,
    factors: Math.max(1, argument.factors),
    digits: argument.digits,
    symbols: new Set([...own, ...(argument.symbols ?? none)]),
  };
}

function union(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (b.size === 0) return a;
  if (a.size === 0) return b;
  const all = new Set([...a, ...b]);
  // Of so many the monomials are no bound.
  return all.size > 64 ? undefined : all;
}

/** Monomials of a degree in v symbols are at most C(degree + v, v). */
function bounded(terms: number, degree: number, symbols: ReadonlySet<string> | undefined): number {
  if (symbols === undefined) return terms;
  let monomials = 1;
  for (let k = 1; k <= symbols.size && monomials < terms; k++) monomials = (monomials * (degree + k)) / k;
  return Math.min(terms, Math.round(monomials));
}

/** An exponent counts as so many zeros.
 *  @throws SyntaxMistake for a number that no double holds */
function digitsOf({ text, at }: SyntaxNode & { readonly kind: "number" }): number {
  const [mantissa, exponent = "0"] = text.split(/[eE]/);
  if (Math.abs(Number(exponent)) > 308)
    throw new SyntaxMistake(
      { found: `${shortened(text)}, no number that a double holds`, expected: "an exponent of at most 308" },
      at,
    );
  return mantissa.length + Math.abs(Number(exponent));
}
