/** Coherence in the basis |m_a, m_b, …⟩ (Baumgratz, Cramer and Plenio, Phys. Rev. Lett. 113, 140401 (2014)). */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import { boundedEntropy, entropyTerm, entropyTermError } from "./entropy.ts";

/** l1 norm of coherence C(ρ) = Σ_{i≠j} |ρ_ij|, from 0 (diagonal) to d − 1; dimensionless (Zicari 2023, section 4). */
export function l1Coherence(rho: ComplexMatrix): number {
  return l1Norm(nearestState(["rho"], rho).state);
}

function l1Norm({ dimension: n, re, im }: ComplexMatrix): number {
  let sum = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const k = r * n + c;
      // Hypot costs ten times as much, and no entry of a state overflows.
      if (r !== c) sum += Math.sqrt(re[k] * re[k] + im[k] * im[k]);
    }
  }
  return sum;
}

/** The same with a bound on its error.
 *  @param stateError  of ρ in the Frobenius norm: its entries' sizes sum up to n times that */
export function boundedL1Coherence(rho: ComplexMatrix, stateError = 0): Bounded {
  const value = l1Norm(rho);
  return { value, error: rho.dimension * stateError + ROUNDING * rho.dimension ** 2 * value };
}

/** Relative entropy of coherence C_rel(ρ) = S(ξ) − S(ρ), ξ the diagonal of ρ, from 0 to ln d, nats (Zicari 2023, eq 33). */
export function relativeEntropyOfCoherence(rho: ComplexMatrix): number {
  return boundedRelativeEntropyOfCoherence(nearestState(["rho"], rho).state).value;
}

/** The same with a bound on its error.
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedRelativeEntropyOfCoherence(rho: ComplexMatrix, stateError = 0): Bounded {
  const whole = boundedEntropy(rho, stateError);
  const n = rho.dimension;
  let [diagonal, error] = [0, whole.error];
  for (let i = 0; i < n; i++) {
    diagonal += entropyTerm(rho.re[i * (n + 1)]);
    error += entropyTermError(rho.re[i * (n + 1)], stateError);
  }
  return { value: Math.max(0, diagonal - whole.value), error: error + ROUNDING * n * (1 + diagonal) };
}
