/** A number with its bound, the arithmetic of bounds, and what a product has lost. */

import { type ComplexMatrix, modulus } from "../matrices/complex-matrix.ts";
import { SUM } from "./safety-factors.ts";

/** Rounding of a sum of contributions that are themselves good to a few ε. */
export const ROUNDING = SUM * Number.EPSILON;

/** A number and how far it may be off. */
export interface Bounded {
  readonly value: number;
  /** |value − truth| ≤ error. */
  readonly error: number;
}

/** A matrix with a bound on its error in the Frobenius norm, and bounds on the errors of its entries that are not in that. */
export interface BoundedMatrix {
  readonly matrix: ComplexMatrix;
  readonly error: number;
  readonly errors: Float64Array | null;
  /** Σ |contributions| to each entry, row by row; the entries' own sizes where null. */
  readonly sizes: Float64Array | null;
}

/** A value and Σ |contributions| to it. */
export interface Weighed extends Bounded {
  readonly contributions: number;
}

export const ZERO: Weighed = { value: 0, error: 0, contributions: 0 };

/** Of several, whose errors add up. */
export function sum(...terms: readonly Bounded[]): Bounded {
  let [value, error] = [0, 0];
  for (const term of terms) {
    value += term.value;
    error += term.error;
  }
  return { value, error };
}

export function difference(a: Bounded, b: Bounded): Bounded {
  return { value: a.value - b.value, error: a.error + b.error };
}

/** The same with a larger error. */
function widened<T extends Bounded | null>(one: T, by: number): T {
  return one === null || by === 0 ? one : { ...one, error: one.error + by };
}

/** Tr[ρF] for Hermitian ρ and F on the same space, with the bound 4ε Σ |ρ_ij F_ji| on its rounding; the sum is compensated. */
export function traceProduct(rho: ComplexMatrix, F: ComplexMatrix): Weighed {
  const n = rho.dimension;
  let value = 0;
  let carry = 0;
  let contributions = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const here = i * n + j;
      const there = j * n + i;
      const size = modulus(F.re[there], F.im[there]);
      if (size === 0) continue;
      const term = rho.re[here] * F.re[there] - rho.im[here] * F.im[there];
      const next = value + term;
      carry += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
      value = next;
      contributions += modulus(rho.re[here], rho.im[here]) * size;
    }
  }
  return { value: value + carry, error: ROUNDING * contributions, contributions };
}

/** The same with what F is off by: |Tr ρΔF| ≤ |ρ| |ΔF|.
 *  @param size  a bound on the Frobenius norm of ρ */
export function boundedTrace(
  rho: ComplexMatrix,
  { matrix, error, errors, sizes }: BoundedMatrix,
  size: number,
): Weighed {
  const trace = traceProduct(rho, matrix);
  const contributions = sizes === null ? trace.contributions : weighed(rho, sizes);
  return { ...widened(trace, size * error + (errors === null ? 0 : weighed(rho, errors))), contributions };
}

/** Σ |ρ_ij| errors_ji. */
export function weighed(rho: ComplexMatrix, errors: Float64Array): number {
  const n = rho.dimension;
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) sum += modulus(rho.re[i * n + j], rho.im[i * n + j]) * errors[j * n + i];
  return sum;
}

/** kφ − fl(kφ) for an integer |k| < 2²⁶, exactly (Dekker, Numer. Math. 18, 224 (1971)): large spins turn fast, and where Q is
 *  small its terms must cancel to the last digit. */
export function productError(k: number, phi: number, product: number): number {
  const scaled = 134217729 * phi;
  const high = scaled - (scaled - phi);
  return k * high - product + k * (phi - high);
}
