/** The same evolution with one number of a jump off, for what its rounding does to a state. */
import { SparseBuilder, type SparseMatrix } from "../matrices/operators.ts";
import { type Term, termsOf } from "./generator/exact-drift.ts";
import { coefficientsApart, entryRoundings, roundingOf } from "./generator/term-roundings.ts";
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

/** Dissipators with one of their numbers off, in turns: each rate, coefficient and entry, as for a state at rest (see
 *  `generator/drift-roundings.ts`). */
export function eachShaken(
  dissipators: readonly Dissipator[],
  dimensions: readonly number[],
): (readonly Dissipator[])[] {
  const sources = { dimensions, dissipators, hamiltonian: null, sums: 0 };
  return termsOf(sources).flatMap((term) => {
    const { origin } = term;
    if (origin.kind === "hamiltonian") return [];
    const rounding = roundingOf(term, sources);
    const changed = [...entryRoundings(term, rounding), ...rounding.coefficients].map((delta) => moved(term, delta));
    if (rounding.rate > 0) changed.push(withRate(term, SHAKEN * rounding.rate));
    return changed.map((one) => dissipators.map((D) => (D === origin.of ? one : D)));
  });
}

function moved({ origin, operator }: Term, delta: SparseMatrix): Dissipator {
  if (origin.kind === "jump") return withOperator(origin.of, origin.k, plus(operator, delta));
  if (origin.kind === "remainder") return { ...origin.of, remainder: plus(operator, delta) };
  throw new Error("no dissipator has the Hamiltonian");
}

function withRate({ origin }: Term, change: number): Dissipator {
  if (origin.kind !== "jump") throw new Error("only jumps have a rate");
  return { ...origin.of, rates: origin.of.rates.map((rate, j) => (j === origin.k ? rate + change : rate)) };
}

const withOperator = (D: Dissipator, k: number, L: SparseMatrix): Dissipator => ({
  ...D,
  operators: D.operators.map((operator, j) => (j === k ? L : operator)),
});

/** L + SHAKEN δ */
function plus(L: SparseMatrix, delta: SparseMatrix): SparseMatrix {
  const builder = new SparseBuilder(L.dimension);
  for (let e = 0; e < L.row.length; e++)
    builder.add(L.row[e], L.column[e], L.re[e], L.im[e], L.low?.re[e], L.low?.im[e]);
  for (let e = 0; e < delta.row.length; e++)
    builder.add(delta.row[e], delta.column[e], SHAKEN * delta.re[e], SHAKEN * delta.im[e]);
  return L.low === null ? builder.build() : builder.buildLong();
}
