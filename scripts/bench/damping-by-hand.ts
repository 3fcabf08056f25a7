/** The integrand of Π of amplitude damping, eq 21, written by hand with care: what the emitted kernel is held against. */
import type { Gradient, SphereGrid } from "../../runtime/evaluator.ts";

/** (B_θθ g_θ² + B_φφ g_φ²)/Q at every node of a block, g = Pω − ∇P, N = 2n̄ + 1. */
export function productionByHand(
  Gamma: number,
  N: number,
  J: number,
  { cosTheta, sinTheta, cosPhi }: SphereGrid,
  Q: Float64Array,
  P: Float64Array,
  [dTheta, dPhi]: Gradient,
  out: Float64Array,
): void {
  const columns = cosPhi.length;
  const half = 0.5 * Gamma;
  for (let r = 0, k = 0; r < cosTheta.length; r++) {
    const c = cosTheta[r];
    const gap = N - c;
    const force = (2 * J * sinTheta[r]) / gap;
    const polar = half * gap;
    const azimuthal = half * c * (N * c - 1);
    for (const end = k + columns; k < end; k++) {
      const g = force * P[k] - dTheta[k];
      const h = dPhi[k];
      out[k] = (polar * g * g + azimuthal * h * h) / Q[k];
    }
  }
}
