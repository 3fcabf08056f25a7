/** One part of a generator: a sparse matrix by columns, as dense ones, and its size. */
import { Matrix } from "ml-matrix";
import { type LongMatrix, type LongVector, zeroLong, zeroVector } from "../../matrices/long-matrix.ts";
import { addMultiple } from "../../numbers/long-number.ts";
import type { Parts } from "./parts.ts";

export interface Part {
  readonly size: number;
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
}

/** The p-th part, its columns a view of all. */
export function partOf({ starts, columnStart, row, value, low }: Parts, p: number): Part {
  return {
    size: starts[p + 1] - starts[p],
    columnStart: columnStart.subarray(starts[p], starts[p + 1] + 1),
    row,
    value,
    low,
  };
}

/** A part's matrix in doubles. */
export function denseMatrix({ size, columnStart, row, value }: Part): Matrix {
  const A = Matrix.zeros(size, size);
  for (let c = 0; c < size; c++) for (let e = columnStart[c]; e < columnStart[c + 1]; e++) A.set(row[e], c, value[e]);
  return A;
}

/** A part's matrix with what its entries were rounded by. */
export function longMatrix({ size, columnStart, row, value, low }: Part): LongMatrix {
  const A = zeroLong(size, size);
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      A.high[row[e] * size + c] = value[e];
      A.low[row[e] * size + c] = low[e];
    }
  }
  return A;
}

/** max_c Σ_r |A_rc|. */
export function largestColumn({ size, columnStart, value }: Part): number {
  let largest = 0;
  for (let c = 0; c < size; c++) {
    let sum = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) sum += Math.abs(value[e]);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** The largest |row − column| of an entry. */
export function bandwidth({ size, columnStart, row }: Part): number {
  let width = 0;
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) width = Math.max(width, Math.abs(row[e] - c));
  }
  return width;
}

/** A x, rows of A one after the other. */
export function apply(A: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, r) => {
    let sum = 0;
    for (let c = 0; c < x.length; c++) sum += A[r * x.length + c] * x[c];
    return sum;
  });
}

/** A x to thirty digits: where rates lie far apart, what is fast is lost in the rounding of what is slow.
 *  @param out  overwritten, and returned */
export function applyLong(A: LongMatrix, x: LongVector, out: LongVector = zeroVector(x.high.length)): LongVector {
  const n = x.high.length;
  const { high, low } = out;
  for (let r = 0; r < n; r++) {
    high[r] = low[r] = 0;
    for (let c = 0; c < n; c++) {
      if (x.high[c] === 0) continue;
      addMultiple(high, low, r, x.high[c], A.high[r * n + c], A.low[r * n + c]);
      if (x.low[c] !== 0) addMultiple(high, low, r, x.low[c], A.high[r * n + c], 0);
    }
  }
  return out;
}
