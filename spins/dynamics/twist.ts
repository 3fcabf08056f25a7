/** How much of a Hamiltonian is more than a rotation of spheres. */

import { type ComplexMatrix, zeroMatrix } from "../matrices/complex-matrix.ts";
import { jumpOperator, type SparseMatrix } from "../matrices/operators.ts";
import { addMultiple, type Long, longQuotient } from "../numbers/long-number.ts";
import { ROTATION } from "../numbers/safety-factors.ts";
import { type Hamiltonian, largestEntry } from "./hamiltonian.ts";

/** What entries of H may be off by, in shares of the parts that are taken from them. */
const ENTRY_ROUNDING = ROTATION * Number.EPSILON;

/**
 * H without what is linear in the spin operators of each party, h_k = Tr[H J_k]/Tr[J_k²], and without a constant: these turn
 * spheres, and change no entropy. What is left of an entry after parts that are much larger than it is rounding of H's entries, and
 * zero; a small entry beside a large rotation elsewhere is not. Null when nothing is left.
 */
export function twistOf(H: Hamiltonian, spins: readonly number[]): Hamiltonian | null {
  const { rest, low, sizes } = withoutRotations(H, spins);
  for (let k = 0; k < sizes.length; k++) {
    if (Math.hypot(rest.re[k], rest.im[k]) > ENTRY_ROUNDING * sizes[k]) continue;
    rest.re[k] = rest.im[k] = low.re[k] = low.im[k] = 0;
  }
  return largestEntry(rest) > 0 ? { ...rest, low } : null;
}

/** What is left to thirty digits, since levels that are far from their mean may be near each other; and of each entry Σ |parts| that
 *  it is the difference of. */
export function withoutRotations(
  H: Hamiltonian,
  spins: readonly number[],
): { readonly rest: ComplexMatrix; readonly low: ComplexMatrix; readonly sizes: Float64Array } {
  const n = H.dimension;
  const rest = { dimension: n, re: H.re.slice(), im: H.im.slice() };
  const beside = H.low === undefined ? zeroMatrix(n) : { ...H.low, re: H.low.re.slice(), im: H.low.im.slice() };
  const sizes = H.re.map((x, k) => Math.hypot(x, H.im[k]));
  // In doubles the levels of a rotation would not cancel, and leave a constant on levels that are zero.
  const [sum, low] = [new Float64Array(1), new Float64Array(1)];
  for (let k = 0; k < n * n; k += n + 1) addMultiple(sum, low, 0, 1, H.re[k], H.low?.re[k] ?? 0);
  const [mean, meanLow] = longQuotient([sum[0], low[0]], [n, 0]);
  for (let i = 0; i < n; i++) {
    addMultiple(rest.re, beside.re, i * (n + 1), -1, mean, meanLow);
    sizes[i * (n + 1)] += Math.abs(mean);
  }
  for (const { operator, coefficient, size } of rotationsOf(H, spins)) {
    const [c, cLow] = coefficient;
    for (let e = 0; e < operator.row.length; e++) {
      const at = operator.row[e] * n + operator.column[e];
      addMultiple(rest.re, beside.re, at, -c, operator.re[e], operator.low?.re[e] ?? 0);
      addMultiple(rest.im, beside.im, at, -c, operator.im[e], operator.low?.im[e] ?? 0);
      addMultiple(rest.re, beside.re, at, -cLow, operator.re[e], 0);
      addMultiple(rest.im, beside.im, at, -cLow, operator.im[e], 0);
      sizes[at] += size * Math.hypot(operator.re[e], operator.im[e]);
    }
  }
  return { rest, low: beside, sizes };
}

interface Rotation {
  /** J_k of one party, on all. */
  readonly operator: SparseMatrix;
  /** To thirty digits: what is left of a rotation is none where some of its entries are taken for zero. */
  readonly coefficient: Long;
  /** Σ |terms| of the coefficient. */
  readonly size: number;
}

function rotationsOf(H: Hamiltonian, spins: readonly number[]): Rotation[] {
  const n = H.dimension;
  const zero = spins.map((): [number, number, number] => [0, 0, 0]);
  return spins.flatMap((J, party) =>
    [0, 1, 2].map((axis) => {
      const re = spins.map(
        (_, p): [number, number, number] =>
          [0, 1, 2].map((k) => Number(p === party && k === axis)) as [number, number, number],
      );
      const operator = jumpOperator({ re, im: zero }, spins);
      const [overlap, rest] = [new Float64Array(1), new Float64Array(1)];
      let size = 0;
      for (let e = 0; e < operator.row.length; e++) {
        const at = operator.row[e] * n + operator.column[e];
        for (const part of ["re", "im"] as const) {
          addMultiple(overlap, rest, 0, operator[part][e], H[part][at], H.low?.[part][at] ?? 0);
          addMultiple(overlap, rest, 0, operator.low?.[part][e] ?? 0, H[part][at], 0);
        }
        size += Math.abs(H.re[at] * operator.re[e] + H.im[at] * operator.im[e]);
      }
      // Tr J_k² = J(J+1)(2J+1)/3, once for each state of the others.
      const square = (J * (J + 1) * n) / 3;
      return { operator, coefficient: longQuotient([overlap[0], rest[0]], [square, 0]), size: size / square };
    }),
  );
}
