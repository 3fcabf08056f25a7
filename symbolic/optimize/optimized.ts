/** Derived expressions with the straight-line programs that compute them. */

import { polynomial } from "../algebra/derived.ts";
import type { Derived } from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize } from "./optimize.ts";
import type { Program, Tier } from "./program.ts";

export interface Optimized {
  readonly derived: Derived;
  readonly program: Program;
}

export const optimized = (derived: Derived): Optimized => ({ derived, program: optimize(derived, tierOf) });

export const programOf = (of: Polynomial): Program => optimized(polynomial(of)).program;

/** Angles of a row stand outside those of a column; fields change at every node. */
export function tierOf(symbol: string): Tier {
  if (/^(cos|sin)Theta\b/.test(symbol)) return "rows";
  return /^(cosPhi|sinPhi|d[QP](Theta|Phi))\b|^(Q|P|A0|X0|[RX][xyz]|R2|K\(Q\)|L0\(Q\))$/.test(symbol)
    ? "nodes"
    : "parameters";
}
