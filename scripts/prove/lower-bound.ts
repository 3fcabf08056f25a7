/**
 * A lower bound on Σ w_M|ψ_M|² − I over a box of polynomials: its value at the centre, less what its linear and its quadratic part can
 * lose over |h_i| ≤ 1, less what they leave out, what the points alias, and rounding.
 */
import { type Dual, dualBound, dualOf, type Form, parts } from "./dual.ts";
import type { Inequality } from "./inequalities.ts";
import { nearOne } from "./near-one.ts";
import {
  type Directions,
  foldInverse,
  roughness,
  roughnessBeyond,
  roughnessForm,
  type Series,
  spreadOf,
} from "./roughness.ts";
import { type Family, familyOf, fill } from "./szego.ts";

export interface Box {
  /** Parameters in [0, 1]. */
  readonly centre: Float64Array;
  readonly half: Float64Array;
}

/** Points of the circle, by levels, of which those are used that resolve all orders. */
const POINTS = [32, 64, 128, 256, 512, 1024] as const;

/** What a proof of one inequality works with. */
export interface Prover {
  readonly inequality: Inequality;
  readonly family: Family;
  /** By level, made when they are needed. */
  readonly duals: (Dual | undefined)[];
  readonly points: readonly number[];
  /** The radius of the ball about p = 1 that is proven by hand. */
  readonly ball: number;
  readonly gradient: Series;
  readonly form: Form;
  readonly directions: Directions;
  /** How much the last bound lost along each parameter, what it left out, what its points alias, and its value at the centre. */
  readonly loss: Float64Array;
  readonly bend: Float64Array;
  beyond: number;
  alias: number;
  centre: number;
}

const coefficients = (length: number): Series => ({ re: new Float64Array(length), im: new Float64Array(length) });

export function proverOf(inequality: Inequality): Prover {
  const d = inequality.degree;
  const family = familyOf(d);
  const spread = coefficients(family.parameters * (d + 1));
  return {
    inequality,
    family,
    duals: [],
    points: POINTS.filter((count) => count > 2 * inequality.orders),
    ball: nearOne(inequality),
    gradient: coefficients(d + 1),
    form: { even: coefficients(d + 1), odd: coefficients(2 * d + 1) },
    directions: { re: family.slopeRe, im: family.slopeIm, spreadRe: spread.re, spreadIm: spread.im },
    loss: new Float64Array(family.parameters),
    bend: new Float64Array(family.parameters),
    beyond: 0,
    alias: 0,
    centre: 0,
  };
}

/** Whether a box lies within the ball about p = 1. */
export function isNearOne({ family, ball }: Prover, { centre, half }: Box): boolean {
  fill(family, centre, half);
  let distance = 0;
  for (let k = 1; k <= family.degree; k++)
    distance += Math.hypot(family.re[k], family.im[k]) + family.linear[k] + family.rest[k];
  return distance < ball;
}

/** @param level  which of the prover's `points` */
export function lowerBound(prover: Prover, { centre, half }: Box, level: number): number {
  const { family, gradient, form, inequality, points } = prover;
  const d = family.degree;
  fill(family, centre, half);
  for (const { re, im } of [gradient, form.even, form.odd]) {
    re.fill(0);
    im.fill(0);
  }
  let [reach, size] = [0, 1];
  for (let k = 1; k <= d; k++) {
    reach += family.linear[k] + family.rest[k];
    size += Math.hypot(family.re[k], family.im[k]);
  }
  prover.duals[level] ??= dualOf(inequality, points[level]);
  dualBound(prover.duals[level], family, reach, gradient, form);
  prover.centre = parts.value - roughness(family, d, gradient);
  prover.alias = parts.alias;
  foldInverse(family, d);
  prover.beyond = remainder(prover);
  const lost = lostOver(prover) + prover.beyond;
  // Sums of fewer than 2⁸ products of coefficients (|a_k| ≤ C(d, k)), of q (|q_m| ≤ d, off by less than 2⁻⁴¹) and of k², for d ≤ 4.
  const rounding = parts.rounding + 2 ** -40 * d * d * d * (size + reach) * (size + reach);
  return prover.centre - parts.alias - lost * (1 + 2 ** -30) - rounding;
}

/**
 * What the linear and the quadratic part can lose: with γ_i = B_ii − Σ_{j≠i}|B_ij| it is Σ_i |g_i h_i| − γ_i h_i² at most, each over |h_i| ≤ 1.
 * `loss` is what halving each side would save.
 */
function lostOver({ family, gradient, form, directions, loss, bend }: Prover): number {
  const { degree: d, parameters } = family;
  const { re, im, spreadRe, spreadIm } = directions;
  for (let i = 0; i < parameters; i++) spreadOf(re, im, i * (d + 1), d, spreadRe, spreadIm);
  loss.fill(0);
  for (let i = 0; i < parameters; i++) {
    bend[i] = formOf(directions, form, i, i, d);
    for (let j = 0; j < i; j++) {
      const cross = Math.abs(formOf(directions, form, i, j, d));
      bend[i] -= cross;
      bend[j] -= cross;
      loss[i] += cross / 4;
      loss[j] += cross / 4;
    }
  }
  let sum = 0;
  for (let i = 0; i < parameters; i++) {
    const along = Math.abs(alongParameter(family, gradient, i));
    const own = lostAlong(along, bend[i]);
    sum += own;
    loss[i] += own - lostAlong(along / 2, bend[i] / 4);
  }
  return sum;
}

/** The largest slope·h − bend·h² over 0 ≤ h ≤ 1. */
const lostAlong = (slope: number, bend: number): number =>
  2 * bend <= slope ? slope - bend : (slope * slope) / (4 * bend);

/** What the linear and the quadratic part leave out. */
function remainder({ family, gradient, form }: Prover): number {
  let sum = roughnessBeyond(family) + restsOf(family, form);
  for (let k = 1; k <= family.degree; k++) sum += Math.hypot(gradient.re[k], gradient.im[k]) * family.rest[k];
  return sum;
}

/** The parameter along which a cut saves most of what the bound of this box, the last one, lost. */
export function worstOf(prover: Prover, { centre, half }: Box): number {
  const { family, loss } = prover;
  for (let i = 0; i < family.parameters; i++) {
    half[i] /= 2;
    fill(family, centre, half);
    loss[i] += prover.beyond - remainder(prover);
    half[i] *= 2;
  }
  return loss.indexOf(Math.max(...loss));
}

/** The quadratic part of the bound in the directions of two parameters: of −I, and Re Σ x_k y_l* even_{k−l} + Re Σ x_k y_l odd_{k+l}. */
function formOf(directions: Directions, { even, odd }: Form, i: number, j: number, d: number): number {
  const { re, im } = directions;
  const [a, b] = [i * (d + 1), j * (d + 1)];
  let sum = roughnessForm(directions, a, b, d);
  for (let k = 1; k <= d; k++)
    for (let l = 1; l <= d; l++) {
      const [x, y, u, v] = [re[a + k], im[a + k], re[b + l], im[b + l]];
      const sign = k >= l ? 1 : -1;
      sum += (x * u + y * v) * even.re[Math.abs(k - l)] - (y * u - x * v) * sign * even.im[Math.abs(k - l)];
      sum += (x * u - y * v) * odd.re[k + l] - (x * v + y * u) * odd.im[k + l];
    }
  return sum;
}

/** What the rests of coefficients may change the form by. */
function restsOf({ degree: d, linear, rest }: Family, { even, odd }: Form): number {
  let sum = 0;
  for (let k = 1; k <= d; k++)
    for (let l = 1; l <= d; l++) {
      const m = Math.abs(k - l);
      const size = Math.hypot(even.re[m], even.im[m]) + Math.hypot(odd.re[k + l], odd.im[k + l]);
      sum += size * (2 * linear[k] + rest[k]) * rest[l];
    }
  return sum;
}

/** Re Σ gradient_k slope_{k,i} half_i. */
function alongParameter({ degree: d, slopeRe, slopeIm }: Family, gradient: Series, i: number): number {
  let along = 0;
  for (let k = 1, at = i * (d + 1) + 1; k <= d; k++, at++)
    along += gradient.re[k] * slopeRe[at] - gradient.im[k] * slopeIm[at];
  return along;
}
