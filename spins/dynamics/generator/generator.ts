/**
 * The generator of evolution, ρ̇ = −i[H, ρ] + Σ D(ρ) = Kρ + ρK† + Σ rate LρL† with K = −iH − ½Σ rate L†L, as a real sparse
 * matrix on Hermitian ρ, and its split into parts that evolve among themselves.
 *
 * The coordinates of a Hermitian X are a real d × d array: Re X_kl at k·d + l for k ≤ l, Im X_kl at l·d + k for k < l.
 * Only what a state reaches is ever written down, by columns: nothing has d⁴ entries.
 */

import { totalDimension } from "../../matrices/complex-matrix.ts";
import { type Sources, termsOf } from "./exact-drift.ts";
import { type Columns, longEntries, minusHalfSquare, spread, timesMinusI } from "./long-columns.ts";

/** rate LρL† + Kρ + ρK†, K = −½ rate L†L; or with K = −iH alone where there is no jump. The factor stands outside both. */
interface GeneratorTerm {
  readonly factor: number;
  readonly jump: Columns | null;
  readonly effective: Columns;
}

export interface Generator {
  readonly dimension: number;
  readonly terms: readonly GeneratorTerm[];
}

/** The operators of every term by columns, −½L†L to thirty digits. */
export function generator(sources: Sources): Generator {
  const dimension = totalDimension(sources.dimensions);
  const terms = termsOf(sources).map(({ operator, rate, own, others }): GeneratorTerm => {
    if (rate === null)
      return { factor: 1, jump: null, effective: spread(timesMinusI(operator), own, others, dimension) };
    const decay = spread(minusHalfSquare(operator), own, others, dimension);
    return { factor: rate, jump: spread(longEntries(operator), own, others, dimension), effective: decay };
  });
  return { dimension, terms };
}
