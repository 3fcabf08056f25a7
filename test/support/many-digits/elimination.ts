/** Rank and null vectors of real matrices in many digits, by elimination with the largest pivot of what is left. */
import { bitLength, type Digits } from "./digits.ts";
import type { Rows } from "./generator.ts";

/** Pivots of rounding have fewer bits than this beyond the rounding of the largest entry. */
const ROUNDING_BITS = 60;

/** The elimination cannot tell whether a pivot is zero: more digits are needed. */
export class Undecided extends Error {}

interface Echelon {
  readonly rank: number;
  /** Upper triangular in the permuted columns. */
  readonly rows: Rows;
  readonly columns: readonly number[];
}

const size = (x: bigint): bigint => (x < 0n ? -x : x);

/**
 * Pivots are zero where nothing but rounding is left, 2^−bits of the largest entry; between that and its cube root nothing may lie.
 * @throws Undecided  where something does
 */
function echelon(d: Digits, matrix: Rows): Echelon {
  const A = matrix.map((row) => row.slice());
  const count = A[0]?.length ?? 0;
  const columns = Array.from({ length: count }, (_, k) => k);
  const largest = A.flat().reduce((a, b) => (size(b) > a ? size(b) : a), 0n);
  const rounding = Math.max(bitLength(largest) - d.bits, 0) + ROUNDING_BITS;
  const certain = rounding + Math.round(d.bits / 3);
  let rank = 0;
  for (; rank < Math.min(A.length, count); rank++) {
    let [row, column, pivot] = [rank, rank, 0n];
    for (let r = rank; r < A.length; r++) {
      for (let c = rank; c < count; c++) if (size(A[r][c]) > pivot) [row, column, pivot] = [r, c, size(A[r][c])];
    }
    if (bitLength(pivot) <= rounding) break;
    if (bitLength(pivot) < certain)
      throw new Undecided(`a pivot of ${bitLength(pivot)} bits, ${d.bits} after the point`);
    [A[rank], A[row]] = [A[row], A[rank]];
    [columns[rank], columns[column]] = [columns[column], columns[rank]];
    for (const line of A) [line[rank], line[column]] = [line[column], line[rank]];
    const top = A[rank];
    for (let r = rank + 1; r < A.length; r++) {
      const line = A[r];
      if (line[rank] === 0n) continue;
      const factor = d.over(line[rank], top[rank]);
      line[rank] = 0n;
      for (let c = rank + 1; c < count; c++) if (top[c] !== 0n) line[c] -= d.times(factor, top[c]);
    }
  }
  return { rank, rows: A, columns };
}

/** A basis of {x: Ax = 0}. */
export function nullVectors(d: Digits, matrix: Rows): bigint[][] {
  const { rank, rows, columns } = echelon(d, matrix);
  const count = columns.length;
  return Array.from({ length: count - rank }, (_, k) => {
    const y = new Array<bigint>(count).fill(0n);
    y[rank + k] = d.one;
    backward(d, rows, rank, y);
    const x = new Array<bigint>(count).fill(0n);
    columns.forEach((column, at) => {
      x[column] = y[at];
    });
    return x;
  });
}

/** Makes the first `rank` of y so that the upper triangular rows have Uy = 0. */
function backward(d: Digits, rows: Rows, rank: number, y: bigint[]): void {
  for (let r = rank - 1; r >= 0; r--) {
    let sum = 0n;
    for (let c = r + 1; c < y.length; c++) if (y[c] !== 0n) sum += d.times(rows[r][c], y[c]);
    y[r] = -d.over(sum, rows[r][r]);
  }
}

/** A⁻¹b of a matrix of full rank. */
export function solve(d: Digits, matrix: Rows, b: readonly bigint[]): bigint[] {
  const augmented = matrix.map((row, k) => [...row, -b[k]]);
  const x = nullVectors(d, augmented);
  if (x.length !== 1) throw new Undecided("a singular system");
  const last = x[0][matrix.length];
  return x[0].slice(0, -1).map((value) => d.over(value, last));
}

export function transposed(rows: Rows): Rows {
  return (rows[0] ?? []).map((_, c) => rows.map((row) => row[c]));
}
