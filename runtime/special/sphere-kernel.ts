/** The two functions that closed qubit spheres are made of, to two units in the last place. */
import { CELLS, kernelTables, LEAST } from "./kernel-table.ts";

// Constants of this module, one an array: compiled code has their addresses and lengths in it and checks no bounds.
const { kernel, mean, fillTo } = kernelTables();
const [C, K0, KR, K1, K2, K3, K4, K5, K6] = kernel;
const [, M0, MR, M1, M2, M3, M4, M5, M6] = mean;

/** Below this t no cell is full yet. */
let least = 1;

/** Whether t has a cell, which is full from now on. */
function hasCell(t: number): boolean {
  if (!(t >= LEAST)) return false;
  least = fillTo(t);
  return true;
}

// A number and its bits. On every platform that runs JavaScript the second word of a double has its exponent.
const number = new Float64Array(16);
const words = new Int32Array(number.buffer);

/** t = 1 − R²/A₀² to its last digits: A₀² − R² cancels, so A₀² is taken in two parts, the first exact (Dekker, Numer. Math.
 *  18, 224 (1971)). */
function purityGap(A0: number, R2: number, inverse: number): number {
  const high = Math.fround(A0);
  return (high * high - R2 + (A0 - high) * (A0 + high)) * (inverse * inverse);
}

/**
 * K(A₀, R) = ∫₋₁¹ (1 − u²)/(A₀ + R u) du = [2a − (a² − 1) ln((a+1)/(a−1))]/R, a = A₀/R; 2/R where rounding leaves a ≤ 1.
 * @param A0  > 0 and below 1e38, or 0 with R2 = 0, where K = 0 stands for the limit of K·R²
 * @param R2  R²
 */
export function sphereKernel(A0: number, R2: number): number {
  const inverse = 1 / A0;
  const t = purityGap(A0, R2, inverse);
  if (!(t >= least) && !hasCell(t)) return kernelOfPure(A0, R2, t);
  return kernelIn(cellOf(t), t) * inverse;
}

function cellOf(t: number): number {
  number[0] = t;
  return (words[1] >> 15) & (CELLS - 1);
}

/** A₀K. */
function kernelIn(cell: number, t: number): number {
  const s = t - C[cell];
  const s2 = s * s;
  const low = KR[cell] + K1[cell] * s + (K2[cell] + K3[cell] * s) * s2;
  return K0[cell] + (low + (K4[cell] + K5[cell] * s + K6[cell] * s2) * (s2 * s2));
}

/** A₀K = 2 + t (ln t + 2 − 2 ln 2) + O(t² ln t). */
function kernelOfPure(A0: number, R2: number, t: number): number {
  if (t > 0) return (2 + t * (Math.log(t) + (2 - 2 * Math.LN2))) / A0;
  return R2 > 0 ? 2 / Math.sqrt(R2) : 0;
}

/**
 * L₀(A₀, R) = ∫₋₁¹ ln(A₀ + R u) du = [(A₀+R) ln(A₀+R) − (A₀−R) ln(A₀−R)]/R − 2, finite at R = A₀.
 * The first moment needs no function of its own: ∫₋₁¹ u ln(A₀ + R u) du = ½ R K(A₀, R).
 * @param A0  > 0 and below 1e38
 * @param R2  R²
 */
export function logMean(A0: number, R2: number): number {
  const t = purityGap(A0, R2, 1 / A0);
  const twice = 2 * Math.log(A0);
  if (!(t >= least) && !hasCell(t)) return twice + meanOfPure(t);
  return twice + meanIn(cellOf(t), t);
}

/** L₀ − 2 ln A₀. */
function meanIn(cell: number, t: number): number {
  const s = t - C[cell];
  const s2 = s * s;
  const low = MR[cell] + M1[cell] * s + (M2[cell] + M3[cell] * s) * s2;
  return M0[cell] + (low + (M4[cell] + M5[cell] * s + M6[cell] * s2) * (s2 * s2));
}

/** η = 2 ln 2 − 2 + ½t (2 ln 2 − 1 − ln t) + O(t² ln t). */
function meanOfPure(t: number): number {
  const limit = 2 * Math.LN2 - 2;
  return t > 0 ? limit + 0.5 * t * (limit + 1 - Math.log(t)) : limit;
}

/** K and L₀ of Q = A₀ + R·n, one each; 0 of what has no probability, as K·R² → 0 and A₀ ln A₀ → 0. */
export function sphereFunctions(
  A0: Float64Array,
  Rx: Float64Array,
  Ry: Float64Array,
  Rz: Float64Array,
  outK: Float64Array,
  outL0: Float64Array,
): void {
  for (let k = 0; k < outK.length; k++) {
    const a0 = A0[k];
    if (!(a0 > 0)) {
      outK[k] = outL0[k] = 0;
      continue;
    }
    const x = Rx[k];
    const y = Ry[k];
    const z = Rz[k];
    const R2 = x * x + y * y + z * z;
    const inverse = 1 / a0;
    const t = purityGap(a0, R2, inverse);
    const twice = 2 * Math.log(a0);
    if (!(t >= least) && !hasCell(t)) {
      outK[k] = kernelOfPure(a0, R2, t);
      outL0[k] = twice + meanOfPure(t);
      continue;
    }
    const cell = cellOf(t);
    outK[k] = kernelIn(cell, t) * inverse;
    outL0[k] = twice + meanIn(cell, t);
  }
}
