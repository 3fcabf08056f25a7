/** What laws do to density matrices. */

import { evolution, evolve } from "../spins/dynamics/evolve.ts";
import { dissipator } from "../spins/dynamics/liouvillian.ts";
import type { Vector3 } from "../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { combine, partialTrace } from "../spins/matrices/complex-matrix.ts";
import { eigenvalues } from "../spins/states/density-matrix.ts";

export function dimensionsOf(spins: readonly number[]): number[] {
  return spins.map((J) => Math.round(2 * J) + 1);
}

export function dimensionOf(spins: readonly number[]): number {
  return dimensionsOf(spins).reduce((a, b) => a * b, 1);
}

export function maximallyMixed(dimension: number): ComplexMatrix {
  const re = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) re[i * dimension + i] = 1 / dimension;
  return { dimension, re, im: new Float64Array(dimension * dimension) };
}

/** (1 − share) ρ + share σ; null stands for the maximally mixed state. */
export function mix(rho: ComplexMatrix, sigma: ComplexMatrix | null, share: number): ComplexMatrix {
  return combine(1 - share, rho, share, sigma ?? maximallyMixed(rho.dimension));
}

/** e^{−iχk·J} ρ e^{iχk·J}, J = Σ_j J_j: all parties turned by χ about the unit vector k. */
export function turnAbout(k: Vector3, rho: ComplexMatrix, spins: readonly number[], chi: number): ComplexMatrix {
  const field = spins.map(() => k);
  const everywhere = spins.map((_, party) => party);
  return evolve(evolution([dissipator([], spins, everywhere, field)], dimensionsOf(spins)), rho, chi);
}

/** ρ with everything off the diagonal multiplied by µ. */
export function scaleCoherence(rho: ComplexMatrix, mu: number): ComplexMatrix {
  return combine(mu, rho, 1 - mu, populationsOf(rho));
}

/** The diagonal of ρ, and nothing beside it. */
export function populationsOf(rho: ComplexMatrix): ComplexMatrix {
  const diagonal = { ...rho, re: new Float64Array(rho.re.length), im: new Float64Array(rho.im.length) };
  for (let k = 0; k < rho.re.length; k += rho.dimension + 1) diagonal.re[k] = rho.re[k];
  return diagonal;
}

/** The same state with its parties in another order: the k-th of the new is the order[k]-th of the old. */
export function reorder(rho: ComplexMatrix, spins: readonly number[], order: readonly number[]): ComplexMatrix {
  return partialTrace(rho, dimensionsOf(spins), order);
}

/** How far one may go along coherences C from positive populations p and stay a state: diag(p) + µC ≥ 0 for
 *  µ ≤ −1/λ_min(p^{−1/2} C p^{−1/2}). */
export function reachAlongRay(populations: readonly number[], C: readonly (readonly number[])[]): number {
  const n = populations.length;
  const re = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) re[i * n + j] = C[i][j] / Math.sqrt(populations[i] * populations[j]);
  }
  return -1 / eigenvalues({ dimension: n, re, im: new Float64Array(n * n) })[0];
}

/** The largest |entry| of A − B. */
export function distance(a: ComplexMatrix, b: ComplexMatrix): number {
  let largest = 0;
  for (let k = 0; k < a.re.length; k++) largest = Math.max(largest, Math.hypot(a.re[k] - b.re[k], a.im[k] - b.im[k]));
  return largest;
}
