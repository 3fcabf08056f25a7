/**
 * Near p = 1, where both sides vanish, by hand: p = 1 + w, s = Σ|p_k| < 1, s′ = s/(1 − s). From |1 + w| = 1 + Re w + e,
 * 0 ≤ e ≤ (Im w)²/(2(1 − s)), and |p̄/p − 1| ≤ 2s′,
 *
 *   Σ w_M|ψ_M|² ≥ Σ_k (½w_k − s′ max(w)/2)|p_k|²,   I ≤ Σ_k (½ + s′) k²|p_k|²,
 *
 * with sums and maxima over k ≤ d: the inequality holds where s′(k² + max(w)/2) ≤ ½(w_k − k²) for every k.
 */
import type { Inequality } from "./inequalities.ts";

/** The radius s of the ball, rounded down; 0 where there is none. */
export function nearOne({ degree, weight }: Inequality): number {
  const weights = Array.from({ length: degree }, (_, k) => weight(k + 1));
  const largest = Math.max(...weights);
  const ratios = weights.map((w, j) => (w - (j + 1) ** 2) / (2 * (j + 1) ** 2 + largest));
  const least = Math.min(...ratios);
  return least <= 0 ? 0 : (least / (1 + least)) * (1 - 2 ** -40);
}
