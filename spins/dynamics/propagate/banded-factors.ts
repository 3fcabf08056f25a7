/** (τA − p)⁻¹ for banded A at each of the poles. */
import { type Pole, poles } from "./pade-poles.ts";

/** A by diagonals: A[r, c] at `diagonals[(r − c + width) · dimension + c]`. */
export interface Banded {
  readonly dimension: number;
  readonly width: number;
  readonly diagonals: Float64Array;
}

export interface Step {
  readonly tau: number;
  readonly factors: readonly Factor[];
}

/** LU of p − τA with row interchanges, in LAPACK's band layout by columns: row r of column c at [c·height + r − c + 2·width]. */
interface Factor {
  readonly pole: Pole;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly pivot: Int32Array;
  readonly height: number;
  readonly width: number;
}

export function factor(A: Banded, tau: number): Step {
  return { tau, factors: poles().map((pole) => factorShifted(A, tau, pole)) };
}

function factorShifted(A: Banded, tau: number, pole: Pole): Factor {
  const { dimension: n, width: w } = A;
  const { re, im, height } = shifted(A, tau, pole);
  const pivot = new Int32Array(n);
  const at = (r: number, c: number) => c * height + r - c + 2 * w;
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + w);
    let best = k;
    let size = 0;
    for (let r = k; r <= last; r++) {
      const candidate = Math.abs(re[at(r, k)]) + Math.abs(im[at(r, k)]);
      if (candidate > size) [best, size] = [r, candidate];
    }
    pivot[k] = best;
    const right = Math.min(n - 1, k + 2 * w);
    if (best !== k) {
      for (let c = k; c <= right; c++) {
        const [a, b] = [at(k, c), at(best, c)];
        [re[a], re[b]] = [re[b], re[a]];
        [im[a], im[b]] = [im[b], im[a]];
      }
    }
    const d = at(k, k);
    const square = re[d] * re[d] + im[d] * im[d];
    for (let r = k + 1; r <= last; r++) {
      const p = at(r, k);
      const x = (re[p] * re[d] + im[p] * im[d]) / square;
      const y = (im[p] * re[d] - re[p] * im[d]) / square;
      re[p] = x;
      im[p] = y;
      if (x === 0 && y === 0) continue;
      for (let c = k + 1; c <= right; c++) {
        const [from, to] = [at(k, c), at(r, c)];
        re[to] -= x * re[from] - y * im[from];
        im[to] -= x * im[from] + y * re[from];
      }
    }
  }
  return { pole, re, im, pivot, height, width: w };
}

/** p − τA, with room for what the interchanges of rows fill in. */
function shifted({ dimension: n, width: w, diagonals }: Banded, tau: number, pole: Pole) {
  const height = 3 * w + 1;
  const re = new Float64Array(n * height);
  const im = new Float64Array(n * height);
  for (let c = 0; c < n; c++) {
    for (let r = Math.max(0, c - w); r <= Math.min(n - 1, c + w); r++)
      re[c * height + r - c + 2 * w] = -tau * diagonals[(r - c + w) * n + c];
    re[c * height + 2 * w] += pole.re;
    im[c * height + 2 * w] += pole.im;
  }
  return { re, im, height };
}

/** out −= scale Re Σ (c/p) (τA − p)⁻¹ v of one pole and its conjugate. */
export function addFraction(one: Factor, v: Float64Array, scale: number, out: Float64Array): void {
  const x = v.slice();
  const y = new Float64Array(v.length);
  solveFactored(one, x, y);
  const { shareRe, shareIm } = one.pole;
  for (let k = 0; k < out.length; k++) out[k] -= scale * (shareRe * x[k] - shareIm * y[k]);
}

function solveFactored({ re, im, pivot, height, width: w }: Factor, x: Float64Array, y: Float64Array): void {
  const n = x.length;
  for (let k = 0; k < n; k++) {
    const p = pivot[k];
    if (p !== k) {
      [x[k], x[p]] = [x[p], x[k]];
      [y[k], y[p]] = [y[p], y[k]];
    }
    const last = Math.min(n - 1, k + w);
    for (let r = k + 1; r <= last; r++) {
      const at = k * height + r - k + 2 * w;
      x[r] -= re[at] * x[k] - im[at] * y[k];
      y[r] -= re[at] * y[k] + im[at] * x[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const d = k * height + 2 * w;
    const square = re[d] * re[d] + im[d] * im[d];
    const a = (x[k] * re[d] + y[k] * im[d]) / square;
    const b = (y[k] * re[d] - x[k] * im[d]) / square;
    x[k] = a;
    y[k] = b;
    for (let r = Math.max(0, k - 2 * w); r < k; r++) {
      const at = k * height + r - k + 2 * w;
      x[r] -= re[at] * a - im[at] * b;
      y[r] -= re[at] * b + im[at] * a;
    }
  }
}
