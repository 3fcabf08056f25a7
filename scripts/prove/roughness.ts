/**
 * I = ⟨ψ_φ²⟩ for ψ = |p|, p without zeros inside the circle: a polynomial in its coefficients,
 *
 *   I = ½ Σ k²|p_k|² − ½ Re Σ p_k* [u²/p]_k,   u = z p′.
 *
 * With p = a + δ, q = z a′/a, v = z δ′ there is exactly u²/p = q²p + 2q(v − qδ) + (v − qδ)²/p: a linear part and a square.
 */
import type { Family } from "./szego.ts";

const ORDERS = 16;
const series = () => ({ re: new Float64Array(ORDERS), im: new Float64Array(ORDERS) });

/** Power series in z, or one array of them for many. */
export interface Series {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const [b, q, qq, qqa, inverse] = [series(), series(), series(), series(), series()];
const [spread, spreadRest, square, squareRest, inverseBound, inverseChange, reach] = Array.from(
  { length: 7 },
  () => new Float64Array(ORDERS),
);

/** out = x·y to order d. */
function product(x: Series, y: Series, d: number, out: Series): void {
  for (let k = 0; k <= d; k++) {
    let [re, im] = [0, 0];
    for (let j = 0; j <= k; j++) {
      re += x.re[j] * y.re[k - j] - x.im[j] * y.im[k - j];
      im += x.re[j] * y.im[k - j] + x.im[j] * y.re[k - j];
    }
    out.re[k] = re;
    out.im[k] = im;
  }
}

/** out = x/a to order d, a₀ = 1. */
function quotient(x: Series, a: Series, d: number, out: Series): void {
  for (let k = 0; k <= d; k++) {
    let [re, im] = [x.re[k], x.im[k]];
    for (let j = 1; j <= k; j++) {
      re -= a.re[j] * out.re[k - j] - a.im[j] * out.im[k - j];
      im -= a.re[j] * out.im[k - j] + a.im[j] * out.re[k - j];
    }
    out.re[k] = re;
    out.im[k] = im;
  }
}

const unit = series();
unit.re[0] = 1;

/**
 * I at the centre; −dI as Re Σ gradient_k Δ_k, added to `gradient`.
 * @param a  the coefficients of the centre
 */
export function roughness(a: Series, d: number, gradient: Series): number {
  for (let k = 0; k <= d; k++) {
    b.re[k] = k * a.re[k];
    b.im[k] = k * a.im[k];
  }
  quotient(b, a, d, q);
  product(q, q, d, qq);
  product(qq, a, d, qqa);
  let value = 0;
  for (let k = 1; k <= d; k++) {
    const [x, y] = [a.re[k], a.im[k]];
    value += (k * k * (x * x + y * y) - (x * qqa.re[k] + y * qqa.im[k])) / 2;
    // −½k²·2p_k* + ½[q²p]_k*, and below ½ Σ_j p_j*[2qv − q²δ]_j by Δ_k.
    let re = -k * k * x + qqa.re[k] / 2;
    let im = k * k * y - qqa.im[k] / 2;
    for (let j = k; j <= d; j++) {
      const [lRe, lIm] = [2 * k * q.re[j - k] - qq.re[j - k], 2 * k * q.im[j - k] - qq.im[j - k]];
      re += (a.re[j] * lRe + a.im[j] * lIm) / 2;
      im += (a.re[j] * lIm - a.im[j] * lRe) / 2;
    }
    gradient.re[k] += re;
    gradient.im[k] += im;
  }
  return value;
}

/** The linear map δ → v − qδ on coefficients: y_m = mδ_m − Σ_k q_{m−k} δ_k, with all arrays at m(stride) from `at` on. */
export function spreadOf(
  x: Float64Array,
  y: Float64Array,
  at: number,
  d: number,
  outX: Float64Array,
  outY: Float64Array,
): void {
  for (let m = 1; m <= d; m++) {
    let [re, im] = [m * x[at + m], m * y[at + m]];
    for (let k = 1; k < m; k++) {
      re -= q.re[m - k] * x[at + k] - q.im[m - k] * y[at + k];
      im -= q.re[m - k] * y[at + k] + q.im[m - k] * x[at + k];
    }
    outX[at + m] = re;
    outY[at + m] = im;
  }
}

/** The part of −I that is quadratic in Δ, as a form of two directions; y and y′ are their `spreadOf`.
 *  −½ Σ k² Δ_k*Δ′_k + ½ Re Σ Δ_k*[2qv − q²δ]′_k + ½ Re Σ p_k*[yy′/p]_k, symmetrised. */
export function roughnessForm(directions: Directions, i: number, j: number, d: number): number {
  return (halfForm(directions, i, j, d) + halfForm(directions, j, i, d)) / 2;
}

export interface Directions {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly spreadRe: Float64Array;
  readonly spreadIm: Float64Array;
}

function halfForm({ re, im, spreadRe, spreadIm }: Directions, i: number, j: number, d: number): number {
  let sum = 0;
  for (let m = 1; m <= d; m++) {
    let [x, y] = [-m * m * re[j + m], -m * m * im[j + m]];
    for (let k = 1; k <= m; k++) {
      const [a, c] = [2 * k * q.re[m - k] - qq.re[m - k], 2 * k * q.im[m - k] - qq.im[m - k]];
      x += a * re[j + k] - c * im[j + k];
      y += a * im[j + k] + c * re[j + k];
    }
    sum += re[i + m] * x + im[i + m] * y;
    for (let k = 1; k + m <= d; k++) {
      const [a, c] = [
        spreadRe[i + m] * spreadRe[j + k] - spreadIm[i + m] * spreadIm[j + k],
        spreadRe[i + m] * spreadIm[j + k] + spreadIm[i + m] * spreadRe[j + k],
      ];
      sum += a * folded.re[m + k] - c * folded.im[m + k];
    }
  }
  return sum / 2;
}

/** Σ_k p_k*[1/p]_{k−m} of the centre, by m. */
const folded = series();

/** Readies `roughnessForm` and `roughnessBeyond` for the centre that `roughness` has just seen. */
export function foldInverse(a: Series, d: number): void {
  quotient(unit, a, d, inverse);
  for (let m = 2; m <= d; m++) {
    let [re, im] = [0, 0];
    for (let k = m; k <= d; k++) {
      re += a.re[k] * inverse.re[k - m] + a.im[k] * inverse.im[k - m];
      im += a.re[k] * inverse.im[k - m] - a.im[k] * inverse.re[k - m];
    }
    folded.re[m] = re;
    folded.im[m] = im;
  }
}

/**
 * A bound on what −I differs by from its linear part and its quadratic form in the linear part of Δ: rests of Δ in the quadratic part, and
 * ½ Σ |Δ_k| |[(v − qδ)²/p]_k| + ½ Σ |p_k| |[(v − qδ)² (1/p − 1/a)]_k|.
 */
export function roughnessBeyond(family: Family): number {
  const { degree: d, linear, rest } = family;
  for (let k = 1; k <= d; k++) reach[k] = linear[k] + rest[k];
  let sum = 0;
  for (let m = 1; m <= d; m++) {
    [spread[m], spreadRest[m]] = [m * reach[m], m * rest[m]];
    let [cross, crossRest] = [0, 0];
    for (let k = 1; k <= m; k++) {
      const j = m - k;
      const [size, twice] = [
        Math.hypot(q.re[j], q.im[j]),
        Math.hypot(2 * k * q.re[j] - qq.re[j], 2 * k * q.im[j] - qq.im[j]),
      ];
      spread[m] += size * reach[k];
      spreadRest[m] += size * rest[k];
      cross += twice * reach[k];
      crossRest += twice * rest[k];
    }
    sum += m * m * reach[m] * rest[m] + (reach[m] * crossRest + rest[m] * cross) / 2;
  }
  boundInverse(family);
  for (let m = 2; m <= d; m++) {
    [square[m], squareRest[m]] = [0, 0];
    for (let k = 1; k < m; k++) {
      square[m] += spread[k] * spread[m - k];
      squareRest[m] += 2 * spread[k] * spreadRest[m - k];
    }
    sum += (Math.hypot(folded.re[m], folded.im[m]) * squareRest[m]) / 2;
  }
  for (let m = 2; m <= d; m++) {
    const size = Math.hypot(family.re[m], family.im[m]);
    for (let k = 2; k <= m; k++)
      sum += (square[k] * (reach[m] * inverseBound[m - k] + size * inverseChange[m - k])) / 2;
  }
  return sum;
}

/** |[1/p]_m| and |[1/p − 1/a]_m| over the family, from 1/p − 1/a = −δ/(p a). */
function boundInverse(family: Family): void {
  for (let m = 0; m <= family.degree - 2; m++) {
    inverseChange[m] = 0;
    for (let k = 1; k <= m; k++)
      for (let j = 0; j <= m - k; j++)
        inverseChange[m] += reach[k] * inverseBound[j] * Math.hypot(inverse.re[m - k - j], inverse.im[m - k - j]);
    inverseBound[m] = Math.hypot(inverse.re[m], inverse.im[m]) + inverseChange[m];
  }
}
