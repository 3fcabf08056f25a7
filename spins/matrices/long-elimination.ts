/**
 * Elimination to thirty digits with complete pivoting, which ends after one step a row whatever the matrix is (Higham, Accuracy
 * and Stability of Numerical Algorithms, §9.1).
 */
import { addMultiple, longQuotient } from "../numbers/long-number.ts";
import { addRow, copyLong, type LongMatrix, zeroLong } from "./long-matrix.ts";

/** PAQ = LU: L unit lower, U upper in one matrix. */
interface Elimination {
  readonly factors: LongMatrix;
  /** Row k of the factors is this row of A; the same for columns. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** |U_kk|, falling but for growth. */
  readonly pivots: Float64Array;
}

/** Of a square matrix; pivots that are exactly zero end it. */
export function eliminate(A: LongMatrix): Elimination {
  const n = A.rows;
  const factors = copyLong(A);
  const { high, low } = factors;
  const rows = Int32Array.from({ length: n }, (_, k) => k);
  const columns = rows.slice();
  const pivots = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const [r, c] = largestFrom(factors, k);
    swapRows(factors, k, r);
    swapColumns(factors, k, c);
    [rows[k], rows[r]] = [rows[r], rows[k]];
    [columns[k], columns[c]] = [columns[c], columns[k]];
    const at = k * (n + 1);
    pivots[k] = Math.abs(high[at]);
    if (pivots[k] === 0) break;
    for (let i = k + 1; i < n; i++) {
      const place = i * n + k;
      if (high[place] === 0) continue;
      const [x, xLow] = longQuotient([high[place], low[place]], [high[at], low[at]]);
      high[place] = x;
      low[place] = xLow;
      addRow(factors, i, -x, -xLow, factors, k, k + 1);
    }
  }
  return { factors, rows, columns, pivots };
}

function largestFrom({ rows: n, high }: LongMatrix, k: number): [number, number] {
  let [row, column, largest] = [k, k, 0];
  for (let r = k; r < n; r++) {
    for (let c = k; c < n; c++) {
      const size = Math.abs(high[r * n + c]);
      if (size > largest) [row, column, largest] = [r, c, size];
    }
  }
  return [row, column];
}

function swapRows({ columns: n, high, low }: LongMatrix, a: number, b: number): void {
  if (a === b) return;
  for (const x of [high, low]) {
    for (let c = 0; c < n; c++) [x[a * n + c], x[b * n + c]] = [x[b * n + c], x[a * n + c]];
  }
}

function swapColumns({ rows, columns: n, high, low }: LongMatrix, a: number, b: number): void {
  if (a === b) return;
  for (const x of [high, low]) {
    for (let r = 0; r < rows; r++) [x[r * n + a], x[r * n + b]] = [x[r * n + b], x[r * n + a]];
  }
}

/**
 * Bases of the null spaces where the last `nullity` pivots are taken for zero, as columns: of U = [U₁ U₂; 0 0] right ones
 * Q(−U₁⁻¹U₂; 1), of L = [L₁ 0; L₂ 1] left ones Pᵀ(−L₁⁻ᵀL₂ᵀ; 1).
 */
export function nullSpaces(
  { factors, rows, columns }: Elimination,
  nullity: number,
): { right: LongMatrix; left: LongMatrix } {
  const n = factors.rows;
  const rank = n - nullity;
  const right = zeroLong(n, nullity);
  const left = zeroLong(n, nullity);
  for (let j = 0; j < nullity; j++) {
    const x = zeroLong(n, 1);
    const y = zeroLong(n, 1);
    x.high[rank + j] = y.high[rank + j] = 1;
    for (let k = rank - 1; k >= 0; k--) {
      const sum = zeroLong(1, 1);
      for (let c = k + 1; c < n; c++) subtractProduct(sum, factors, k * n + c, x, c);
      const [high, low] = longQuotient(
        [sum.high[0], sum.low[0]],
        [factors.high[k * (n + 1)], factors.low[k * (n + 1)]],
      );
      x.high[k] = high;
      x.low[k] = low;
      const other = zeroLong(1, 1);
      for (let r = k + 1; r < n; r++) subtractProduct(other, factors, r * n + k, y, r);
      y.high[k] = other.high[0];
      y.low[k] = other.low[0];
    }
    for (let k = 0; k < n; k++) {
      right.high[columns[k] * nullity + j] = x.high[k];
      right.low[columns[k] * nullity + j] = x.low[k];
      left.high[rows[k] * nullity + j] = y.high[k];
      left.low[rows[k] * nullity + j] = y.low[k];
    }
  }
  return { right, left };
}

/** sum −= A[at] x[k] */
function subtractProduct(sum: LongMatrix, A: LongMatrix, at: number, x: LongMatrix, k: number): void {
  if (A.high[at] === 0 || x.high[k] === 0) return;
  addMultiple(sum.high, sum.low, 0, -A.high[at], x.high[k], x.low[k]);
  addMultiple(sum.high, sum.low, 0, -A.low[at], x.high[k], 0);
}

/** A⁻¹, or null where a pivot is zero. */
export function inverseLong(A: LongMatrix): LongMatrix | null {
  const { factors, rows, columns, pivots } = eliminate(A);
  if (pivots.some((pivot) => !(pivot > 0))) return null;
  const n = A.rows;
  // LUX = P, row by row of all columns at once.
  const X = zeroLong(n, n);
  for (let k = 0; k < n; k++) X.high[k * n + rows[k]] = 1;
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < k; j++) addRow(X, k, -factors.high[k * n + j], -factors.low[k * n + j], X, j, 0);
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) addRow(X, k, -factors.high[k * n + j], -factors.low[k * n + j], X, j, 0);
    for (let c = 0; c < n; c++) {
      const at = k * n + c;
      const pivot = k * (n + 1);
      const [high, low] = longQuotient([X.high[at], X.low[at]], [factors.high[pivot], factors.low[pivot]]);
      X.high[at] = high;
      X.low[at] = low;
    }
  }
  const out = zeroLong(n, n);
  for (let k = 0; k < n; k++) {
    out.high.set(X.high.subarray(k * n, (k + 1) * n), columns[k] * n);
    out.low.set(X.low.subarray(k * n, (k + 1) * n), columns[k] * n);
  }
  return out;
}
