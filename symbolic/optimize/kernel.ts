/** Formulas with the straight-line programs that compute them. */

import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize } from "./optimize.ts";
import type { Program, Tier } from "./program.ts";

export interface Kernel {
  readonly formula: Formula;
  readonly program: Program;
}

export const kernel = (formula: Formula): Kernel => ({ formula, program: optimize(formula, tierOf) });

export const programOf = (polynomial: Polynomial): Program => kernel(f.polynomial(polynomial)).program;

/** Angles of a row stand outside those of a column; fields change at every node. */
export function tierOf(symbol: string): Tier {
  if (/^(cos|sin)Theta\b/.test(symbol)) return "rows";
  return /^(cosPhi|sinPhi|d[QP](Theta|Phi))\b|^(Q|P|A0|X0|[RX][xyz]|R2|K\(Q\)|L0\(Q\))$/.test(symbol)
    ? "nodes"
    : "parameters";
}
