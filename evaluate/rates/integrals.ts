/** What is made of integrals of one state. */

import type { Integral } from "../../runtime/quadrature/integral.ts";

/** Of several, whose errors add up. */
export function sumOf(integrals: readonly Integral[]): Integral {
  return {
    value: integrals.reduce((sum, { value }) => sum + value, 0),
    error: integrals.reduce((sum, { error }) => sum + error, 0),
    contributions: integrals.reduce((sum, { contributions }) => sum + contributions, 0),
    converged: integrals.every(({ converged }) => converged),
    settled: integrals.every(({ settled }) => settled),
  };
}

/** Of two estimates the one with the smaller bound. */
export function better(a: Integral, b: Integral): Integral {
  return a.error <= b.error ? a : b;
}
