/** What property tests do to density matrices. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { eigenvalues } from "../../spins/states/density-matrix.ts";

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

/** e^{−iχM} ρ e^{iχM}, M = Σ_j Jz_j: all parties turned by χ about z. */
export function turnAboutZ(rho: ComplexMatrix, spins: readonly number[], chi: number): ComplexMatrix {
  const M = magneticNumbers(spins);
  const turned = combine(1, rho, 0, rho);
  const n = rho.dimension;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const k = r * n + c;
      const cos = Math.cos((M[r] - M[c]) * chi);
      const sin = -Math.sin((M[r] - M[c]) * chi);
      turned.re[k] = cos * rho.re[k] - sin * rho.im[k];
      turned.im[k] = cos * rho.im[k] + sin * rho.re[k];
    }
  }
  return turned;
}

/** Σ_j m_j of every basis state. */
function magneticNumbers(spins: readonly number[]): number[] {
  return dimensionsOf(spins).reduce(
    (sums, d) => sums.flatMap((sum) => Array.from({ length: d }, (_, i) => sum + (d - 1) / 2 - i)),
    [0],
  );
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

/** √Σ|ρ_ij|². */
export function norm(rho: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < rho.re.length; k++) sum += rho.re[k] ** 2 + rho.im[k] ** 2;
  return Math.sqrt(sum);
}

export function trace(rho: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < rho.re.length; k += rho.dimension + 1) sum += rho.re[k];
  return sum;
}

/** The largest |entry| of A − B. */
export function distance(a: ComplexMatrix, b: ComplexMatrix): number {
  let largest = 0;
  for (let k = 0; k < a.re.length; k++) largest = Math.max(largest, Math.hypot(a.re[k] - b.re[k], a.im[k] - b.im[k]));
  return largest;
}
