/** The potential of a drift: Q* with A Q* = B∇Q*, so that the current vanishes there and ω = ∇ ln Q*. */

import { commonDivisor, exactQuotient } from "./algebra/division.ts";
import { nullspace } from "./algebra/linear.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import type { SpinOperator } from "./algebra/spin-operator.ts";
import { spinSymbol } from "./correspondence.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import type { Dissipator } from "./reservoir-text.ts";
import { isNonNegative, type Ranges } from "./sign.ts";

/** Q* = base^{exponent·J} on one party, ω = exponent·J ∇base/base. */
export type Potential = { readonly base: Polynomial; readonly exponent: bigint } & (
  | {
      /** base = constant + axis·n with |axis| ≤ constant: Q* is the Husimi function of a state. */
      readonly shape: "axial";
      readonly constant: Polynomial;
      readonly axis: sphere.Vector;
    }
  | {
      /** base ∝ tr B of a single operator L; it vanishes at two points of the sphere. */
      readonly shape: "single";
      readonly operator: SpinOperator;
    }
);

/** The drift over J of one party; undefined where A is not proportional to J. */
function driftPerSpin({ parties, drift }: FokkerPlanck): sphere.Vector | undefined {
  const J = p.symbol(spinSymbol(parties[0]));
  const perSpin = drift.map((entry) => exactQuotient(entry, J));
  return perSpin.every((entry) => entry !== undefined) ? perSpin : undefined;
}

/** The families of potentials, in the order in which they are tried. */
export function findPotential(
  operator: FokkerPlanck,
  dissipators: readonly Dissipator[],
  ranges: Ranges,
): Potential | undefined {
  if (operator.parties.length !== 1) return undefined;
  const drift = driftPerSpin(operator);
  return drift && (axialPotential(operator, drift, ranges) ?? singlePotential(operator, drift, dissipators));
}

/**
 * Solves A p = 2J B∇p for p = constant + axis·n, linear in its coefficients, exactly over the parameters.
 * @returns undefined where there is no such p, more than one, or |axis| ≤ constant cannot be shown over the ranges
 */
function axialPotential(
  { parties, diffusion }: FokkerPlanck,
  drift: sphere.Vector,
  ranges: Ranges,
): Potential | undefined {
  const [party] = parties;
  const basis = [p.one, ...sphere.point(party)];
  const residuals = basis.map((f) => {
    const gradient = sphere.gradient(f, party);
    return drift.map((entry, i) =>
      p.subtract(p.multiply(entry, f), p.multiply(p.constant(2n), sphere.dot(diffusion[i], gradient))),
    );
  });
  const solutions = nullspace(equations(residuals), basis.length);
  if (solutions.length !== 1) return undefined;
  const [solution] = solutions;
  for (const v of [solution, solution.map(p.negate)]) {
    const [constant, ...axis] = v;
    const margin = p.subtract(p.multiply(constant, constant), sphere.dot(axis, axis));
    if (isNonNegative(constant, ranges) && isNonNegative(margin, ranges)) {
      const base = p.add(...v.map((entry, k) => p.multiply(entry, basis[k])));
      return { base, exponent: 2n, shape: "axial", constant, axis };
    }
  }
  return undefined;
}

/** Q* = (tr B)^J for a single operator: verified, A p = J B∇p with p ∝ tr B. That p ≥ 0 is B's own: |l·…|². */
function singlePotential(
  { parties, diffusion }: FokkerPlanck,
  drift: sphere.Vector,
  dissipators: readonly Dissipator[],
): Potential | undefined {
  if (dissipators.length !== 1) return undefined;
  const base = withoutContent(p.add(...diffusion.map((row, k) => row[k])));
  const gradient = sphere.gradient(base, parties[0]);
  const isSolved = drift.every((entry, i) => p.equals(p.multiply(entry, base), sphere.dot(diffusion[i], gradient)));
  return isSolved ? { base, exponent: 1n, shape: "single", operator: dissipators[0].operator } : undefined;
}

/** Without the factors that do not depend on the point, such as a rate: Q* has a scale of its own. */
function withoutContent(base: Polynomial): Polynomial {
  const content = commonDivisor(p.collect(base, sphere.isCoordinate).map(([, coefficient]) => coefficient));
  return exactQuotient(base, content)!;
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
