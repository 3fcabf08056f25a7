/** Real matrices to thirty digits, each number an unevaluated sum of two doubles (see `long-number.ts`). */
import { addMultiple } from "../numbers/long-number.ts";

/** Row-major; numbers up to 1e150, since halves of their products must not overflow. */
export interface LongMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Numbers to thirty digits. */
export interface LongVector {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

export const zeroVector = (length: number): LongVector => ({
  high: new Float64Array(length),
  low: new Float64Array(length),
});

/** What an operation leaves uncertain of a number of size one. */
export const LONG_EPSILON = 2 ** -102;

/** Of zeros. */
export function zeroLong(rows: number, columns: number): LongMatrix {
  return { rows, columns, high: new Float64Array(rows * columns), low: new Float64Array(rows * columns) };
}

export function copyLong({ rows, columns, high, low }: LongMatrix): LongMatrix {
  return { rows, columns, high: high.slice(), low: low.slice() };
}

/** 1, n × n. */
export function longIdentity(n: number): LongMatrix {
  const one = zeroLong(n, n);
  for (let k = 0; k < n; k++) one.high[k * (n + 1)] = 1;
  return one;
}

/** Aᵀ. */
export function transposeLong({ rows, columns, high, low }: LongMatrix): LongMatrix {
  const out = zeroLong(columns, rows);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      out.high[c * rows + r] = high[r * columns + c];
      out.low[c * rows + r] = low[r * columns + c];
    }
  }
  return out;
}

/** A + factor B. */
export function addLong(A: LongMatrix, factor: number, B: LongMatrix): LongMatrix {
  const out = copyLong(A);
  addScaled(out, factor, 0, B);
  return out;
}

/** out += (x + xLow) B. */
export function addScaled({ high, low }: LongMatrix, x: number, xLow: number, B: LongMatrix): void {
  for (let k = 0; k < high.length; k++) {
    addMultiple(high, low, k, x, B.high[k], B.low[k]);
    addMultiple(high, low, k, xLow, B.high[k], 0);
  }
}

/** AB. */
export function multiplyLong(A: LongMatrix, B: LongMatrix): LongMatrix {
  const out = zeroLong(A.rows, B.columns);
  for (let r = 0; r < A.rows; r++) {
    for (let k = 0; k < A.columns; k++) {
      const at = r * A.columns + k;
      addRow(out, r, A.high[at], A.low[at], B, k, 0);
    }
  }
  return out;
}

/** out[to, c] += (x + xLow) B[from, c] for all columns from the first on. */
export function addRow(
  { columns, high, low }: LongMatrix,
  to: number,
  x: number,
  xLow: number,
  B: LongMatrix,
  from: number,
  first: number,
): void {
  if (x === 0) return;
  const split = 134217729 * x;
  const top = split - (split - x);
  const rest = x - top;
  const shift = from * columns;
  for (let c = first, at = to * columns + first; c < columns; c++, at++) {
    const y = B.high[shift + c];
    if (y === 0) continue;
    // As `addMultiple`, with both factors long and the halves of x taken once.
    const product = x * y;
    const b = 134217729 * y;
    const yTop = b - (b - y);
    const yRest = y - yTop;
    const error = top * yTop - product + top * yRest + rest * yTop + rest * yRest + (x * B.low[shift + c] + xLow * y);
    const before = high[at];
    const sum = before + product;
    const other = sum - before;
    const tail = before - (sum - other) + (product - other) + error + low[at];
    const rounded = sum + tail;
    high[at] = rounded;
    low[at] = tail - (rounded - sum);
  }
}

/** √Σ a² */
export function longNorm({ high }: LongMatrix): number {
  let sum = 0;
  for (let k = 0; k < high.length; k++) sum += high[k] * high[k];
  return Math.sqrt(sum);
}

/** out += x. */
export function addVector({ high, low }: LongVector, x: LongVector): void {
  for (let k = 0; k < high.length; k++) addMultiple(high, low, k, 1, x.high[k], x.low[k]);
}
