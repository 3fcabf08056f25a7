/** The same evolution with one coefficient of a jump off, for what its rounding does to a state. */
import { SparseBuilder, type SparseMatrix } from "../matrices/operators.ts";
import { termsOf } from "./generator/exact-drift.ts";
import { coefficientsApart } from "./generator/term-roundings.ts";
import type { Dissipator } from "./liouvillian.ts";

/** How many times its rounding a coefficient is off: far from thirty digits, and little beside what is left of coefficients that cancel. */
export const SHAKEN = 2 ** 20;

/**
 * Dissipators with one coefficient off, in turns, of the jumps that mix raising and lowering by numbers that are rounded each by
 * itself: what such a jump leaves slow, as squeezing by r does by e^{−2r}, is less than its coefficients by far, and does not fade.
 */
export function shaken(dissipators: readonly Dissipator[], dimensions: readonly number[]): (readonly Dissipator[])[] {
  return termsOf({ dimensions, dissipators, hamiltonian: null, sums: 0 }).flatMap((term) => {
    const { origin } = term;
    if (origin.kind !== "jump") return [];
    const own = origin.of.on.map((party) => dimensions[party]);
    return coefficientsApart(term.operator, own).map((delta) =>
      dissipators.map((D) => (D === origin.of ? withOperator(D, origin.k, plus(term.operator, delta)) : D)),
    );
  });
}

const withOperator = (D: Dissipator, k: number, L: SparseMatrix): Dissipator => ({
  ...D,
  operators: D.operators.map((operator, j) => (j === k ? L : operator)),
});

/** L + SHAKEN δ */
function plus(L: SparseMatrix, delta: SparseMatrix): SparseMatrix {
  const builder = new SparseBuilder(L.dimension);
  for (let e = 0; e < L.row.length; e++) builder.add(L.row[e], L.column[e], L.re[e], L.im[e]);
  for (let e = 0; e < delta.row.length; e++)
    builder.add(delta.row[e], delta.column[e], SHAKEN * delta.re[e], SHAKEN * delta.im[e]);
  return builder.build();
}
