/** What is integrated, as straight-line programs: the integrands, and a qubit's sphere in summands whose sizes are known. */

import type { Derived, Scheduled } from "../algebra/expression.ts";
import * as e from "../algebra/expression.ts";
import { powersOfFactors } from "../algebra/factors.ts";
import type { Ranges } from "../algebra/interval.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { A0, pi, R, R2 } from "../algebra/symbol.ts";
import { isNonNegative } from "../declare/sign.ts";
import { type Derivation, rangesOf } from "../derive/derivation.ts";
import { closedQubitSphere } from "../integrate/reduce.ts";
import { type Optimized, optimized, optimizedJointly, type Program } from "./optimize.ts";

/** Of one channel, all its reservoirs together. */
export interface IntegrandPlan {
  readonly derivation: Derivation;
  readonly entropyRate: Optimized;
  readonly production: Optimized | null;
  readonly flux: Optimized | null;
  /** The integrated sphere of a qubit, with the measure 1/2π; null where there is no closed form. */
  readonly closedForm: Derived | null;
  /** The same without the measure. */
  readonly inner: OptimizedSphere | null;
}

export function planIntegrands(derivation: Derivation): IntegrandPlan {
  const { entropyRate, production, flux } = derivation.integrands;
  const closedForm = closedQubitSphere(derivation);
  return {
    derivation,
    entropyRate: optimized(entropyRate),
    production: production && optimized(production),
    flux: flux && optimized(flux),
    closedForm,
    inner: optimizedQubitSphere(derivation, closedForm),
  };
}

export interface OptimizedSphere extends Optimized {
  /** The integral, and Σ |summands| of it. */
  readonly withSize: Program<readonly Scheduled[]>;
}

/** The integral over the unit sphere, without the measure 1/2π that the closed form has. */
export function optimizedQubitSphere(
  derivation: Derivation,
  closedForm = closedQubitSphere(derivation),
): OptimizedSphere | null {
  if (closedForm === null) return null;
  const { value, size } = inSummands(closedForm, twoPi, rangesOf(derivation.channel));
  const { program: withSize } = optimizedJointly([value, size]);
  return { derived: e.product([e.polynomial(twoPi), closedForm]), program: optimized(value).program, withSize };
}

const twoPi = p.multiply(p.constant(2n), p.symbol(pi));

/** A sum, and what its summands add up to in absolute value. */
interface Sized {
  readonly value: Derived;
  readonly size: Derived;
}

const absolute = (of: Derived): Derived => e.call("Math.abs", of);

const sumOf = (parts: readonly Sized[]): Sized => ({
  value: e.sum(parts.map(({ value }) => value)),
  size: e.sum(parts.map(({ size }) => size)),
});

/** scale · formula, every polynomial in R as a sum of named parts. */
function inSummands(formula: Derived, scale: Polynomial, ranges: Ranges): Sized {
  switch (formula.kind) {
    case "polynomial":
      return sumOf(partsOf(p.multiply(scale, formula.of), ranges));
    case "sum":
      return sumOf(formula.operands.map((term) => inSummands(term, scale, ranges)));
    case "product": {
      const plain = formula.operands.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : []));
      const others = formula.operands.filter(({ kind }) => kind !== "polynomial");
      const split = others.find(({ kind }) => kind === "sum" || kind === "product") ?? e.polynomial(p.one);
      // K is positive.
      const rest = others.filter((factor) => factor !== split);
      const { value, size } = inSummands(split, p.multiply(scale, ...plain), ranges);
      return { value: e.product([...rest, value]), size: e.product([...rest, size]) };
    }
    default: {
      const value = e.product([e.polynomial(scale), formula]);
      return { value, size: absolute(value) };
    }
  }
}

const bloch: readonly Sym[] = [A0, ...R];

/** Exponents of A₀, Rx, Ry, Rz. */
type Monomial = readonly number[];

/** Monomials in A₀ and R with their coefficients, |R|² written out: what was put in with it would be taken off again. Squares with
 *  one coefficient stay together, being of one sign. */
function partsOf(polynomial: Polynomial, ranges: Ranges): readonly Sized[] {
  const parts = new Map<string, { readonly coefficient: Polynomial; readonly monomials: Monomial[] }>();
  for (const [monomial, coefficient] of writtenOut(polynomial)) {
    const isSquare = monomial.every((exponent) => exponent % 2 === 0);
    const key = isSquare ? p.keyOfPolynomial(coefficient) : String(monomial);
    const part = parts.get(key) ?? { coefficient, monomials: [] };
    part.monomials.push(monomial);
    parts.set(key, part);
  }
  return [...parts.values()].map(({ coefficient, monomials }) => {
    const sum = String(monomials) === wholeSquare ? e.polynomial(p.symbol(R2)) : e.sum(monomials.map(productOf));
    return partOf(coefficient, sum, monomials[0], ranges);
  });
}

/** coefficient · sum; terms of a coefficient that may cancel are summands too. */
function partOf(coefficient: Polynomial, sum: Derived, monomial: Monomial, ranges: Ranges): Sized {
  const isSquare = monomial.every((exponent) => exponent % 2 === 0);
  const [positive, isOpposite] = withoutSign(coefficient);
  const value = e.named(degreeInR(monomial) % 2 === 0 ? "even" : "odd", e.product([e.polynomial(positive), sum]));
  const sizeOfTerm = (term: Polynomial): Derived => {
    const [of] = withoutSign(term);
    return isNonNegative(of, ranges) ? e.polynomial(of) : absolute(e.polynomial(of));
  };
  const own = isSquare && isNonNegative(positive, ranges) ? value : absolute(value);
  const size = mayLoseDigits(coefficient, ranges)
    ? e.product([e.sum(p.summands(coefficient).map(sizeOfTerm)), isSquare ? sum : absolute(sum)])
    : own;
  return { value: isOpposite ? e.negate(value) : value, size };
}

/** A single term without its minus. */
function withoutSign(polynomial: Polynomial): readonly [positive: Polynomial, isOpposite: boolean] {
  const [first, second] = polynomial.terms.values();
  const isOpposite = second === undefined && first.coefficient.re < 0n;
  return [isOpposite ? p.negate(polynomial) : polynomial, isOpposite];
}

const degreeInR = ([, x, y, z]: Monomial): number => x + y + z;

function writtenOut(polynomial: Polynomial): readonly (readonly [Monomial, Polynomial])[] {
  const found = new Map<string, readonly [Monomial, Polynomial]>();
  for (const [powers, coefficient] of p.collect(polynomial, (symbol) => symbol === R2 || bloch.includes(symbol))) {
    const exponentOf = (of: Sym): number => powers.find(([symbol]) => symbol === of)?.[1] ?? 0;
    for (const monomial of spread(bloch.map(exponentOf), exponentOf(R2))) {
      const before = found.get(String(monomial))?.[1] ?? p.zero;
      found.set(String(monomial), [monomial, p.add(before, coefficient)]);
    }
  }
  return [...found.values()].filter(([, coefficient]) => !p.isZero(coefficient));
}

/** The monomials of one times |R|² to a power. */
const spread = (monomial: Monomial, squares: number): readonly Monomial[] =>
  squares === 0 ? [monomial] : [1, 2, 3].flatMap((k) => spread(monomial.with(k, monomial[k] + 2), squares - 1));

const wholeSquare = String(spread([0, 0, 0, 0], 1));

/** Factor by factor: as a polynomial a square of Rz would be |R|² less the others. */
const productOf = (monomial: Monomial): Derived =>
  e.product(monomial.flatMap((exponent, k) => Array<Derived>(exponent).fill(e.polynomial(p.symbol(bloch[k])))));

/** Whether its terms, expanded in the parameters, may be of either sign. */
export function mayCancel(entry: Polynomial, ranges: Ranges): boolean {
  const terms = p.summands(entry);
  const areOf = (sign: (term: Polynomial) => Polynomial): boolean =>
    terms.every((term) => isNonNegative(sign(term), ranges));
  return terms.length > 1 && !areOf((term) => term) && !areOf(p.negate);
}

/** Whether rounding may take digits of it however it is computed: those of (a − b)² are a difference's, which is rounded once. */
const mayLoseDigits = (coefficient: Polynomial, ranges: Ranges): boolean =>
  powersOfFactors(coefficient).some(({ base }) => mayCancel(base, ranges) && !isDifference(base));

/** Of two parameters. */
export function isDifference({ terms }: Polynomial): boolean {
  return terms.size === 2 && [...terms.values()].every(({ powers }) => powers.length === 1 && isParameter(powers[0]));
}

const isParameter = ([{ role }, exponent]: Powers[number]): boolean => exponent === 1 && role.kind !== "function";
