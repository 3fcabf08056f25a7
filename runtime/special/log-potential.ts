/** ln Q* of an axisymmetric potential, between Dicke states. */
import { MEAN_INVERSE } from "../../spins/numbers/safety-factors.ts";

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
