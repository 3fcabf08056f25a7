/** The potential of a drift: Q* with A Q* = B∇Q*, so that the current vanishes there and ω = ∇ ln Q*. */

import { nullspace } from "./algebra/linear.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import { spinSymbol } from "./correspondence.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import { isNonNegative, type Ranges } from "./sign.ts";

/** Q* = (constant + axis·n)^{2J}, ω = 2J ∇base/base. */
export interface Potential {
  readonly base: Polynomial;
  readonly constant: Polynomial;
  readonly axis: sphere.Vector;
}

/**
 * Solves A p = 2J B∇p for p = constant + axis·n, linear in its coefficients, exactly over the parameters. With one
 * party A is proportional to J, which cancels. |axis| ≤ constant makes Q* the Husimi function of a state.
 *
 * @returns undefined where there is no such p, more than one, or its sign cannot be shown over the ranges
 */
export function findPotential({ parties, drift, diffusion }: FokkerPlanck, ranges: Ranges): Potential | undefined {
  if (parties.length !== 1) return undefined;
  const [party] = parties;
  const perSpin = drift.map((entry) => p.coefficientsIn(entry, spinSymbol(party)));
  if (perSpin.some((coefficients) => coefficients.length > 2 || !p.isZero(coefficients[0]))) return undefined;
  const basis = [p.one, ...sphere.point(party)];
  const residuals = basis.map((f) => {
    const gradient = sphere.gradient(f, party);
    return perSpin.map((coefficients, i) =>
      p.subtract(
        p.multiply(coefficients[1] ?? p.zero, f),
        p.multiply(p.constant(2n), sphere.dot(diffusion[i], gradient)),
      ),
    );
  });
  const solutions = nullspace(equations(residuals), basis.length);
  if (solutions.length !== 1) return undefined;
  const [solution] = solutions;
  for (const v of [solution, solution.map(p.negate)]) {
    const [constant, ...axis] = v;
    const margin = p.subtract(p.multiply(constant, constant), sphere.dot(axis, axis));
    if (isNonNegative(constant, ranges) && isNonNegative(margin, ranges))
      return { base: p.add(...v.map((entry, k) => p.multiply(entry, basis[k]))), constant, axis };
  }
  return undefined;
}

/** One equation for each component and each monomial in the coordinates, one column for each basis function. */
function equations(residuals: readonly (readonly Polynomial[])[]): readonly (readonly Polynomial[])[] {
  const rows = new Map<string, Polynomial[]>();
  residuals.forEach((components, column) => {
    components.forEach((component, i) => {
      for (const [powers, coefficient] of p.collect(component, sphere.isCoordinate)) {
        const key = `${i} ${p.keyOfPolynomial(p.monomial(powers))}`;
        const row = rows.get(key) ?? residuals.map(() => p.zero);
        row[column] = coefficient;
        rows.set(key, row);
      }
    });
  });
  return [...rows.values()];
}
