/** What a master equation is made of. */

/** One term `rate · D[L]` of a channel, L = Σ_j l_j·J_j with l_j = re[j] + i im[j] in Cartesian components. */
export interface Jump {
  /** The index of its reservoir. */
  readonly reservoir: number;
  /** Negative only among the terms of a Kossakowski matrix, whose sum is a positive map. */
  readonly rate: number;
  /** What rounding may do to the rate is ε times this, where terms of its factors may cancel. */
  readonly rateSize?: number;
  readonly re: readonly (readonly [number, number, number])[];
  readonly im: readonly (readonly [number, number, number])[];
}
