/** Entropy flux as an expectation value, Φ = Tr[ρF] with F = D†(X), X = M ∫ |Ω⟩⟨Ω| ln Q*. */
import type { ComplexMatrix } from "../evaluator.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";

export interface BoundedValue {
  readonly value: number;
  /** |value − truth| ≤ error. */
  readonly error: number;
}

/** A matrix with a bound on its error in the Frobenius norm. */
export interface BoundedMatrix {
  readonly matrix: ComplexMatrix;
  readonly error: number;
}

export const ZERO: BoundedValue = { value: 0, error: 0 };

/** The same with a larger error. */
export function widened<T extends BoundedValue | null>(one: T, by: number): T {
  return one === null || by === 0 ? one : { ...one, error: one.error + by };
}

/** Tr[ρF] for Hermitian ρ and F on the same space, with the bound 4ε Σ |ρ_ij F_ji| on its rounding. */
export function traceProduct(rho: ComplexMatrix, F: ComplexMatrix): BoundedValue {
  const n = rho.dimension;
  let value = 0;
  let magnitude = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const here = i * n + j;
      const there = j * n + i;
      value += rho.re[here] * F.re[there] - rho.im[here] * F.im[there];
      magnitude += Math.hypot(rho.re[here], rho.im[here]) * Math.hypot(F.re[there], F.im[there]);
    }
  }
  return { value, error: ROUNDING * magnitude };
}
