/** A proof, by exact arithmetic, that a polynomial in the parameters is not negative over their declared ranges. */
import { exactQuotient } from "../algebra/division.ts";
import { powersOfFactors } from "../algebra/factors.ts";
import { functionSymbol } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import { limits } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Interval, Ranges } from "./interval.ts";
import { readPolynomial } from "./read-polynomial.ts";
import { isShownPositive } from "./shown-nonzero.ts";

export type { Ranges } from "./interval.ts";

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

/** True when the test shows p ≥ 0 over the ranges; false when it cannot. Exact for products of linear forms in one parameter each, for
 *  squares, and for forms of degree two whose discriminant shows it. */
export function isNonNegative(polynomial: Polynomial, ranges: Ranges): boolean {
  const search: Search = { shown: new Set(), left: limits.cases };
  if (isShown(polynomial, ranges, search)) return true;
  const { form, ranges: extended } = rationalised(polynomial, ranges);
  return form !== polynomial && isShown(form, extended, search);
}

function isShown(polynomial: Polynomial, ranges: Ranges, search: Search): boolean {
  if (p.symbolsOf(polynomial).length === 0) return isNumberShown(polynomial);
  if (isConstant(polynomial)) return isShownPositive(polynomial);
  const key = p.keyOfPolynomial(scaled(polynomial));
  if (search.shown.has(key)) return true;
  if (search.left-- <= 0) return false;
  const isFound = isShownByEnds(polynomial, ranges, search) || isShownBySquares(polynomial, ranges, search);
  if (isFound) search.shown.add(key);
  return isFound;
}

/** A number, of roots and functions of numbers. */
const isConstant = (polynomial: Polynomial): boolean =>
  p.symbolsOf(polynomial).every((name) => {
    const call = functionSymbol(name);
    return call !== undefined && isConstant(readPolynomial(call[1]));
  });

function isNumberShown({ terms }: Polynomial): boolean {
  const value = terms.get("")?.coefficient ?? g.zero;
  return g.isReal(value) && value.re >= 0n;
}

/** Symbol after symbol, in the order of their names. */
function isShownByEnds(polynomial: Polynomial, ranges: Ranges, search: Search): boolean {
  const [name] = p.symbolsOf(polynomial);
  const range = rangeOf(name, ranges);
  return range !== undefined && eliminate(polynomial, name, range).every((part) => isShown(part, ranges, search));
}

/** Without squares among its factors; a + bx + cx² by a, c and 4ac − b². */
function isShownBySquares(polynomial: Polynomial, ranges: Ranges, search: Search): boolean {
  if ([...polynomial.terms.values()].some(({ coefficient }) => !g.isReal(coefficient))) return false;
  const powers = powersOfFactors(polynomial).filter(({ base }) => p.symbolsOf(base).length > 0);
  const product = p.multiply(...powers.map(({ base, exponent }) => p.power(base, exponent)));
  const isTurned = !isNumberShown(exactQuotient(polynomial, product)!);
  if (powers.length > 1 || powers[0].exponent > 1) {
    const odd = powers.filter(({ exponent }) => exponent % 2 === 1).map(({ base }) => base);
    return isShownByFactors(odd, isTurned, ranges, search);
  }
  return p.symbolsOf(polynomial).some((name) => {
    const [a, b, c, ...higher] = p.coefficientsIn(polynomial, name);
    if (c === undefined || higher.length > 0) return false;
    const gap = p.subtract(p.multiply(p.constant(4n), a, c), p.multiply(b, b));
    return [a, c, gap].every((part) => isShown(part, ranges, search));
  });
}

/** Whether a product is ≥ 0, or ≤ 0: by the signs of its factors. */
function isShownByFactors(factors: readonly Polynomial[], isTurned: boolean, ranges: Ranges, search: Search): boolean {
  let isNegative = isTurned;
  for (const factor of factors) {
    if (isShown(factor, ranges, search)) continue;
    if (!isShown(p.negate(factor), ranges, search)) return false;
    isNegative = !isNegative;
  }
  return !isNegative;
}

/**
 * The same up to a positive factor, free of functions but roots: with t = tan(u/2) and E = eᵘ
 *
 *   cos u, sin u → (1 − t²)/(1 + t²), 2t/(1 + t²)        cosh u, sinh u, e^{±u} → (E² ± 1)/2E, E^{±1}
 */
function rationalised(polynomial: Polynomial, ranges: Ranges): { readonly form: Polynomial; readonly ranges: Ranges } {
  const all = new Map(ranges);
  let form = polynomial;
  for (const [kind, argument] of argumentsOf(polynomial)) {
    const symbol = `${kind === "circular" ? "tan of half" : "exp of"} ${argument}`;
    const isPositive = kind === "real" && isNonNegative(readPolynomial(argument), ranges);
    all.set(
      symbol,
      kind === "circular"
        ? between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
        : between(isPositive ? 1 : 0, Number.POSITIVE_INFINITY),
    );
    const x = p.symbol(symbol);
    form = kind === "circular" ? withTangent(form, argument, x) : withExponential(form, argument, x);
  }
  return { form, ranges: all };
}

/** Kinds and arguments of the functions in a polynomial, a root's own left out. */
function argumentsOf(polynomial: Polynomial): readonly (readonly ["circular" | "real", string])[] {
  const found = new Map<string, readonly ["circular" | "real", string]>();
  for (const name of p.symbolsOf(polynomial)) {
    const call = functionSymbol(p.reciprocalOf(name) ?? name);
    if (!call || call[0] === "sqrt") continue;
    const kind = call[0] === "cos" || call[0] === "sin" ? "circular" : "real";
    found.set(`${kind} ${call[1]}`, [kind, call[1]]);
  }
  return [...found.values()];
}

const squarePlus = (x: Polynomial, number: bigint): Polynomial => p.add(p.multiply(x, x), p.constant(number));

function withTangent(form: Polynomial, argument: string, t: Polynomial): Polynomial {
  const [cosine, sine] = [`cos(${argument})`, `sin(${argument})`];
  const groups = p.collect(form, (name) => name === cosine || name === sine);
  const exponents = groups.map(([powers]) => powers.reduce((sum, [, e]) => sum + e, 0));
  const most = Math.max(...exponents);
  return p.add(
    ...groups.map(([powers, coefficient], k) =>
      p.multiply(
        coefficient,
        p.power(squarePlus(t, 1n), most - exponents[k]),
        ...powers.map(([name, e]) =>
          p.power(name === cosine ? p.negate(squarePlus(t, -1n)) : p.multiply(p.constant(2n), t), e),
        ),
      ),
    ),
  );
}

function withExponential(form: Polynomial, argument: string, E: Polynomial): Polynomial {
  const direct = `exp(${argument})`;
  const isOne = (name: string): boolean =>
    name === `cosh(${argument})` || name === `sinh(${argument})` || name === direct || p.reciprocalOf(name) === direct;
  const groups = p.collect(form, isOne).map(([powers, coefficient]) => {
    const of = (is: (name: string) => boolean): number =>
      powers.reduce((sum, [name, e]) => (is(name) ? sum + e : sum), 0);
    const halves = of((name) => name.startsWith("cosh") || name.startsWith("sinh"));
    const below = halves + of((name) => p.reciprocalOf(name) === direct);
    return { powers, coefficient, halves, below: below - of((name) => name === direct) };
  });
  const mostHalves = Math.max(...groups.map(({ halves }) => halves));
  const most = Math.max(...groups.map(({ below }) => below));
  return p.add(
    ...groups.map(({ powers, coefficient, halves, below }) =>
      p.multiply(
        coefficient,
        p.power(p.constant(2n), mostHalves - halves),
        p.power(E, most - below),
        ...powers.map(([name, e]) =>
          name.startsWith("cosh")
            ? p.power(squarePlus(E, 1n), e)
            : name.startsWith("sinh")
              ? p.power(squarePlus(E, -1n), e)
              : p.one,
        ),
      ),
    ),
  );
}

/** Divided by the size of its first coefficient, where that is real. */
function scaled(polynomial: Polynomial): Polynomial {
  const { coefficient } = polynomial.terms.get([...polynomial.terms.keys()].sort()[0])!;
  if (!g.isReal(coefficient)) return polynomial;
  return p.scale(polynomial, g.inverse(coefficient.re < 0n ? g.negate(coefficient) : coefficient));
}
