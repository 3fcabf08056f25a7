/** A proof, by exact arithmetic, that a polynomial in the parameters is not negative over their declared ranges. */
import * as g from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import { functionSymbol } from "./functions.ts";
import type { Interval } from "./interval.ts";
import { limits } from "./limits.ts";
import { readPolynomial } from "./read-polynomial.ts";

export type Ranges = ReadonlyMap<string, Interval>;

const between = (minimum: number, maximum: number): Interval => ({
  minimum,
  maximum,
  openMinimum: false,
  openMaximum: false,
});

/** Where a symbol's value lies: declared, or that of a function of parameters. */
function rangeOf(name: string, ranges: Ranges): Interval | undefined {
  const call = functionSymbol(name);
  if (!call) return ranges.get(name);
  switch (call[0]) {
    case "cosh":
      return between(1, Number.POSITIVE_INFINITY);
    case "cos":
    case "sin":
      return between(-1, 1);
    case "exp":
    case "sqrt":
      return between(0, Number.POSITIVE_INFINITY);
    case "sinh": {
      const isPositive = isNonNegative(readPolynomial(call[1]), ranges);
      return between(isPositive ? 0 : Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    }
  }
}

const exactly = (value: number): Polynomial => {
  const magnitude = p.constant(g.fromDecimal(String(Math.abs(value))));
  return value < 0 ? p.negate(magnitude) : magnitude;
};

function binomial(n: number, k: number): bigint {
  let result = 1n;
  for (let j = 1; j <= k; j++) result = (result * BigInt(n - k + j)) / BigInt(j);
  return result;
}

/**
 * Polynomials free of the symbol whose signs decide: if none is negative, the given one is not.
 *   v in [a, b]    → the Bernstein coefficients of its degree
 *   v in [a, ∞)    → the coefficients in v − a;      v in (−∞, b] → those in b − v
 *   v in (−∞, ∞)   → the coefficients in v, where odd powers are refused
 */
function eliminate(polynomial: Polynomial, name: string, { minimum, maximum }: Interval): readonly Polynomial[] {
  const bounded = Number.isFinite(minimum) && Number.isFinite(maximum);
  const v = p.symbol(name);
  const image = bounded
    ? p.add(exactly(minimum), p.multiply(p.subtract(exactly(maximum), exactly(minimum)), v))
    : Number.isFinite(minimum)
      ? p.add(exactly(minimum), v)
      : Number.isFinite(maximum)
        ? p.subtract(exactly(maximum), v)
        : v;
  const coefficients = p.coefficientsIn(p.substitute(polynomial, new Map([[name, image]])), name);
  if (bounded) {
    const degree = coefficients.length - 1;
    return coefficients.map((_, i) =>
      p.add(
        ...coefficients.slice(0, i + 1).map((c, k) => p.scale(c, g.gaussian(binomial(i, k), 0n, binomial(degree, k)))),
      ),
    );
  }
  if (!Number.isFinite(minimum) && !Number.isFinite(maximum))
    return coefficients.flatMap((c, k) => (k % 2 === 0 || p.isZero(c) ? [c] : [c, p.negate(c), p.constant(-1n)]));
  return coefficients;
}

/** What is known not to be negative, up to a positive factor, and how many more polynomials may be looked at. */
interface Search {
  readonly shown: Set<string>;
  left: number;
}

/** True when the test shows p ≥ 0 over the ranges; false when it cannot. Exact for products of linear forms in one parameter each. */
export const isNonNegative = (polynomial: Polynomial, ranges: Ranges): boolean =>
  isShown(polynomial, ranges, { shown: new Set(), left: limits.cases });

function isShown(polynomial: Polynomial, ranges: Ranges, search: Search): boolean {
  const name = p.symbolsOf(polynomial)[0];
  if (name === undefined) {
    const value = polynomial.terms.get("")?.coefficient ?? g.zero;
    return g.isReal(value) && value.re >= 0n;
  }
  const key = p.keyOfPolynomial(scaled(polynomial));
  if (search.shown.has(key)) return true;
  const range = rangeOf(name, ranges);
  if (search.left-- <= 0 || range === undefined) return false;
  if (!eliminate(polynomial, name, range).every((part) => isShown(part, ranges, search))) return false;
  search.shown.add(key);
  return true;
}

/** Divided by the size of its first coefficient, where that is real. */
function scaled(polynomial: Polynomial): Polynomial {
  const { coefficient } = polynomial.terms.get([...polynomial.terms.keys()].sort()[0])!;
  if (!g.isReal(coefficient)) return polynomial;
  return p.scale(polynomial, g.inverse(coefficient.re < 0n ? g.negate(coefficient) : coefficient));
}
