/** The two functions that closed qubit spheres are made of, to two units in the last place. */
import { kernelTables, STRIDE } from "./kernel-table.ts";

// Constants of this module, so that compiled code has their addresses and lengths in it and checks no bounds.
const { kernel: KERNEL, mean: MEAN } = kernelTables();
const MASK = KERNEL.length - STRIDE;

// A number and its bits. On every platform that runs JavaScript the second word of a double has its exponent.
const number = new Float64Array(16);
const words = new Int32Array(number.buffer);

/** Below this t the functions are at their limits for t → 0. */
const LEAST = 2 ** -62;

/**
 * t = 1 − R²/A₀² to its last digits: A₀² is taken in two parts (Dekker, Numer. Math. 18, 224 (1971)) where A₀² − R²
 * cancels.
 */
function purityGap(A0: number, R2: number): number {
  const square = A0 * A0;
  const t = (square - R2) / square;
  if (!(t < 0.125)) return t;
  const split = 134217729 * A0;
  const high = split - (split - A0);
  const low = A0 - high;
  return (high * high - R2 + 2 * high * low + low * low) / square;
}

/**
 * K(A₀, R) = ∫₋₁¹ (1 − u²)/(A₀ + R u) du = [2a − (a² − 1) ln((a+1)/(a−1))]/R, a = A₀/R; 2/R where rounding leaves a ≤ 1.
 * @param A0  > 0, or 0 with R2 = 0, where K = 0 stands for the limit of K·R²
 * @param R2  R²
 */
export function sphereKernel(A0: number, R2: number): number {
  const t = purityGap(A0, R2);
  if (!(t > LEAST)) return R2 > 0 ? 2 / Math.sqrt(R2) : 0;
  number[0] = t;
  const row = (words[1] >> 13) & MASK;
  const s = t - KERNEL[row];
  const s2 = s * s;
  const s4 = s2 * s2;
  const low = KERNEL[row | 2] + KERNEL[row | 3] * s + (KERNEL[row | 4] + KERNEL[row | 5] * s) * s2;
  const high = KERNEL[row | 6] + KERNEL[row | 7] * s + (KERNEL[row | 8] + KERNEL[row | 9] * s) * s2;
  return (KERNEL[row | 1] + (low + (high + (KERNEL[row | 10] + KERNEL[row | 11] * s) * s4) * s4)) / A0;
}

/**
 * L₀(A₀, R) = ∫₋₁¹ ln(A₀ + R u) du = [(A₀+R) ln(A₀+R) − (A₀−R) ln(A₀−R)]/R − 2, finite at R = A₀.
 * The first moment needs no function of its own: ∫₋₁¹ u ln(A₀ + R u) du = ½ R K(A₀, R).
 * @param A0  > 0
 * @param R2  R²
 */
export function logMean(A0: number, R2: number): number {
  const t = purityGap(A0, R2);
  const twice = 2 * Math.log(A0);
  if (!(t > LEAST)) return twice + (2 * Math.LN2 - 2);
  number[0] = t;
  const row = (words[1] >> 13) & MASK;
  const s = t - MEAN[row];
  const s2 = s * s;
  const s4 = s2 * s2;
  const low = MEAN[row | 2] + MEAN[row | 3] * s + (MEAN[row | 4] + MEAN[row | 5] * s) * s2;
  const high = MEAN[row | 6] + MEAN[row | 7] * s + (MEAN[row | 8] + MEAN[row | 9] * s) * s2;
  return twice + (MEAN[row | 1] + (low + (high + (MEAN[row | 10] + MEAN[row | 11] * s) * s4) * s4));
}
