/** The program of a qubit's sphere, in summands whose sizes are known. */
import * as e from "../algebra/derived.ts";
import type { Derived } from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { A0, pi, R, R2 } from "../algebra/symbol.ts";
import type { Derivation } from "../derive/derive.ts";
import * as fokkerPlanck from "../derive/fokker-planck.ts";
import { integrateQubitSphere } from "../integrate/reduce.ts";
import { type Optimized, optimized } from "./optimized.ts";

/** What `integrateQubitSphere` gives for all reservoirs together. */
export const closedQubitSphere = ({ reservoirs }: Derivation): Derived | null =>
  integrateQubitSphere(fokkerPlanck.sum(reservoirs.map(({ operator }) => operator)));

/** The integral over the unit sphere, without the measure 1/2π that the closed form has. */
export const optimizedQubitSphere = (
  derivation: Derivation,
  closedForm = closedQubitSphere(derivation),
): Optimized | null =>
  closedForm && {
    derived: e.product([e.polynomial(twoPi), closedForm]),
    program: optimized(inSummands(closedForm, twoPi)).program,
  };

const twoPi = p.multiply(p.constant(2n), p.symbol(pi));

/** scale · formula, every polynomial in R as a sum of named parts. */
function inSummands(formula: Derived, scale: Polynomial): Derived {
  switch (formula.kind) {
    case "polynomial":
      return e.sum(partsOf(p.multiply(scale, formula.of)));
    case "sum":
      return e.sum(formula.operands.map((term) => inSummands(term, scale)));
    case "product": {
      const plain = formula.operands.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : []));
      const others = formula.operands.filter(({ kind }) => kind !== "polynomial");
      const split = others.find(({ kind }) => kind === "sum" || kind === "product") ?? e.polynomial(p.one);
      return e.product([
        ...others.filter((factor) => factor !== split),
        inSummands(split, p.multiply(scale, ...plain)),
      ]);
    }
    default:
      return e.product([e.polynomial(scale), formula]);
  }
}

const bloch: readonly Sym[] = [A0, ...R];

/** Exponents of A₀, Rx, Ry, Rz. */
type Monomial = readonly number[];

/** Monomials in A₀ and R with their coefficients, |R|² written out: what was put in with it would be taken off again. Squares with
 *  one coefficient stay together, being of one sign. */
function partsOf(polynomial: Polynomial): readonly Derived[] {
  const parts = new Map<string, { readonly coefficient: Polynomial; readonly monomials: Monomial[] }>();
  for (const [monomial, coefficient] of writtenOut(polynomial)) {
    const isSquare = monomial.every((exponent) => exponent % 2 === 0);
    const key = isSquare ? p.keyOfPolynomial(coefficient) : String(monomial);
    const part = parts.get(key) ?? { coefficient, monomials: [] };
    part.monomials.push(monomial);
    parts.set(key, part);
  }
  return [...parts.values()].map(({ coefficient, monomials }) => {
    const [, x, y, z] = monomials[0];
    const sum = String(monomials) === wholeSquare ? e.polynomial(p.symbol(R2)) : e.sum(monomials.map(productOf));
    return e.named((x + y + z) % 2 === 0 ? "even" : "odd", e.product([e.polynomial(coefficient), sum]));
  });
}

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
