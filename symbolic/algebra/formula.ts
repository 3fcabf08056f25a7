/** Formulas that are more than one polynomial: what the optimiser takes and the interpreter evaluates. */

import { valueOfFunction } from "./functions.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";

export type Formula =
  | { readonly kind: "polynomial"; readonly of: Polynomial }
  | { readonly kind: "sum"; readonly terms: readonly Formula[] }
  | { readonly kind: "product"; readonly factors: readonly Formula[] }
  | { readonly kind: "quotient"; readonly numerator: Formula; readonly denominator: Formula }
  /** A function of `wehrl/runtime`. */
  | { readonly kind: "call"; readonly function: string; readonly arguments: readonly Formula[] }
  /** A value that has a name in the field; the emitted code uses it. */
  | { readonly kind: "named"; readonly name: string; readonly of: Formula };

export const polynomial = (of: Polynomial): Formula => ({ kind: "polynomial", of });

/** A sum without its zero terms. */
export function sum(terms: readonly Formula[]): Formula {
  const kept = terms.filter((term) => !isZero(term));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.zero) : { kind: "sum", terms: kept };
}

/** A product; zero when a factor is, without the factors that are one. */
export function product(factors: readonly Formula[]): Formula {
  if (factors.some(isZero)) return polynomial(p.zero);
  const kept = factors.filter((factor) => !(factor.kind === "polynomial" && p.equals(factor.of, p.one)));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.one) : { kind: "product", factors: kept };
}

export const quotient = (numerator: Formula, denominator: Formula): Formula =>
  isZero(numerator) ? numerator : { kind: "quotient", numerator, denominator };

export const call = (name: string, ...args: readonly Formula[]): Formula => ({
  kind: "call",
  function: name,
  arguments: args,
});

/** Zeros and bare symbols stay unnamed. */
export function named(name: string, of: Formula): Formula {
  const isSymbol = of.kind === "polynomial" && of.of.terms.size <= 1 && p.symbolsOf(of.of).length <= 1;
  return isSymbol ? of : { kind: "named", name, of };
}

export const negate = (of: Formula): Formula => product([polynomial(p.constant(-1n)), of]);

export const isZero = (formula: Formula): boolean => formula.kind === "polynomial" && p.isZero(formula.of);

/** The formula with a symbol in place of each call of a function that has one. */
export function withSymbols(formula: Formula, symbols: ReadonlyMap<string, Sym>): Formula {
  const each = (formulas: readonly Formula[]) => formulas.map((of) => withSymbols(of, symbols));
  switch (formula.kind) {
    case "polynomial":
      return formula;
    case "sum":
      return sum(each(formula.terms));
    case "product":
      return product(each(formula.factors));
    case "quotient":
      return quotient(withSymbols(formula.numerator, symbols), withSymbols(formula.denominator, symbols));
    case "named":
      return named(formula.name, withSymbols(formula.of, symbols));
    case "call": {
      const symbol = symbols.get(formula.function);
      return symbol === undefined ? call(formula.function, ...each(formula.arguments)) : polynomial(p.symbol(symbol));
    }
  }
}

/**
 * The value of a formula, term by term as it stands: slow, plain, the judge of optimised code.
 * @param values  a number for each symbol, by its key
 * @param functions  the functions that formulas may call
 */
export function interpret(
  formula: Formula,
  values: ReadonlyMap<string, number>,
  functions: Readonly<Record<string, (...args: number[]) => number>> = {},
): number {
  const value = (f: Formula): number => interpret(f, values, functions);
  switch (formula.kind) {
    case "polynomial":
      return p.evaluate(formula.of, withFunctions(formula.of, values));
    case "sum":
      return formula.terms.reduce((total, term) => total + value(term), 0);
    case "product":
      return formula.factors.reduce((total, factor) => total * value(factor), 1);
    case "quotient":
      return value(formula.numerator) / value(formula.denominator);
    case "call":
      return functions[formula.function](...formula.arguments.map(value));
    case "named":
      return value(formula.of);
  }
}

/** The values with those of the functions of parameters, such as `cosh(r)`, that a polynomial has. */
function withFunctions(polynomial: Polynomial, values: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const calls = p.symbolsOf(polynomial).flatMap(({ key, role }): [string, number][] => {
    if (role.kind !== "function" || values.has(key)) return [];
    const { argument } = role;
    return [[key, valueOfFunction(role.function, p.evaluate(argument, withFunctions(argument, values)))]];
  });
  return calls.length === 0 ? values : new Map([...values, ...calls]);
}

/** Additions, multiplications, divisions and calls of a formula evaluated as it stands, powers by repeated multiplication. */
export function operationCount(formula: Formula): number {
  const total = (formulas: readonly Formula[]): number => formulas.reduce((count, f) => count + operationCount(f), 0);
  switch (formula.kind) {
    case "polynomial": {
      const products = [...formula.of.terms.values()].map(({ coefficient, powers }) => {
        const factors = powers.reduce((count, [, exponent]) => count + exponent, 0);
        const isUnit = coefficient.den === 1n && (coefficient.re === 1n || coefficient.re === -1n);
        return Math.max(0, factors - (isUnit ? 1 : 0));
      });
      return products.reduce((count, product) => count + product, Math.max(0, products.length - 1));
    }
    case "sum":
      return total(formula.terms) + formula.terms.length - 1;
    case "product":
      return total(formula.factors) + formula.factors.length - 1;
    case "quotient":
      return total([formula.numerator, formula.denominator]) + 1;
    case "call":
      return total(formula.arguments) + 1;
    case "named":
      return operationCount(formula.of);
  }
}
