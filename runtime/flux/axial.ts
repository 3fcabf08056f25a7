/** Matrices of potentials that are axisymmetric about z, Q* = (p₀ + axis·cosθ)^{2J}; diagonal in |J,m⟩. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { FluxMatrix } from "../evaluator.ts";
import { axialGaps, meanInverse, meanRounding } from "../special/log-potential.ts";

function diagonal(entries: Float64Array): ComplexMatrix {
  const dimension = entries.length;
  const re = new Float64Array(dimension * dimension);
  for (let k = 0; k < dimension; k++) re[k * dimension + k] = entries[k];
  return { dimension, re, im: new Float64Array(dimension * dimension) };
}

/** One reservoir. What is a difference of others is given besides: it may be known where they are too large to tell. */
export interface AxialReservoir {
  readonly axis: number;
  /** p₀ + axis and p₀ − axis, ≥ 0. */
  readonly rise: number;
  readonly fall: number;
  /** The total rates of D[J₋] and D[J₊], and lowering − raising. */
  readonly lowering: number;
  readonly raising: number;
  readonly drift: number;
  /** Σ |terms| that the drift is the sum of; its own size where left out. */
  readonly driftSize?: number;
}

interface Entry {
  readonly value: number;
  readonly error: number;
  /** Σ |terms|. */
  readonly size: number;
}

/** F = Σ D†(X) with X = M ∫ |Ω⟩⟨Ω| ln Q*, so that Φ = Tr[ρF], with a bound on each entry; of two ways to each entry the one that
 *  cancels less. */
export function axialFluxMatrix(J: number, reservoirs: readonly AxialReservoir[]): FluxMatrix {
  const top = Math.round(2 * J);
  const F = new Float64Array(top + 1);
  const errors = new Float64Array(top + 1);
  const sizes = new Float64Array(top + 1);
  for (const reservoir of reservoirs) {
    if (reservoir.lowering === 0 && reservoir.raising === 0) continue;
    const gaps = axialGaps(J, reservoir);
    for (let k = 0; k <= top; k++) {
      const [jumps, drift] = [byJumps(top, k, reservoir, gaps), byDrift(top, k, reservoir)];
      const { value, error } = drift.error < jumps.error ? drift : jumps;
      F[top - k] += value;
      sizes[top - k] += drift.size;
      errors[top - k] += error + ROUNDING * Math.abs(F[top - k]);
    }
  }
  return { ...diagonal(F), errors: diagonal(errors).re, sizes: diagonal(sizes).re };
}

/** D†(X): with k = J + m and gaps[k] = X_{k−1} − X_k, F_k = lowering·k(2J+1−k)·gaps[k] − raising·(2J−k)(k+1)·gaps[k+1]. */
function byJumps(top: number, k: number, { lowering, raising }: AxialReservoir, gaps: Float64Array): Entry {
  const down = k === 0 ? 0 : lowering * k * (top + 1 - k) * gaps[k];
  const up = k === top ? 0 : raising * (top - k) * (k + 1) * gaps[k + 1];
  const error =
    Math.abs(down) * (meanRounding(k + 1, top + 2 - k) + ROUNDING) +
    Math.abs(up) * (meanRounding(k + 2, top + 1 - k) + ROUNDING);
  return { value: down - up, error, size: Math.abs(down) + Math.abs(up) };
}

/** The same by parts, M ∫ A·(ω − ∇) with A_θ = J·drift·sin θ, whose terms stay of the size of the drift where the rates grow:
 *  F_k = J·drift·⟨−2J·axis (1−c²)/(p₀ + axis·c) + 2c⟩, a mean over the Dicke state's Q; ⟨c⟩ = m/(J+1). */
function byDrift(top: number, k: number, { axis, rise, fall, drift, driftSize }: AxialReservoir): Entry {
  const [alpha, beta] = [k + 1, top - k + 1];
  const weight = (4 * alpha * beta) / ((top + 2) * (top + 3));
  const work = -top * axis * weight * meanInverse(alpha + 1, beta + 1, rise, fall);
  const turn = (2 * (2 * k - top)) / (top + 2);
  const sum = Math.abs(work) + Math.abs(turn);
  const rounding = Math.abs(work) * meanRounding(alpha + 1, beta + 1) + ROUNDING * sum;
  const size = Math.max(driftSize ?? 0, Math.abs(drift));
  return {
    value: (top / 2) * drift * (work + turn),
    error: (top / 2) * (Math.abs(drift) * rounding + ROUNDING * size * sum),
    size: (top / 2) * Math.abs(drift) * sum,
  };
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
