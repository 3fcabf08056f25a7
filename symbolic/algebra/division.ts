/**
 * Exact division and greatest common divisors, of canonical forms as they stand: symbols that have a relation are taken as
 * free ones. What divides then divides with the relation, too; not every divisor is found.
 */

import type { Gaussian } from "./gaussian.ts";
import * as g from "./gaussian.ts";
import { limits } from "./limits.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";
import { released as releasedSymbol } from "./symbol.ts";

/** Renames symbols with a relation, so that products stay as they are. */
function released(a: Polynomial): Polynomial {
  const bound = p.symbolsOf(a).filter(({ square }) => square !== null);
  return bound.length === 0 ? a : p.substitute(a, new Map(bound.map((one) => [one, p.symbol(releasedSymbol(one))])));
}

function restored(a: Polynomial): Polynomial {
  const bound = p
    .symbolsOf(a)
    .flatMap((one) => (one.role.kind === "released" ? [[one, p.symbol(one.role.from)] as const] : []));
  return bound.length === 0 ? a : p.substitute(a, new Map(bound));
}

/** a/b when b divides a, else undefined. */
export function exactQuotient(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const quotient = freeQuotient(released(a), released(b));
  return quotient && restored(quotient);
}

/** The greatest common divisor of all, normalised; one for constants, and where the search for it grows too large; zero for none. */
export function commonDivisor(all: readonly Polynomial[]): Polynomial {
  const given = all.filter((polynomial) => !p.isZero(polynomial)).map(released);
  if (given.length === 0) return p.zero;
  try {
    return restored(divisorOf(given, { left: limits.divisor }));
  } catch (error) {
    if (error instanceof LongRemainder) return p.one;
    throw error;
  }
}

/** Products of terms that a search may still form. */
interface Search {
  left: number;
}

/** The divisor of polynomials that are not zero. */
function divisorOf(all: readonly Polynomial[], search: Search): Polynomial {
  const [least, ...others] = withSharedSymbols(all).sort((a, b) => a.terms.size - b.terms.size);
  let divisor = normalize(least);
  for (const other of others) {
    if (p.symbolsOf(divisor).length === 0) return p.one;
    if (!freeQuotient(other, divisor)) divisor = commonDivisorOfTwo(divisor, other, search);
  }
  return divisor;
}

/** What is free of symbols that no common divisor has, as coefficients of these: a divisor divides each. */
function withSharedSymbols(all: readonly Polynomial[]): Polynomial[] {
  if (all.length === 1) return [...all];
  const shared = sharedSymbols(all);
  if (shared.length === 0) return [p.one];
  if (all.every((polynomial) => p.symbolsOf(polynomial).length === shared.length)) return [...all];
  return withSharedSymbols(
    all.flatMap((polynomial) =>
      p.collect(polynomial, (symbol) => !shared.includes(symbol)).map(([, coefficient]) => coefficient),
    ),
  );
}

/** Remainders of many symbols may grow without end. */
class LongRemainder extends Error {}

/** By long division in b's first symbol, coefficients likewise. */
function freeQuotient(a: Polynomial, b: Polynomial): Polynomial | undefined {
  if (p.isZero(b)) throw new RangeError("division by the zero polynomial");
  if (p.isZero(a)) return p.zero;
  const [symbol] = p.symbolsOf(b);
  if (symbol === undefined) return p.scale(a, g.inverse(b.terms.get("")!.coefficient));
  const divisor = p.coefficientsIn(b, symbol);
  const top = divisor.length - 1;
  let rest = a;
  let quotient = p.zero;
  while (!p.isZero(rest)) {
    const coefficients = p.coefficientsIn(rest, symbol);
    const shift = coefficients.length - 1 - top;
    if (shift < 0) return undefined;
    const leading = freeQuotient(coefficients[coefficients.length - 1], divisor[top]);
    if (!leading) return undefined;
    const step = p.multiply(leading, p.power(p.symbol(symbol), shift));
    quotient = p.add(quotient, step);
    rest = p.subtract(rest, p.multiply(step, b));
  }
  return quotient;
}

/** Scaled so that the coefficients are coprime integers and the first term, in the order of keys, is positive. */
function normalize(a: Polynomial): Polynomial {
  if (p.isZero(a)) return a;
  const first = a.terms.get([...a.terms.keys()].sort()[0])!.coefficient;
  const monic = p.scale(a, g.inverse(first));
  const denominators = [...monic.terms.values()].map((t) => t.coefficient.den);
  const common = denominators.reduce((x, y) => (x / euclid(x, y)) * y, 1n);
  return p.scale(monic, g.gaussian(common));
}

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The content of a with respect to a symbol: the common divisor of its coefficients. */
const contentIn = (a: Polynomial, symbol: Sym, search: Search): Polynomial =>
  divisorOf(
    p.coefficientsIn(a, symbol).filter((coefficient) => !p.isZero(coefficient)),
    search,
  );

/** The remainder of lc(b)^k·a by b in a symbol. */
function pseudoRemainder(a: Polynomial, b: Polynomial, symbol: Sym, search: Search): Polynomial {
  const divisor = p.coefficientsIn(b, symbol);
  const leading = divisor[divisor.length - 1];
  let rest = a;
  while (!p.isZero(rest) && p.degree(rest, symbol) >= divisor.length - 1) {
    const coefficients = p.coefficientsIn(rest, symbol);
    const shift = coefficients.length - divisor.length;
    search.left -= (rest.terms.size + b.terms.size) * leading.terms.size;
    if (search.left < 0) throw new LongRemainder();
    const step = p.multiply(coefficients[coefficients.length - 1], p.power(p.symbol(symbol), shift));
    rest = p.subtract(p.multiply(leading, rest), p.multiply(step, b));
    requireFewDigits(rest);
  }
  return rest;
}

const largest = 10n ** BigInt(limits.remainder);

function requireFewDigits(rest: Polynomial): void {
  for (const { coefficient } of rest.terms.values()) {
    const { re, im, den } = coefficient;
    if (den > largest || re > largest || re < -largest || im > largest || im < -largest) throw new LongRemainder();
  }
}

/** gcd of two polynomials by the primitive remainder sequence (Knuth, TAOCP 2, section 4.6.1, algorithm E). */
function commonDivisorOfTwo(a: Polynomial, b: Polynomial, search: Search): Polynomial {
  const [symbol] = p.inOrder([...p.symbolsOf(a), ...p.symbolsOf(b)]);
  if (symbol === undefined) return p.one;
  const [ofA, ofB] = [contentIn(a, symbol, search), contentIn(b, symbol, search)];
  const content = divisorOf([ofA, ofB], search);
  let [u, v] = [freeQuotient(a, ofA)!, freeQuotient(b, ofB)!];
  if (p.degree(u, symbol) < p.degree(v, symbol)) [u, v] = [v, u];
  while (!p.isZero(v)) {
    const rest = pseudoRemainder(u, v, symbol, search);
    [u, v] = [v, p.isZero(rest) ? rest : freeQuotient(rest, contentIn(rest, symbol, search))!];
  }
  return normalize(p.multiply(content, p.degree(u, symbol) === 0 ? p.one : u));
}

/* Symbols that a common divisor can have, by images: all symbols but one take values modulo a prime, and the divisors of what is
 * left are found by Euclid. A divisor keeps its degree in the image wherever a leading coefficient does, so that a symbol without a
 * common divisor there has none at all (Knuth, TAOCP 2, section 4.6.1, exercise 12). */

/** A prime whose squares fit a double, and a root of −1 modulo it. */
const prime = 67_108_837;
const rootOfMinusOne = 55_262_216;

const multiplied = (a: number, b: number): number => (a * b) % prime;

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = multiplied(result, square);
    square = multiplied(square, square);
  }
  return result;
}

const inverted = (a: number): number => power(a, prime - 2);

const residue = (a: bigint): number => Number(((a % BigInt(prime)) + BigInt(prime)) % BigInt(prime));

/** Undefined where the prime divides the denominator. */
function image({ re, im, den }: Gaussian): number | undefined {
  const below = residue(den);
  if (below === 0) return undefined;
  return multiplied((residue(re) + multiplied(residue(im), rootOfMinusOne)) % prime, inverted(below));
}

/** @param all  not zero, symbols independent
 *  @returns some of the symbols that all have; every one that a common divisor has is among them */
export function sharedSymbols(all: readonly Polynomial[]): readonly Sym[] {
  const each = all.map(p.symbolsOf);
  const common = each.reduce((a, b) => a.filter((symbol) => b.includes(symbol)));
  const values = new Map(p.inOrder(new Set(each.flat())).map((one, k) => [one, power(48_271, k + 1)] as const));
  return common.filter((symbol) => {
    const images = all.map((polynomial) => imageIn(polynomial, symbol, values));
    const isKept = images.some((of, k) => of !== undefined && of.length === p.degree(all[k], symbol) + 1);
    if (!isKept || images.some((of) => of === undefined)) return true;
    return images.reduce((a, b) => divisorModuloPrime(a!, b!))!.length > 1;
  });
}

/** Coefficients in a symbol, the others given values; the last is not zero. */
function imageIn(polynomial: Polynomial, symbol: Sym, values: ReadonlyMap<Sym, number>): readonly number[] | undefined {
  const sums: number[] = [];
  for (const { coefficient, powers } of polynomial.terms.values()) {
    let value = image(coefficient);
    if (value === undefined) return undefined;
    let degree = 0;
    for (const [other, exponent] of powers)
      if (other === symbol) degree = exponent;
      else value = multiplied(value, power(values.get(other)!, exponent));
    sums[degree] = ((sums[degree] ?? 0) + value) % prime;
  }
  return trimmed(Array.from(sums, (value) => value ?? 0));
}

function trimmed(coefficients: number[]): number[] {
  while (coefficients.length > 0 && coefficients[coefficients.length - 1] === 0) coefficients.pop();
  return coefficients;
}

/** The greatest common divisor modulo the prime. */
function divisorModuloPrime(a: readonly number[], b: readonly number[]): readonly number[] {
  let [u, v] = [[...a], [...b]];
  while (v.length > 0) {
    const inverse = inverted(v[v.length - 1]);
    while (u.length >= v.length) {
      const factor = multiplied(u[u.length - 1], inverse);
      const shift = u.length - v.length;
      for (let k = 0; k < v.length; k++) u[shift + k] = (u[shift + k] + prime - multiplied(factor, v[k])) % prime;
      trimmed(u);
    }
    [u, v] = [v, u];
  }
  return u;
}
