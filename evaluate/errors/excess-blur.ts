/** What errors of a state and of the steady one do to an excess. */

import type { StateError } from "../../spins/dynamics/steady-state.ts";
import { cholesky, relativeSize } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, combine, frobenius, identity } from "../../spins/matrices/complex-matrix.ts";
import { logarithmSize } from "./logarithm-size.ts";
import { dimensionOf, traceNormBound, zeroBlur } from "./state-error.ts";

/** What an excess is made of, and bounds on the trace norm of G(X) over that of X. */
interface Relaxing {
  readonly rho: ComplexMatrix;
  readonly steady: ComplexMatrix;
  /** G(ρ). */
  readonly change: ComplexMatrix;
  readonly size: number;
  /** Of G without rotations of single spheres, which change no entropy. */
  readonly unturned: number;
}

/**
 * What an error δ of ρ, in the trace norm, does to −M ∫ X ln(Q/P), X the Husimi function of G(ρ) and P that of σ: that of G(δρ)
 * has a share in both logarithms, and M ∫ X δQ/Q is like −δ ln δ where Q has zeros. Near σ, −rσ ≤ ρ − σ ≤ rσ with r < 1, both
 * are small: |ln(Q/P)| ≤ −ln(1 − r) ≤ r/(1 − r), and |δQ| ≤ ε‖σ⁻¹‖P with P ≤ Q/(1 − r).
 * @param error  ε of ρ in the Frobenius norm
 */
export function relaxationBlur(
  { rho, steady, change, size, unturned }: Relaxing,
  spins: readonly number[],
  error: number,
): number {
  if (error === 0) return 0;
  const delta = Math.sqrt(rho.dimension) * error;
  const far = logarithmSize(spins) * (size * delta + unturned * zeroBlur(delta));
  const C = cholesky(steady);
  const r = relativeSize(C, combine(1, rho, -1, steady));
  if (!(r < 1)) return far;
  const share = error * relativeSize(C, identity(rho.dimension));
  return Math.min(far, (size * delta * r + traceNormBound(change) * share) / (1 - r));
}

/** Powers of P that are tried, as shares of the largest with an integral. */
const POWERS = 32;

/**
 * What an error δσ does to M ∫ X ln P, P the Husimi function of σ. With −cσ ≤ δσ ≤ cσ it is at most c/(1 − c)·M ∫ |X|, and
 * M ∫ |X| ≤ ‖X‖₁ ≤ √d ‖X‖. Next to zeros of P there is no c; but |δP| ≤ ε = ‖δσ‖ everywhere, and with
 * |ln(P + δP) − ln P| ≤ (ε/min)^q/q, 0 < q ≤ 1, it is at most ‖X‖ (ε^q/q) M ∫ [P^−q + (P + δP)^−q], which is finite:
 * some eigenvalue of σ is ≥ 1/d, and of a pure spin P = C Π_k (1 − n·m_k)/2 over 2J points m_k with C ≥ 1, so that the mean of
 * P^−q is at most 1/(1 − 2Jq) (Hölder); spin after spin, with 1/d_j for the largest eigenvalue of what is left.
 */
export function referenceBlur(
  change: ComplexMatrix,
  { error, relative }: StateError,
  spins: readonly number[],
): number {
  if (error === 0) return 0;
  const d = dimensionOf(spins);
  const size = frobenius(change);
  const smooth = relative < 1 ? (traceNormBound(change) * relative) / (1 - relative) : Number.POSITIVE_INFINITY;
  const others = d / (2 * spins[0] + 1);
  const largest = Math.min(1, 1 / (2 * Math.max(...spins)));
  let best = smooth;
  for (let k = 1; k < POWERS; k++) {
    const q = (k / POWERS) * largest;
    const mean = spins.reduce((product, J) => product / (1 - 2 * J * q), (d * others) ** q);
    best = Math.min(best, (size * d * 2 * mean * error ** q) / q);
  }
  return best;
}
