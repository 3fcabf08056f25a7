/** The exponential of a real matrix. */
import { Matrix, solve } from "ml-matrix";

// Coefficients of the [13/13] Padé approximant and the norm up to which it holds to double precision: Higham, The
// scaling and squaring method for the matrix exponential revisited, SIAM J. Matrix Anal. Appl. 26, 1179 (2005), table 2.3, eq 2.9.
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];
const THETA = 5.371920351148152;

/** e^A by scaling and squaring. The 1×1 case is the ordinary exponential. */
export function expm(A: Matrix): Matrix {
  const n = A.rows;
  if (n === 1) return new Matrix([[Math.exp(A.get(0, 0))]]);
  const norm = maximalColumnSum(A);
  const squarings = norm > THETA ? Math.ceil(Math.log2(norm / THETA)) : 0;
  const B = Matrix.mul(A, 2 ** -squarings);
  const B2 = B.mmul(B);
  const B4 = B2.mmul(B2);
  const B6 = B2.mmul(B4);
  const even = (hi: number) => weighted([PADE[hi], PADE[hi - 2], PADE[hi - 4]], [B6, B4, B2]);
  const identity = Matrix.eye(n);
  const U = B.mmul(B6.mmul(even(13)).add(weighted([PADE[7], PADE[5], PADE[3], PADE[1]], [B6, B4, B2, identity])));
  const V = B6.mmul(even(12)).add(weighted([PADE[6], PADE[4], PADE[2], PADE[0]], [B6, B4, B2, identity]));
  let E = solve(Matrix.sub(V, U), Matrix.add(V, U));
  for (let k = 0; k < squarings; k++) E = E.mmul(E);
  return E;
}

function weighted(coefficients: readonly number[], matrices: readonly Matrix[]): Matrix {
  const sum = Matrix.zeros(matrices[0].rows, matrices[0].columns);
  matrices.forEach((matrix, k) => {
    sum.add(Matrix.mul(matrix, coefficients[k]));
  });
  return sum;
}

function maximalColumnSum(A: Matrix): number {
  let largest = 0;
  for (let c = 0; c < A.columns; c++) {
    let sum = 0;
    for (let r = 0; r < A.rows; r++) sum += Math.abs(A.get(r, c));
    largest = Math.max(largest, sum);
  }
  return largest;
}
