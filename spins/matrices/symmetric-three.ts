/** Eigenvalues and axes of symmetric 3 × 3 matrices, of which there is one for every state that is integrated. */

export interface ThreeAxes {
  /** Ascending. */
  readonly values: Float64Array;
  /** The k-th axis's i-th component at [3k + i]. */
  readonly axes: Float64Array;
}

const SWEEPS = 12;
/** Eigenvalues feel the square of what is off the diagonal. */
const NEGLIGIBLE = 1e-2 * Number.EPSILON;
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** By rotations in planes, one after the other (Jacobi; Golub & Van Loan, Matrix Computations, §8.5).
 *  @param rows  [3i + j], overwritten
 *  @param out  overwritten */
export function symmetricThree(rows: Float64Array, { values, axes }: ThreeAxes): void {
  axes.fill(0);
  axes[0] = axes[4] = axes[8] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const size = Math.abs(rows[0]) + Math.abs(rows[4]) + Math.abs(rows[8]);
    const off = Math.abs(rows[1]) + Math.abs(rows[2]) + Math.abs(rows[5]);
    if (off <= NEGLIGIBLE * size) break;
    for (let k = 0; k < 3; k++) rotatePlane(rows, axes, PAIRS[k][0], PAIRS[k][1]);
  }
  for (let k = 0; k < 3; k++) values[k] = rows[4 * k];
  order(values, axes, 0, 1);
  order(values, axes, 1, 2);
  order(values, axes, 0, 1);
}

/** The rotation of p and q that leaves nothing at [p, q]. */
function rotatePlane(rows: Float64Array, axes: Float64Array, p: number, q: number): void {
  const across = rows[3 * p + q];
  if (across === 0) return;
  const half = (rows[4 * q] - rows[4 * p]) / (2 * across);
  const t = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.sqrt(half * half + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const other = 3 - p - q;
  const [x, y] = [rows[3 * other + p], rows[3 * other + q]];
  rows[4 * p] -= t * across;
  rows[4 * q] += t * across;
  rows[3 * p + q] = rows[3 * q + p] = 0;
  rows[3 * other + p] = rows[3 * p + other] = c * x - s * y;
  rows[3 * other + q] = rows[3 * q + other] = s * x + c * y;
  for (let i = 0; i < 3; i++) {
    const [u, v] = [axes[3 * p + i], axes[3 * q + i]];
    axes[3 * p + i] = c * u - s * v;
    axes[3 * q + i] = s * u + c * v;
  }
}

function order(values: Float64Array, axes: Float64Array, a: number, b: number): void {
  if (values[a] <= values[b]) return;
  [values[a], values[b]] = [values[b], values[a]];
  for (let i = 0; i < 3; i++) [axes[3 * a + i], axes[3 * b + i]] = [axes[3 * b + i], axes[3 * a + i]];
}
