/**
 * A Hermitian matrix of several spins as a real tensor, one axis of length d² a party.
 *
 * A party's axis holds, for its matrix M with index 0 at m = +J, first the d diagonal entries and then, for each
 * coherence order q = 1 … d−1 and i = 0 … d−1−q, the pair Re M[i, i+q], −Im M[i, i+q]. The Husimi function reads
 *     Q = Σ_i M_ii d_i² + Σ_q Σ_i 2 d_i d_{i+q} (Re M[i, i+q] cos qφ − Im M[i, i+q] sin qφ),
 * so that every integration over a party is a real contraction.
 */

import type { ComplexMatrix } from "./complex-matrix.ts";
import { basisOffsets, otherParties } from "./complex-matrix.ts";

/** Of a tensor: outer parties, then the inner one. */
export interface Axes {
  /** Of each party. */
  readonly dimensions: readonly number[];
  /** The party of each axis. */
  readonly order: readonly number[];
  /** The product of the lengths of the axes after each. */
  readonly after: readonly number[];
}

/** All parties but one in their order, then that one. */
export function axesWithLast(party: number, spins: readonly number[]): Axes {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const order = [...otherParties(dimensions, [party]), party];
  const after = order.map((_, axis) => order.slice(axis + 1).reduce((length, p) => length * dimensions[p] ** 2, 1));
  return { dimensions, order, after };
}

/** The first place of coherence order q on the axis of a party of dimension d. */
export function orderStart(d: number, q: number): number {
  return q === 0 ? 0 : d + (q - 1) * (2 * d - q);
}

/** The tensor of `matrix` with the parties' axes in the given order, the first slowest. */
export function hermitianTensor(
  matrix: ComplexMatrix,
  dimensions: readonly number[],
  order: readonly number[],
): Float64Array {
  const size = matrix.dimension;
  let { re, im } = order.every((party, axis) => party === axis) ? matrix : permuted(matrix, dimensions, order);
  // One party at a time, the slowest first: [row, column] = [(i, r'), (j, c')] → [(axis), r', c'].
  let done = 1;
  let rest = size;
  for (const party of order) {
    const d = dimensions[party];
    rest /= d;
    [re, im] = transformAxis(re, im, done, d, rest);
    done *= d * d;
  }
  return re;
}

/** The matrix with its parties in another order. */
function permuted(
  { dimension, re, im }: ComplexMatrix,
  dimensions: readonly number[],
  order: readonly number[],
): ComplexMatrix {
  const out = { dimension, re: new Float64Array(re.length), im: new Float64Array(im.length) };
  const rows = basisOffsets(dimensions, order);
  for (let r = 0; r < dimension; r++) {
    for (let c = 0; c < dimension; c++) {
      out.re[r * dimension + c] = re[rows[r] * dimension + rows[c]];
      out.im[r * dimension + c] = im[rows[r] * dimension + rows[c]];
    }
  }
  return out;
}

function transformAxis(
  re: Float64Array,
  im: Float64Array,
  done: number,
  d: number,
  rest: number,
): [Float64Array, Float64Array] {
  const outRe = new Float64Array(re.length);
  const outIm = new Float64Array(re.length);
  const block = rest * rest;
  const width = d * rest;
  for (let p = 0; p < done; p++) {
    const base = p * d * d * block;
    for (let i = 0; i < d; i++) {
      for (let j = i; j < d; j++) {
        const q = j - i;
        const target = base + (orderStart(d, q) + (q === 0 ? i : 2 * i)) * block;
        for (let r = 0; r < rest; r++) {
          for (let c = 0; c < rest; c++) {
            const upper = base + (i * rest + r) * width + j * rest + c;
            const to = target + r * rest + c;
            if (q === 0) {
              outRe[to] = re[upper];
              outIm[to] = im[upper];
              continue;
            }
            // M[i,j] = x − iy and M[j,i] = x + iy with x, y themselves matrices of the parties to come.
            const lower = base + (j * rest + r) * width + i * rest + c;
            outRe[to] = 0.5 * (re[upper] + re[lower]);
            outIm[to] = 0.5 * (im[upper] + im[lower]);
            outRe[to + block] = 0.5 * (im[lower] - im[upper]);
            outIm[to + block] = 0.5 * (re[upper] - re[lower]);
          }
        }
      }
    }
  }
  return [outRe, outIm];
}

/** Which coherence orders q of a party any entry of the tensors has; `before` and `after` are the products of the
 *  lengths of the axes around the party's. */
export function presentOrders(tensors: readonly Float64Array[], before: number, d: number, after: number): Uint8Array {
  const present = new Uint8Array(d);
  present[0] = 1;
  for (let q = 1; q < d; q++) {
    const from = orderStart(d, q);
    const to = orderStart(d, q + 1);
    for (const tensor of tensors) {
      for (let p = 0; p < before && present[q] === 0; p++) {
        for (let k = (p * d * d + from) * after; k < (p * d * d + to) * after; k++) {
          if (tensor[k] !== 0) {
            present[q] = 1;
            break;
          }
        }
      }
    }
  }
  return present;
}

/** The coherence orders of each party, on its axis of any tensor. */
export function presentIn(tensors: readonly Float64Array[], { dimensions, order, after }: Axes): Uint8Array[] {
  return order.map((p, axis) => {
    const d = dimensions[p];
    return presentOrders(tensors, tensors[0].length / (after[axis] * d * d), d, after[axis]);
  });
}

export const hasCoherences = (present: Uint8Array): boolean => present.indexOf(1, 1) > 0;

/** The greatest common divisor of the coherence orders: Q repeats after 2π of it; 0 for a diagonal state. */
export function orderStep(present: Uint8Array): number {
  let step = 0;
  for (let q = 1; q < present.length; q++) {
    if (present[q] === 0) continue;
    let a = q;
    while (a !== 0) [step, a] = [a, step % a];
  }
  return step;
}

/** Replaces the last axis, a qubit's (ρ₀₀, ρ₁₁, Re ρ₀₁, −Im ρ₀₁), by (A₀, Rx, Ry, Rz) with Q = A₀ + R·n, in place. */
export function blochAxis(tensor: Float64Array): void {
  for (let k = 0; k < tensor.length; k += 4) {
    const up = tensor[k];
    const down = tensor[k + 1];
    tensor[k] = 0.5 * (up + down);
    tensor[k + 1] = tensor[k + 2];
    tensor[k + 2] = tensor[k + 3];
    tensor[k + 3] = 0.5 * (up - down);
  }
}
