/** Coherent states in the basis |J,m⟩, m descending: the amplitudes d_m(θ) = ⟨m| e^{−iθJy} |J⟩. */

const tables = new Map<number, Float64Array>();

/** √C(2J, k) for k = 0 … 2J, by √C(n, k+1) = √C(n, k) √((n−k)/(k+1)); finite for 2J ≤ 1000 and well beyond. */
export function binomialRoots(twoJ: number): Float64Array {
  let roots = tables.get(twoJ);
  if (roots === undefined) {
    roots = new Float64Array(twoJ + 1);
    roots[0] = 1;
    for (let k = 0; k < twoJ; k++) roots[k + 1] = roots[k] * Math.sqrt((twoJ - k) / (k + 1));
    tables.set(twoJ, roots);
  }
  return roots;
}

/**
 * d_m(θ) = √C(2J, J+m) cos^{J+m}(θ/2) sin^{J−m}(θ/2), normalised again so that Σ d_m² = 1 survives the rounding of
 * high powers.
 * @param twoJ  2J ≤ 2000
 * @param out  2J + 1 values from `start` on, index 0 is m = +J
 */
export function dickeAmplitudes(
  twoJ: number,
  cosHalf: number,
  sinHalf: number,
  out: Float64Array,
  start: number = 0,
): void {
  const roots = binomialRoots(twoJ);
  let norm = 0;
  for (let i = 0; i <= twoJ; i++) {
    const amplitude = roots[i] * cosHalf ** (twoJ - i) * sinHalf ** i;
    out[start + i] = amplitude;
    norm += amplitude * amplitude;
  }
  const scale = 1 / Math.sqrt(norm);
  for (let i = 0; i <= twoJ; i++) out[start + i] *= scale;
}

/** d'_m = ½ (√((J−m)(J+m+1)) d_{m+1} − √((J+m)(J−m+1)) d_{m−1}), from ∂θ e^{−iθJy} = −iJy e^{−iθJy}. */
export function dickeDerivatives(twoJ: number, d: Float64Array, out: Float64Array, start: number = 0): void {
  for (let i = 0; i <= twoJ; i++) {
    const above = i > 0 ? Math.sqrt(i * (twoJ - i + 1)) * d[start + i - 1] : 0;
    const below = i < twoJ ? Math.sqrt((twoJ - i) * (i + 1)) * d[start + i + 1] : 0;
    out[start + i] = 0.5 * (above - below);
  }
}
