/** A proof, by exact arithmetic, that a polynomial in the parameters is not negative over their declared ranges. */
import { exactQuotient } from "../algebra/division.ts";
import { powersOfFactors } from "../algebra/factors.ts";
import * as g from "../algebra/gaussian.ts";
import type { Interval, Ranges } from "../algebra/interval.ts";
import { limits } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { auxiliary } from "../algebra/symbol.ts";
import { isShownPositive } from "./shown-nonzero.ts";

const between = (minimum: number, maximum: number): Interval => ({
  minimum,
  maximum,
  openMinimum: false,
  openMaximum: false,
});

/** Where a symbol's value lies: declared, or that of a function of parameters. */
function rangeOf({ key, role, range }: Sym, ranges: Ranges): Interval | undefined {
  if (role.kind !== "function") return ranges.get(key) ?? range ?? undefined;
  if (range !== null) return range;
  // A sinh has the sign of its argument.
  const isPositive = isNonNegative(role.argument, ranges);
  return between(isPositive ? 0 : Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}

const exactly = (value: number): Polynomial => {
  const absolute = p.constant(g.fromDecimal(String(Math.abs(value))));
  return value < 0 ? p.negate(absolute) : absolute;
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
function eliminate(polynomial: Polynomial, symbol: Sym, { minimum, maximum }: Interval): readonly Polynomial[] {
  const bounded = Number.isFinite(minimum) && Number.isFinite(maximum);
  const v = p.symbol(symbol);
  const image = bounded
    ? p.add(exactly(minimum), p.multiply(p.subtract(exactly(maximum), exactly(minimum)), v))
    : Number.isFinite(minimum)
      ? p.add(exactly(minimum), v)
      : Number.isFinite(maximum)
        ? p.subtract(exactly(maximum), v)
        : v;
  const coefficients = p.coefficientsIn(p.substitute(polynomial, new Map([[symbol, image]])), symbol);
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
  p.symbolsOf(polynomial).every(({ role }) => role.kind === "function" && isConstant(role.argument));

function isNumberShown({ terms }: Polynomial): boolean {
  const value = terms.get("")?.coefficient ?? g.zero;
  return g.isReal(value) && value.re >= 0n;
}

/** Symbol after symbol, in the order of their names. */
function isShownByEnds(polynomial: Polynomial, ranges: Ranges, search: Search): boolean {
  const [symbol] = p.symbolsOf(polynomial);
  const range = rangeOf(symbol, ranges);
  return range !== undefined && eliminate(polynomial, symbol, range).every((part) => isShown(part, ranges, search));
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
  return p.symbolsOf(polynomial).some((symbol) => {
    const [a, b, c, ...higher] = p.coefficientsIn(polynomial, symbol);
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
  for (const of of argumentsOf(polynomial)) {
    const { kind, argument, text } = of;
    const symbol = auxiliary(`${kind === "circular" ? "tan of half" : "exp of"} ${text}`);
    const isPositive = kind === "real" && isNonNegative(argument, ranges);
    all.set(
      symbol.key,
      kind === "circular"
        ? between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
        : between(isPositive ? 1 : 0, Number.POSITIVE_INFINITY),
    );
    const x = p.symbol(symbol);
    form = kind === "circular" ? withTangent(form, of, x) : withExponential(form, of, x);
  }
  return { form, ranges: all };
}

/** What functions are applied to: their argument, or that of the reciprocal. */
interface Applied {
  readonly kind: "circular" | "real";
  readonly argument: Polynomial;
  readonly text: string;
}

/** What a function is applied to, a root's own left out. */
function appliedTo(symbol: Sym): Applied | undefined {
  const { role } = symbol.reciprocal ?? symbol;
  if (role.kind !== "function" || role.function === "sqrt") return undefined;
  const isCircular = role.function === "cos" || role.function === "sin";
  return { kind: isCircular ? "circular" : "real", argument: role.argument, text: role.text };
}

function argumentsOf(polynomial: Polynomial): readonly Applied[] {
  const found = new Map<string, Applied>();
  for (const symbol of p.symbolsOf(polynomial)) {
    const of = appliedTo(symbol);
    if (of) found.set(`${of.kind} ${of.text}`, of);
  }
  return [...found.values()];
}

/** Whether a symbol is a function of that kind applied to that argument. */
const isOf =
  ({ kind, text }: Applied) =>
  (symbol: Sym): boolean => {
    const of = appliedTo(symbol);
    return of?.kind === kind && of.text === text;
  };

const nameOf = ({ role }: Sym): string | undefined => (role.kind === "function" ? role.function : undefined);

const squarePlus = (x: Polynomial, number: bigint): Polynomial => p.add(p.multiply(x, x), p.constant(number));

function withTangent(form: Polynomial, of: Applied, t: Polynomial): Polynomial {
  const groups = p.collect(form, isOf(of));
  const exponents = groups.map(([powers]) => powers.reduce((sum, [, e]) => sum + e, 0));
  const most = Math.max(...exponents);
  return p.add(
    ...groups.map(([powers, coefficient], k) =>
      p.multiply(
        coefficient,
        p.power(squarePlus(t, 1n), most - exponents[k]),
        ...powers.map(([symbol, e]) =>
          p.power(nameOf(symbol) === "cos" ? p.negate(squarePlus(t, -1n)) : p.multiply(p.constant(2n), t), e),
        ),
      ),
    ),
  );
}

function withExponential(form: Polynomial, argument: Applied, E: Polynomial): Polynomial {
  const groups = p.collect(form, isOf(argument)).map(([powers, coefficient]) => {
    const of = (is: (symbol: Sym) => boolean): number =>
      powers.reduce((sum, [symbol, e]) => (is(symbol) ? sum + e : sum), 0);
    const halves = of((symbol) => nameOf(symbol) !== "exp");
    const below = of(({ reciprocal }) => reciprocal !== null);
    const above = of((symbol) => nameOf(symbol) === "exp" && symbol.reciprocal === null);
    return { powers, coefficient, halves, below: halves + below - above };
  });
  const mostHalves = Math.max(...groups.map(({ halves }) => halves));
  const most = Math.max(...groups.map(({ below }) => below));
  return p.add(
    ...groups.map(({ powers, coefficient, halves, below }) =>
      p.multiply(
        coefficient,
        p.power(p.constant(2n), mostHalves - halves),
        p.power(E, most - below),
        ...powers.map(([symbol, e]) =>
          nameOf(symbol) === "exp" ? p.one : p.power(squarePlus(E, nameOf(symbol) === "cosh" ? 1n : -1n), e),
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
