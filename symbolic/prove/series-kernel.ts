/** K(A₀, R) and L₀(A₀, R) to the last digit of a double, by power series in integers. */

/** Bits after the point. */
const bits = 160n;

/** Exact for a double that is 0 or above 2⁻¹⁰⁷. */
const fixed = (value: number): bigint => BigInt(Math.floor(value * 2 ** Number(bits)));

/** Σ_k a_k y^k in y = |R|²/A₀² < 1, from the 0-th power on.
 *  @param divisor  1/a_k, 0 for none */
function series(A0: number, R2: number, divisor: (k: bigint) => bigint): number {
  const a = fixed(A0);
  const square = (fixed(R2) << (2n * bits)) / (a * a);
  if (square >= 1n << bits) throw new RangeError(`|R|² = ${R2} is not below A₀² = ${A0 * A0}`);
  let sum = 0n;
  for (let power = 1n << bits, k = 0n; power > 0n; k++) {
    const by = divisor(k);
    if (by !== 0n) sum += power / by;
    power = (power * square) >> bits;
  }
  return Number(sum) / 2 ** Number(bits);
}

/**
 * K(A₀, R) = ∫₋₁¹ (1 − u²)/(A₀ + |R|u) du = (4/A₀) Σ_k x^{2k}/((2k+1)(2k+3)) with x = |R|/A₀ < 1: the geometric series of
 * 1/(1 + xu), term by term.
 * @param R2  |R|²
 */
export const seriesKernel = (A0: number, R2: number): number =>
  (4 * series(A0, R2, (k) => (2n * k + 1n) * (2n * k + 3n))) / A0;

/** L₀(A₀, R) = ∫₋₁¹ ln(A₀ + |R|u) du = 2 ln A₀ − Σ_{k≥1} x^{2k}/(k(2k+1)): the series of ln(1 + xu), term by term. */
export const seriesLogMean = (A0: number, R2: number): number =>
  2 * Math.log(A0) - series(A0, R2, (k) => k * (2n * k + 1n));
