/** Matrices of potentials that are axisymmetric about z, Q* = (p₀ + axis·cosθ)^{2J}; diagonal in |J,m⟩, by differences
 *  of ln Q* between Dicke states. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { MEAN_INVERSE } from "../../spins/numbers/safety-factors.ts";
import type { FluxMatrix } from "../evaluator.ts";

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

/**
 * Differences X_{k−1} − X_k, k = J + m = 1 … 2J, of the diagonal matrix X = (2J+1)/4π ∫ dΩ |Ω⟩⟨Ω| ln Q* with
 * Q* = (p₀ + p₁ cos θ)^{2J}, p₀ ≥ |p₁|:
 *     −2J C(2J+1, k) ∫₋₁¹ ((1+c)/2)^k ((1−c)/2)^{2J+1−k} p₁/(p₀ + p₁c) dc.
 * With (1+c)/2 = t this is −2J/(2J+2) times the mean of 2p₁/((p₀+p₁)t + (p₀−p₁)(1−t)) over a beta distribution.
 * @returns 2J + 1 values, that at k = 0 being zero; p₀ = 1, p₁ = −1 gives 2J/(2J + 1 − k)
 */
export function logPotentialGaps(J: number, p0: number, p1: number): Float64Array {
  return axialGaps(J, { axis: p1, rise: p0 + p1, fall: p0 - p1 });
}

/** The same from p₁, p₀ + p₁ and p₀ − p₁, where these are known better than sums of the others. */
export function axialGaps(
  J: number,
  { axis, rise, fall }: { readonly axis: number; readonly rise: number; readonly fall: number },
): Float64Array {
  const twoJ = Math.round(2 * J);
  const gaps = new Float64Array(twoJ + 1);
  const factor = (-twoJ / (twoJ + 2)) * 2 * axis;
  for (let k = 1; k <= twoJ; k++) gaps[k] = factor * meanInverse(k + 1, twoJ + 2 - k, rise, fall);
  return gaps;
}

/** What `meanInverse` may be off by, relative: the exponent of its weight is a difference of terms that grow like √min(α, β)
 *  over the width of the peak. Up to J = 1000 and n̄ from 1e-12 to 1e20 half of it was seen. */
export const meanRounding = (alpha: number, beta: number): number =>
  (MEAN_INVERSE[0] + MEAN_INVERSE[1] * Math.sqrt(Math.min(alpha, beta))) * Number.EPSILON;

/**
 * The mean of 1/(rise·t + fall·(1−t)), rise and fall ≥ 0, over the weight t^{α−1} (1−t)^{β−1}; where one of them is zero β, or α,
 * must be above 1. With t = 1/(1 + e^{−w}) the weight is t^α (1−t)^β dw, and trapezoids in w converge geometrically,
 * uniformly up to rise = 0: the integrand is analytic in |Im w| < π (Trefethen & Weideman, SIAM Review 56, 385 (2014)). The
 * weight is normalised by the same sum. All terms are positive: nothing cancels.
 */
export function meanInverse(alpha: number, beta: number, rise: number, fall: number): number {
  const larger = Math.max(rise, fall);
  const [up, down] = [(alpha * rise) / larger, (beta * fall) / larger];
  const both = alpha + beta;
  // Steps from the peak, w = ln(α/β), whose width is √(1/α + 1/β); its tails are exponentials.
  const step = Math.min(0.2, 0.55 * Math.sqrt(1 / alpha + 1 / beta));
  let mass = 0;
  let sum = 0;
  for (const side of [-1, 1]) {
    for (let j = side < 0 ? 1 : 0; ; j++) {
      const delta = side * j * step;
      // α ln t + β ln(1−t) less its value at the peak, by the smaller of α and β: larger terms would cancel.
      const exponent =
        alpha <= beta
          ? alpha * delta - both * Math.log1p((alpha / both) * Math.expm1(delta))
          : -beta * delta - both * Math.log1p((beta / both) * Math.expm1(-delta));
      const weight = Math.exp(exponent);
      const growth = Math.exp(delta);
      const term = (weight * (alpha * growth + beta)) / (up * growth + down);
      mass += weight;
      sum += term;
      // The weight itself may end long before the term, which can grow like e^|w|.
      if (!(term > 1e-18 * sum)) break;
    }
  }
  return sum / mass / larger;
}
