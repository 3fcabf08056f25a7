/** Linear algebra over a polynomial ring, fraction-free. */
import { commonDivisor, exactQuotient } from "./division.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";

/** A row divided by the common divisor of its entries. */
function primitive(row: readonly Polynomial[]): readonly Polynomial[] {
  const common = commonDivisor(row);
  return p.isZero(common) ? row : row.map((entry) => exactQuotient(entry, common)!);
}

/**
 * A basis of { v : matrix·v = 0 } over the field of fractions, each vector with coprime polynomial entries. Gauss–Jordan
 * elimination by cross-multiplication; the pivot of a column is the entry of fewest terms.
 */
export function nullspace(
  matrix: readonly (readonly Polynomial[])[],
  columns: number,
): readonly (readonly Polynomial[])[] {
  let rows = matrix.map(primitive).filter((row) => !row.every(p.isZero));
  const pivots: { readonly column: number; row: readonly Polynomial[] }[] = [];
  for (let column = 0; column < columns; column++) {
    const candidates = rows
      .filter((row) => !p.isZero(row[column]))
      .sort((a, b) => a[column].terms.size - b[column].terms.size);
    const pivot = candidates[0];
    if (!pivot) continue;
    const eliminate = (row: readonly Polynomial[]): readonly Polynomial[] =>
      p.isZero(row[column])
        ? row
        : primitive(
            row.map((entry, j) => p.subtract(p.multiply(entry, pivot[column]), p.multiply(pivot[j], row[column]))),
          );
    rows = rows
      .filter((row) => row !== pivot)
      .map(eliminate)
      .filter((row) => !row.every(p.isZero));
    for (const known of pivots) known.row = eliminate(known.row);
    pivots.push({ column, row: pivot });
  }
  const free = Array.from({ length: columns }, (_, j) => j).filter((j) => !pivots.some((pivot) => pivot.column === j));
  const pivotProduct = (without?: number): Polynomial =>
    p.multiply(...pivots.filter(({ column }) => column !== without).map(({ column, row }) => row[column]));
  return free.map((j) => {
    const vector: Polynomial[] = Array.from({ length: columns }, () => p.zero);
    vector[j] = pivotProduct();
    for (const { column, row } of pivots) vector[column] = p.negate(p.multiply(pivotProduct(column), row[j]));
    return primitive(vector);
  });
}
