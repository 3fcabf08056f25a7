/** How far beyond real directions a form of second degree stays without zeros. */

import { symmetricThree, type ThreeAxes } from "../../spins/matrices/symmetric-three.ts";
import { FORM } from "../../spins/numbers/safety-factors.ts";

/** What is positive on a sphere and where it vanishes nothing is analytic: mean + 2 slope·n + n·Gn. */
export interface Form {
  readonly mean: number;
  readonly slope: ArrayLike<number>;
  /** G, [3i + j]. */
  readonly curvature: Float64Array;
  /** Of the terms that these were summed from: what is nothing beside it may be zero. */
  readonly size: number;
}

/** Where there is no zero nearer than this, integrands are entire for all that any rule can tell. */
export const WIDEST = 4;
/** Below this width rules would be as large as what other ways take. */
const LEAST_WIDTH = 0.12;

export const isWideEnough = (width: number): boolean => width >= LEAST_WIDTH;

/** The quadratic part of a form that has none. */
export const FLAT = new Float64Array(9);

/**
 * The least s for which a form D has no positive real part somewhere on n = a cosh s + i b sinh s, a and b orthogonal unit vectors, from
 * below: what has D under a logarithm or a fraction is analytic in n on the complex sphere n·n = 1 up to there, so that its harmonics of
 * degree l fall off like e^{−ls}.
 * @param least  overwritten with the direction of the real sphere in which D is least, and D there; not of a form without curvature
 * @returns  from below, at most 4; 0 where D vanishes on the real sphere
 */
export function widthOf(form: Form, least?: Float64Array): number {
  const { slope, curvature } = form;
  const mean = withoutRounding(form);
  if (curvature === FLAT) return linearWidth(mean, Math.hypot(slope[0], slope[1], slope[2]));
  setAxes(form);
  const above = leastReal(mean, 1);
  if (least !== undefined) {
    setLowest(least);
    least[3] = above;
  }
  if (!(above > 0)) return 0;
  return Math.acosh(lastPositive(mean));
}

/** How far short of where the least is expected to vanish it is looked at, as a share of cosh s − 1. */
const SHORT = 1 / 128;
const NEXT_TO_REAL = 1e-6;

/** A c at which the least of Re D is positive, next to the last one and at most cosh 4; to be called after the least at c = 1. In a direction in
 *  which it was least Re D is a parabola in c that no other least is above: where that vanishes, the least has. */
function lastPositive(mean: number): number {
  let last = Math.cosh(WIDEST);
  for (let c = last; ; last = c) {
    // Rounding may leave the zero where the last least was found to be negative.
    c = 1 + (1 - SHORT) * (Math.min(zero, last) - 1);
    if (!(c > 1 + NEXT_TO_REAL)) return 1;
    if (leastReal(mean, c) > 0) return c;
  }
}

/** Re D ≥ mean − 2 cosh s |slope|. */
function linearWidth(mean: number, slope: number): number {
  if (!(mean > 2 * slope)) return 0;
  return mean < 2 * slope * Math.cosh(WIDEST) ? Math.acosh(mean / (2 * slope)) : WIDEST;
}

/** Where a form is least on the real sphere, and its other minimum where one is found: a quadratic form has no more (Martínez, SIAM J. Optim.
 *  4, 159 (1994)).
 *  @param first, second  overwritten with the directions
 *  @returns  its values there, the second NaN where there is none, and the largest that it is anywhere, from above */
export function minimaOf(
  form: Form,
  first: Float64Array,
  second: Float64Array,
): { readonly least: number; readonly other: number; readonly most: number } {
  setAxes(form);
  leastReal(form.mean, 1);
  setLowest(first);
  const other = otherMinimum();
  if (other) setLowest(second);
  const most = form.mean + 2 * Math.hypot(slopes[0], slopes[1], slopes[2]) + own.values[2];
  return { least: valueAt(form, first), other: other ? valueAt(form, second) : Number.NaN, most };
}

function valueAt({ mean, slope, curvature }: Form, n: Float64Array): number {
  let value = mean;
  for (let i = 0; i < 3; i++) {
    value += 2 * slope[i] * n[i];
    for (let j = 0; j < 3; j++) value += curvature[3 * i + j] * n[i] * n[j];
  }
  return value;
}

/** What rounding may have added to the form is taken off: a form that is zero has its zeros everywhere. */
export const withoutRounding = ({ mean, size }: Form): number => mean - FORM * Number.EPSILON * size;

/** The quadratic part of a form and its slope on the axes of that, the curvature ascending; written and read within one width. */
const own: ThreeAxes = { values: new Float64Array(3), axes: new Float64Array(9) };
const slopes = new Float64Array(3);
const rows = new Float64Array(9);

function setAxes({ slope, curvature }: Form): void {
  rows.set(curvature);
  symmetricThree(rows, own);
  const { axes } = own;
  for (let k = 0; k < 3; k++)
    slopes[k] = slope[0] * axes[3 * k] + slope[1] * axes[3 * k + 1] + slope[2] * axes[3 * k + 2];
}

/**
 * The least of Re D where cosh s = c, from below. Re D = mean + 2c g·a + c² aGa − (c² − 1) bGb; bGb is at most the largest curvature w₂, and,
 * as the third axis has w₀ at least, at most w₁ + w₂ − aGa.
 */
function leastReal(mean: number, c: number): number {
  const { values } = own;
  const sinh2 = c * c - 1;
  const alone = leastOnSphere(c * c, c) - sinh2 * values[2];
  const zeroAlone = zeroOf(mean, 1, values[2]);
  const together = leastOnSphere(c * c + sinh2, c) - sinh2 * (values[1] + values[2]);
  zero = Math.max(zeroAlone, zeroOf(mean, 2, values[1] + values[2]));
  return mean + Math.max(alone, together);
}

/** Beyond which the least of Re D is not positive, by the last one. */
let zero = 1;

/** Where mean + 2c g·a + (f c² − f + 1) aGa − (c² − 1) w vanishes beyond c = 1, a being where the last form was least; infinite where it does
 *  not. */
function zeroOf(mean: number, factor: number, w: number): number {
  const { values } = own;
  let linear = 0;
  let curved = 0;
  for (let k = 0; k < 3; k++) {
    linear += 2 * lowest[k] * slopes[k];
    curved += lowest[k] * lowest[k] * values[k];
  }
  const square = factor * curved - w;
  const constant = mean - (factor - 1) * curved + w;
  const discriminant = linear * linear - 4 * square * constant;
  return discriminant < 0 ? Number.POSITIVE_INFINITY : (2 * constant) / (Math.sqrt(discriminant) - linear);
}

/**
 * The least of Σ f w_i a_i² + 2c g·a on the unit sphere, w ascending: where a = −cg/(fw − μ), μ ≤ fw₀ (Moré & Sorensen, SIAM J. Sci. Stat.
 * Comput. 4, 553 (1983)); μ = fw₀ − λ by Newton's method on 1/|a|, from below.
 */
function leastOnSphere(factor: number, c: number): number {
  const { values } = own;
  const g0 = c * slopes[0];
  const g1 = c * slopes[1];
  const g2 = c * slopes[2];
  const w0 = factor * values[0];
  const w1 = factor * values[1];
  const w2 = factor * values[2];
  const d1 = w1 - w0;
  const d2 = w2 - w0;
  // No component of a is beyond 1.
  let lambda = Math.max(Math.abs(g0), Math.abs(g1) - d1, Math.abs(g2) - d2);
  let a1 = 0;
  let a2 = 0;
  for (let k = 0; k < NEWTON; k++) {
    const a0 = lambda > 0 ? g0 / lambda : 0;
    a1 = g1 === 0 ? 0 : g1 / (d1 + lambda);
    a2 = g2 === 0 ? 0 : g2 / (d2 + lambda);
    const square = a0 * a0 + a1 * a1 + a2 * a2;
    if (square <= 1) break;
    const falling =
      (lambda > 0 ? (a0 * a0) / lambda : 0) + (a1 * a1) / (d1 + lambda || 1) + (a2 * a2) / (d2 + lambda || 1);
    const step = (square * (Math.sqrt(square) - 1)) / falling;
    lambda += step;
    if (step <= 1e-6 * lambda) break;
  }
  // Along the lowest axis what the others leave.
  const s1 = Math.min(a1 * a1, 1);
  const s2 = Math.min(a2 * a2, 1);
  const s0 = Math.max(1 - s1 - s2, 0);
  lowest[0] = g0 > 0 ? -Math.sqrt(s0) : Math.sqrt(s0);
  lowest[1] = -a1;
  lowest[2] = -a2;
  const linear = Math.abs(g0) * Math.sqrt(s0) + Math.abs(g1 * a1) + Math.abs(g2 * a2);
  return s0 * w0 + s1 * w1 + s2 * w2 - 2 * linear;
}

const NEWTON = 20;

/** The minimum on the other side of the lowest axis, where (w − μ)a = −g with w₀ < μ < w₁, to `lowest`. @returns  whether there is one */
function otherMinimum(): boolean {
  const { values } = own;
  let mu = values[0];
  for (let k = 0; k < SWEEPS; k++) {
    const a1 = slopes[1] === 0 ? 0 : -slopes[1] / (values[1] - mu);
    const a2 = slopes[2] === 0 ? 0 : -slopes[2] / (values[2] - mu);
    const square = 1 - a1 * a1 - a2 * a2;
    if (!(square > 0 && mu < values[1])) return false;
    const a0 = Math.sqrt(square);
    const next = values[0] + Math.abs(slopes[0]) / a0;
    if (next - mu <= 1e-12 * (values[1] - values[0])) {
      lowest[0] = slopes[0] > 0 ? a0 : -a0;
      lowest[1] = a1;
      lowest[2] = a2;
      return true;
    }
    mu = next;
  }
  return false;
}

/** Of few steps where the form is nearly as small as at the first minimum. */
const SWEEPS = 40;

/** Where the form was least, on its axes. */
const lowest = new Float64Array(3);

/** The same as a direction. */
function setLowest(out: Float64Array): void {
  const { axes } = own;
  for (let i = 0; i < 3; i++) out[i] = lowest[0] * axes[i] + lowest[1] * axes[3 + i] + lowest[2] * axes[6 + i];
}
