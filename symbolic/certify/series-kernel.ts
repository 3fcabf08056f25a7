/** K(A₀, R) to the last digit of a double, by arithmetic on integers alone. */

/** Bits after the point. */
const bits = 160n;

/** Exact for a double that is 0 or above 2⁻¹⁰⁷. */
const fixed = (value: number): bigint => BigInt(Math.floor(value * 2 ** Number(bits)));

/**
 * K(A₀, R) = ∫₋₁¹ (1 − u²)/(A₀ + |R|u) du = (4/A₀) Σ_k x^{2k}/((2k+1)(2k+3)) with x = |R|/A₀ < 1: the geometric series of
 * 1/(1 + xu), term by term.
 * @param R2  |R|²
 */
export function seriesKernel(A0: number, R2: number): number {
  const a = fixed(A0);
  const square = (fixed(R2) << (2n * bits)) / (a * a);
  if (square >= 1n << bits) throw new RangeError(`|R|² = ${R2} is not below A₀² = ${A0 * A0}`);
  let sum = 0n;
  for (let power = 1n << bits, odd = 1n; power > 0n; odd += 2n) {
    sum += power / (odd * (odd + 2n));
    power = (power * square) >> bits;
  }
  return (4 * Number(sum)) / 2 ** Number(bits) / A0;
}
