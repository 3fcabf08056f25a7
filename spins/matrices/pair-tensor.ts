/** Two qubits by components. */
import type { ComplexMatrix } from "./complex-matrix.ts";
import { orderStart } from "./hermitian-tensor.ts";

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

/** The same with the outer qubit's directions on other axes.
 *  @param axes  the k-th axis's i-th component at [3k + i], the z-axis last
 *  @param tensor  overwritten */
export function turnPair(tensor: Float64Array, axes: Float64Array): void {
  for (let i = 0; i < 4; i++) {
    const mean = 0.5 * (tensor[i] + tensor[4 + i]);
    const z = 0.5 * (tensor[i] - tensor[4 + i]);
    const x = tensor[8 + i];
    const y = tensor[12 + i];
    const along = axes[6] * x + axes[7] * y + axes[8] * z;
    tensor[i] = mean + along;
    tensor[4 + i] = mean - along;
    tensor[8 + i] = axes[0] * x + axes[1] * y + axes[2] * z;
    tensor[12 + i] = axes[3] * x + axes[4] * y + axes[5] * z;
  }
}

/**
 * The same by amplitudes that e^{ησ_x/2} has filtered: with (λ, λn) = Λ(1, n′), Λ the boost of rapidity η along x, what was found along n is
 * λ⁻¹ times what is found along n′, and dn = λ⁻² dn′. Directions with n·x = tanh η go to the equator.
 * @param tensor  overwritten
 */
export function boostPair(tensor: Float64Array, rapidity: number): void {
  const [c, s] = [Math.cosh(rapidity), Math.sinh(rapidity)];
  for (let i = 0; i < 4; i++) {
    const mean = 0.5 * (tensor[i] + tensor[4 + i]);
    const z = 0.5 * (tensor[i] - tensor[4 + i]);
    const x = tensor[8 + i];
    const boosted = c * mean + s * x;
    tensor[i] = boosted + z;
    tensor[4 + i] = boosted - z;
    tensor[8 + i] = s * mean + c * x;
  }
}

/** Written and read within one axis. */
const matrix: ComplexMatrix = { dimension: 4, re: new Float64Array(16), im: new Float64Array(16) };

/** `pairTensor` of two qubits that stand as one party on an axis (see `hermitian-tensor.ts`), the second of them the inner one.
 *  @param axis  of length 16
 *  @param out  overwritten */
export function pairOfAxis(axis: Float64Array, out: Float64Array): void {
  const { re, im } = matrix;
  for (let i = 0; i < 4; i++) re[5 * i] = axis[i];
  for (let q = 1; q < 4; q++) {
    for (let i = 0, at = orderStart(4, q); i + q < 4; i++, at += 2) {
      re[4 * i + i + q] = re[4 * (i + q) + i] = axis[at];
      im[4 * (i + q) + i] = axis[at + 1];
      im[4 * i + i + q] = -axis[at + 1];
    }
  }
  pairTensor(matrix, 1, out);
}

/** Orthogonal axes of which z is the given direction.
 *  @param z  of length 1 to rounding
 *  @param axes  overwritten */
export function axesAbout(z: Float64Array, axes: Float64Array): void {
  const size = Math.hypot(z[0], z[1], z[2]);
  const [a, b, c] = [z[0] / size, z[1] / size, z[2] / size];
  // Without cancellation for either sign of c (Duff et al., J. Comput. Graph. Tech. 6, 1 (2017)).
  const sign = c < 0 ? -1 : 1;
  const p = -1 / (sign + c);
  const q = a * b * p;
  axes[0] = 1 + sign * a * a * p;
  axes[1] = sign * q;
  axes[2] = -sign * a;
  axes[3] = q;
  axes[4] = sign + b * b * p;
  axes[5] = -b;
  axes[6] = a;
  axes[7] = b;
  axes[8] = c;
}
