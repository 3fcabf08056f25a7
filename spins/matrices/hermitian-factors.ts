/** A Hermitian matrix as few weighted projectors. */

import { SIGNED_PIVOT } from "../numbers/safety-factors.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";

/** X = Σ_k s_k v_k v_k†, s_k = ±1. */
export interface HermitianFactors {
  readonly signs: readonly number[];
  /** Real parts of all entries, then imaginary ones. */
  readonly vectors: readonly Float64Array[];
}

/** Where a single pivot is as good as a pair (Bunch and Parlett, SIAM J. Numer. Anal. 8, 639 (1971)). */
const SINGLE = (1 + Math.sqrt(17)) / 8;

/** By complete pivoting: as many as X has eigenvalues other than zero, but for rounding; each takes the square of the dimension. */
export function hermitianFactors(X: ComplexMatrix): HermitianFactors {
  const n = X.dimension;
  const rest = { dimension: n, re: X.re.slice(), im: X.im.slice() };
  const signs: number[] = [];
  const vectors: Float64Array[] = [];
  let least = 0;
  while (signs.length < n) {
    const { diagonal, i, j, largest } = pivots(rest);
    least = Math.max(least, SIGNED_PIVOT * Number.EPSILON * largest);
    if (!(largest > least)) break;
    const size = Math.abs(rest.re[diagonal * (n + 1)]);
    const found = size >= SINGLE * largest ? [columnOf(rest, diagonal)] : pairOf(rest, i, j);
    for (const { sign, vector } of found) {
      signs.push(sign);
      vectors.push(vector);
      subtract(rest, sign, vector);
    }
  }
  return { signs, vectors };
}

/** Places of the largest entries on the diagonal, and of all. */
function pivots({ dimension: n, re, im }: ComplexMatrix) {
  let [diagonal, i, j, largest, most] = [0, 0, 0, -1, -1];
  for (let r = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) {
      const size = Math.hypot(re[r * n + c], im[r * n + c]);
      if (size > largest) [i, j, largest] = [r, c, size];
      if (r === c && size > most) [diagonal, most] = [r, size];
    }
  }
  return { diagonal, i, j, largest };
}

interface Factor {
  readonly sign: number;
  readonly vector: Float64Array;
}

function columnOf({ dimension: n, re, im }: ComplexMatrix, p: number): Factor {
  const pivot = re[p * (n + 1)];
  const scale = 1 / Math.sqrt(Math.abs(pivot));
  const vector = new Float64Array(2 * n);
  for (let r = 0; r < n; r++) {
    vector[r] = scale * re[r * n + p];
    vector[n + r] = scale * im[r * n + p];
  }
  return { sign: Math.sign(pivot), vector };
}

/** By both eigenvectors u of the block [[a, b], [b*, c]] on i and j: Cu/√|e|, C the two columns. */
function pairOf({ dimension: n, re, im }: ComplexMatrix, i: number, j: number): readonly Factor[] {
  const [a, c] = [re[i * (n + 1)], re[j * (n + 1)]];
  const [x, y] = [re[i * n + j], im[i * n + j]];
  const half = Math.hypot(0.5 * (a - c), x, y);
  return [half, -half].map((root) => {
    const e = 0.5 * (a + c) + root;
    // (b, e − a), or what is as long and does not cancel: (e − c, b*).
    const isUpper = Math.abs(e - c) > Math.abs(e - a);
    const [p, q] = isUpper
      ? [
          [e - c, 0],
          [x, -y],
        ]
      : [
          [x, y],
          [e - a, 0],
        ];
    const scale = 1 / Math.sqrt(Math.abs(e) * (p[0] ** 2 + p[1] ** 2 + q[0] ** 2 + q[1] ** 2));
    const vector = new Float64Array(2 * n);
    for (let r = 0; r < n; r++) {
      const [s, t, u, v] = [re[r * n + i], im[r * n + i], re[r * n + j], im[r * n + j]];
      vector[r] = scale * (s * p[0] - t * p[1] + u * q[0] - v * q[1]);
      vector[n + r] = scale * (s * p[1] + t * p[0] + u * q[1] + v * q[0]);
    }
    return { sign: Math.sign(e), vector };
  });
}

function subtract({ dimension: n, re, im }: ComplexMatrix, sign: number, v: Float64Array): void {
  for (let r = 0; r < n; r++) {
    const [a, b] = [sign * v[r], sign * v[n + r]];
    if (a === 0 && b === 0) continue;
    for (let c = 0; c < n; c++) {
      re[r * n + c] -= a * v[c] + b * v[n + c];
      im[r * n + c] -= b * v[c] - a * v[n + c];
    }
  }
}
