/** A positive matrix of low rank by its vectors. */
import type { ComplexMatrix } from "./complex-matrix.ts";

/**
 * ‖ρ − Σ_k v_k v_k†‖ in the Frobenius norm for the vectors of Cholesky's factor with the largest pivot first (Higham, Accuracy and Stability
 * of Numerical Algorithms, §10.3): no eigenvalue of ρ is below minus that. Infinite where so few vectors leave more on the diagonal.
 * @param rank  the most vectors
 * @param rest  what may be left of the trace
 */
export function beyondRank(rho: ComplexMatrix, rank: number, rest: number): number {
  const found = leadingVectors(rho, rank, rest);
  if (found.rest > rest) return Number.POSITIVE_INFINITY;
  let squares = 0;
  for (let i = 0; i < rho.dimension; i++) squares += squaresBeside(rho, found.vectors, i);
  return Math.sqrt(squares);
}

/** The first of these vectors, until so little is left, and what they leave of the trace; the last may be rounding. */
export function leadingVectors(
  rho: ComplexMatrix,
  count: number,
  enough: number = 0,
): { readonly vectors: readonly Vector[]; readonly rest: number } {
  const n = rho.dimension;
  const diagonal = Float64Array.from({ length: n }, (_, i) => rho.re[i * (n + 1)]);
  const left = () => diagonal.reduce((sum, entry) => sum + Math.max(entry, 0), 0);
  const vectors: Vector[] = [];
  while (vectors.length < count && left() > enough) vectors.push(nextVector(rho, vectors, diagonal));
  return { vectors, rest: left() };
}

export interface Vector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The column of the largest pivot, which leaves the diagonal. */
function nextVector(rho: ComplexMatrix, vectors: readonly Vector[], diagonal: Float64Array): Vector {
  const n = rho.dimension;
  const pivot = diagonal.indexOf(diagonal.reduce((a, b) => Math.max(a, b)));
  const root = Math.sqrt(diagonal[pivot]);
  // ⟨i|ρ|p⟩ is the conjugate of ⟨p|ρ|i⟩, which stand side by side.
  const re = rho.re.slice(pivot * n, pivot * n + n);
  const im = rho.im.slice(pivot * n, pivot * n + n).map((y) => -y);
  for (const { re: x, im: y } of vectors) {
    const [a, b] = [x[pivot], y[pivot]];
    for (let i = 0; i < n; i++) {
      re[i] -= x[i] * a + y[i] * b;
      im[i] -= y[i] * a - x[i] * b;
    }
  }
  for (let i = 0; i < n; i++) {
    re[i] /= root;
    im[i] /= root;
    diagonal[i] -= re[i] * re[i] + im[i] * im[i];
  }
  diagonal[pivot] = 0;
  return { re, im };
}

/** Σ_j |ρ_ij − Σ_k v_ki v*_kj|² of one row. */
function squaresBeside({ dimension: n, re, im }: ComplexMatrix, vectors: readonly Vector[], i: number): number {
  const x = re.slice(i * n, i * n + n);
  const y = im.slice(i * n, i * n + n);
  for (const v of vectors) {
    const [a, b] = [v.re[i], v.im[i]];
    if (a === 0 && b === 0) continue;
    for (let j = 0; j < n; j++) {
      x[j] -= a * v.re[j] + b * v.im[j];
      y[j] -= b * v.re[j] - a * v.im[j];
    }
  }
  let sum = 0;
  for (let j = 0; j < n; j++) sum += x[j] * x[j] + y[j] * y[j];
  return sum;
}
