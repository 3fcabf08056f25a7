/** Formulas with the straight-line programs that compute them. */

import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize, optimizeJointly } from "./optimize.ts";
import type { Expression, Program, Tier } from "./program.ts";

export interface Kernel {
  readonly formula: Formula;
  readonly program: Program;
}

export const kernel = (formula: Formula): Kernel => ({ formula, program: optimize(formula, tierOf) });

/** Formulas that are computed together. */
export interface JointKernel {
  readonly formulas: readonly Formula[];
  readonly program: Program<readonly Expression[]>;
}

export const jointKernel = (formulas: readonly Formula[]): JointKernel => ({
  formulas,
  program: optimizeJointly(formulas, tierOf),
});

export const programOf = (polynomial: Polynomial): Program => kernel(f.polynomial(polynomial)).program;

/** Angles of a row stand outside those of a column; fields change at every node. */
export function tierOf(symbol: string): Tier {
  if (/^(cos|sin)Theta\b/.test(symbol)) return "rows";
  return /^(cosPhi|sinPhi|d[QP](Theta|Phi))\b|^(Q|P|A0|X0|[RX][xyz]|R2|K\(Q\)|L0\(Q\))$/.test(symbol)
    ? "nodes"
    : "parameters";
}
