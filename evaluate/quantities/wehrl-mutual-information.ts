/** What Wehrl's entropy knows of correlations. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { partialTrace } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { entropyBlur } from "../errors/state-error.ts";
import { evaluate } from "../problem/evaluate.ts";
import { reducedError } from "./entropy.ts";

/**
 * Wehrl mutual information S_a + S_b − S_ab of Wehrl's entropies, nats: the relative entropy of Q to the product of its
 * marginals, from 0 (a product) to von Neumann's mutual information; of more than two parties Σ_j S_j − S.
 * @param spins  J of every party
 * @param tolerance  relative, of each entropy
 * @param stateError  of ρ in the Frobenius norm
 * @returns with a bound on the error, the sum of those of the entropies
 */
export function wehrlMutualInformation(
  rho: ComplexMatrix,
  spins: readonly number[],
  tolerance = 1e-9,
  stateError = 0,
): Bounded {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const entropyOf = (state: ComplexMatrix, own: readonly number[], off: number): Bounded => {
    const { values, error } = evaluate({ spins: own, state, channels: [], tolerance }).entropy;
    return { value: values[0], error: error[0] + entropyBlur(state, off, own) };
  };
  const whole = entropyOf(rho, spins, stateError);
  let value = -whole.value;
  let error = whole.error;
  spins.forEach((J, party) => {
    const local = entropyOf(partialTrace(rho, dimensions, [party]), [J], reducedError(rho, stateError));
    value += local.value;
    error += local.error;
  });
  return { value, error };
}
