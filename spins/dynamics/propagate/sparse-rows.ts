/** A part's matrix by rows, ready to be applied to thirty digits. */
import type { LongVector } from "../../matrices/long-matrix.ts";
import type { Part } from "../generator/part.ts";

/** Entries of row r stand from `start[r]` to `start[r + 1]`; `top` + `rest` are the halves of `value`, whose products are exact. */
export interface SparseRows {
  readonly size: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  readonly top: Float64Array;
  readonly rest: Float64Array;
  readonly low: Float64Array;
}

const SPLIT = 134217729;

export function sparseRows({ size, columnStart, row, value, low }: Part): SparseRows {
  const [first, end] = [columnStart[0], columnStart[size]];
  const start = new Int32Array(size + 1);
  for (let e = first; e < end; e++) start[row[e] + 1]++;
  for (let r = 0; r < size; r++) start[r + 1] += start[r];
  const next = start.slice();
  const column = new Int32Array(end - first);
  const [values, tops, rests, lows] = Array.from({ length: 4 }, () => new Float64Array(end - first));
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      const at = next[row[e]]++;
      const split = SPLIT * value[e];
      column[at] = c;
      values[at] = value[e];
      tops[at] = split - (split - value[e]);
      rests[at] = value[e] - tops[at];
      lows[at] = low[e];
    }
  }
  return { size, start, column, value: values, top: tops, rest: rests, low: lows };
}

/** out = (factor + factorLow) A x. */
export function applyRows(A: SparseRows, x: LongVector, factor: number, factorLow: number, out: LongVector): void {
  const { size, start, column, value, top, rest, low } = A;
  const { high: xHigh, low: xLow } = x;
  for (let r = 0; r < size; r++) {
    let sum = 0;
    let tail = 0;
    for (let e = start[r]; e < start[r + 1]; e++) {
      const c = column[e];
      const a = value[e];
      const b = xHigh[c];
      const split = SPLIT * b;
      const bTop = split - (split - b);
      const bRest = b - bTop;
      const product = a * b;
      const error = top[e] * bTop - product + top[e] * bRest + rest[e] * bTop + rest[e] * bRest;
      const next = sum + product;
      const other = next - sum;
      tail += sum - (next - other) + (product - other) + error + (a * xLow[c] + low[e] * b);
      sum = next;
    }
    const high = sum + tail;
    const left = tail - (high - sum);
    scale(high, left, factor, factorLow, r, out);
  }
}

/** out[at] = (x + xLow)(y + yLow). */
function scale(x: number, xLow: number, y: number, yLow: number, at: number, out: LongVector): void {
  const product = x * y;
  const a = SPLIT * x;
  const b = SPLIT * y;
  const xTop = a - (a - x);
  const yTop = b - (b - y);
  const error =
    xTop * yTop - product + xTop * (y - yTop) + (x - xTop) * yTop + (x - xTop) * (y - yTop) + (x * yLow + xLow * y);
  out.high[at] = product + error;
  out.low[at] = error - (out.high[at] - product);
}
