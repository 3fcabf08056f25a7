/** e^{tA}x and ∫₀ᵗ e^{sA}x ds for one part of a generator, by the method that suits its size and shape. */
import { Matrix } from "ml-matrix";
import { expm } from "../matrix/expm.ts";
import { type Banded, bandedExponential } from "./banded.ts";
import type { Parts } from "./generator.ts";
import { krylovExponential } from "./krylov.ts";

/** Σ of the local errors of a stepping method, relative to the state. */
export const TOLERANCE = 2e-14;
/** Parts up to this size are exponentiated as dense matrices without further thought, and up to the second where that is
 *  less work than a Krylov method. */
const SMALL = 48;
const DENSE = 400;
/** The widest band that is factored. */
const WIDEST = 8;

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

export interface Propagator {
  /** e^{tA}x. */
  power(x: Float64Array): Float64Array;
  /** ∫₀ᵗ e^{sA}x ds. */
  integral(x: Float64Array): Float64Array;
}

/** Whether any part is too large for a dense exponential as a matter of course. */
export function isStepped({ starts }: Parts): boolean {
  for (let p = 0; p + 1 < starts.length; p++) if (starts[p + 1] - starts[p] > SMALL) return true;
  return false;
}

/** What a part does to any vector over a time. */
export function propagator(part: Part, time: number): Propagator {
  const { size: n } = part;
  if (n === 1) return scalar(part, time);
  if (n <= SMALL) return dense(part, time);
  const width = bandwidth(part);
  const norm = largestColumn(part);
  if (width <= WIDEST) {
    const banded = byDiagonals(part, width);
    return {
      power: (x) => bandedExponential(banded, x, time, TOLERANCE, null),
      integral(x) {
        const sum = new Float64Array(n);
        bandedExponential(banded, x, time, TOLERANCE, sum);
        return sum;
      },
    };
  }
  const steps = Math.ceil((norm * time) / 8);
  const krylovWork = steps * 36 * (part.columnStart[n] - part.columnStart[0] + 100 * n);
  const denseWork = 2 * (8 + Math.max(0, Math.log2(norm * time))) * n ** 3;
  if (n <= DENSE && denseWork < krylovWork) return dense(part, time);
  const run = (x: Float64Array) => krylovExponential((from, to) => multiply(part, from, to), x, time, norm, TOLERANCE);
  return { power: (x) => run(x).state, integral: (x) => run(x).integral };
}

function scalar({ columnStart, value }: Part, time: number): Propagator {
  const rate = columnStart[1] > columnStart[0] ? value[columnStart[0]] : 0;
  const power = Math.exp(rate * time);
  const mean = rate === 0 ? time : Math.expm1(rate * time) / rate;
  return { power: (x) => Float64Array.of(power * x[0]), integral: (x) => Float64Array.of(mean * x[0]) };
}

function dense(part: Part, time: number): Propagator {
  const { size: n } = part;
  const A = denseMatrix(part).mul(time);
  let E: Matrix | null = null;
  return {
    power(x) {
      E ??= expm(A);
      const out = new Float64Array(n);
      for (let r = 0; r < n; r++) {
        let sum = 0;
        for (let c = 0; c < n; c++) sum += E.get(r, c) * x[c];
        out[r] = sum;
      }
      return out;
    },
    // The corner of exp([[A, x], [0, 0]] t) is the integral (Van Loan, IEEE Trans. Autom. Control 23, 395 (1978)).
    integral(x) {
      const augmented = Matrix.zeros(n + 1, n + 1);
      augmented.setSubMatrix(A, 0, 0);
      for (let k = 0; k < n; k++) augmented.set(k, n, time * x[k]);
      return Float64Array.from(expm(augmented).getColumn(n).slice(0, n));
    },
  };
}

export function denseMatrix({ size, columnStart, row, value }: Part): Matrix {
  const A = Matrix.zeros(size, size);
  for (let c = 0; c < size; c++) for (let e = columnStart[c]; e < columnStart[c + 1]; e++) A.set(row[e], c, value[e]);
  return A;
}

function multiply({ size, columnStart, row, value }: Part, x: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let c = 0; c < size; c++) {
    const factor = x[c];
    if (factor === 0) continue;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) out[row[e]] += value[e] * factor;
  }
}

function bandwidth({ size, columnStart, row }: Part): number {
  let width = 0;
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) width = Math.max(width, Math.abs(row[e] - c));
  }
  return width;
}

function byDiagonals({ size, columnStart, row, value }: Part, width: number): Banded {
  const diagonals = new Float64Array((2 * width + 1) * size);
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) diagonals[(row[e] - c + width) * size + c] = value[e];
  }
  return { dimension: size, width, diagonals };
}

export function largestColumn({ size, columnStart, value }: Part): number {
  let largest = 0;
  for (let c = 0; c < size; c++) {
    let sum = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) sum += Math.abs(value[e]);
    largest = Math.max(largest, sum);
  }
  return largest;
}
