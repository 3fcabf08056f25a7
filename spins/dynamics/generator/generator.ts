/**
 * The generator of evolution, ρ̇ = −i[H, ρ] + Σ D(ρ) = Kρ + ρK† + Σ rate LρL† with K = −iH − ½Σ rate L†L, as a real sparse
 * matrix on Hermitian ρ, and its split into parts that evolve among themselves.
 *
 * The coordinates of a Hermitian X are a real d × d array: Re X_kl at k·d + l for k ≤ l, Im X_kl at l·d + k for k < l.
 * Only what a state reaches is ever written down, by columns: nothing has d⁴ entries.
 */

import { totalDimension } from "../../matrices/complex-matrix.ts";
import { addMultiple } from "../../matrices/double-double.ts";
import type { SparseMatrix } from "../../matrices/operators.ts";
import { type Sources, termsOf } from "./exact-drift.ts";

/** A matrix by columns, its numbers as unevaluated sums of two doubles: entries of column c stand from `start[c]` to
 *  `start[c + 1]`. */
interface Columns {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly reLow: Float64Array;
  readonly imLow: Float64Array;
}

/** rate LρL† + Kρ + ρK†, K = −½ rate L†L; or with K = −iH alone where there is no jump. The factor stands outside both. */
interface GeneratorTerm {
  readonly factor: number;
  readonly jump: Columns | null;
  readonly effective: Columns;
}

export interface Generator {
  readonly dimension: number;
  readonly terms: readonly GeneratorTerm[];
}

/** Coordinates that evolve among themselves, part after part: part p has `coordinates[starts[p] … starts[p+1] − 1]`, and
 *  its matrix, in the same order, has the columns of those positions with rows counted within the part. An entry is
 *  `value` + `low`. */
export interface Parts {
  readonly starts: Int32Array;
  readonly coordinates: Int32Array;
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
}

/** What is less than this share of the contributions to it is zero. What rounding of operators leaves of it stays: without
 *  it no trace would be conserved, and no state at rest. */
const CANCELLED = 2 ** -90;

/** The operators of every term by columns, −½L†L to thirty digits. */
export function generator(sources: Sources): Generator {
  const dimension = totalDimension(sources.dimensions);
  const terms = termsOf(sources).map(({ operator, rate, own, others }): GeneratorTerm => {
    if (rate === null)
      return { factor: 1, jump: null, effective: spread(timesMinusI(operator), own, others, dimension) };
    const decay = spread(minusHalfSquare(operator), own, others, dimension);
    return { factor: rate, jump: spread(exact(operator), own, others, dimension), effective: decay };
  });
  return { dimension, terms };
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

function exact(S: SparseMatrix): LongEntries {
  const none = new Float64Array(S.row.length);
  return { ...S, reLow: none, imLow: none };
}

function timesMinusI(H: SparseMatrix): LongEntries {
  return exact({ ...H, re: H.im, im: H.re.map((x) => -x) });
}

/** −½ L†L to thirty digits. */
function minusHalfSquare(L: SparseMatrix): LongEntries {
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
  for (const entries of byRow) {
    for (const p of entries) {
      for (const q of entries) {
        const at = places.get(L.column[p] * L.dimension + L.column[q])!;
        addMultiple(re, reLow, at, -0.5 * L.re[p], L.re[q], 0);
        addMultiple(re, reLow, at, -0.5 * L.im[p], L.im[q], 0);
        addMultiple(im, imLow, at, -0.5 * L.re[p], L.im[q], 0);
        addMultiple(im, imLow, at, 0.5 * L.im[p], L.re[q], 0);
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
function spread(S: LongEntries, own: Int32Array, others: Int32Array, dimension: number): Columns {
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
    if (x === 0) return;
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
class ColumnSums {
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
function sumColumn({ dimension: d, terms }: Generator, coordinate: number, sums: ColumnSums): void {
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
          putRe(L.row[p], L.row[q], L.re[p], L.re[q], 0);
          putRe(L.row[p], L.row[q], L.im[p], L.im[q], 0);
          putIm(L.row[p], L.row[q], L.im[p], L.re[q], 0);
          putIm(L.row[p], L.row[q], -L.re[p], L.im[q], 0);
        }
      }
    }
    sums.endTerm(factor);
  }
}

/** All that is reached from some coordinates, in parts. */
export function partsFrom(system: Generator, from: Iterable<number>): Parts {
  const d = system.dimension;
  const sums = new ColumnSums(d);
  const place = new Int32Array(d * d).fill(-1);
  const reached: number[] = [];
  const reach = (coordinate: number): number => {
    if (place[coordinate] < 0) {
      place[coordinate] = reached.length;
      reached.push(coordinate);
    }
    return place[coordinate];
  };
  for (const coordinate of from) reach(coordinate);
  const start = [0];
  const entries: Entries = { row: [], value: [], low: [] };
  for (let c = 0; c < reached.length; c++) {
    sumColumn(system, reached[c], sums);
    sums.whole.drain((coordinate, high, low) => {
      entries.row.push(reach(coordinate));
      entries.value.push(high);
      entries.low.push(low);
    });
    start.push(entries.row.length);
  }
  return orderParts(d, reached, start, entries);
}

interface Entries {
  readonly row: number[];
  readonly value: number[];
  readonly low: number[];
}

/** The coordinates of a part ordered by (min, max) of row and column, so that neighbours on the ladder of m are neighbours. */
function orderParts(
  d: number,
  reached: readonly number[],
  start: readonly number[],
  { row, value, low }: Entries,
): Parts {
  const parent = Int32Array.from(reached, (_, k) => k);
  const find = (k: number): number => {
    while (parent[k] !== k) {
      parent[k] = parent[parent[k]];
      k = parent[k];
    }
    return k;
  };
  for (let c = 0; c < reached.length; c++) for (let e = start[c]; e < start[c + 1]; e++) parent[find(row[e])] = find(c);
  const key = Float64Array.from(reached, (coordinate) => {
    const [a, b] = [Math.floor(coordinate / d), coordinate % d];
    return 2 * (Math.min(a, b) * d + Math.max(a, b)) + (a > b ? 1 : 0);
  });
  const root = Int32Array.from(reached, (_, k) => find(k));
  const order = Int32Array.from(reached, (_, k) => k).sort((a, b) => root[a] - root[b] || key[a] - key[b]);
  const starts: number[] = [];
  const position = new Int32Array(order.length);
  order.forEach((k, at) => {
    if (at === 0 || root[k] !== root[order[at - 1]]) starts.push(at);
    position[k] = at - starts[starts.length - 1];
  });
  starts.push(order.length);
  const columnStart = new Int32Array(order.length + 1);
  const rows = new Int32Array(row.length);
  const [values, lows] = [new Float64Array(row.length), new Float64Array(row.length)];
  let at = 0;
  order.forEach((k, column) => {
    for (let e = start[k]; e < start[k + 1]; e++, at++) {
      rows[at] = position[row[e]];
      values[at] = value[e];
      lows[at] = low[e];
    }
    columnStart[column + 1] = at;
  });
  return {
    starts: Int32Array.from(starts),
    coordinates: Int32Array.from(order, (k) => reached[k]),
    columnStart,
    row: rows,
    value: values,
    low: lows,
  };
}
