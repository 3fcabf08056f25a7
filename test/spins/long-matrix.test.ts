import { describe, expect, it } from "vitest";
import { eliminate, inverseLong, nullSpaces } from "../../spins/matrices/long-elimination.ts";
import {
  addLong,
  type LongMatrix,
  longIdentity,
  longNorm,
  multiplyLong,
  transposeLong,
  zeroLong,
} from "../../spins/matrices/long-matrix.ts";
import { normals } from "../support/random-states.ts";

function matrix(n: number, entry: (r: number, c: number) => number): LongMatrix {
  const A = zeroLong(n, n);
  for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) A.high[r * n + c] = entry(r, c);
  return A;
}

function random(n: number, seed: number): LongMatrix {
  const normal = normals(seed);
  return matrix(n, () => normal());
}

const nullityOf = (A: LongMatrix): number =>
  [...eliminate(A).pivots].filter((pivot) => pivot <= 1e-27 * Math.max(1, longNorm(A))).length;

/** Matrices on which iterations for eigenvalues are known to fail, and the dimension of their null space. */
const DEGENERATE: readonly (readonly [string, LongMatrix, number])[] = [
  ["zero", zeroLong(6, 6), 6],
  ["one", longIdentity(6), 0],
  ["all ones", matrix(6, () => 1), 5],
  ["nilpotent, one block", matrix(6, (r, c) => (c === r + 1 ? 1 : 0)), 1],
  ["nilpotent, blocks of two", matrix(6, (r, c) => (c === r + 1 && r % 2 === 0 ? 1 : 0)), 3],
  ["a cyclic permutation", matrix(6, (r, c) => (c === (r + 1) % 6 ? 1 : 0)), 0],
  ["antisymmetric, frequencies alike", matrix(6, (r, c) => (r + c === 5 ? Math.sign(r - c) : 0)), 0],
  [
    "a Laplacian of a ring",
    matrix(6, (r, c) => (r === c ? -2 : (r - c + 6) % 6 === 1 || (c - r + 6) % 6 === 1 ? 1 : 0)),
    1,
  ],
  ["graded over forty decades", matrix(5, (r, c) => (r === c ? 10 ** (-10 * r) : 0)), 2],
];

describe("elimination to thirty digits ends, and finds null spaces of", () => {
  for (const [name, A, nullity] of DEGENERATE) {
    it(name, () => {
      expect(nullityOf(A)).toBe(nullity);
      const { right, left } = nullSpaces(eliminate(A), nullity);
      expect(longNorm(multiplyLong(A, right))).toBeLessThan(1e-19);
      expect(longNorm(multiplyLong(transposeLong(A), left))).toBeLessThan(1e-19);
    });
  }

  it("products of random factors, of every rank", () => {
    for (let rank = 0; rank <= 8; rank++) {
      const factor = random(8, rank + 1);
      for (let r = 0; r < 8; r++) for (let c = rank; c < 8; c++) factor.high[r * 8 + c] = 0;
      expect(nullityOf(multiplyLong(factor, random(8, 20 + rank)))).toBe(8 - rank);
    }
  });
});

it("an inverse is one to thirty digits, of rows that lie twenty decades apart too", () => {
  for (const n of [1, 2, 7, 30]) {
    const A = random(n, n);
    for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) A.high[r * n + c] *= 10 ** ((20 * r) / n);
    const rest = addLong(multiplyLong(inverseLong(A)!, A), -1, longIdentity(n));
    expect(longNorm(rest)).toBeLessThan(1e-26);
  }
  expect(inverseLong(matrix(3, () => 1))).toBeNull();
});
