/**
 * Σ w_M|ψ_M|² from below, over a family of polynomials: for every real χ = 2 Re Σ_{1≤M≤m} χ_M e^{iMφ}
 *
 *   Σ_{0<|M|≤m} w_M|ψ_M|² ≥ 2⟨χψ⟩ − 2 Σ_{1≤M≤m} |χ_M|²/w_M                                       (the dual)
 *   |⟨χψ⟩ − (1/n) Σ_j χ(s_j)ψ(s_j)| ≤ 2 Σ |χ_M| a_M Ψ,   a_M = Σ_{l≠0} (ln − M)⁻²              (what n points alias)
 *   |ψ_m| ≤ Ψ/m², Ψ = 2 (Σ (k − α)⁴|p_k|²)^{1/2} for every real α, α = 0 and α = d/2 here
 *   |a + δ| ≥ 0;   |a + δ| ≤ ½((|a|² + 2 Re āδ + |δ|²)/ϱ + ϱ) for ϱ > 0                          (at each point)
 *   |a| + Re ζ + (Im ζ)²/2(|a| + Δ) ≤ |a + δ| ≤ |a| + Re ζ + (Im ζ)²/2(|a| − Δ),  ζ = āδ/|a|, |δ| ≤ Δ; the latter for |a| > Δ
 *
 * The centre's own χ = wψ makes it sharp there.
 */
import { type Circle, circleOf } from "./circle.ts";
import type { Inequality } from "./inequalities.ts";
import type { Series } from "./roughness.ts";
import type { Family } from "./szego.ts";

export interface Dual {
  readonly circle: Circle;
  readonly orders: number;
  /** w_M, rounded down, 1 ≤ M ≤ orders. */
  readonly weights: Float64Array;
  /** a_M, rounded up. */
  readonly alias: Float64Array;
  /** Re and Im of z_jᴹ at j(top + 1) + M, top = max(orders, 2d). */
  readonly powers: { readonly top: number; readonly re: Float64Array; readonly im: Float64Array };
  readonly psi: { readonly size: Float64Array; readonly re: Float64Array; readonly im: Float64Array };
  readonly chi: { readonly re: Float64Array; readonly im: Float64Array };
}

export function dualOf({ degree, orders, weight }: Inequality, count: number): Dual {
  const circle = circleOf(count);
  const top = Math.max(orders, 2 * degree);
  const powers = { top, re: new Float64Array(count * (top + 1)), im: new Float64Array(count * (top + 1)) };
  for (let j = 0; j < count; j++)
    for (let M = 0; M <= top; M++) {
      powers.re[j * (top + 1) + M] = circle.cos[(j * M) % count];
      powers.im[j * (top + 1) + M] = circle.sin[(j * M) % count];
    }
  const vector = (length: number) => new Float64Array(length);
  return {
    circle,
    orders,
    weights: vector(orders + 1).map((_, M) => (M === 0 ? 0 : weight(M) * (1 - 2 ** -50))),
    alias: vector(orders + 1).map((_, M) => (M === 0 ? 0 : aliasOf(M, count))),
    powers,
    psi: { size: vector(count), re: vector(count), im: vector(count) },
    chi: { re: vector(orders + 1), im: vector(orders + 1) },
  };
}

/** Σ_{l≥1} (ln − M)⁻² + (ln + M)⁻²: a hundred terms, and what remains by its integral. */
function aliasOf(M: number, n: number): number {
  let sum = 0;
  for (let l = 1; l <= 100; l++) sum += (l * n - M) ** -2 + (l * n + M) ** -2;
  return (sum + 2 / (n * (100 * n - M))) * (1 + 2 ** -40);
}

/** What came of the last bound. */
export const parts = { value: 0, alias: 0, rounding: 0 };

/** Σ_j τ_j|δ_j|² = Σ_{kl} Δ_kΔ_l* even_{k−l} and Re Σ_j σ_jδ_j² = Re Σ_{kl} Δ_kΔ_l odd_{k+l}. */
export interface Form {
  readonly even: Series;
  readonly odd: Series;
}

/**
 * Half the roundings of a term at a point, for d ≤ 8 and up to 64 orders. With S ≥ |a|, H = 2Σ|χ_M| ≥ |χ|, u = 2⁻⁵³ and n points the value is
 * off by 2HSu(n + 115) at most, the linear part by 2HΔu(√2n + 125) and the quadratic one, at most HΔ, by half as much: together by less than
 * 4Hu(n + 256)(S + Δ) for n ≤ 2048.
 */
const OF_A_POINT = 256;

/**
 * The bound. Its linear part is added to `gradient` as Re Σ gradient_k Δ_k, its quadratic part to `form`; the rest is set in `parts`.
 * @param reach  a bound on |δ| over the family and the circle, Σ |Δ_k|
 */
export function dualBound(
  { circle: { count }, orders, weights, alias, powers, psi, chi }: Dual,
  family: Family,
  reach: number,
  gradient: Series,
  form: Form,
): void {
  const { degree: d, re, im } = family;
  const [row, zRe, zIm] = [powers.top + 1, powers.re, powers.im];
  const [size, pRe, pIm, xRe, xIm] = [psi.size, psi.re, psi.im, chi.re, chi.im];
  xRe.fill(0);
  xIm.fill(0);
  for (let j = 0; j < count; j++) {
    const at = j * row;
    let [x, y] = [1, 0];
    for (let k = 1; k <= d; k++) {
      x += re[k] * zRe[at + k] - im[k] * zIm[at + k];
      y += re[k] * zIm[at + k] + im[k] * zRe[at + k];
    }
    const value = Math.sqrt(x * x + y * y);
    pRe[j] = x;
    pIm[j] = y;
    size[j] = value;
    for (let M = 1; M <= orders; M++) {
      xRe[M] += value * zRe[at + M];
      xIm[M] -= value * zIm[at + M];
    }
  }
  let [paid, aliased, height] = [0, 0, 0];
  for (let M = 1; M <= orders; M++) {
    xRe[M] *= weights[M] / count;
    xIm[M] *= weights[M] / count;
    const square = xRe[M] * xRe[M] + xIm[M] * xIm[M];
    paid += square / weights[M];
    aliased += Math.sqrt(square) * alias[M];
    height += 2 * Math.sqrt(square);
  }
  let sum = 0;
  const scale = 2 / count;
  for (let j = 0; j < count; j++) {
    const at = j * row;
    let value = 0;
    for (let M = 1; M <= orders; M++) value += xRe[M] * zRe[at + M] - xIm[M] * zIm[at + M];
    value *= 2;
    const psi = size[j];
    // The slope is by Re āδ, `round` by |δ|², `across` by (Im ζ)². Where a = 0 nothing is added: |δ| ≥ 0.
    let [slope, round, across] = [0, 0, 0];
    if (value >= 0) {
      sum += value * psi;
      if (psi > 0) [slope, across] = [value / psi, value / (2 * (psi + reach))];
    } else if (psi > 2 * reach) {
      sum += value * psi;
      [slope, across] = [value / psi, value / (2 * (psi - reach))];
    } else {
      const rho = Math.sqrt(psi * psi + reach * reach);
      slope = value / rho;
      round = slope / 2;
      sum += round * (psi * psi + rho * rho);
    }
    const [eRe, eIm] = [scale * slope * pRe[j], -scale * slope * pIm[j]];
    const both = scale * (round + across / 2);
    const turned = across === 0 ? 0 : (-scale * across) / (2 * psi * psi);
    const [fRe, fIm] = [turned * (pRe[j] * pRe[j] - pIm[j] * pIm[j]), -2 * turned * pRe[j] * pIm[j]];
    form.even.re[0] += both;
    for (let k = 1; k <= d; k++) {
      const [c, s] = [zRe[at + k], zIm[at + k]];
      gradient.re[k] += eRe * c - eIm * s;
      gradient.im[k] += eRe * s + eIm * c;
      form.even.re[k] += both * c;
      form.even.im[k] += both * s;
    }
    for (let k = 2; k <= 2 * d; k++) {
      form.odd.re[k] += fRe * zRe[at + k] - fIm * zIm[at + k];
      form.odd.im[k] += fRe * zIm[at + k] + fIm * zRe[at + k];
    }
  }
  parts.value = scale * sum - 2 * paid;
  parts.alias = 4 * aliased * variationOf(family);
  let tallest = 1 + reach;
  for (let k = 1; k <= d; k++) tallest += Math.abs(re[k]) + Math.abs(im[k]);
  parts.rounding = 2 ** -51 * (OF_A_POINT + count) * height * tallest;
}

/** Ψ over a family. */
function variationOf({ degree: d, re, im, linear, rest }: Family): number {
  let [about0, aboutHalf] = [0, (d / 2) ** 4];
  for (let k = 1; k <= d; k++) {
    const size = Math.hypot(re[k], im[k]) + linear[k] + rest[k];
    about0 += k ** 4 * size * size;
    aboutHalf += (k - d / 2) ** 4 * size * size;
  }
  return 2 * Math.sqrt(Math.min(about0, aboutHalf)) * (1 + 2 ** -40);
}
