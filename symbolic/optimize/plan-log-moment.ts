/** The program of the closed form that no channel has to do with. */
import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import * as p from "../algebra/polynomial.ts";
import { K, L0, pi } from "../algebra/symbol.ts";
import { qubit, X } from "../integrate/log-moment.ts";
import { integrateLogMoment } from "../integrate/reduce.ts";
import { type Kernel, kernel } from "./kernel.ts";

export interface LogMomentPlan {
  /** With the measure 1/2π. */
  readonly closedForm: Formula;
  /** The same without the measure, K and L₀ given; −2π (even + odd) in u about R. */
  readonly inner: Kernel;
}

export function planLogMoment(): LogMomentPlan {
  const closedForm = integrateLogMoment(X, qubit)!;
  if (closedForm.kind !== "sum" || closedForm.terms.length !== 2) throw new Error("−∫ X ln Q has two parts");
  const negated = closedForm.terms.map((part, k) => f.named(["even", "odd"][k], f.negate(withArrays(part))));
  const formula = f.product([f.polynomial(p.multiply(p.constant(-2n), p.symbol(pi))), f.sum(negated)]);
  return { closedForm, inner: kernel(formula) };
}

/** K and L₀ as symbols: they serve every X of one Q. */
const withArrays = (formula: Formula): Formula =>
  f.withSymbols(
    formula,
    new Map([
      ["sphereKernel", K],
      ["logMean", L0],
    ]),
  );
