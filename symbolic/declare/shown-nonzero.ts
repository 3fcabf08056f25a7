/** A proof that a polynomial in parameters is not zero everywhere: its value at a point, with a bound on the rounding. */

import { slopeOfFunction, valueOfFunction } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import type { Interval, Ranges } from "../algebra/interval.ts";
import type * as p from "../algebra/polynomial.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";

/** |value − truth| ≤ error. */
export interface Approximate {
  readonly value: number;
  readonly error: number;
}

/** Of one operation on doubles, relative; of a function in the standard library, of which a few last digits may be wrong. */
export const ROUNDING = Number.EPSILON;
const FUNCTION_ROUNDING = 8 * Number.EPSILON;

/** Points tried: at one of them a zero may happen to lie. */
export const POINTS = 8;

/** True when the polynomial is shown to differ from zero at some values of the parameters in their ranges. Symbols without
 *  a range, such as a spin, take values of their own. */
export function isShownNonZero(polynomial: Polynomial, ranges: Ranges): boolean {
  return Array.from({ length: POINTS }, (_, k) => k).some((k) => isNonZeroAt(polynomial, pointOf(ranges, k)));
}

/** True when a real polynomial is shown to be negative somewhere in the ranges. */
export function isShownNegative(polynomial: Polynomial, ranges: Ranges): boolean {
  return Array.from({ length: MANY_POINTS }, (_, k) => pointOf(ranges, k)).some((point) => {
    const { value, error } = sumAt([...polynomial.terms.values()], point);
    return value < -error;
  });
}

/** True when a real number, of functions of numbers, is shown to be positive. */
export function isShownPositive({ terms }: Polynomial): boolean {
  const all = [...terms.values()];
  if (all.some(({ coefficient }) => !g.isReal(coefficient))) return false;
  const { value, error } = sumAt(all, pointOf(new Map(), 0));
  return value > error;
}

/** A sign changes in a part of the ranges alone. */
const MANY_POINTS = 64;

type Point = (symbol: Sym) => number;

/** The values at the k-th point: of general position, and moderate. */
export function pointOf(ranges: Ranges, k: number): Point {
  const order = [...ranges.keys()];
  return ({ key }) => {
    const place = order.indexOf(key) + 1;
    const share = fractional((k + 1) * 0.618033988749895 + place * 0.7548776662466927);
    return within(ranges.get(key), 0.05 + 0.9 * share);
  };
}

const fractional = (x: number): number => x - Math.floor(x);

function within(range: Interval | undefined, share: number): number {
  const { minimum, maximum } = range ?? { minimum: 0, maximum: Number.POSITIVE_INFINITY };
  if (Number.isFinite(minimum) && Number.isFinite(maximum)) return minimum + share * (maximum - minimum);
  if (Number.isFinite(minimum)) return minimum + 2 * share;
  return Number.isFinite(maximum) ? maximum - 2 * share : 4 * share - 2;
}

function isNonZeroAt({ terms }: Polynomial, point: Point): boolean {
  const part = (of: (value: g.Gaussian) => g.Gaussian): boolean => {
    const { value, error } = sumAt(
      [...terms.values()].map((term) => ({ ...term, coefficient: of(term.coefficient) })),
      point,
    );
    return Math.abs(value) > error;
  };
  return part(({ re, den }) => g.gaussian(re, 0n, den)) || part(({ im, den }) => g.gaussian(im, 0n, den));
}

export function sumAt(terms: readonly p.Term[], point: Point): Approximate {
  let value = 0;
  let error = 0;
  let size = 0;
  for (const { coefficient, powers } of terms) {
    const known = powers.map(([symbol, exponent]) => ({ ...symbolAt(symbol, point), exponent }));
    let product = g.toNumber(coefficient);
    let relative = ROUNDING;
    for (const { value: x, error: dx, exponent } of known) {
      product *= x ** exponent;
      relative += 2 * exponent * (dx / Math.abs(x) + 2 * ROUNDING);
    }
    // Π(1 + δ) − 1 ≤ 2Σδ while Σδ ≤ 1; beyond, nothing is known.
    if (!(relative <= 1)) relative = Number.POSITIVE_INFINITY;
    value += product;
    size += Math.abs(product);
    error += Math.abs(product) * relative;
  }
  const total = 2 * (error + terms.length * ROUNDING * size);
  return { value, error: Number.isNaN(total) ? Number.POSITIVE_INFINITY : total };
}

function symbolAt(symbol: Sym, point: Point): Approximate {
  const { role } = symbol;
  if (role.kind !== "function") return { value: point(symbol), error: 0 };
  const argument = sumAt([...role.argument.terms.values()], point);
  const value = valueOfFunction(role.function, argument.value);
  const slope = slopeOfFunction(role.function, argument.value - argument.error, argument.value + argument.error);
  return { value, error: slope * argument.error + FUNCTION_ROUNDING * Math.abs(value) };
}
