/**
 * Symbols that a common divisor can have, by images: all symbols but one take values modulo a prime, and the divisors of what is
 * left are found by Euclid. A divisor keeps its degree in the image wherever a leading coefficient does, so that a symbol without a
 * common divisor there has none at all (Knuth, TAOCP 2, section 4.6.1, exercise 12).
 */
import type { Gaussian } from "./gaussian.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";

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
    return images.reduce((a, b) => euclid(a!, b!))!.length > 1;
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
function euclid(a: readonly number[], b: readonly number[]): readonly number[] {
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
