/**
 * Eigenvalues of real symmetric matrices and singular values, by iterations that would not end at subnormal numbers and break
 * at squares beyond 1e308: so of a matrix whose largest entry is one, without entries that no digit of the result can see.
 */
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";
import type { ComplexMatrix } from "./complex-matrix.ts";

/** Below this share of the largest entry. */
const UNSEEN = 1e-140;

/** Eigenvalues in no order, and eigenvectors as columns, of a symmetric matrix. */
export function symmetricSpectrum(A: Matrix): { readonly values: number[]; readonly vectors: Matrix } {
  const { unit, matrix } = normalised(A);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return { values: realEigenvalues.map((value) => unit * value), vectors: eigenvectorMatrix };
}

/** Descending. */
export function singularValues(A: Matrix): number[] {
  const { unit, matrix } = normalised(A);
  const { diagonal } = new SingularValueDecomposition(matrix, { autoTranspose: true });
  return diagonal.map((value) => unit * value).sort((a, b) => b - a);
}

/** [[Re A, −Im A], [Im A, Re A]], real symmetric for a Hermitian A: its spectrum is A's, each eigenvalue twice. */
export function embedding({ dimension: n, re, im }: ComplexMatrix): Matrix {
  const real = Matrix.zeros(2 * n, 2 * n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      real.set(r, c, re[r * n + c]);
      real.set(n + r, n + c, re[r * n + c]);
      real.set(r, n + c, -im[r * n + c]);
      real.set(n + r, c, im[r * n + c]);
    }
  }
  return real;
}

function normalised(A: Matrix): { unit: number; matrix: Matrix } {
  const matrix = A.clone();
  const largest = Math.max(Math.abs(A.max()), Math.abs(A.min()));
  // Powers of two are exact.
  const unit = largest > 0 ? 2 ** Math.max(-1000, Math.floor(Math.log2(largest))) : 1;
  for (let r = 0; r < A.rows; r++) {
    for (let c = 0; c < A.columns; c++) {
      const x = A.get(r, c) / unit;
      matrix.set(r, c, Math.abs(x) < UNSEEN ? 0 : x);
    }
  }
  return { unit, matrix };
}
