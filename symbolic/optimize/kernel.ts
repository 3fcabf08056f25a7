/** Formulas with the straight-line programs that compute them. */

import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize, optimizeJointly } from "./optimize.ts";
import type { Expression, Program } from "./program.ts";

export interface Kernel {
  readonly formula: Formula;
  readonly program: Program;
}

export const kernel = (formula: Formula): Kernel => ({ formula, program: optimize(formula) });

/** Formulas that are computed together. */
export interface JointKernel {
  readonly formulas: readonly Formula[];
  readonly program: Program<readonly Expression[]>;
}

export const jointKernel = (formulas: readonly Formula[]): JointKernel => ({
  formulas,
  program: optimizeJointly(formulas),
});

export const programOf = (polynomial: Polynomial): Program => kernel(f.polynomial(polynomial)).program;
