/** Complex matrices to thirty digits: each number an unevaluated sum of two doubles (Dekker, Numer. Math. 18, 224 (1971)). */

import { addMultiple } from "../numbers/long-number.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { adjoint as adjointOf, zeroMatrix } from "./complex-matrix.ts";
import type { SparseMatrix } from "./operators.ts";

export interface DoubleDouble {
  readonly high: ComplexMatrix;
  readonly low: ComplexMatrix;
}

export function zeroDoubleDouble(dimension: number): DoubleDouble {
  return { high: zeroMatrix(dimension), low: zeroMatrix(dimension) };
}

/** out += factor A, or factor A† when `adjoint`, real factors. */
export function addMatrix(out: DoubleDouble, factor: number, A: DoubleDouble): void {
  const { re, im } = A.high;
  for (let k = 0; k < re.length; k++) {
    addMultiple(out.high.re, out.low.re, k, factor, re[k], A.low.re[k]);
    addMultiple(out.high.im, out.low.im, k, factor, im[k], A.low.im[k]);
  }
}

export function adjoint({ high, low }: DoubleDouble): DoubleDouble {
  return { high: adjointOf(high), low: adjointOf(low) };
}

/** (S ⊗ 1) M.
 *  @param own, others  the offsets of S's states and of the other parties' (`basisOffsets`) */
export function multiply(S: SparseMatrix, own: Int32Array, others: Int32Array, M: DoubleDouble): DoubleDouble {
  const n = M.high.dimension;
  const out = zeroDoubleDouble(n);
  const { high, low } = out;
  for (let e = 0; e < S.row.length; e++) {
    const [a, b] = [S.re[e], S.im[e]];
    for (const other of others) {
      const to = (own[S.row[e]] + other) * n;
      const from = (own[S.column[e]] + other) * n;
      for (let c = 0; c < n; c++) {
        const [x, xLow] = [M.high.re[from + c], M.low.re[from + c]];
        const [y, yLow] = [M.high.im[from + c], M.low.im[from + c]];
        if (a !== 0) {
          addMultiple(high.re, low.re, to + c, a, x, xLow);
          addMultiple(high.im, low.im, to + c, a, y, yLow);
        }
        if (b !== 0) {
          addMultiple(high.re, low.re, to + c, -b, y, yLow);
          addMultiple(high.im, low.im, to + c, b, x, xLow);
        }
        if (S.low === null) continue;
        const [aLow, bLow] = [S.low.re[e], S.low.im[e]];
        if (aLow !== 0) {
          addMultiple(high.re, low.re, to + c, aLow, x, 0);
          addMultiple(high.im, low.im, to + c, aLow, y, 0);
        }
        if (bLow !== 0) {
          addMultiple(high.re, low.re, to + c, -bLow, y, 0);
          addMultiple(high.im, low.im, to + c, bLow, x, 0);
        }
      }
    }
  }
  return out;
}
