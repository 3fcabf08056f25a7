/** Factors of polynomials: exact, though not every factor is found. */
import { commonDivisor, exactQuotient } from "./division.ts";
import * as g from "./gaussian.ts";
import type { Polynomial, Powers } from "./polynomial.ts";
import * as p from "./polynomial.ts";

/** The monomial that divides every term. */
export function monomialContent(polynomial: Polynomial): Powers {
  return [...polynomial.terms.values()]
    .map(({ powers }) => powers)
    .reduce((a, b) =>
      a.flatMap(([symbol, exponent]): Powers => {
        const least = Math.min(exponent, b.find(([other]) => other === symbol)?.[1] ?? 0);
        return least > 0 ? [[symbol, least]] : [];
      }),
    );
}

/** r such that all coefficients over r are coprime integers; negative when all are. */
export function rationalContent(polynomial: Polynomial): g.Gaussian {
  const coefficients = [...polynomial.terms.values()].map((term) => term.coefficient);
  const gcd = (a: bigint, b: bigint): bigint => {
    let [x, y] = [a, b];
    while (y !== 0n) [x, y] = [y, x % y];
    return x < 0n ? -x : x;
  };
  const den = coefficients.reduce((m, c) => (m / gcd(m, c.den)) * c.den, 1n);
  const num = coefficients.reduce((m, c) => gcd(gcd(m, (c.re * den) / c.den), (c.im * den) / c.den), 0n);
  // The sign of the real terms decides, so that x − iy keeps its form.
  const leading = coefficients.some(({ re }) => re !== 0n) ? coefficients.filter(({ re }) => re !== 0n) : coefficients;
  const isTurned = leading.every(({ re, im }) => re < 0n || (re === 0n && im < 0n));
  const isImaginary = coefficients.every(({ re }) => re === 0n);
  const size = isTurned ? -num : num;
  return isImaginary ? g.gaussian(0n, size, den) : g.gaussian(size, 0n, den);
}
export interface PowerOfFactor {
  readonly base: Polynomial;
  readonly exponent: number;
}

/** Factors with their exponents, symbols among them, whose product it is; not all that there are, but all squares of one symbol. */
export function powersOfFactors(polynomial: Polynomial): readonly PowerOfFactor[] {
  const symbols = monomialContent(polynomial);
  const found = new Map<string, PowerOfFactor>();
  for (const base of factors(exactQuotient(polynomial, p.monomial(symbols))!).flatMap(repeatedFactors)) {
    const key = p.keyOfPolynomial(base);
    found.set(key, { base, exponent: (found.get(key)?.exponent ?? 0) + 1 });
  }
  return [...symbols.map(([symbol, exponent]) => ({ base: p.symbol(symbol), exponent })), ...found.values()];
}

/** What divides f and its derivative divides it twice. */
function repeatedFactors(f: Polynomial): readonly Polynomial[] {
  const [symbol] = p.symbolsOf(f);
  if (symbol === undefined) return [f];
  const root = commonDivisor([f, p.derivative(f, symbol)]);
  if (p.symbolsOf(root).length === 0) return [f];
  const rest = exactQuotient(f, p.multiply(root, root));
  const parts = rest === undefined ? [root, exactQuotient(f, root)!] : [root, root, rest];
  return parts.flatMap((part) => (p.equals(part, p.one) ? [] : repeatedFactors(part)));
}

/** Those that are contents with respect to some symbol, and what remains. */
export function factors(polynomial: Polynomial): readonly Polynomial[] {
  for (const symbol of p.symbolsOf(polynomial)) {
    const coefficients = p.coefficientsIn(polynomial, symbol).filter((c) => !p.isZero(c));
    const content = sumThatDivides(coefficients);
    if (!content) continue;
    return [...factors(content), ...factors(exactQuotient(polynomial, content)!)];
  }
  return p.equals(polynomial, p.one) ? [] : [polynomial];
}

/**
 * A divisor of all, of two terms or more. It can have symbols only that all have; the others take the values of primes, which
 * keeps the divisor and spares the greatest common divisor of polynomials in many symbols.
 */
function sumThatDivides(all: readonly Polynomial[]): Polynomial | undefined {
  if (all.some(({ terms }) => terms.size < 2)) return undefined;
  const common = all.map(p.symbolsOf).reduce((a, b) => a.filter((symbol) => b.includes(symbol)));
  if (common.length === 0) return undefined;
  const others = [...new Set(all.flatMap(p.symbolsOf))].filter((symbol) => !common.includes(symbol));
  const values = new Map(others.map((symbol, k) => [symbol, p.constant(primes[k % primes.length])]));
  const restricted = all.map((each) => p.substitute(each, values));
  if (restricted.some(({ terms }) => terms.size < 2)) return undefined;
  const divisor = commonDivisor(restricted);
  const isSum = divisor.terms.size > 1;
  return isSum && all.every((each) => exactQuotient(each, divisor) !== undefined) ? divisor : undefined;
}

const primes = [101n, 103n, 107n, 109n, 113n, 127n, 131n, 137n, 139n, 149n];

/** A polynomial of several terms that divides two coefficients or more, the most that there is. */
export function sharedFactor(coefficients: readonly Polynomial[]): Polynomial | undefined {
  const counts = new Map<string, { readonly factor: Polynomial; count: number }>();
  for (const coefficient of coefficients) {
    const rest = exactQuotient(coefficient, p.monomial(monomialContent(coefficient)))!;
    for (const factor of factors(p.scale(rest, g.inverse(rationalContent(rest))))) {
      if (factor.terms.size < 2) continue;
      const sign = [...factor.terms.keys()].sort()[0];
      const normal = factor.terms.get(sign)!.coefficient.re < 0n ? p.negate(factor) : factor;
      const key = p.keyOfPolynomial(normal);
      counts.set(key, { factor: normal, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const best = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a), { factor: p.one, count: 1 });
  return best.count > 1 ? best.factor : undefined;
}

/** a² + b² ± 2ab → a ± b, for monomials with whole coefficients; undefined for anything else. */
export function squareRoot(polynomial: Polynomial): Polynomial | undefined {
  if (polynomial.terms.size !== 3) return undefined;
  const roots = [...polynomial.terms.values()].flatMap(({ coefficient, powers }): readonly Polynomial[] => {
    const size = Math.sqrt(Math.abs(Number(coefficient.re)));
    if (!Number.isFinite(size)) return [];
    const root = BigInt(Math.round(size));
    const isSquare = g.isReal(coefficient) && coefficient.den === 1n && root * root === coefficient.re;
    const isEven = powers.every(([, exponent]) => exponent % 2 === 0);
    if (!isSquare || !isEven) return [];
    return [p.scale(p.monomial(powers.map(([symbol, exponent]) => [symbol, exponent / 2])), g.gaussian(root))];
  });
  if (roots.length !== 2) return undefined;
  const [a, b] = roots;
  return [p.add(a, b), p.subtract(a, b)].find((sum) => p.equals(p.power(sum, 2), polynomial));
}
