/** Operators on all parties by columns, to thirty digits. */

import type { SparseMatrix } from "../../matrices/operators.ts";
import { addMultiple } from "../../numbers/long-number.ts";

/** A matrix by columns, its numbers as unevaluated sums of two doubles: entries of column c stand from `start[c]` to
 *  `start[c + 1]`. */
export interface Columns {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly reLow: Float64Array;
  readonly imLow: Float64Array;
}

/** A sparse matrix with what its entries were rounded by. */
interface LongEntries {
  readonly row: ArrayLike<number>;
  readonly column: ArrayLike<number>;
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
  readonly reLow: ArrayLike<number>;
  readonly imLow: ArrayLike<number>;
}

export function longEntries({ row, column, re, im, low }: SparseMatrix): LongEntries {
  return {
    row,
    column,
    re,
    im,
    reLow: low?.re ?? new Float64Array(row.length),
    imLow: low?.im ?? new Float64Array(row.length),
  };
}

/** −iH. */
export function timesMinusI(H: SparseMatrix): LongEntries {
  const { row, column, re, im, reLow, imLow } = longEntries(H);
  const minus = (list: ArrayLike<number>) => Float64Array.from(list, (x) => -x);
  return { row, column, re: im, im: minus(re), reLow: imLow, imLow: minus(reLow) };
}

/** −½ L†L to thirty digits. */
export function minusHalfSquare(L: SparseMatrix): LongEntries {
  const byRow: number[][] = Array.from({ length: L.dimension }, () => []);
  for (let e = 0; e < L.row.length; e++) byRow[L.row[e]].push(e);
  const places = new Map<number, number>();
  for (const entries of byRow)
    for (const p of entries)
      for (const q of entries) {
        const key = L.column[p] * L.dimension + L.column[q];
        if (!places.has(key)) places.set(key, places.size);
      }
  const size = places.size;
  const [re, im, reLow, imLow] = Array.from({ length: 4 }, () => new Float64Array(size));
  const { reLow: lowRe, imLow: lowIm } = longEntries(L);
  for (const entries of byRow) {
    for (const p of entries) {
      for (const q of entries) {
        const at = places.get(L.column[p] * L.dimension + L.column[q])!;
        addMultiple(re, reLow, at, -0.5 * L.re[p], L.re[q], lowRe[q]);
        addMultiple(re, reLow, at, -0.5 * L.im[p], L.im[q], lowIm[q]);
        addMultiple(im, imLow, at, -0.5 * L.re[p], L.im[q], lowIm[q]);
        addMultiple(im, imLow, at, 0.5 * L.im[p], L.re[q], lowRe[q]);
        if (L.low === null) continue;
        addMultiple(re, reLow, at, -0.5 * lowRe[p], L.re[q], 0);
        addMultiple(re, reLow, at, -0.5 * lowIm[p], L.im[q], 0);
        addMultiple(im, imLow, at, -0.5 * lowRe[p], L.im[q], 0);
        addMultiple(im, imLow, at, 0.5 * lowIm[p], L.re[q], 0);
      }
    }
  }
  const keys = [...places.keys()];
  return {
    row: keys.map((key) => Math.floor(key / L.dimension)),
    column: keys.map((key) => key % L.dimension),
    ...{ re, im, reLow, imLow },
  };
}

/** S ⊗ 1 by columns. */
export function spread(S: LongEntries, own: Int32Array, others: Int32Array, dimension: number): Columns {
  const start = new Int32Array(dimension + 1);
  const count = S.row.length;
  for (let e = 0; e < count; e++) for (const other of others) start[own[S.column[e]] + other + 1]++;
  for (let c = 0; c < dimension; c++) start[c + 1] += start[c];
  const next = start.slice();
  const row = new Int32Array(count * others.length);
  const [re, im, reLow, imLow] = Array.from({ length: 4 }, () => new Float64Array(row.length));
  for (let e = 0; e < count; e++) {
    for (const other of others) {
      const at = next[own[S.column[e]] + other]++;
      row[at] = own[S.row[e]] + other;
      re[at] = S.re[e];
      im[at] = S.im[e];
      reLow[at] = S.reLow[e];
      imLow[at] = S.imLow[e];
    }
  }
  return { start, row, re, im, reLow, imLow };
}
