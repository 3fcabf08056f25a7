/**
 * Eigenvalues of real symmetric matrices and singular values, by iterations that would not end at subnormal numbers and break
 * at squares beyond 1e308: so of a matrix whose largest entry is one, without entries that no digit of the result can see.
 */
import { EigenvalueDecomposition, type Matrix, SingularValueDecomposition } from "ml-matrix";

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
