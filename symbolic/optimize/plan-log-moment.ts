/** The program of the closed form that no channel has to do with. */

import type { Derived } from "../algebra/expression.ts";
import * as e from "../algebra/expression.ts";
import * as p from "../algebra/polynomial.ts";
import { K, L0, pi } from "../algebra/symbol.ts";
import { integrateLogMoment, qubit, X } from "../integrate/reduce.ts";
import { type Optimized, optimized } from "./optimize.ts";

export interface LogMomentPlan {
  /** With the measure 1/2π. */
  readonly closedForm: Derived;
  /** The same without the measure, K and L₀ given; −2π (even + odd) in u about R. */
  readonly inner: Optimized;
}

export function planLogMoment(): LogMomentPlan {
  const closedForm = integrateLogMoment(X, qubit)!;
  if (closedForm.kind !== "sum" || closedForm.operands.length !== 2) throw new Error("−∫ X ln Q has two parts");
  const negated = closedForm.operands.map((part, k) => e.named(["even", "odd"][k], e.negate(withArrays(part))));
  const derived = e.product([e.polynomial(p.multiply(p.constant(-2n), p.symbol(pi))), e.sum(negated)]);
  return { closedForm, inner: optimized(derived) };
}

/** K and L₀ as symbols: they serve every X of one Q. */
const withArrays = (derived: Derived): Derived =>
  e.withSymbols(
    derived,
    new Map([
      ["sphereKernel", K],
      ["logMean", L0],
    ]),
  );
