/** What Wehrl's entropy knows of correlations. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { partialTrace, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { refuseWithoutBound } from "../check/out-of-range.ts";
import { entropyBlur } from "../errors/state-error.ts";
import { evaluate } from "../problem/evaluate.ts";
import { reducedError } from "./entropy.ts";

/**
 * Wehrl mutual information S_a + S_b − S_ab of Wehrl's entropies, nats: the relative entropy of Q to the product of its
 * marginals, from 0 (a product) to von Neumann's mutual information; of more than two parts Σ_j S_j − S.
 * @param parts  J of every party of each part, in the order of the state
 * @param tolerance  relative, of each entropy
 * @param stateError  of ρ in the Frobenius norm
 * @throws InvalidInput  for states that are beyond grids
 * @returns with a bound on the error, the sum of those of the entropies
 */
export function wehrlMutualInformation(
  rho: ComplexMatrix,
  parts: readonly (readonly number[])[],
  tolerance = 1e-9,
  stateError = 0,
): Bounded {
  const dimensions = parts.map((spins) => totalDimension(spins.map((J) => Math.round(2 * J) + 1)));
  const entropyOf = (state: ComplexMatrix, spins: readonly number[], off: number): Bounded => {
    const { entropy, errorKind } = evaluate({ spins, state, channels: [], tolerance });
    if (errorKind === "standard") refuseWithoutBound("Wehrl's mutual information");
    return { value: entropy.values[0], error: entropy.error[0] + entropyBlur(state, off, spins) };
  };
  const whole = entropyOf(rho, parts.flat(), stateError);
  let value = -whole.value;
  let error = whole.error;
  parts.forEach((spins, part) => {
    const local = entropyOf(partialTrace(rho, dimensions, [part]), spins, reducedError(rho, stateError));
    value += local.value;
    error += local.error;
  });
  return { value, error };
}
