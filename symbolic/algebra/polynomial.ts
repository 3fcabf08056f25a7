/**
 * Sparse polynomials over the Gaussian rationals in symbols (symbol.ts), in canonical form: zero is the empty map and equal
 * polynomials have equal terms. A symbol that has a square appears at most linearly, and exp(u) exp(−u) is 1.
 */

import * as g from "./gaussian.ts";
import { TooLarge } from "./limits.ts";
import type { Polynomial, Powers, Sym, Term } from "./role.ts";
import { keyOf } from "./symbol.ts";

export type { Polynomial, Powers, Term } from "./role.ts";

function fromTerms(terms: Iterable<Term>): Polynomial {
  const map = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOf(term.powers);
    const known = map.get(key);
    const coefficient = known ? g.add(known.coefficient, term.coefficient) : term.coefficient;
    if (g.isZero(coefficient)) map.delete(key);
    else map.set(key, { coefficient, powers: term.powers });
  }
  return { terms: map };
}

export const constant = (value: g.Gaussian | bigint): Polynomial =>
  fromTerms([{ coefficient: typeof value === "bigint" ? g.gaussian(value) : value, powers: [] }]);

export const fraction = (numerator: bigint, denominator: bigint): Polynomial =>
  constant(g.gaussian(numerator, 0n, denominator));

export const symbol = (of: Sym): Polynomial => fromTerms([{ coefficient: g.one, powers: [[of, 1]] }]);

export const zero: Polynomial = { terms: new Map() };
export const one: Polynomial = constant(1n);
export const imaginaryUnit: Polynomial = constant(g.imaginaryUnit);

export const isZero = (p: Polynomial): boolean => p.terms.size === 0;

export const add = (...summands: readonly Polynomial[]): Polynomial =>
  fromTerms(summands.flatMap((p) => [...p.terms.values()]));

/** Polynomials of one term each whose sum it is. */
export const summands = (p: Polynomial): readonly Polynomial[] =>
  [...p.terms.values()].map((term) => fromTerms([term]));

export const scale = (p: Polynomial, factor: g.Gaussian): Polynomial =>
  fromTerms([...p.terms.values()].map((t) => ({ coefficient: g.multiply(t.coefficient, factor), powers: t.powers })));

export const negate = (p: Polynomial): Polynomial => scale(p, g.gaussian(-1n));

export const subtract = (p: Polynomial, q: Polynomial): Polynomial => add(p, negate(q));

/** Symbols are real: only coefficients are conjugated. */
export const conjugate = (p: Polynomial): Polynomial =>
  fromTerms([...p.terms.values()].map((t) => ({ coefficient: g.conjugate(t.coefficient), powers: t.powers })));

export const realPart = (p: Polynomial): Polynomial => scale(add(p, conjugate(p)), g.gaussian(1n, 0n, 2n));

export const imaginaryPart = (p: Polynomial): Polynomial => scale(subtract(p, conjugate(p)), g.gaussian(0n, -1n, 2n));

function mergePowers(a: Powers, b: Powers): Powers {
  const merged: [Sym, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i][0] === b[j][0]) merged.push([a[i][0], a[i++][1] + b[j++][1]]);
    else if (a[i][0].key < b[j][0].key) merged.push([...a[i++]]);
    else merged.push([...b[j++]]);
  }
  for (; i < a.length; i++) merged.push([...a[i]]);
  for (; j < b.length; j++) merged.push([...b[j]]);
  return merged;
}

/** A term whose symbols with a square may stand at any power, and exp(u) beside exp(−u), as a canonical polynomial. */
function reduce(term: Term): Polynomial {
  for (const [symbol, exponent] of term.powers) {
    const other = symbol.reciprocal;
    const both = other === null ? 0 : Math.min(exponent, exponentOf(term, other));
    if (both === 0) continue;
    const rest = term.powers.flatMap(([s, e]): Powers => {
      const left = s === symbol || s === other ? e - both : e;
      return left === 0 ? [] : [[s, left]];
    });
    return reduce({ coefficient: term.coefficient, powers: rest });
  }
  for (const [symbol, exponent] of term.powers) {
    if (exponent < 2 || symbol.square === null) continue;
    const rest = term.powers.flatMap(([s, e]): Powers => (s !== symbol ? [[s, e]] : e > 2 ? [[s, e - 2]] : []));
    return multiply({ terms: new Map([["", { coefficient: term.coefficient, powers: rest }]]) }, symbol.square);
  }
  return fromTerms([term]);
}

/** Products of terms that the work at hand may still form. */
let left = Number.POSITIVE_INFINITY;

function spend(products: number): void {
  left -= products;
  if (left >= 0) return;
  const found = "more products of terms than are allowed";
  throw new TooLarge({ found, expected: "fewer", remedy: "use fewer parameters, or lower powers" });
}

/** Does exact work that may form at most so many products of terms: few symbols can make many.
 *  @throws TooLarge where it would form more */
export function withinProducts<Result>(most: number, work: () => Result): Result {
  const before = left;
  left = most;
  try {
    return work();
  } finally {
    left = before;
  }
}

export function multiply(...factors: readonly Polynomial[]): Polynomial {
  if (factors.length === 0) return one;
  return factors.reduce((p, q) => {
    if (p === one) return q;
    if (q === one) return p;
    spend(p.terms.size * q.terms.size);
    const products: Term[] = [];
    for (const a of p.terms.values())
      for (const b of q.terms.values()) {
        const term = { coefficient: g.multiply(a.coefficient, b.coefficient), powers: mergePowers(a.powers, b.powers) };
        if (term.powers.some(([symbol, exponent]) => exponent > 1 || symbol.reciprocal !== null))
          products.push(...reduce(term).terms.values());
        else products.push(term);
      }
    return fromTerms(products);
  });
}

/** pⁿ for n = 0, 1, 2, … */
export function power(p: Polynomial, exponent: number): Polynomial {
  let result = one;
  for (let k = 0; k < exponent; k++) result = multiply(result, p);
  return result;
}

/** ∂p/∂symbol, all symbols independent. */
export function derivative(p: Polynomial, symbol: Sym): Polynomial {
  return fromTerms(
    [...p.terms.values()].flatMap((term) => {
      const exponent = exponentOf(term, symbol);
      if (exponent === 0) return [];
      const powers = term.powers.flatMap(([s, e]): Powers => (s !== symbol ? [[s, e]] : e > 1 ? [[s, e - 1]] : []));
      return [{ coefficient: g.multiply(term.coefficient, g.gaussian(BigInt(exponent))), powers }];
    }),
  );
}

export const exponentOf = (term: Term, symbol: Sym): number => term.powers.find(([s]) => s === symbol)?.[1] ?? 0;

export const degree = (p: Polynomial, symbol: Sym): number =>
  Math.max(0, ...[...p.terms.values()].map((term) => exponentOf(term, symbol)));

/** The symbols of p, sorted by their keys. */
export const symbolsOf = (p: Polynomial): readonly Sym[] =>
  inOrder(new Set([...p.terms.values()].flatMap((term) => term.powers.map(([symbol]) => symbol))));

/** Symbols by their keys. */
export const inOrder = (symbols: Iterable<Sym>): readonly Sym[] =>
  [...symbols].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** Replaces symbols by polynomials, all at once. */
export function substitute(p: Polynomial, values: ReadonlyMap<Sym, Polynomial>): Polynomial {
  return add(
    ...[...p.terms.values()].map((term) =>
      multiply(
        constant(term.coefficient),
        ...term.powers.map(([s, exponent]) => power(values.get(s) ?? symbol(s), exponent)),
      ),
    ),
  );
}

/**
 * p as a polynomial in chosen symbols: pairs of a monomial in them and its coefficient, free of them.
 *   collect(2·a·x² + b·x² + 3, {x}) → [[x², 2·a + b], [1, 3]]
 */
export function collect(p: Polynomial, isChosen: (symbol: Sym) => boolean): readonly (readonly [Powers, Polynomial])[] {
  const groups = new Map<string, [Powers, Term[]]>();
  for (const term of p.terms.values()) {
    const chosen = term.powers.filter(([symbol]) => isChosen(symbol));
    const key = keyOf(chosen);
    const group = groups.get(key) ?? [chosen, []];
    group[1].push({ coefficient: term.coefficient, powers: term.powers.filter(([symbol]) => !isChosen(symbol)) });
    groups.set(key, group);
  }
  return [...groups.keys()].sort().map((key) => [groups.get(key)![0], fromTerms(groups.get(key)![1])]);
}

/** Σ coefficients[e]·symbolᵉ with e the index. */
export function coefficientsIn(p: Polynomial, symbol: Sym): readonly Polynomial[] {
  const result: Polynomial[] = Array.from({ length: degree(p, symbol) + 1 }, () => zero);
  for (const [powers, coefficient] of collect(p, (s) => s === symbol)) result[powers[0]?.[1] ?? 0] = coefficient;
  return result;
}

export const monomial = (powers: Powers): Polynomial => multiply(...powers.map(([s, e]) => power(symbol(s), e)));

/** A text that equal polynomials share and others do not. */
export const keyOfPolynomial = (p: Polynomial): string =>
  [...p.terms.keys()]
    .sort()
    .map((key) => `${g.format(p.terms.get(key)!.coefficient)} ${key}`)
    .join(" + ");

export const equals = (p: Polynomial, q: Polynomial): boolean => isZero(subtract(p, q));

/** The value at numbers given by the symbols' keys; the imaginary parts of coefficients must be zero.
 *  @throws RangeError for a symbol without a value or a complex coefficient */
export function evaluate(p: Polynomial, values: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const term of p.terms.values()) {
    if (!g.isReal(term.coefficient)) throw new RangeError(`complex coefficient ${g.format(term.coefficient)}`);
    let product = g.toNumber(term.coefficient);
    for (const [{ key }, exponent] of term.powers) {
      const value = values.get(key);
      if (value === undefined) throw new RangeError(`no value for the symbol ${key}`);
      product *= value ** exponent;
    }
    sum += product;
  }
  return sum;
}
