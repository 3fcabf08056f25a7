/** Special functions that compiled channels and the runtime share. */
export { logPotentialGaps } from "./log-potential.ts";

// 2F1(1, ½; 5/2; y) as the ratio of two polynomials, the convergent of Gauss's continued fraction
// 1/(1 − k₁y/(1 − k₂y/…)) (Abramowitz & Stegun 15.3; Jones & Thron, Continued Fractions, 1980, §6.1).
const { numerator, denominator } = gaussConvergent(16);

function gaussConvergent(terms: number): { numerator: Float64Array; denominator: Float64Array } {
  const b = 0.5;
  const c = 2.5;
  let above = [1];
  let below = [1];
  // From the innermost level out: 1 − k y P/Q → the pair (Q, Q − k y P).
  for (let m = terms; m >= 1; m--) {
    const n = m >> 1;
    const k =
      m % 2 === 1
        ? ((b + n) * (c + n - 1)) / ((c + 2 * n - 1) * (c + 2 * n))
        : (n * (c - b + n - 1)) / ((c + 2 * n - 2) * (c + 2 * n - 1));
    const length = Math.max(above.length + 1, below.length);
    const next = new Array<number>(length).fill(0);
    for (let i = 0; i < below.length; i++) next[i] += below[i];
    for (let i = 0; i < above.length; i++) next[i + 1] -= k * above[i];
    above = below;
    below = next;
  }
  return { numerator: Float64Array.from(above), denominator: Float64Array.from(below) };
}

/**
 * K(A₀, R) = ∫₋₁¹ (1 − u²)/(A₀ + R u) du = [2a − (a² − 1) ln((a+1)/(a−1))]/R, a = A₀/R; 2/R where rounding leaves a ≤ 1.
 * @param A0  > 0, or 0 with R2 = 0, where K = 0 stands for the limit of K·R²
 * @param R2  R²
 */
export function sphereKernel(A0: number, R2: number): number {
  const square = A0 * A0;
  if (R2 < 0.4 * square) {
    const y = R2 / square;
    let p = numerator[numerator.length - 1];
    for (let i = numerator.length - 2; i >= 0; i--) p = p * y + numerator[i];
    let q = denominator[denominator.length - 1];
    for (let i = denominator.length - 2; i >= 0; i--) q = q * y + denominator[i];
    return (4 / 3) * (p / (q * A0));
  }
  const R = Math.sqrt(R2);
  if (!(A0 > R)) return R > 0 ? 2 / R : 0;
  const gap = square - R2;
  if (!(gap > 0)) return 2 / R;
  const sum = A0 + R;
  return (2 * A0 - (gap / R) * Math.log((sum * sum) / gap)) / R2;
}

/**
 * L₀(A₀, R) = ∫₋₁¹ ln(A₀ + R u) du = [(A₀+R) ln(A₀+R) − (A₀−R) ln(A₀−R)]/R − 2, finite at R = A₀.
 * Up to R² = 0.4 A₀² by way of K, L₀ = ln(A₀² − R²) + R² (2 − A₀K)/(A₀² − R²), which does not cancel.
 * The first moment needs no function of its own: ∫₋₁¹ u ln(A₀ + R u) du = ½ R K(A₀, R).
 * @param kernel  K(A₀, R)
 */
export function logMean(A0: number, R2: number, kernel: number): number {
  const square = A0 * A0;
  if (R2 < 0.4 * square) {
    const gap = square - R2;
    return Math.log(gap) + (R2 * (2 - A0 * kernel)) / gap;
  }
  const R = Math.sqrt(R2);
  const low = A0 - R;
  return ((A0 + R) * Math.log(A0 + R) - (low > 0 ? low * Math.log(low) : 0)) / R - 2;
}
