/** Of what degree an operator is in the spin operators of its parties. */

import { basisOffsets, type ComplexMatrix, frobenius, otherParties } from "../matrices/complex-matrix.ts";
import { ROTATION } from "../numbers/safety-factors.ts";

/** Degree 2 needs tensors of rank 0, 1 and 2; ⟨m+q|T_k|m⟩ is a product of q ladder elements and a polynomial in m of degree k − q. */
const RANK = 2;

/** Whether a Hermitian X is, to rounding, of at most second degree in the spin operators of each party: made of spherical tensors of rank 2
 *  and less. Of J ≤ 1 everything is. */
export function isQuadratic(X: ComplexMatrix, spins: readonly number[]): boolean {
  const dimensions = spins.map((J) => 2 * J + 1);
  const most = (ROTATION * Number.EPSILON * frobenius(X)) ** 2;
  return spins.every((J, party) => 2 * J <= RANK || beyondRank(X, dimensions, party) <= most);
}

/** The square of the Frobenius norm of what X has of higher rank in one party, below the diagonal. */
function beyondRank({ dimension, re, im }: ComplexMatrix, dimensions: readonly number[], party: number): number {
  const own = basisOffsets(dimensions, [party]);
  const others = basisOffsets(dimensions, otherParties(dimensions, [party]));
  let squares = 0;
  for (let q = 0; q < own.length; q++) {
    const basis = tensorsOf(own.length - 1, q);
    for (const row of others) {
      for (const column of others) {
        const at = (i: number) => (own[i + q] + row) * dimension + own[i] + column;
        squares += restOf(basis, (i) => re[at(i)], own.length - q) + restOf(basis, (i) => im[at(i)], own.length - q);
      }
    }
  }
  return squares;
}

/** |x|² without what lies in the span of an orthonormal basis. */
function restOf(basis: readonly Float64Array[], entry: (i: number) => number, length: number): number {
  const rest = Float64Array.from({ length }, (_, i) => entry(i));
  for (const vector of basis) subtract(rest, vector);
  return rest.reduce((sum, x) => sum + x * x, 0);
}

/** The q-th diagonals of T_q, … T_2, orthonormal; none for q > 2. */
function tensorsOf(twoJ: number, q: number): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (let k = q; k <= RANK; k++) {
    const next = Float64Array.from(
      { length: twoJ + 1 - q },
      (_, i) => ladder(twoJ, i, q) * (twoJ - 2 * i - q) ** (k - q),
    );
    for (const vector of basis) subtract(next, vector);
    const norm = Math.hypot(...next);
    if (norm > 0) basis.push(next.map((x) => x / norm));
  }
  return basis;
}

/** ⟨i + q|J₋^q|i⟩, levels counted from the highest. */
function ladder(twoJ: number, i: number, q: number): number {
  let product = 1;
  for (let k = i; k < i + q; k++) product *= Math.sqrt((k + 1) * (twoJ - k));
  return product;
}

function subtract(from: Float64Array, unit: Float64Array): void {
  let overlap = 0;
  for (let i = 0; i < from.length; i++) overlap += from[i] * unit[i];
  for (let i = 0; i < from.length; i++) from[i] -= overlap * unit[i];
}
