/** ln Q* of an axisymmetric potential, between Dicke states. */

/**
 * Differences X_{k−1} − X_k, k = J + m = 1 … 2J, of the diagonal matrix X = (2J+1)/4π ∫ dΩ |Ω⟩⟨Ω| ln Q* with
 * Q* = (p₀ + p₁ cos θ)^{2J}, p₀ ≥ |p₁|:
 *     −2J C(2J+1, k) ∫₋₁¹ ((1+c)/2)^k ((1−c)/2)^{2J+1−k} p₁/(p₀ + p₁c) dc.
 * With (1+c)/2 = t = 1/(1 + e^{−w}) this is −2J/(2J+2) times the mean of 2p₁/((p₀+p₁)t + (p₀−p₁)(1−t)) over the weight
 * t^{k+1}(1−t)^{2J+2−k} dw. Trapezoids in w converge geometrically, uniformly up to p₀ = |p₁|: the integrand is analytic
 * in |Im w| < π (Trefethen & Weideman, SIAM Review 56, 385 (2014)). The weight is normalised by the same sum.
 * @returns 2J + 1 values, that at k = 0 being zero; p₀ = 1, p₁ = −1 gives 2J/(2J + 1 − k)
 */
export function logPotentialGaps(J: number, p0: number, p1: number): Float64Array {
  const twoJ = Math.round(2 * J);
  const gaps = new Float64Array(twoJ + 1);
  for (let k = 1; k <= twoJ; k++) gaps[k] = (-twoJ / (twoJ + 2)) * meanSlope(k + 1, twoJ + 2 - k, p0, p1);
  return gaps;
}

/** The mean of 2p₁/((p₀+p₁)t + (p₀−p₁)(1−t)) over the weight t^α (1−t)^β dw. */
function meanSlope(alpha: number, beta: number, p0: number, p1: number): number {
  const rise = p0 + p1;
  const fall = p0 - p1;
  // The weight peaks at w = ln(α/β) with width √(1/α + 1/β); its tails are exponentials.
  const centre = Math.log(alpha / beta);
  const step = Math.min(0.2, 0.55 * Math.sqrt(1 / alpha + 1 / beta));
  const peak = -alpha * Math.log1p(beta / alpha) - beta * Math.log1p(alpha / beta);
  let mass = 0;
  let sum = 0;
  for (let side = -1; side <= 1; side += 2) {
    for (let j = side < 0 ? 1 : 0; ; j++) {
      const w = centre + side * j * step;
      const down = Math.exp(-Math.abs(w));
      const large = 1 / (1 + down);
      const small = down * large;
      const log = -Math.log1p(down);
      const weight = Math.exp((w < 0 ? alpha * (w + log) + beta * log : alpha * log + beta * (log - w)) - peak);
      const t = w < 0 ? small : large;
      const term = weight / (rise * t + fall * (w < 0 ? large : small));
      mass += weight;
      sum += term;
      // The weight itself may end long before the term, which 1/(p₀ + p₁c) can grow like e^|w|.
      if (!(term > 1e-18 * sum)) break;
    }
  }
  return (2 * p1 * sum) / mass;
}
