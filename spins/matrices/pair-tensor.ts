/** Two qubits by components. */
import type { ComplexMatrix } from "./complex-matrix.ts";

/**
 * `hermitianTensor` of a Hermitian matrix of two qubits with `blochAxis` of the inner one: [4·o + i], o on the outer qubit's axis, i of
 * (A₀, Rx, Ry, Rz).
 * @param inner  0 or 1
 * @param out  overwritten
 */
export function pairTensor({ re, im }: ComplexMatrix, inner: number, out: Float64Array): void {
  const [own, other] = inner === 0 ? [2, 1] : [1, 2];
  for (let o = 0; o < 2; o++) {
    const [up, down] = [o * other, o * other + own];
    out[4 * o] = 0.5 * (re[5 * up] + re[5 * down]);
    out[4 * o + 1] = re[4 * up + down];
    out[4 * o + 2] = -im[4 * up + down];
    out[4 * o + 3] = 0.5 * (re[5 * up] - re[5 * down]);
  }
  // N = x − iy between the outer qubit's states, x and y Hermitian.
  const upper = other;
  const across = own + other;
  const lower = 4 * own + other;
  const last = 4 * own + across;
  out[8] = 0.5 * (re[upper] + re[last]);
  out[9] = 0.5 * (re[across] + re[lower]);
  out[10] = 0.5 * (im[lower] - im[across]);
  out[11] = 0.5 * (re[upper] - re[last]);
  out[12] = -0.5 * (im[upper] + im[last]);
  out[13] = -0.5 * (im[across] + im[lower]);
  out[14] = 0.5 * (re[lower] - re[across]);
  out[15] = -0.5 * (im[upper] - im[last]);
}
