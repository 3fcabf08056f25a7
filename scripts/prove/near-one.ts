/**
 * Near p = 1, where both sides vanish, by hand: p = 1 + ω, σ = Σ|p_k| < 1, σ₁ = σ/(1 − σ). From |1 + ω| = 1 + Re ω + η,
 * 0 ≤ η ≤ (Im ω)²/(2(1 − σ)), and |p̄/p − 1| ≤ 2σ₁,
 *
 *   Σ w_M|ψ_M|² ≥ Σ_k (½w_k − σ₁ max(w)/2)|p_k|²,   I ≤ Σ_k (½ + σ₁) k²|p_k|²,
 *
 * with sums and maxima over k ≤ d: the inequality holds where σ₁(k² + max(w)/2) ≤ ½(w_k − k²) for every k.
 */
import type { Inequality } from "./inequalities.ts";

/** The largest σ of the ball, rounded down; 0 where there is none. */
export function nearOne({ degree, weight }: Inequality): number {
  const weights = Array.from({ length: degree }, (_, k) => weight(k + 1));
  const largest = Math.max(...weights);
  const ratios = weights.map((w, j) => (w - (j + 1) ** 2) / (2 * (j + 1) ** 2 + largest));
  const least = Math.min(...ratios);
  return least <= 0 ? 0 : (least / (1 + least)) * (1 - 2 ** -40);
}
