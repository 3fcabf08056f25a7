/**
 * The closed form that no channel has to do with: −∫ X ln Q dn over the sphere of a qubit for Q = A₀ + R·n, X = X₀ + X·n.
 * For X = Q it is the entropy S; for X = D(Q) it is dS/dt once more.
 */
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import type { Formula } from "./formula.ts";
import * as f from "./formula.ts";
import { type Kernel, kernel } from "./kernel.ts";
import { integrateLogMoment } from "./reduce.ts";

export interface LogMomentPlan {
  /** With the measure 1/2π. */
  readonly closedForm: Formula;
  /** The same without the measure, K and L₀ given; −2π (even + odd) in u about R. */
  readonly inner: Kernel;
}

/** The label of the qubit, whose point is n. */
export const qubit = "a";

/** a₀ + a·n for the symbols a₀ and a. */
export const linear = (constant: Polynomial, vector: readonly Polynomial[]): Polynomial =>
  p.add(constant, sphere.dot(vector, sphere.point(qubit)));

const symbols = (letter: string): readonly Polynomial[] => ["x", "y", "z"].map((axis) => p.symbol(letter + axis));

export const Q = linear(p.symbol("A0"), symbols("R"));
export const X = linear(p.symbol("X0"), symbols("X"));

/** S of a qubit with the measure 1/2π: X = Q. */
export const closedEntropy = (): Formula => integrateLogMoment(Q, qubit)!;

export function planLogMoment(): LogMomentPlan {
  const closedForm = integrateLogMoment(X, qubit)!;
  if (closedForm.kind !== "sum" || closedForm.terms.length !== 2) throw new Error("−∫ X ln Q has two parts");
  const negated = closedForm.terms.map((part, k) => f.named(["even", "odd"][k], f.negate(withArrays(part))));
  const formula = f.product([f.polynomial(p.multiply(p.constant(-2n), p.symbol("pi"))), f.sum(negated)]);
  return { closedForm, inner: kernel(formula) };
}

/** K and L₀ as symbols: they serve every X of one Q. */
const withArrays = (formula: Formula): Formula =>
  f.withSymbols(
    formula,
    new Map([
      ["sphereKernel", "K(Q)"],
      ["logMean", "L0(Q)"],
    ]),
  );
