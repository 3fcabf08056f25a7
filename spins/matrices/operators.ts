/** Spin operators as sparse matrices: J₊|m⟩ = √((J−m)(J+m+1)) |m+1⟩, and jumps L = Σ_j l_j·J_j. */

import type { Jump } from "../dynamics/jump.ts";
import { type Long, longProduct, longRoot, longSum, longTimes } from "../numbers/long-number.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { basisOffsets, otherParties, totalDimension } from "./complex-matrix.ts";

/** Entries of a matrix that may differ from zero, each place at most once. */
export interface SparseMatrix {
  readonly dimension: number;
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** What entries are beyond doubles, where that is known to thirty digits; null of entries that were rounded. */
  readonly low: { readonly re: Float64Array; readonly im: Float64Array } | null;
}

/** Collects entries, adding those that fall on the same place, and drops exact zeros. */
export class SparseBuilder {
  readonly dimension: number;
  private readonly places = new Map<number, number>();
  private readonly keys: number[] = [];
  private readonly re: number[] = [];
  private readonly im: number[] = [];
  private readonly reLow: number[] = [];
  private readonly imLow: number[] = [];

  constructor(dimension: number) {
    this.dimension = dimension;
  }

  add(row: number, column: number, re: number, im: number, reLow = 0, imLow = 0): void {
    const key = row * this.dimension + column;
    const place = this.places.get(key);
    if (place !== undefined) {
      [this.re[place], this.reLow[place]] = longSum(this.re[place], this.reLow[place], re, reLow);
      [this.im[place], this.imLow[place]] = longSum(this.im[place], this.imLow[place], im, imLow);
      return;
    }
    this.places.set(key, this.keys.length);
    this.keys.push(key);
    this.re.push(re);
    this.im.push(im);
    this.reLow.push(reLow);
    this.imLow.push(imLow);
  }

  /** Of entries that were rounded. */
  build(): SparseMatrix {
    return { ...this.buildLong(), low: null };
  }

  /** Of entries that are known to thirty digits. */
  buildLong(): SparseMatrix {
    const used: number[] = [];
    for (let k = 0; k < this.keys.length; k++) if (this.re[k] !== 0 || this.im[k] !== 0) used.push(k);
    const low = {
      re: Float64Array.from(used, (k) => this.reLow[k]),
      im: Float64Array.from(used, (k) => this.imLow[k]),
    };
    return {
      dimension: this.dimension,
      row: Int32Array.from(used, (k) => Math.floor(this.keys[k] / this.dimension)),
      column: Int32Array.from(used, (k) => this.keys[k] % this.dimension),
      re: Float64Array.from(used, (k) => this.re[k]),
      im: Float64Array.from(used, (k) => this.im[k]),
      low,
    };
  }
}

/** The entries of a matrix that are not zero.
 *  @param low  what they are beyond doubles, where that is known */
export function sparse({ dimension, re, im }: ComplexMatrix, low?: ComplexMatrix): SparseMatrix {
  const builder = new SparseBuilder(dimension);
  for (let k = 0; k < re.length; k++) {
    if (re[k] === 0 && im[k] === 0) continue;
    builder.add(Math.floor(k / dimension), k % dimension, re[k], im[k], low?.re[k], low?.im[k]);
  }
  return low === undefined ? builder.build() : builder.buildLong();
}

/** S† as a sparse matrix. */
export function sparseAdjoint(S: SparseMatrix): SparseMatrix {
  const low = S.low && { re: S.low.re, im: S.low.im.map((y) => -y) };
  return { dimension: S.dimension, row: S.column, column: S.row, re: S.re, im: S.im.map((y) => -y), low };
}

/** L = Σ_j l_j·J_j on the parties of a channel, in the channel's order, to thirty digits of the vectors as they stand.
 *  @param spins  J of each of the channel's parties */
export function jumpOperator(jump: Pick<Jump, "re" | "im">, spins: readonly number[]): SparseMatrix {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const builder = new SparseBuilder(totalDimension(dimensions));
  for (let party = 0; party < spins.length; party++) {
    const own = basisOffsets(dimensions, [party]);
    const others = basisOffsets(dimensions, otherParties(dimensions, [party]));
    for (const other of others) addSpin(builder, jump.re[party], jump.im[party], own, other);
  }
  return builder.buildLong();
}

/** l·J = l_z Jz + ½(l_x − i l_y) J₊ + ½(l_x + i l_y) J₋. */
function addSpin(
  builder: SparseBuilder,
  re: readonly [number, number, number],
  im: readonly [number, number, number],
  own: Int32Array,
  other: number,
): void {
  const twoJ = own.length - 1;
  const put = (row: number, column: number, x: Long, y: Long) => builder.add(row, column, x[0], y[0], x[1], y[1]);
  for (let i = 0; i <= twoJ; i++) {
    const m = 0.5 * twoJ - i;
    const here = own[i] + other;
    put(here, here, longProduct(m, re[2], 0), longProduct(m, im[2], 0));
    if (i === twoJ) continue;
    // ⟨m| J₊ |m−1⟩ = ⟨m−1| J₋ |m⟩
    const root = longRoot((twoJ - i) * (i + 1));
    const half = (x: number, y: number): Long => longTimes(longSum(0.5 * x, 0, 0.5 * y, 0), root);
    const below = own[i + 1] + other;
    put(here, below, half(re[0], im[1]), half(im[0], -re[1]));
    put(below, here, half(re[0], -im[1]), half(im[0], re[1]));
  }
}

/** Σ_k rate_k L_k†L_k, the operator that the anticommutator of a dissipator holds. */
export function decayOperator(rates: readonly number[], operators: readonly SparseMatrix[]): SparseMatrix {
  const builder = new SparseBuilder(operators[0].dimension);
  operators.forEach((L, which) => {
    const byRow = entriesByRow(L);
    for (const entries of byRow) {
      for (const p of entries) {
        for (const q of entries) {
          const re = L.re[p] * L.re[q] + L.im[p] * L.im[q];
          const im = L.re[p] * L.im[q] - L.im[p] * L.re[q];
          builder.add(L.column[p], L.column[q], rates[which] * re, rates[which] * im);
        }
      }
    }
  });
  return builder.build();
}

function entriesByRow(matrix: SparseMatrix): number[][] {
  const rows: number[][] = Array.from({ length: matrix.dimension }, () => []);
  for (let k = 0; k < matrix.row.length; k++) rows[matrix.row[k]].push(k);
  return rows;
}
