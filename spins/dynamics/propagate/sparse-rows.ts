/** A part's matrix by rows, ready to be applied to thirty digits. */
import type { LongVector } from "../../matrices/long-matrix.ts";
import type { Part } from "../generator/part.ts";

/** Entries of row r stand from `start[r]` to `start[r + 1]`; `top` + `rest` are the halves of `value`, whose products are exact. */
export interface SparseRows extends ColumnSizes {
  readonly part: Part;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  readonly top: Float64Array;
  readonly rest: Float64Array;
  readonly low: Float64Array;
}

/** Of each column the entry on the diagonal, and Σ |the others|. */
export interface ColumnSizes {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

export function columnSizes({ size, columnStart, row, value }: Part): ColumnSizes {
  const [diagonal, beside] = [new Float64Array(size), new Float64Array(size)];
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      if (row[e] === c) diagonal[c] = value[e];
      else beside[c] += Math.abs(value[e]);
    }
  }
  return { diagonal, beside };
}

const SPLIT = 134217729;

export function sparseRows(part: Part): SparseRows {
  const { size, columnStart, row, value, low } = part;
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
  return { part, start, column, value: values, top: tops, rest: rests, low: lows, ...columnSizes(part) };
}

/** out = (factor + factorLow) (A + shift) x on some rows. */
export function applyRows(
  A: SparseRows,
  rows: Int32Array,
  shift: number,
  x: LongVector,
  factor: number,
  factorLow: number,
  out: LongVector,
): void {
  const { start, column, value, top, rest, low } = A;
  const { high: xHigh, low: xLow } = x;
  const shiftSplit = SPLIT * shift;
  const shiftTop = shiftSplit - (shiftSplit - shift);
  const shiftRest = shift - shiftTop;
  for (let at = 0; at < rows.length; at++) {
    const r = rows[at];
    const own = xHigh[r];
    const ownSplit = SPLIT * own;
    const ownTop = ownSplit - (ownSplit - own);
    const ownRest = own - ownTop;
    let sum = shift * own;
    let tail =
      shiftTop * ownTop - sum + shiftTop * ownRest + shiftRest * ownTop + shiftRest * ownRest + shift * xLow[r];
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
