/** Expressions as they are derived, of exact polynomials, built so that zeros and ones vanish. */

import { type Derived, replace } from "./expression.ts";
import { legal } from "./legal-nodes.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";

export const polynomial = (of: Polynomial): Derived => ({ kind: "polynomial", of });

/** A sum without its zero terms. */
export function sum(terms: readonly Derived[]): Derived {
  const kept = terms.filter((term) => !isZero(term));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.zero) : { kind: "sum", operands: kept };
}

/** A product; zero when a factor is, without the factors that are one. */
export function product(factors: readonly Derived[]): Derived {
  if (factors.some(isZero)) return polynomial(p.zero);
  const kept = factors.filter((factor) => !(factor.kind === "polynomial" && p.equals(factor.of, p.one)));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.one) : { kind: "product", operands: kept };
}

export const quotient = (numerator: Derived, denominator: Derived): Derived =>
  isZero(numerator) ? numerator : { kind: "quotient", operands: [numerator, denominator] };

export const call = (name: string, ...operands: readonly Derived[]): Derived => ({
  kind: "call",
  function: name,
  operands,
});

/** Zeros and bare symbols stay unnamed. */
export function named(name: string, of: Derived): Derived {
  const isSymbol = of.kind === "polynomial" && of.of.terms.size <= 1 && p.symbolsOf(of.of).length <= 1;
  return isSymbol ? of : { kind: "named", name, operands: [of] };
}

export const negate = (of: Derived): Derived => product([polynomial(p.constant(-1n)), of]);

export const isZero = (expression: Derived): boolean => expression.kind === "polynomial" && p.isZero(expression.of);

/** The expression with a symbol in place of each call of a function that has one. */
export const withSymbols = (expression: Derived, symbols: ReadonlyMap<string, Sym>): Derived =>
  legal(
    "derivation",
    replace(expression, (node) => {
      const symbol = node.kind === "call" ? symbols.get(node.function) : undefined;
      return symbol === undefined ? undefined : polynomial(p.symbol(symbol));
    }),
  );
