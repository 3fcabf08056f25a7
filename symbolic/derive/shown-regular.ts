/** A proof that a matrix of polynomials in parameters is not singular everywhere: at a point, with a bound on the rounding. */

import type { Ranges } from "../algebra/interval.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { type Approximate, POINTS, pointOf, ROUNDING, sumAt } from "../declare/shown-nonzero.ts";

/**
 * True when a matrix of polynomials with real coefficients is shown to have an inverse at some values of the parameters: with X near
 * it, |1 − X A| < 1 in the norm of largest row sums.
 */
export function isShownRegular(rows: readonly (readonly Polynomial[])[], ranges: Ranges): boolean {
  return Array.from({ length: POINTS }, (_, k) => k).some((k) => {
    const point = pointOf(ranges, k);
    const at = rows.map((row) => row.map(({ terms }) => sumAt([...terms.values()], point)));
    const X = nearInverse(at.map((row) => row.map(({ value }) => value)));
    return rows.every((_, i) => departureOfRow(X[i], at, i) < 1);
  });
}

/** Σ_j |(1 − X A)_ij| and what is not known of it. */
function departureOfRow(x: readonly number[], A: readonly (readonly Approximate[])[], i: number): number {
  return A.reduce((total, _, j) => {
    const known = x.reduce((sum, entry, k) => sum - entry * A[k][j].value, i === j ? 1 : 0);
    const lost = x.reduce((sum, entry, k) => {
      const { value, error } = A[k][j];
      return sum + Math.abs(entry) * (error + 2 * (x.length + 1) * ROUNDING * Math.abs(value));
    }, 2 * ROUNDING);
    return total + Math.abs(known) + lost;
  }, 0);
}

/** By elimination with the largest pivots; entries that are no numbers where there is none. */
function nearInverse(A: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rows = A.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < rows.length; k++) {
    const best = rows.slice(k).reduce((most, row, i) => (Math.abs(row[k]) > Math.abs(rows[most][k]) ? k + i : most), k);
    [rows[k], rows[best]] = [rows[best], rows[k]];
    rows[k] = rows[k].map((entry) => entry / rows[k][k]);
    for (let i = 0; i < rows.length; i++)
      if (i !== k) rows[i] = rows[i].map((entry, j) => entry - rows[i][k] * rows[k][j]);
  }
  return rows.map((row) => row.slice(A.length));
}
