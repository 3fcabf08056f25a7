/** The sizes of the terms that a dissipator's D(ρ) is the difference of. */

import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import type { SparseMatrix } from "../matrices/operators.ts";
import { type Dissipator, placeOf, sizesOfDecay } from "./liouvillian.ts";

/** T_ij = Σ_k |rate_k| (|L_k||ρ||L_k|† + ½{|L_k†L_k|, |ρ|})_ij with |·| entry by entry, row by row: |D(ρ)_ij| ≤ T_ij, its rounding is
 *  a few ε of it, and Tr T is what D(ρ) moves before anything cancels. */
export function dissipationTerms(D: Dissipator, rho: ComplexMatrix, dimensions: readonly number[]): Float64Array {
  const n = rho.dimension;
  const terms = new Float64Array(n * n);
  if (D.rates.length === 0) return terms;
  const { own, others } = placeOf(D, dimensions);
  const sizes = rho.re.map((x, k) => Math.hypot(x, rho.im[k]));
  /** out += scale (|S| ⊗ 1) M from the left, or M (|S| ⊗ 1)ᵀ from the right. */
  const add = (S: SparseMatrix, side: "left" | "right", M: Float64Array, scale: number, out: Float64Array): void => {
    const [line, along] = side === "left" ? [n, 1] : [1, n];
    for (let e = 0; e < S.row.length; e++) {
      const size = scale * Math.hypot(S.re[e], S.im[e]);
      for (const other of others) {
        let to = (own[S.row[e]] + other) * line;
        let from = (own[S.column[e]] + other) * line;
        for (let i = 0; i < n; i++, to += along, from += along) out[to] += size * M[from];
      }
    }
  };
  D.operators.forEach((L, k) => {
    const half = new Float64Array(n * n);
    add(L, "left", sizes, 1, half);
    add(L, "right", half, Math.abs(D.rates[k]), terms);
  });
  const decay = sizesOfDecay(D);
  add(decay, "left", sizes, 0.5, terms);
  add(decay, "right", sizes, 0.5, terms);
  return terms;
}

/** Tr T. */
export function traceOfTerms(terms: Float64Array, dimension: number): number {
  let trace = 0;
  for (let i = 0; i < dimension; i++) trace += terms[i * (dimension + 1)];
  return trace;
}
