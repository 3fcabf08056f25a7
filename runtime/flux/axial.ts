/** Matrices of potentials that are axisymmetric about z, Q* = (constant + axis·cosθ)^{2J}; diagonal in |J,m⟩. */
import type { ComplexMatrix } from "../evaluator.ts";
import { logPotentialGaps } from "./log-potential.ts";

function diagonal(entries: Float64Array): ComplexMatrix {
  const dimension = entries.length;
  const re = new Float64Array(dimension * dimension);
  for (let k = 0; k < dimension; k++) re[k * dimension + k] = entries[k];
  return { dimension, re, im: new Float64Array(dimension * dimension) };
}

/** One reservoir: its potential's coefficients, and the total rates of D[J₋] and D[J₊]. */
export interface AxialReservoir {
  readonly constant: number;
  readonly axis: number;
  readonly lowering: number;
  readonly raising: number;
}

/**
 * F = Σ D†(X) with X = M ∫ |Ω⟩⟨Ω| ln Q*, so that Φ = Tr[ρF]. With k = J + m and gaps[k] = X_{k−1} − X_k,
 * F_k = lowering·k(2J+1−k)·gaps[k] − raising·(2J−k)(k+1)·gaps[k+1].
 */
export function axialFluxMatrix(J: number, reservoirs: readonly AxialReservoir[]): ComplexMatrix {
  const top = Math.round(2 * J);
  const F = new Float64Array(top + 1);
  for (const { constant, axis, lowering, raising } of reservoirs) {
    const gaps = logPotentialGaps(J, constant, axis);
    for (let k = 0; k <= top; k++) {
      const down = k === 0 ? 0 : lowering * k * (top + 1 - k) * gaps[k];
      const up = k === top ? 0 : raising * (top - k) * (k + 1) * gaps[k + 1];
      F[top - k] += down - up;
    }
  }
  return diagonal(F);
}

/** The state whose Husimi function is ∝ (up·cos²(θ/2) + down·sin²(θ/2))^{2J}: populations ∝ up^k down^{2J−k}, k = J + m. */
export function axialState(J: number, up: number, down: number): ComplexMatrix {
  const top = Math.round(2 * J);
  const populations = new Float64Array(top + 1);
  const larger = Math.max(up, down);
  let sum = 0;
  // In powers of the smaller over the larger weight, which cannot overflow.
  for (let i = 0; i <= top; i++) {
    const exponent = up > down ? i : top - i;
    populations[i] = (Math.min(up, down) / larger) ** exponent;
    sum += populations[i];
  }
  return diagonal(populations.map((value) => value / sum));
}
