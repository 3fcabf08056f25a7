/** Q of one spin and its gradient at directions row by row, straight from the amplitudes of coherent states. */

import type { SphereGrid } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";

/** Directions (θ_r, φ_c). */
export interface Directions {
  readonly theta: Float64Array;
  readonly phi: Float64Array;
}

/** At `row * columns + column`. */
export interface LocalHusimi {
  readonly Q: Float64Array;
  /** [∂Q/∂θ, (1/sin θ) ∂Q/∂φ]. */
  readonly gradient: readonly [Float64Array, Float64Array];
}

export const emptyHusimi = ({ theta, phi }: Directions): LocalHusimi => {
  const field = () => new Float64Array(theta.length * phi.length);
  return { Q: field(), gradient: [field(), field()] };
};

export const gridOf = ({ theta, phi }: Directions): SphereGrid => ({
  cosTheta: theta.map(Math.cos),
  sinTheta: theta.map(Math.sin),
  cosPhi: phi.map(Math.cos),
  sinPhi: phi.map(Math.sin),
});

/**
 * Q = Σ_q c_q Re[e^{iqφ} Σ_i ρ_{i,i+q} d_i d_{i+q}], c_0 = 1 and else 2, d_i(θ) = ⟨i|e^{−iθJy}|J⟩; no direction is a pole.
 * @param rho  Hermitian
 */
export function husimiAt(rho: ComplexMatrix, { theta, phi }: Directions, { Q, gradient }: LocalHusimi): void {
  const d = rho.dimension;
  const [amplitude, slope] = [new Float64Array(d), new Float64Array(d)];
  const [slopes, turns] = gradient;
  const columns = phi.length;
  for (let r = 0; r < theta.length; r++) {
    dickeAmplitudes(d - 1, Math.cos(theta[r] / 2), Math.sin(theta[r] / 2), amplitude);
    dickeDerivatives(d - 1, amplitude, slope);
    const range = [r * columns, (r + 1) * columns] as const;
    for (const field of [Q, slopes, turns]) field.fill(0, ...range);
    for (let q = 0; q < d; q++) {
      const share = q === 0 ? 1 : 2;
      let [x, y, u, v] = [0, 0, 0, 0];
      for (let i = 0; i + q < d; i++) {
        const [re, im] = [rho.re[i * d + i + q], rho.im[i * d + i + q]];
        const product = amplitude[i] * amplitude[i + q];
        const change = slope[i] * amplitude[i + q] + amplitude[i] * slope[i + q];
        x += re * product;
        y += im * product;
        u += re * change;
        v += im * change;
      }
      const turn = (share * q) / Math.sin(theta[r]);
      for (let c = 0; c < columns; c++) {
        const [cos, sin] = [Math.cos(q * phi[c]), Math.sin(q * phi[c])];
        const at = r * columns + c;
        Q[at] += share * (x * cos - y * sin);
        slopes[at] += share * (u * cos - v * sin);
        turns[at] -= turn * (x * sin + y * cos);
      }
    }
  }
}
