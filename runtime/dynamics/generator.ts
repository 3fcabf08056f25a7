/**
 * The generator of evolution, ρ̇ = −i[H, ρ] + Σ D(ρ) = Kρ + ρK† + Σ rate LρL† with K = −iH − ½Σ rate L†L, as a real sparse
 * matrix on Hermitian ρ, and its split into parts that evolve among themselves.
 *
 * The coordinates of a Hermitian X are a real d × d array: Re X_kl at k·d + l for k ≤ l, Im X_kl at l·d + k for k < l.
 * Only what a state reaches is ever written down, by columns: nothing has d⁴ entries.
 */

import type { ComplexMatrix } from "../evaluator.ts";
import { basisOffsets, otherParties, totalDimension } from "../matrix/complex-matrix.ts";
import { decayOperator, SparseBuilder, type SparseMatrix } from "../matrix/operators.ts";
import type { Dissipator } from "./liouvillian.ts";

/** A matrix by columns: entries of column c stand from `start[c]` to `start[c + 1]`. */
interface Columns {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface Generator {
  readonly dimension: number;
  /** K. */
  readonly effective: Columns;
  readonly jumps: readonly { readonly rate: number; readonly columns: Columns }[];
}

/** Coordinates that evolve among themselves, part after part: part p has `coordinates[starts[p] … starts[p+1] − 1]`, and
 *  its matrix, in the same order, has the columns of those positions with rows counted within the part. */
export interface Parts {
  readonly starts: Int32Array;
  readonly coordinates: Int32Array;
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
}

/** @param dimensions  of the parties of the space; each dissipator's `on` refers to them
 *  @param hamiltonian  H on the whole space, or null */
export function generator(
  dissipators: readonly Dissipator[],
  dimensions: readonly number[],
  hamiltonian: ComplexMatrix | null,
): Generator {
  const dimension = totalDimension(dimensions);
  const effective = new SparseBuilder(dimension);
  const jumps: { rate: number; columns: Columns }[] = [];
  for (const D of dissipators) {
    const own = basisOffsets(dimensions, D.on);
    const others = basisOffsets(dimensions, otherParties(dimensions, D.on));
    const addWhole = (to: SparseBuilder, S: SparseMatrix, re: number, im: number) => {
      for (let e = 0; e < S.row.length; e++) {
        const x = re * S.re[e] - im * S.im[e];
        const y = re * S.im[e] + im * S.re[e];
        for (const other of others) to.add(own[S.row[e]] + other, own[S.column[e]] + other, x, y);
      }
    };
    D.operators.forEach((L, which) => {
      const whole = new SparseBuilder(dimension);
      addWhole(whole, L, 1, 0);
      jumps.push({ rate: D.rates[which], columns: byColumn(whole.build()) });
    });
    if (D.operators.length > 0) addWhole(effective, decayOperator(D.rates, D.operators), -0.5, 0);
    if (D.remainder !== null) addWhole(effective, D.remainder, 0, -1);
  }
  if (hamiltonian !== null) {
    for (let k = 0; k < dimension * dimension; k++) {
      const [re, im] = [hamiltonian.re[k], hamiltonian.im[k]];
      if (re !== 0 || im !== 0) effective.add(Math.floor(k / dimension), k % dimension, im, -re);
    }
  }
  return { dimension, effective: byColumn(effective.build()), jumps };
}

function byColumn({ dimension, row, column, re, im }: SparseMatrix): Columns {
  const start = new Int32Array(dimension + 1);
  for (const c of column) start[c + 1]++;
  for (let c = 0; c < dimension; c++) start[c + 1] += start[c];
  const next = start.slice();
  const out = {
    start,
    row: new Int32Array(row.length),
    re: new Float64Array(row.length),
    im: new Float64Array(row.length),
  };
  for (let e = 0; e < row.length; e++) {
    const at = next[column[e]]++;
    out.row[at] = row[e];
    out.re[at] = re[e];
    out.im[at] = im[e];
  }
  return out;
}

/** One column at a time of the real matrix. */
class ColumnSums {
  readonly touched: number[] = [];
  readonly value: Float64Array;
  /** Σ |contributions|: what is less than rounding of them is zero. */
  private readonly size: Float64Array;
  private readonly d: number;

  constructor(d: number) {
    this.d = d;
    this.value = new Float64Array(d * d);
    this.size = new Float64Array(d * d);
  }

  /** M + M† for an entry x + iy of M at (i, j); with `half`, M is Hermitian by itself. */
  add(i: number, j: number, x: number, y: number, half: boolean): void {
    if (i === j) this.put(i * this.d + i, half ? x : 2 * x);
    else if (i < j) {
      this.put(i * this.d + j, x);
      this.put(j * this.d + i, y);
    } else if (!half) {
      this.put(j * this.d + i, x);
      this.put(i * this.d + j, -y);
    }
  }

  private put(coordinate: number, x: number): void {
    if (x === 0) return;
    if (this.size[coordinate] === 0) this.touched.push(coordinate);
    this.value[coordinate] += x;
    this.size[coordinate] += Math.abs(x);
  }

  /** Hands over what is not zero, and starts afresh. */
  drain(take: (coordinate: number, value: number) => void): void {
    for (const coordinate of this.touched) {
      const value = this.value[coordinate];
      if (Math.abs(value) > 8 * Number.EPSILON * this.size[coordinate]) take(coordinate, value);
      this.value[coordinate] = 0;
      this.size[coordinate] = 0;
    }
    this.touched.length = 0;
  }
}

/** The column of Re X_kl (k ≤ l) or of Im X_kl (then k·d + l has k > l and stands for X_lk). */
function sumColumn({ dimension: d, effective: K, jumps }: Generator, coordinate: number, sums: ColumnSums): void {
  const [a, b] = [Math.floor(coordinate / d), coordinate % d];
  const imaginary = a > b;
  const [k, l] = imaginary ? [b, a] : [a, b];
  const half = k === l;
  const put = (i: number, j: number, x: number, y: number) => {
    if (imaginary) sums.add(i, j, -y, x, half);
    else sums.add(i, j, x, y, half);
  };
  for (let e = K.start[k]; e < K.start[k + 1]; e++) put(K.row[e], l, K.re[e], K.im[e]);
  for (let e = K.start[l]; e < K.start[l + 1]; e++) put(k, K.row[e], K.re[e], -K.im[e]);
  for (const { rate, columns: L } of jumps) {
    for (let p = L.start[k]; p < L.start[k + 1]; p++) {
      for (let q = L.start[l]; q < L.start[l + 1]; q++) {
        const x = L.re[p] * L.re[q] + L.im[p] * L.im[q];
        const y = L.im[p] * L.re[q] - L.re[p] * L.im[q];
        put(L.row[p], L.row[q], rate * x, rate * y);
      }
    }
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
  const row: number[] = [];
  const value: number[] = [];
  for (let c = 0; c < reached.length; c++) {
    sumColumn(system, reached[c], sums);
    sums.drain((coordinate, x) => {
      row.push(reach(coordinate));
      value.push(x);
    });
    start.push(row.length);
  }
  return orderParts(d, reached, start, row, value);
}

/** The coordinates of a part ordered by (min, max) of row and column, so that neighbours on the ladder of m are neighbours. */
function orderParts(
  d: number,
  reached: readonly number[],
  start: readonly number[],
  row: readonly number[],
  value: readonly number[],
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
  const values = new Float64Array(row.length);
  let at = 0;
  order.forEach((k, column) => {
    for (let e = start[k]; e < start[k + 1]; e++, at++) {
      rows[at] = position[row[e]];
      values[at] = value[e];
    }
    columnStart[column + 1] = at;
  });
  return {
    starts: Int32Array.from(starts),
    coordinates: Int32Array.from(order, (k) => reached[k]),
    columnStart,
    row: rows,
    value: values,
  };
}
