/** The spectral decomposition of a Hermitian matrix, and functions of it that are right for degenerate and zero eigenvalues. */
import { EIGENVALUE, STRAY_SHARE } from "../numbers/safety-factors.ts";
import { type ComplexMatrix, zeroMatrix } from "./complex-matrix.ts";
import { embedding, symmetricSpectrum } from "./spectrum-of.ts";

/** The share of a state outside of another's support that rounding can put there. */
export const STRAY = STRAY_SHARE * Number.EPSILON;

/**
 * A = Σ_k λ_k |k⟩⟨k|. No single eigenvector of A is ever picked: A is embedded as the real symmetric [[Re, −Im], [Im, Re]],
 * whose spectrum is A's, each eigenvalue twice, and traces and functions of the embedding are those of A (traces twice). So
 * it does not matter which vectors the decomposition chooses in a degenerate subspace.
 */
export interface Spectrum {
  readonly dimension: number;
  /** 2n eigenvalues of the embedding, ascending unless the matrix is diagonal; each of A's is there twice. */
  readonly values: Float64Array;
  /** Eigenvectors of the embedding, the k-th at [2n·k, 2n·(k+1)): (Re, Im). */
  readonly vectors: Float64Array;
  /** Eigenvalues up to this are zero: what rounding leaves of a zero, and 0 for a diagonal matrix, whose entries they are. The
   *  decomposition is exact for a matrix that is not farther off than this, in the operator norm. */
  readonly zero: number;
}

/** @param A  Hermitian */
export function spectrum(A: ComplexMatrix): Spectrum {
  const n = A.dimension;
  const size = 2 * n;
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  if (isDiagonal(A)) {
    for (let k = 0; k < size; k++) {
      values[k] = A.re[(k % n) * (n + 1)];
      vectors[k * size + k] = 1;
    }
    return { dimension: n, values, vectors, zero: 0 };
  }
  const found = symmetricSpectrum(embedding(A));
  let largest = 0;
  for (let k = 0; k < size; k++) {
    values[k] = found.values[k];
    largest = Math.max(largest, Math.abs(values[k]));
    for (let i = 0; i < size; i++) vectors[k * size + i] = found.vectors.get(i, k);
  }
  return { dimension: n, values, vectors, zero: EIGENVALUE * n * Number.EPSILON * largest };
}

function isDiagonal({ dimension: n, re, im }: ComplexMatrix): boolean {
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) if (r !== c && (re[r * n + c] !== 0 || im[r * n + c] !== 0)) return false;
  }
  return true;
}

/** Σ over A's eigenvalues of f. */
export function traceOf({ values }: Spectrum, f: (eigenvalue: number) => number): number {
  let sum = 0;
  for (const value of values) sum += f(value);
  return 0.5 * sum;
}

/** f(A) = Σ_k f(λ_k) |k⟩⟨k|. */
export function functionOf(
  { dimension: n, values, vectors }: Spectrum,
  f: (eigenvalue: number) => number,
): ComplexMatrix {
  const out = zeroMatrix(n);
  const { re, im } = out;
  for (let k = 0; k < 2 * n; k++) {
    const weight = f(values[k]);
    if (weight === 0) continue;
    const at = 2 * n * k;
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) {
        re[r * n + c] += weight * vectors[at + r] * vectors[at + c];
        im[r * n + c] += weight * vectors[at + n + r] * vectors[at + c];
      }
    }
  }
  return out;
}

/** Tr[X ln A], and how much of X lies where A has no support. */
interface LogarithmicMoment {
  /** Σ over λ_k > 0 of ⟨k|X|k⟩ ln λ_k. */
  readonly value: number;
  /** Σ over λ_k = 0 of |⟨k|X|k⟩|. */
  readonly outside: number;
}

/** @param X  Hermitian, of A's dimension
 *  @param A  the spectrum of a positive matrix */
export function logarithmicMoment(
  X: ComplexMatrix,
  { dimension: n, values, vectors, zero }: Spectrum,
): LogarithmicMoment {
  let value = 0;
  let outside = 0;
  for (let k = 0; k < 2 * n; k++) {
    const weight = 0.5 * expectation(X, vectors, 2 * n * k);
    if (values[k] > zero) value += weight * Math.log(values[k]);
    else outside += Math.abs(weight);
  }
  return { value, outside };
}

/** ⟨v|X|v⟩ = xᵀ(Re X)x + yᵀ(Re X)y − 2xᵀ(Im X)y of v = x + iy, which stands at `at` as (x, y). */
function expectation({ dimension: n, re, im }: ComplexMatrix, vectors: Float64Array, at: number): number {
  let sum = 0;
  for (let r = 0; r < n; r++) {
    const x = vectors[at + r];
    const y = vectors[at + n + r];
    if (x === 0 && y === 0) continue;
    for (let c = 0; c < n; c++) {
      const a = vectors[at + c];
      const b = vectors[at + n + c];
      sum += re[r * n + c] * (x * a + y * b) + im[r * n + c] * (y * a - x * b);
    }
  }
  return sum;
}
