/** The columns of a generator, one at a time. */
import { addMultiple } from "../../numbers/long-number.ts";
import type { Generator } from "./generator.ts";

/** What is less than this share of the contributions to it is zero. What rounding of operators leaves of it stays: without
 *  it no trace would be conserved, and no state at rest. */
const CANCELLED = 2 ** -90;

/** Sums on the coordinates, with their rounding and the size of what was added: what cancels down to rounding is zero. */
class LongSums {
  readonly touched: number[] = [];
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly size: Float64Array;

  constructor(length: number) {
    this.high = new Float64Array(length);
    this.low = new Float64Array(length);
    this.size = new Float64Array(length);
  }

  add(at: number, factor: number, x: number, xLow: number): void {
    if (factor === 0 || x === 0) return;
    if (this.size[at] === 0) this.touched.push(at);
    addMultiple(this.high, this.low, at, factor, x, xLow);
    this.size[at] += Math.abs(factor * x);
  }

  /** Hands over what is not zero, and starts afresh. */
  drain(take: (at: number, high: number, low: number) => void): void {
    for (const at of this.touched) {
      const [high, low] = [this.high[at], this.low[at]];
      if (Math.abs(high) > CANCELLED * this.size[at]) take(at, high, low);
      this.high[at] = this.low[at] = this.size[at] = 0;
    }
    this.touched.length = 0;
  }
}

/**
 * One column at a time of the real matrix, term by term: within a term LρL† and −½{L†L, ρ} cancel exactly, however much larger
 * than another term they are.
 */
export class ColumnSums {
  private readonly d: number;
  private readonly term: LongSums;
  readonly whole: LongSums;

  constructor(d: number) {
    this.d = d;
    this.term = new LongSums(d * d);
    this.whole = new LongSums(d * d);
  }

  /** M + M† for a product a·x of M at (i, j), along the real or the imaginary axis; with `half`, M is Hermitian by itself. */
  add(i: number, j: number, imaginary: boolean, half: boolean, a: number, x: number, xLow: number): void {
    const [low, high] = i < j ? [i, j] : [j, i];
    if (i === j) {
      if (!imaginary) this.term.add(i * this.d + i, half ? a : 2 * a, x, xLow);
    } else if (!imaginary) {
      if (i < j || !half) this.term.add(low * this.d + high, a, x, xLow);
    } else if (i < j) this.term.add(high * this.d + low, a, x, xLow);
    else if (!half) this.term.add(high * this.d + low, -a, x, xLow);
  }

  endTerm(factor: number): void {
    this.term.drain((at, high, low) => this.whole.add(at, factor, high, low));
  }
}

/** The column of Re X_kl (k ≤ l) or of Im X_kl (then k·d + l has k > l and stands for X_lk). */
export function sumColumn({ dimension: d, terms }: Generator, coordinate: number, sums: ColumnSums): void {
  const [a, b] = [Math.floor(coordinate / d), coordinate % d];
  const turned = a > b;
  const [k, l] = turned ? [b, a] : [a, b];
  const half = k === l;
  /** (x + iy) of M, times i for the column of an imaginary part. */
  const putRe = (i: number, j: number, factor: number, x: number, low: number) =>
    sums.add(i, j, turned, half, factor, x, low);
  const putIm = (i: number, j: number, factor: number, y: number, low: number) =>
    sums.add(i, j, !turned, half, turned ? -factor : factor, y, low);
  for (const { factor, jump: L, effective: K } of terms) {
    for (let e = K.start[k]; e < K.start[k + 1]; e++) {
      putRe(K.row[e], l, 1, K.re[e], K.reLow[e]);
      putIm(K.row[e], l, 1, K.im[e], K.imLow[e]);
    }
    for (let e = K.start[l]; e < K.start[l + 1]; e++) {
      putRe(k, K.row[e], 1, K.re[e], K.reLow[e]);
      putIm(k, K.row[e], -1, K.im[e], K.imLow[e]);
    }
    if (L !== null) {
      for (let p = L.start[k]; p < L.start[k + 1]; p++) {
        for (let q = L.start[l]; q < L.start[l + 1]; q++) {
          putRe(L.row[p], L.row[q], L.re[p], L.re[q], L.reLow[q]);
          putRe(L.row[p], L.row[q], L.im[p], L.im[q], L.imLow[q]);
          putIm(L.row[p], L.row[q], L.im[p], L.re[q], L.reLow[q]);
          putIm(L.row[p], L.row[q], -L.re[p], L.im[q], L.imLow[q]);
          putRe(L.row[p], L.row[q], L.reLow[p], L.re[q], 0);
          putRe(L.row[p], L.row[q], L.imLow[p], L.im[q], 0);
          putIm(L.row[p], L.row[q], L.imLow[p], L.re[q], 0);
          putIm(L.row[p], L.row[q], -L.reLow[p], L.im[q], 0);
        }
      }
    }
    sums.endTerm(factor);
  }
}
