/** The program of a qubit's sphere, in summands whose sizes are known. */
import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Derivation } from "../derive/derive.ts";
import * as fokkerPlanck from "../derive/fokker-planck.ts";
import { integrateQubitSphere } from "../integrate/reduce.ts";
import { type Kernel, kernel } from "./kernel.ts";

/** What `integrateQubitSphere` gives for all reservoirs together. */
export const closedQubitSphere = ({ reservoirs }: Derivation): Formula | null =>
  integrateQubitSphere(fokkerPlanck.sum(reservoirs.map(({ operator }) => operator)));

/** The integral over the unit sphere, without the measure 1/2π that the closed form has. */
export const qubitSphereKernel = (derivation: Derivation, closedForm = closedQubitSphere(derivation)): Kernel | null =>
  closedForm && {
    formula: f.product([f.polynomial(twoPi), closedForm]),
    program: kernel(inSummands(closedForm, twoPi)).program,
  };

const twoPi = p.multiply(p.constant(2n), p.symbol("pi"));

const R: readonly string[] = ["Rx", "Ry", "Rz"];

/** scale · formula, every polynomial in R as a sum of named parts. */
function inSummands(formula: Formula, scale: Polynomial): Formula {
  switch (formula.kind) {
    case "polynomial":
      return f.sum(partsOf(p.multiply(scale, formula.of)));
    case "sum":
      return f.sum(formula.terms.map((term) => inSummands(term, scale)));
    case "product": {
      const plain = formula.factors.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : []));
      const others = formula.factors.filter(({ kind }) => kind !== "polynomial");
      const split = others.find(({ kind }) => kind === "sum" || kind === "product") ?? f.polynomial(p.one);
      return f.product([
        ...others.filter((factor) => factor !== split),
        inSummands(split, p.multiply(scale, ...plain)),
      ]);
    }
    default:
      return f.product([f.polynomial(scale), formula]);
  }
}

/** Monomials in A₀ and R with their coefficients, |R|² written out: what was put in with it would be taken off again. Squares with
 *  one coefficient stay together, being of one sign. */
function partsOf(polynomial: Polynomial): readonly Formula[] {
  const parts = new Map<string, { readonly coefficient: Polynomial; readonly monomials: Powers[] }>();
  for (const [powers, coefficient] of writtenOut(polynomial)) {
    const isSquare = powers.every(([, exponent]) => exponent % 2 === 0);
    const key = isSquare ? p.keyOfPolynomial(coefficient) : JSON.stringify(powers);
    const part = parts.get(key) ?? { coefficient, monomials: [] };
    part.monomials.push(powers);
    parts.set(key, part);
  }
  return [...parts.values()].map(({ coefficient, monomials }) =>
    f.named(
      degreeInR(monomials[0]) % 2 === 0 ? "even" : "odd",
      f.product([f.polynomial(coefficient), f.sum(monomials.map(productOf))]),
    ),
  );
}

/** Its monomials in A₀ and the components of R. */
function writtenOut(polynomial: Polynomial): readonly (readonly [Powers, Polynomial])[] {
  const found = new Map<string, [Powers, Polynomial]>();
  const put = (powers: ReadonlyMap<string, number>, coefficient: Polynomial): void => {
    const squares = powers.get("R2") ?? 0;
    if (squares > 0) {
      for (const name of R)
        put(new Map([...powers, ["R2", squares - 1], [name, (powers.get(name) ?? 0) + 2]]), coefficient);
      return;
    }
    const sorted = [...powers].filter(([, exponent]) => exponent > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify(sorted);
    found.set(key, [sorted, p.add(found.get(key)?.[1] ?? p.zero, coefficient)]);
  };
  for (const [powers, coefficient] of p.collect(polynomial, (name) => ["A0", "R2", ...R].includes(name)))
    put(new Map(powers), coefficient);
  return [...found.values()].filter(([, coefficient]) => !p.isZero(coefficient));
}

/** Factor by factor: as a polynomial a square of Rz would be |R|² less the others. */
const productOf = (powers: Powers): Formula =>
  f.product(powers.flatMap(([name, exponent]) => Array<Formula>(exponent).fill(f.polynomial(p.symbol(name)))));

const degreeInR = (powers: Powers): number =>
  powers.reduce((sum, [name, exponent]) => sum + (R.includes(name) ? exponent : 0), 0);
