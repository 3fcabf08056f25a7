/**
 * The closed form that no channel has to do with: −∫ X ln Q dn over the sphere of a qubit for Q = A₀ + R·n, X = X₀ + X·n.
 * For X = Q it is the entropy S; for X = D(Q) it is dS/dt once more.
 */

import type { Derived } from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as symbols from "../algebra/symbol.ts";
import { integrateLogMoment } from "./reduce.ts";

/** The label of the qubit, whose point is n. */
export const qubit = "a";

/** a₀ + a·n for the symbols a₀ and a. */
export const linear = (constant: Polynomial, vector: readonly Polynomial[]): Polynomial =>
  p.add(constant, sphere.dot(vector, sphere.point(qubit)));

export const Q = linear(p.symbol(symbols.A0), symbols.R.map(p.symbol));
export const X = linear(p.symbol(symbols.X0), symbols.X.map(p.symbol));

/** S of a qubit with the measure 1/2π: X = Q. */
export const closedEntropy = (): Derived => integrateLogMoment(Q, qubit)!;
