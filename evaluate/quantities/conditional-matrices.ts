/** What points on the spheres of some spins leave of a state: ⟨n|ρ|n⟩, a matrix on the others, which need not have trace one. */

import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";

/** Every point of the spheres that have a rule, with its weight in the measure of those and ⟨b|ρ|b⟩ of the spin that has none. */
export function eachPoint(
  rho: ComplexMatrix,
  spins: readonly number[],
  rules: readonly (SphereRule | null)[],
  visit: (conditional: ComplexMatrix, weight: number) => void,
  weight = 1,
): void {
  const k = rules.findLastIndex((rule) => rule !== null);
  if (k < 0) {
    visit(rho, weight);
    return;
  }
  const rule = rules[k]!;
  const [rest, left] = [spins.toSpliced(k, 1), rules.toSpliced(k, 1)];
  const twoJ = Math.round(2 * spins[k]);
  const amplitudes = new Float64Array(twoJ + 1);
  const mu = (twoJ + 1) / (4 * Math.PI);
  for (let r = 0; r < rule.cosTheta.length; r++) {
    dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], amplitudes);
    for (let c = 0; c < rule.phi.length; c++) {
      const own = mu * rule.rowWeight[r] * rule.columnWeight[c];
      eachPoint(contracted(rho, spins, k, amplitudes, rule.phi[c]), rest, left, visit, weight * own);
    }
  }
}

/** ⟨n|ρ|n⟩ by party k, |n⟩ = Σ d_i e^{iφi}|i⟩ up to a phase. */
export function contracted(
  rho: ComplexMatrix,
  spins: readonly number[],
  k: number,
  d: Float64Array,
  phi: number,
): ComplexMatrix {
  const dimensionOf = (some: readonly number[]) => totalDimension(some.map((J) => Math.round(2 * J) + 1));
  const [before, own, after] = [dimensionOf(spins.slice(0, k)), d.length, dimensionOf(spins.slice(k + 1))];
  const [n, m] = [rho.dimension, before * after];
  const out = { dimension: m, re: new Float64Array(m * m), im: new Float64Array(m * m) };
  const placeOf = (at: number, i: number): number => (Math.floor(at / after) * own + i) * after + (at % after);
  for (let i = 0; i < own; i++)
    for (let j = 0; j < own; j++) {
      const [c, s] = [d[i] * d[j] * Math.cos((j - i) * phi), d[i] * d[j] * Math.sin((j - i) * phi)];
      for (let x = 0; x < m; x++)
        for (let y = 0; y < m; y++) {
          const at = placeOf(x, i) * n + placeOf(y, j);
          out.re[x * m + y] += c * rho.re[at] - s * rho.im[at];
          out.im[x * m + y] += c * rho.im[at] + s * rho.re[at];
        }
    }
  return out;
}
