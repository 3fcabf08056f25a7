/** Null vectors of a generator's parts, its other eigenvalues on the imaginary axis, and the projection on the kernel. */
import { EigenvalueDecomposition, inverse, Matrix, SingularValueDecomposition } from "ml-matrix";
import { ROUNDING } from "../quadrature/quadrature.ts";
import type { Part } from "./propagate.ts";

/** Rates and frequencies below this share of the generator's size are zero. */
export const NEGLIGIBLE = 1e-11;
/** Eigenvalues of matrices that are not normal are less well known. */
export const NEAR_AXIS = 1e-8;

/** Orthonormal, as columns. */
export interface NullVectors {
  readonly right: Matrix;
  readonly left: Matrix;
}

/**
 * Whether every column is dominated by a negative diagonal entry, one of each connected set strictly: then no eigenvalue is
 * on the imaginary axis (weakly chained diagonal dominance: Azimzadeh & Forsyth, SIAM J. Numer. Anal. 54, 1341 (2016)).
 */
export function isDominated({ size, columnStart, row, value }: Part): boolean {
  const strict: number[] = [];
  const users: number[][] = Array.from({ length: size }, () => []);
  for (let c = 0; c < size; c++) {
    let diagonal = 0;
    let others = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      if (row[e] === c) diagonal = value[e];
      else {
        others += Math.abs(value[e]);
        users[row[e]].push(c);
      }
    }
    const slack = 1e-12 * Math.abs(diagonal);
    if (!(diagonal < 0) || others > -diagonal + slack) return false;
    if (others < -diagonal * (1 - 1e-6)) strict.push(c);
  }
  // A column is chained to one that is strict when one of the rows it feeds is.
  const chained = new Uint8Array(size);
  for (const c of strict) chained[c] = 1;
  const open = strict;
  while (open.length > 0) {
    for (const c of users[open.pop()!]) {
      if (chained[c] === 1) continue;
      chained[c] = 1;
      open.push(c);
    }
  }
  return chained.every((mark) => mark === 1);
}

/** Orthonormal right and left null vectors: of singular values below `negligible`. */
export function nullVectors(A: Matrix, negligible: number): NullVectors {
  const { diagonal, leftSingularVectors: U, rightSingularVectors: V } = new SingularValueDecomposition(A);
  const small = diagonal.flatMap((value, k) => (value <= negligible ? [k] : []));
  return {
    right: small.length === 0 ? Matrix.zeros(A.rows, 0) : V.subMatrixColumn(small),
    left: small.length === 0 ? Matrix.zeros(A.rows, 0) : U.subMatrixColumn(small),
  };
}

/** A vector with a bound on its error in the Euclidean norm. */
export interface Projected {
  readonly values: Float64Array;
  readonly error: number;
}

/**
 * x ↦ Px, P = V(WᵀV)⁻¹Wᵀ. With S = (A − τP)⁻¹ + P/τ, the inverse of A where P is zero, null vectors are improved by one step,
 * V ← V − SAV and W ← W − SᵀAᵀW; then rounding E of A's entries moves P by −PES − SEP (Kato, Perturbation Theory for Linear
 * Operators, II §2.1), entry by entry at most |P||E||Sx| + |S||E||Px|.
 */
export function projection(A: Matrix, { right, left }: NullVectors, size: number): (x: Float64Array) => Projected {
  if (right.columns === 0) return (x) => ({ values: new Float64Array(x.length), error: 0 });
  const rough = spectralProjection(right, left);
  const S = inverse(Matrix.sub(A, Matrix.mul(rough, size))).add(Matrix.mul(rough, 1 / size));
  const V = Matrix.sub(right, S.mmul(A.mmul(right)));
  const W = Matrix.sub(left, S.transpose().mmul(A.transpose().mmul(left)));
  const P = spectralProjection(V, W);
  const E = Matrix.abs(A).mul(2 * ROUNDING);
  const [sizeOfS, sizeOfP] = [Matrix.abs(S), Matrix.abs(P)];
  return (x) => {
    const column = Matrix.columnVector(Array.from(x));
    const y = P.mmul(column);
    const moved = sizeOfS.mmul(E.mmul(Matrix.abs(y)));
    moved.add(sizeOfP.mmul(E.mmul(Matrix.abs(S.mmul(column)))));
    moved.add(sizeOfP.mmul(Matrix.abs(column)).mul(x.length * Number.EPSILON));
    return { values: Float64Array.from(y.getColumn(0)), error: moved.norm("frobenius") };
  };
}

function spectralProjection(right: Matrix, left: Matrix): Matrix {
  return right.mmul(inverse(left.transpose().mmul(right))).mmul(left.transpose());
}

/** ω > 0 of the eigenvalues ±iω, each once. */
export function frequencies(A: Matrix, scale: number): number[] {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(A);
  const found: number[] = [];
  realEigenvalues.forEach((re, k) => {
    const frequency = imaginaryEigenvalues[k];
    if (Math.abs(re) > NEAR_AXIS * scale || frequency <= NEAR_AXIS * scale) return;
    if (!found.some((other) => Math.abs(other - frequency) <= NEAR_AXIS * scale)) found.push(frequency);
  });
  return found;
}
