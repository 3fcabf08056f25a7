import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import type { LinearJump } from "./linear-part.ts";

/** Σ_j l_j·J_j + α on all these spins. */
export function matrixOfLinear(jump: LinearJump, spins: readonly number[]): ComplexMatrix {
  const { dimension, row, column, re, im } = jumpOperator(jump, spins);
  const matrix = zeroMatrix(dimension);
  row.forEach((r, k) => {
    matrix.re[r * dimension + column[k]] = re[k];
    matrix.im[r * dimension + column[k]] = im[k];
  });
  const { constant = { re: 0, im: 0 } } = jump;
  for (let i = 0; i < dimension; i++) {
    matrix.re[i * (dimension + 1)] += constant.re;
    matrix.im[i * (dimension + 1)] += constant.im;
  }
  return matrix;
}
