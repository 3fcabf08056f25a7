/** Which azimuths of outer parties an integrand depends on at all. */

import { basisOffsets, type ComplexMatrix } from "./complex-matrix.ts";

/**
 * Fourier modes of Q in the azimuths are the coherence orders m − m' of ρ's entries, a vector of one number a party; those of any function of
 * such matrices' Husimi functions lie in the lattice that all of them span, and those that are left after integration over the inner sphere
 * have no order there. Let L be what of the lattice is left. Over a set S of parties on which no vector of L but 0 vanishes, the mean over
 * the azimuths of S alone is the mean over all: the others stay where they are. So states that conserve something need fewer azimuths: GHZ
 * states none, what conserves the sum of m one less than the outer spheres.
 * @param matrices  of all parties
 * @param order  the party of each axis, the inner one last
 * @param turnsInner  whether the integrand knows directions on the inner sphere besides
 * @returns  for each outer axis how often the integrand repeats in its azimuth; 0 where it may stay where it is
 */
export function azimuthPeriods(
  matrices: readonly ComplexMatrix[],
  dimensions: readonly number[],
  order: readonly number[],
  turnsInner: boolean,
): readonly number[] {
  const inner = order[order.length - 1];
  const rows = basis(matrices, dimensions, [inner, ...order.slice(0, -1)], turnsInner);
  const left = rows.slice(1);
  return order.slice(0, -1).map((_, axis) => {
    if (left[axis] === null) return 0;
    return left.reduce((step, row) => (row === null ? step : divisor(step, Math.abs(row[axis + 1]))), 0);
  });
}

/** Of the lattice in echelon form: the vector whose first entry that is not 0 is the k-th, if there is one. */
type Echelon = (number[] | null)[];

function basis(
  matrices: readonly ComplexMatrix[],
  dimensions: readonly number[],
  order: readonly number[],
  turnsFirst: boolean,
): Echelon {
  const rows: Echelon = order.map(() => null);
  if (turnsFirst)
    insert(
      rows,
      order.map((_, k) => (k === 0 ? 1 : 0)),
    );
  for (const vector of ordersIn(matrices, dimensions, order)) {
    insert(rows, vector);
    if (rows.every((row, k) => row !== null && row[k] === 1)) break;
  }
  return rows;
}

/** Each once, up to the sign. */
function* ordersIn(
  matrices: readonly ComplexMatrix[],
  dimensions: readonly number[],
  order: readonly number[],
): Generator<number[]> {
  const spread = order.map((party) => 2 * dimensions[party] - 1);
  // Places in a basis with room for differences, and where in the matrix each stands.
  const wide = basisOffsets(
    spread,
    order.map((_, k) => k),
  );
  const stride = order.map((_, k) => wide[spread.slice(k + 1).reduce((all, size) => all * size, 1)]);
  const places = basisOffsets(dimensions, order);
  const codes = codesOf(
    order.map((party) => dimensions[party]),
    stride,
  );
  const seen = new Uint8Array(wide.length);
  for (const { dimension, re, im } of matrices) {
    for (let r = 0; r < dimension; r++) {
      for (let c = 0; c < r; c++) {
        const at = places[r] * dimension + places[c];
        const code = Math.abs(codes[r] - codes[c]);
        if ((re[at] === 0 && im[at] === 0) || seen[code] === 1) continue;
        seen[code] = 1;
        yield digitsOf(codes[r] - codes[c], stride);
      }
    }
  }
}

function codesOf(dimensions: readonly number[], stride: readonly number[]): Int32Array {
  let codes = new Int32Array(1);
  dimensions.forEach((d, k) => {
    const finer = new Int32Array(codes.length * d);
    for (let i = 0; i < finer.length; i++) finer[i] = codes[Math.floor(i / d)] + (i % d) * stride[k];
    codes = finer;
  });
  return codes;
}

/** The orders, each nearer to 0 than half of what has room. */
function digitsOf(code: number, stride: readonly number[]): number[] {
  let rest = code;
  return stride.map((size) => {
    const digit = Math.round(rest / size);
    rest -= digit * size;
    return digit;
  });
}

/** Euclid's algorithm on first entries. */
function insert(rows: Echelon, vector: readonly number[]): void {
  let own = [...vector];
  for (let k = 0; k < own.length; k++) {
    if (own[k] === 0) continue;
    if (rows[k] === null) {
      rows[k] = own[k] > 0 ? own : own.map((x) => -x);
      return;
    }
    for (let row: number[] = rows[k]!; own[k] !== 0; ) {
      const times = Math.trunc(row[k] / own[k]);
      [row, own] = [own, row.map((x, i) => x - times * own[i])];
      rows[k] = row[k] > 0 ? row : row.map((x) => -x);
    }
  }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
