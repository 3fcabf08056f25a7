/**
 * Real functions of parameters as exact symbols, named by what they are: `cosh(r)`, `cos(2*phase)`, `sqrt(1 - c^2)`.
 *
 *   f(0)                → its value         cos(−u), cosh(−u) → cos(u), cosh(u)
 *   sin(−u), sinh(−u)   → −sin(u), −sinh(u) exp(i·u)          → cos(u) + i·sin(u)
 *   √(q²)               → |q| for a rational number q
 *
 * Their squares are relations of the algebra (polynomial.ts). Equal arguments give equal symbols; nothing relates cosh(2*r)
 * to cosh(r), which is safe: what is not recognised as zero is only not simplified.
 */
import * as g from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import { limits } from "./limits.ts";

export const functionNames = ["cosh", "sinh", "cos", "sin", "exp", "sqrt"] as const;
type FunctionName = (typeof functionNames)[number];

export const isFunctionName = (name: string): name is FunctionName =>
  (functionNames as readonly string[]).includes(name);

/** `cosh(r)` as ["cosh", "r"]; undefined for any other symbol. */
export function functionSymbol(symbol: string): readonly [FunctionName, string] | undefined {
  const match = /^(\w+)\((.*)\)$/.exec(symbol);
  return match && isFunctionName(match[1]) ? [match[1], match[2]] : undefined;
}

/** A polynomial in the notation of declarations: `2*r + 1/2`, terms in the order of their keys. */
export function notation(polynomial: Polynomial): string {
  const terms = [...polynomial.terms.keys()].sort().map((key) => polynomial.terms.get(key)!);
  const texts = terms.map(({ coefficient, powers }) => {
    const isNegative = coefficient.re < 0n;
    const number = g.format(isNegative ? g.negate(coefficient) : coefficient);
    const factors = powers.map(([name, exponent]) => (exponent === 1 ? name : `${name}^${exponent}`));
    return [isNegative ? "-" : "", [...(number === "1" && factors.length > 0 ? [] : [number]), ...factors].join("*")];
  });
  return (
    texts.map(([sign, text], k) => (k === 0 ? sign + text : ` ${sign === "" ? "+" : "-"} ${text}`)).join("") || "0"
  );
}

/** @throws RangeError for an argument outside the reals (of exp: neither real nor imaginary) */
export function applyFunction(name: FunctionName, argument: Polynomial): Polynomial {
  if (name === "exp" && p.isZero(p.realPart(argument))) {
    const angle = p.imaginaryPart(argument);
    return p.add(applyFunction("cos", angle), p.multiply(p.imaginaryUnit, applyFunction("sin", angle)));
  }
  if (!p.isZero(p.imaginaryPart(argument))) throw new RangeError(`${name} of a complex number; only exp(i*x) is one`);
  if (p.isZero(argument)) return name === "sinh" || name === "sin" || name === "sqrt" ? p.zero : p.one;
  if (name === "sqrt") return squareRoot(argument);
  if (name === "exp" || name === "cosh" || name === "sinh") requireModestExponent(name, argument);
  const first = argument.terms.get([...argument.terms.keys()].sort()[0])!;
  const isNegative = name !== "exp" && first.coefficient.re < 0n;
  const symbol = p.symbol(`${name}(${notation(isNegative ? p.negate(argument) : argument)})`);
  return isNegative && (name === "sinh" || name === "sin") ? p.negate(symbol) : symbol;
}

/** An exponential of a number beyond becomes 0 or infinite among its products. */
function requireModestExponent(name: string, { terms }: Polynomial): void {
  const value = terms.size === 1 ? terms.get("")?.coefficient : undefined;
  const largest = Math.floor(limits.decades.operator * Math.LN10);
  if (value !== undefined && !(Math.abs(g.toNumber(value)) <= largest))
    throw new RangeError(`${name} of a number beyond ${largest} is no number to compute with`);
}

function squareRoot(argument: Polynomial): Polynomial {
  const value = argument.terms.size === 1 ? argument.terms.get("")?.coefficient : undefined;
  if (value && value.re < 0n) throw new RangeError("sqrt of a negative number; write i times that of the positive one");
  if (value && value.re > 0n) {
    const [top, bottom] = [integerRoot(value.re), integerRoot(value.den)];
    if (top !== undefined && bottom !== undefined) return p.fraction(top, bottom);
  }
  return p.squareRootSymbol(`sqrt(${notation(argument)})`, argument);
}

function integerRoot(square: bigint): bigint | undefined {
  const near = Math.sqrt(Number(square));
  if (!Number.isFinite(near)) return undefined;
  const guess = BigInt(Math.round(near));
  return guess * guess === square ? guess : undefined;
}

const numeric: Readonly<Record<FunctionName, (x: number) => number>> = {
  cosh: Math.cosh,
  sinh: Math.sinh,
  cos: Math.cos,
  sin: Math.sin,
  exp: Math.exp,
  sqrt: Math.sqrt,
};

export const valueOfFunction = (name: FunctionName, argument: number): number => numeric[name](argument);
