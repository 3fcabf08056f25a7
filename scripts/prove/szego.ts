/**
 * Polynomials p = 1 + p₁z + … + p_d z^d without zeros inside the circle, by Szegő's recursion from reflection coefficients k_j in the closed
 * disc: p ← p + k_m z p~, p~ = z^{m−1} p(1/z̄)*. A turn of z and complex conjugation make k_d = t ∈ [0, 1] and arg k₁ ∈ [0, π/d].
 *
 * A box is one of the parameters s ∈ [0, 1]^{2d−1}: t, then |k_j| and arg k_j of j = 1 … d − 1. Over it
 *
 *   p_k = centre_k + Σ_i slope_{k,i} h_i + rest_k,   |h_i| ≤ half_i, |rest_k| ≤ rest_k,
 *
 * with all that exceeds the linear part, of polar coordinates and of the recursion, in `rest`.
 */
import { unitAt } from "./circle.ts";

export interface Family {
  readonly degree: number;
  /** 2d − 1. */
  readonly parameters: number;
  /** p_k for 0 ≤ k ≤ d. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** slope_{k,i}·half_i at i(d + 1) + k: what the half of the box's side does to p_k. */
  readonly slopeRe: Float64Array;
  readonly slopeIm: Float64Array;
  /** Bounds on |Σ_i slope h_i| and on |rest|. */
  readonly linear: Float64Array;
  readonly rest: Float64Array;
}

export function familyOf(degree: number): Family {
  const [size, parameters] = [degree + 1, 2 * degree - 1];
  const vector = () => new Float64Array(size);
  const slopes = () => new Float64Array(parameters * size);
  return {
    degree,
    parameters,
    re: vector(),
    im: vector(),
    slopeRe: slopes(),
    slopeIm: slopes(),
    linear: vector(),
    rest: vector(),
  };
}

/** What rounding does to a coefficient, whose parts are sums of fewer than 2⁵ products each below 2^d: well below this, for d ≤ 8. */
const ROUNDING = 2 ** -38;

/** Above π. */
const HALF_TURN = Math.PI * (1 + 2 ** -51);

/** The range of the parameter i: 1, or an angle, π/d for k₁ and 2π for the others. */
export const scaleOf = (degree: number, i: number): number =>
  i === 0 || i % 2 === 1 ? 1 : i === 2 ? HALF_TURN / degree : 2 * HALF_TURN;

/** Fills a family in at a box, its centre and half-sides in [0, 1]. */
export function fill(family: Family, centre: Float64Array, half: Float64Array): void {
  const { degree: d, re, im, slopeRe, slopeIm, linear, rest } = family;
  const size = d + 1;
  for (const each of [re, im, slopeRe, slopeIm, linear, rest]) each.fill(0);
  re[0] = 1;
  for (let m = 1; m <= d; m++) {
    const own = m === d ? 0 : 2 * m - 1;
    const [radius, dRadius] = [centre[own], half[own]];
    const angle = m === d ? 0 : centre[own + 1] * scaleOf(d, own + 1);
    const dAngle = m === d ? 0 : half[own + 1] * scaleOf(d, own + 1);
    const [c, s] = m === d ? [1, 0] : unitAt(angle);
    const [kRe, kIm] = [radius * c, radius * s];
    // e^{ix} = 1 + ix + O(x²/2), |e^{ix} − 1| ≤ |x|.
    const [first, second] = [dRadius + radius * dAngle, (radius * dAngle * dAngle) / 2 + dRadius * dAngle];
    step(family, m, kRe, kIm, first, second);
    stepSlopes(family, m, kRe, kIm);
    // What the coefficients before this step were, reversed, is what k_m multiplies.
    for (let k = 1; k <= m; k++) {
      const [a, b] = k === m ? [1, 0] : [before.re[m - k], -before.im[m - k]];
      slopeRe[own * size + k] = dRadius * (c * a - s * b);
      slopeIm[own * size + k] = dRadius * (c * b + s * a);
      if (m === d) continue;
      slopeRe[(own + 1) * size + k] = dAngle * (-kIm * a - kRe * b);
      slopeIm[(own + 1) * size + k] = dAngle * (kRe * a - kIm * b);
    }
  }
  for (let k = 1; k <= d; k++) {
    let sum = 0;
    for (let i = 0; i < family.parameters; i++) sum += Math.hypot(slopeRe[i * size + k], slopeIm[i * size + k]);
    linear[k] = sum * (1 + ROUNDING);
    rest[k] = rest[k] * (1 + ROUNDING) + ROUNDING;
  }
}

/** The coefficients before a step, with bounds on their linear parts and rests. */
const before = {
  re: new Float64Array(16),
  im: new Float64Array(16),
  linear: new Float64Array(16),
  rest: new Float64Array(16),
};

/** p_k ← p_k + k_m p*_{m−k}; (k + f₁ + f₂)(a + l + r) has the linear part f₁a + kl, and the rest is bounded term by term. */
function step({ re, im, linear, rest }: Family, m: number, kRe: number, kIm: number, first: number, second: number) {
  for (let k = 0; k < m; k++) {
    before.re[k] = re[k];
    before.im[k] = im[k];
    before.linear[k] = linear[k];
    before.rest[k] = rest[k];
  }
  const size = Math.hypot(kRe, kIm);
  for (let k = 1; k < m; k++) {
    const [a, b] = [before.re[m - k], -before.im[m - k]];
    const [l, r] = [before.linear[m - k], before.rest[m - k]];
    re[k] += kRe * a - kIm * b;
    im[k] += kRe * b + kIm * a;
    linear[k] += first * Math.hypot(a, b) + size * l;
    rest[k] += first * (l + r) + second * (Math.hypot(a, b) + l + r) + size * r;
  }
  re[m] = kRe;
  im[m] = kIm;
  linear[m] = first;
  rest[m] = second;
}

/** ∂p_k ← ∂p_k + k_m ∂p*_{m−k} for the parameters of the steps before. */
function stepSlopes({ degree, slopeRe, slopeIm }: Family, m: number, kRe: number, kIm: number): void {
  const size = degree + 1;
  for (let i = 1; i < 2 * m - 1; i++) {
    const at = i * size;
    // Pairs k and m − k, each from the other as it was.
    for (let k = 1; 2 * k <= m; k++) {
      const [x, y] = [at + k, at + m - k];
      const [a, b, c, e] = [slopeRe[x], slopeIm[x], slopeRe[y], slopeIm[y]];
      slopeRe[x] = a + kRe * c + kIm * e;
      slopeIm[x] = b - kRe * e + kIm * c;
      if (x === y) continue;
      slopeRe[y] = c + kRe * a + kIm * b;
      slopeIm[y] = e - kRe * b + kIm * a;
    }
  }
}
