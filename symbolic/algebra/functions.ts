/**
 * Real functions of parameters as exact symbols: `cosh(r)`, `cos(2*phase)`, `sqrt(1 - c^2)`.
 *
 *   f(0)                → its value         cos(−u), cosh(−u) → cos(u), cosh(u)
 *   sin(−u), sinh(−u)   → −sin(u), −sinh(u) exp(i·u)          → cos(u) + i·sin(u)
 *   cos(u + v), cos(2u) → by the addition theorems, in functions of units (angle-units.ts); exp(2u) → exp(u)²
 *   √(q² a), √(a b)     → |q| √a, √a √b for a rational number q, and a, b that are not negative
 *
 * With the squares of polynomial.ts, and exp(u) exp(−u) = 1, a combination that vanishes is zero; where exp stands beside cosh and sinh
 * it is their sum. (But for large multiples of an angle, and roots of polynomials: what is not seen to be zero is never said not to be.)
 */

import { Refusal } from "../../text/refusal.ts";
import { type Multiple, multiplesOf, type Units } from "./angle-units.ts";
import { type PowerOfFactor, powersOfFactors, rationalContent } from "./factors.ts";
import * as g from "./gaussian.ts";
import { limits } from "./limits.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import { type FunctionName, functionNames } from "./role.ts";
import { functionOf } from "./symbol.ts";

/** A function has no value that could be computed with. */
export class NoValue extends Refusal {
  override readonly name = "NoValue";
}

export const isFunctionName = (name: string): name is FunctionName =>
  (functionNames as readonly string[]).includes(name);

/** A polynomial in the notation of declarations: `2*r + 1/2`, terms in the order of their keys. */
export function notation(polynomial: Polynomial): string {
  const terms = [...polynomial.terms.keys()].sort().map((key) => polynomial.terms.get(key)!);
  const texts = terms.map(({ coefficient, powers }) => {
    const isNegative = coefficient.re < 0n;
    const number = g.format(isNegative ? g.negate(coefficient) : coefficient);
    const factors = powers.map(([{ key }, exponent]) => (exponent === 1 ? key : `${key}^${exponent}`));
    return [isNegative ? "-" : "", [...(number === "1" && factors.length > 0 ? [] : [number]), ...factors].join("*")];
  });
  return (
    texts.map(([sign, text], k) => (k === 0 ? sign + text : ` ${sign === "" ? "+" : "-"} ${text}`)).join("") || "0"
  );
}

/** What a function is applied in: the units of the declaration, and what is known to be ≥ 0. */
export interface Known {
  readonly units: Units;
  /** exp stands beside cosh or sinh, and is their sum. */
  readonly isMixed: boolean;
  readonly isNonNegative: (polynomial: Polynomial) => boolean;
}

const nothing: Known = { units: { circular: [], real: [] }, isMixed: false, isNonNegative: () => false };

/** @throws NoValue for an argument outside the reals (of exp: neither real nor imaginary) */
export function applyFunction(name: FunctionName, argument: Polynomial, known: Known = nothing): Polynomial {
  if (name === "exp" && p.isZero(p.realPart(argument))) {
    const angle = p.imaginaryPart(argument);
    return p.add(applyFunction("cos", angle, known), p.multiply(p.imaginaryUnit, applyFunction("sin", angle, known)));
  }
  if (!p.isZero(p.imaginaryPart(argument)))
    throw new NoValue({ found: `${name} of a complex number`, expected: "a real one: only exp(i*x) has another" });
  if (p.isZero(argument)) return name === "sinh" || name === "sin" || name === "sqrt" ? p.zero : p.one;
  if (name === "sqrt") return squareRoot(argument, known);
  const isCircular = name === "cos" || name === "sin";
  if (!isCircular) requireModestExponent(name, argument);
  const multiples = multiplesOf(argument, isCircular ? known.units.circular : known.units.real);
  if (name === "exp" && !known.isMixed)
    return p.multiply(...multiples.map(({ unit, times }) => p.power(exponential(unit, times), Math.abs(times))));
  const [even, odd] = added(isCircular ? "circular" : "hyperbolic", multiples);
  if (name === "exp") return p.add(even, odd);
  return name === "cos" || name === "cosh" ? even : odd;
}

/** The function's symbol, whatever may be known of it. */
const applied = (name: FunctionName, argument: Polynomial): Polynomial =>
  p.symbol(functionOf(name, argument, notation(argument)));

/** exp(u) or exp(−u), by the sign of a multiple. */
function exponential(unit: Polynomial, times: number): Polynomial {
  const text = notation(unit);
  const direct = functionOf("exp", unit, text);
  if (times > 0) return p.symbol(direct);
  return p.symbol(functionOf("exp", p.negate(unit), unit.terms.size > 1 ? `-(${text})` : `-${text}`, direct));
}

/** cos and sin, or cosh and sinh, of a sum of multiples: Re and Im of Π (cos u + i sin u)^k, or the even and odd parts of
 *  Π (cosh u + sinh u)^k. */
function added(kind: "circular" | "hyperbolic", multiples: readonly Multiple[]): readonly [Polynomial, Polynomial] {
  const [cosine, sine] = kind === "circular" ? (["cos", "sin"] as const) : (["cosh", "sinh"] as const);
  const square = p.constant(kind === "circular" ? -1n : 1n);
  let [even, odd] = [p.one, p.zero];
  for (const { unit, times } of multiples) {
    const [c, s] = [applied(cosine, unit), p.scale(applied(sine, unit), g.gaussian(times < 0 ? -1n : 1n))];
    for (let k = 0; k < Math.abs(times); k++)
      [even, odd] = [
        p.add(p.multiply(even, c), p.multiply(square, odd, s)),
        p.add(p.multiply(even, s), p.multiply(odd, c)),
      ];
  }
  return [even, odd];
}

/** An exponential of a number beyond becomes 0 or infinite among its products. */
function requireModestExponent(name: string, { terms }: Polynomial): void {
  const value = terms.size === 1 ? terms.get("")?.coefficient : undefined;
  const largest = Math.floor(limits.decades.operator * Math.LN10);
  if (value !== undefined && !(Math.abs(g.toNumber(value)) <= largest))
    throw new NoValue({ found: `${name} of a number beyond ${largest}`, expected: "a number to compute with" });
}

function squareRoot(argument: Polynomial, { isNonNegative }: Known): Polynomial {
  const value = argument.terms.size === 1 ? argument.terms.get("")?.coefficient : undefined;
  if (value && value.re < 0n)
    throw new NoValue({
      found: "sqrt of a negative number",
      expected: "one that is not",
      remedy: "write i times that of the positive one",
    });
  const { number, parts } = rootFactors(argument, isNonNegative);
  return p.multiply(
    rootOfNumber(number),
    ...parts.map(({ base, exponent }) => {
      const whole = p.power(base, exponent >> 1);
      return exponent % 2 === 0 ? whole : p.multiply(whole, applied("sqrt", base));
    }),
  );
}

interface RootFactors {
  /** Positive. */
  readonly number: g.Gaussian;
  readonly parts: readonly PowerOfFactor[];
}

/** A radicand as a product whose root is the product of the roots: what is not known to be ≥ 0 stays together. */
function rootFactors(argument: Polynomial, isNonNegative: Known["isNonNegative"]): RootFactors {
  const content = rationalContent(argument);
  const number = content.re < 0n ? g.negate(content) : content;
  const rest = p.scale(argument, g.inverse(number));
  const bases = powersOfFactors(rest);
  const split = bases.filter(({ base }) => isNonNegative(base));
  const together = bases.filter((one) => !split.includes(one)).map(({ base, exponent }) => p.power(base, exponent));
  const remainder = p.multiply(...together);
  return { number, parts: [...split, ...(p.equals(remainder, p.one) ? [] : [{ base: remainder, exponent: 1 }])] };
}

/** √(a/b) = √(ab)/b with what is square in ab drawn out, one root a prime. */
function rootOfNumber({ re, den }: g.Gaussian): Polynomial {
  let rest = re * den;
  let outside = p.fraction(1n, den);
  for (let prime = 2n; prime * prime <= rest && prime < PRIMES; prime += prime === 2n ? 1n : 2n) {
    let exponent = 0;
    for (; rest % prime === 0n; exponent++) rest /= prime;
    outside = p.multiply(
      outside,
      p.constant(prime ** BigInt(exponent >> 1)),
      exponent % 2 === 0 ? p.one : rootOfInteger(prime),
    );
  }
  const root = g.integerRoot(rest);
  return p.multiply(outside, root === undefined ? rootOfInteger(rest) : p.constant(root));
}

/** Beyond, what is left of a number is taken as one factor. */
const PRIMES = 1000n;

const rootOfInteger = (value: bigint): Polynomial => applied("sqrt", p.constant(value));

const numeric: Readonly<Record<FunctionName, (x: number) => number>> = {
  cosh: Math.cosh,
  sinh: Math.sinh,
  cos: Math.cos,
  sin: Math.sin,
  exp: Math.exp,
  sqrt: Math.sqrt,
};

export const valueOfFunction = (name: FunctionName, argument: number): number => numeric[name](argument);

/** A bound on |f′| in an interval: a root near zero has none. */
export function slopeOfFunction(name: FunctionName, least: number, largest: number): number {
  switch (name) {
    case "cos":
    case "sin":
      return 1;
    case "sqrt":
      return least > 0 ? 0.5 / Math.sqrt(least) : Number.POSITIVE_INFINITY;
    case "exp":
      return Math.exp(largest);
    default:
      return Math.cosh(Math.max(Math.abs(least), Math.abs(largest)));
  }
}
