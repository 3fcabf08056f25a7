/** Formulas with the straight-line programs that compute them. */

import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize } from "./optimize.ts";
import type { Program } from "./program.ts";

export interface Kernel {
  readonly formula: Formula;
  readonly program: Program;
}

export const kernel = (formula: Formula): Kernel => ({ formula, program: optimize(formula) });

export const programOf = (polynomial: Polynomial): Program => kernel(f.polynomial(polynomial)).program;
