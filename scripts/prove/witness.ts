/** Polynomials that violate an inequality, all orders of its left side counted. */
import { circleOf } from "./circle.ts";
import type { Inequality } from "./inequalities.ts";
import type { Box } from "./lower-bound.ts";
import { roughness } from "./roughness.ts";
import { familyOf, fill } from "./szego.ts";

export interface Witness {
  /** p₀ … p_d. */
  readonly re: readonly number[];
  readonly im: readonly number[];
  /** Σ w_M|ψ_M|² over all orders, from above; I. */
  readonly sum: number;
  readonly roughness: number;
}

const COUNT = 8192;
const HIGHEST = 512;

/** The polynomial at the centre of a box, where Σ w_M|ψ_M|² < I for certain; null where that is not shown. */
export function witnessAt(inequality: Inequality, { centre }: Box): Witness | null {
  const d = inequality.degree;
  const family = familyOf(d);
  fill(family, centre, new Float64Array(centre.length));
  const sum = sumFromAbove(inequality, family.re, family.im);
  const gradient = { re: new Float64Array(d + 1), im: new Float64Array(d + 1) };
  const rough = roughness(family, d, gradient);
  return sum < rough * (1 - 1e-12) - 1e-12
    ? { re: Array.from(family.re), im: Array.from(family.im), sum, roughness: rough }
    : null;
}

/** Σ_{M≠0} w_M|ψ_M|²: to order HIGHEST by a sum over points, with what they alias, beyond by |ψ_M| ≤ V/M² and w_M ≤ w_HIGHEST M/HIGHEST. */
function sumFromAbove({ degree: d, weight }: Inequality, re: Float64Array, im: Float64Array): number {
  const { cos, sin } = circleOf(COUNT);
  const psi = Float64Array.from({ length: COUNT }, (_, j) => {
    let [x, y] = [0, 0];
    for (let k = 0; k <= d; k++) {
      const at = (j * k) % COUNT;
      x += re[k] * cos[at] - im[k] * sin[at];
      y += re[k] * sin[at] + im[k] * cos[at];
    }
    return Math.hypot(x, y);
  });
  const V = 2 * Math.sqrt(re.reduce((sum, x, k) => sum + (k - d / 2) ** 4 * (x * x + im[k] * im[k]), 0));
  let sum = 0;
  for (let M = 1; M <= HIGHEST; M++) {
    let [a, b] = [0, 0];
    for (let j = 0; j < COUNT; j++) {
      a += psi[j] * cos[(j * M) % COUNT];
      b += psi[j] * sin[(j * M) % COUNT];
    }
    const size = Math.hypot(a, b) / COUNT + (V * 4) / COUNT ** 2 + 1e-14;
    sum += 2 * weight(M) * size * size;
  }
  return sum + (weight(HIGHEST) * V * V) / HIGHEST ** 3;
}
