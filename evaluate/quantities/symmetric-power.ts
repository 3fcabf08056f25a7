/**
 * M ∫ Q^q for a whole q, exactly: Q^q is the Husimi function of the symmetric part of ρ^{⊗q}, a matrix on spins qJ. Of A on spins aJ and
 * B on spins bJ that part is
 *
 *   C_ij = Σ_{k,l} A_kl B_{i−k,j−l} w(i,k) w(j,l),   w(i,k)² = Π_p C(2aJ_p, k_p) C(2bJ_p, i_p−k_p) / C(2(a+b)J_p, i_p),
 *
 * places counted from m = +J in every spin p, and M ∫ Q^q = Π_p (2J_p+1)/(2qJ_p+1) Tr C.
 */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { totalDimension, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { binomialRoots } from "../../spins/states/dicke.ts";

/** Up to which 2qJ roots of binomials are doubles. */
const LARGEST_TWO_J = 2000;

/** Products of entries, which take a few seconds at most. */
const MOST_PRODUCTS = 5e7;

/** A matrix on spins aJ. */
interface Power {
  readonly a: number;
  readonly matrix: ComplexMatrix;
}

/** Whether q is whole and Tr C within reach. */
export function isContractible(q: number, twoJ: readonly number[]): boolean {
  if (!Number.isInteger(q) || q * Math.max(...twoJ) > LARGEST_TWO_J) return false;
  const sizeOf = (a: number) => totalDimension(twoJ.map((one) => a * one + 1));
  const half = Math.ceil(q / 2);
  let products = sizeOf(half) * sizeOf(q - half) ** 2;
  for (let a = 1; a < half; a++) products += (sizeOf(a) * sizeOf(1)) ** 2;
  return products <= MOST_PRODUCTS;
}

/** M ∫ Q^q, with a bound on rounding: every sum is held against the same sum of sizes.
 *  @param q  2, 3, …
 *  @param twoJ  2J of every spin */
export function momentOfHusimi(rho: ComplexMatrix, twoJ: readonly number[], q: number): Bounded {
  const half = Math.ceil(q / 2);
  const traced = (matrix: ComplexMatrix): number => {
    const powers: Power[] = [{ a: 1, matrix }];
    for (let a = 1; a < half; a++) powers.push(product(powers[a - 1], powers[0], twoJ));
    return traceOfProduct(powers[half - 1], powers[q - half - 1], twoJ);
  };
  const sizes = { ...zeroMatrix(rho.dimension), re: rho.re.map((x, k) => Math.hypot(x, rho.im[k])) };
  const share = twoJ.reduce((all, one) => (all * (one + 1)) / (q * one + 1), 1);
  const value = share * traced(rho);
  const size = share * traced(sizes);
  // Of a product: the terms of an entry, and a root of binomials by recurrence for each spin; q − 1 products.
  const roundings = rho.dimension ** 2 + 8 * q * twoJ.reduce((all, one) => all + one, 0) + 8;
  return { value, error: (q - 1) * roundings * Number.EPSILON * size };
}

function product(A: Power, B: Power, twoJ: readonly number[]): Power {
  const sum = sums(A, B, twoJ);
  const [n, nA, nB] = [sum.dimension, A.matrix.dimension, B.matrix.dimension];
  const C = zeroMatrix(n);
  for (let k = 0; k < nA; k++)
    for (let l = 0; l < nA; l++) {
      const [x, y] = [A.matrix.re[k * nA + l], A.matrix.im[k * nA + l]];
      if (x === 0 && y === 0) continue;
      for (let r = 0; r < nB; r++) {
        const [i, left] = [sum.place[k * nB + r], sum.weight[k * nB + r]];
        for (let c = 0; c < nB; c++) {
          const weight = left * sum.weight[l * nB + c];
          const at = i * n + sum.place[l * nB + c];
          const [u, v] = [B.matrix.re[r * nB + c], B.matrix.im[r * nB + c]];
          C.re[at] += weight * (x * u - y * v);
          C.im[at] += weight * (x * v + y * u);
        }
      }
    }
  return { a: A.a + B.a, matrix: C };
}

/** Tr C: k + r = l + c. Compensated, since it has many terms. */
function traceOfProduct(A: Power, B: Power, twoJ: readonly number[]): number {
  const sum = sums(A, B, twoJ);
  const [nA, nB] = [A.matrix.dimension, B.matrix.dimension];
  const ofPlace = new Int32Array(sum.dimension);
  let [value, carry] = [0, 0];
  for (let l = 0; l < nA; l++) {
    ofPlace.fill(-1);
    for (let c = 0; c < nB; c++) ofPlace[sum.place[l * nB + c]] = c;
    for (let k = 0; k < nA; k++) {
      const [x, y] = [A.matrix.re[k * nA + l], A.matrix.im[k * nA + l]];
      if (x === 0 && y === 0) continue;
      for (let r = 0; r < nB; r++) {
        const c = ofPlace[sum.place[k * nB + r]];
        if (c < 0) continue;
        const weight = sum.weight[k * nB + r] * sum.weight[l * nB + c];
        const term = weight * (x * B.matrix.re[r * nB + c] - y * B.matrix.im[r * nB + c]);
        const next = value + term;
        carry += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
        value = next;
      }
    }
  }
  return value + carry;
}

/** Where k of A and r of B stand together, k + r spin by spin, and w(k + r, k); at k·n_B + r. */
function sums(A: Power, B: Power, twoJ: readonly number[]) {
  const [nA, nB] = [A.matrix.dimension, B.matrix.dimension];
  const place = new Int32Array(nA * nB);
  const weight = new Float64Array(nA * nB).fill(1);
  let dimension = 1;
  const [restA, restB] = [Int32Array.from({ length: nA }, (_, k) => k), Int32Array.from({ length: nB }, (_, k) => k)];
  for (const one of twoJ.toReversed()) {
    const [dA, dB, d] = [A.a * one + 1, B.a * one + 1, (A.a + B.a) * one + 1];
    const [rootsA, rootsB, roots] = [dA, dB, d].map((own) => binomialRoots(own - 1));
    for (let k = 0; k < nA; k++)
      for (let r = 0; r < nB; r++) {
        const [i, j] = [restA[k] % dA, restB[r] % dB];
        place[k * nB + r] += dimension * (i + j);
        weight[k * nB + r] *= (rootsA[i] / roots[i + j]) * rootsB[j];
      }
    for (let k = 0; k < nA; k++) restA[k] = Math.floor(restA[k] / dA);
    for (let r = 0; r < nB; r++) restB[r] = Math.floor(restB[r] / dB);
    dimension *= d;
  }
  return { place, weight, dimension };
}
