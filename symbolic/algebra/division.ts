/**
 * Exact division and greatest common divisors, of canonical forms as they stand: symbols that have a relation are taken as
 * free ones. What divides then divides with the relation, too; not every divisor is found.
 */
import { limits } from "../limits.ts";
import * as g from "./gaussian.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";

const mark = "~";

/** Renames symbols with a relation, so that products stay as they are. */
function released(a: Polynomial): Polynomial {
  const names = p.symbolsOf(a).filter((name) => p.squareOf(name) !== undefined);
  return names.length === 0 ? a : p.substitute(a, new Map(names.map((name) => [name, p.symbol(mark + name)])));
}

function restored(a: Polynomial): Polynomial {
  const names = p.symbolsOf(a).filter((name) => name.startsWith(mark));
  return names.length === 0
    ? a
    : p.substitute(a, new Map(names.map((name) => [name, p.symbol(name.slice(mark.length))])));
}

/** a/b when b divides a, else undefined. */
export function exactQuotient(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const quotient = freeQuotient(released(a), released(b));
  return quotient && restored(quotient);
}

/** The greatest common divisor of all, normalised; one for constants, and where the search for it grows too large; zero for none. */
export function commonDivisor(all: readonly Polynomial[]): Polynomial {
  try {
    return restored(all.map(released).reduce(commonDivisorOfTwo, p.zero));
  } catch (error) {
    if (error instanceof LongRemainder) return p.one;
    throw error;
  }
}

/** Remainders of many symbols may grow without end. */
class LongRemainder extends Error {}

/** By long division in b's first symbol, coefficients likewise. */
function freeQuotient(a: Polynomial, b: Polynomial): Polynomial | undefined {
  if (p.isZero(b)) throw new RangeError("division by the zero polynomial");
  if (p.isZero(a)) return p.zero;
  const name = p.symbolsOf(b)[0];
  if (name === undefined) return p.scale(a, g.inverse(b.terms.get("")!.coefficient));
  const divisor = p.coefficientsIn(b, name);
  const top = divisor.length - 1;
  let rest = a;
  let quotient = p.zero;
  while (!p.isZero(rest)) {
    const coefficients = p.coefficientsIn(rest, name);
    const shift = coefficients.length - 1 - top;
    if (shift < 0) return undefined;
    const leading = freeQuotient(coefficients[coefficients.length - 1], divisor[top]);
    if (!leading) return undefined;
    const step = p.multiply(leading, p.power(p.symbol(name), shift));
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
const contentIn = (a: Polynomial, name: string): Polynomial =>
  p.coefficientsIn(a, name).reduce(commonDivisorOfTwo, p.zero);

/** The remainder of lc(b)^k·a by b in a symbol. */
function pseudoRemainder(a: Polynomial, b: Polynomial, name: string): Polynomial {
  const divisor = p.coefficientsIn(b, name);
  const leading = divisor[divisor.length - 1];
  let rest = a;
  while (!p.isZero(rest) && p.degree(rest, name) >= divisor.length - 1) {
    const coefficients = p.coefficientsIn(rest, name);
    const shift = coefficients.length - divisor.length;
    const step = p.multiply(coefficients[coefficients.length - 1], p.power(p.symbol(name), shift));
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
function commonDivisorOfTwo(a: Polynomial, b: Polynomial): Polynomial {
  if (p.isZero(a)) return normalize(b);
  if (p.isZero(b)) return normalize(a);
  const name = [...new Set([...p.symbolsOf(a), ...p.symbolsOf(b)])].sort()[0];
  if (name === undefined) return p.one;
  const content = commonDivisorOfTwo(contentIn(a, name), contentIn(b, name));
  let [u, v] = [freeQuotient(a, contentIn(a, name))!, freeQuotient(b, contentIn(b, name))!];
  if (p.degree(u, name) < p.degree(v, name)) [u, v] = [v, u];
  while (!p.isZero(v)) {
    const rest = pseudoRemainder(u, v, name);
    [u, v] = [v, p.isZero(rest) ? rest : freeQuotient(rest, contentIn(rest, name))!];
  }
  return normalize(p.multiply(content, p.degree(u, name) === 0 ? p.one : u));
}
