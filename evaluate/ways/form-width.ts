/** How far beyond real directions a form of second degree stays without zeros. */

import { symmetricThree, type ThreeAxes } from "../../spins/matrices/symmetric-three.ts";
import { FORM } from "../../spins/numbers/safety-factors.ts";

/** What is positive on a sphere and where it vanishes nothing is analytic: mean + 2 slope·n + n·Gn. */
export interface Form {
  readonly mean: number;
  readonly slope: readonly number[];
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

/** How close from below cosh s is found, relative to cosh s − 1. */
const RESOLUTION = 1 / 64;
/** The quadratic part of a form that has none. */
export const FLAT = new Float64Array(9);

/**
 * What is to have a positive real part where what is closed on a qubit's sphere is to be analytic on the other's: A₀² − |R|² and A₀ of its
 * conditional states. Their eigenvalues A₀ ± |R| are under logarithms, which then have their principal values and are one where R² vanishes.
 * @param tensor  the outer qubit's axis first and the Bloch form (A₀, R) last
 */
export function closedForms(tensor: Float64Array): readonly [determinant: Form, mean: Form] {
  const mean = {
    mean: 0.5 * (tensor[0] + tensor[4]),
    slope: [0.5 * tensor[8], 0.5 * tensor[12], 0.25 * (tensor[0] - tensor[4])],
    curvature: FLAT,
    size: tensor[0] + tensor[4],
  };
  return [determinantForm(tensor), mean];
}

/** Written and read within one width. */
const along = new Float64Array(16);

/** A₀² − |R|² of the conditional states. */
function determinantForm(tensor: Float64Array): Form {
  for (let k = 0; k < 4; k++) {
    along[k] = tensor[8 + k];
    along[4 + k] = tensor[12 + k];
    along[8 + k] = 0.5 * (tensor[k] - tensor[4 + k]);
    along[12 + k] = 0.5 * (tensor[k] + tensor[4 + k]);
  }
  const curvature = new Float64Array(9);
  for (let i = 0; i < 3; i++) for (let j = 0; j <= i; j++) curvature[3 * i + j] = curvature[3 * j + i] = product(i, j);
  return {
    mean: product(3, 3),
    slope: [product(3, 0), product(3, 1), product(3, 2)],
    curvature,
    size: (tensor[0] + tensor[4]) ** 2,
  };
}

/** A·A′ − R·R′ of two rows. */
function product(i: number, j: number): number {
  const a = 4 * i;
  const b = 4 * j;
  return along[a] * along[b] - along[a + 1] * along[b + 1] - along[a + 2] * along[b + 2] - along[a + 3] * along[b + 3];
}

/**
 * The least s for which a form D has no positive real part somewhere on n = a cosh s + i b sinh s, a and b orthogonal unit vectors, from
 * below: what has D under a logarithm or a fraction is analytic in n on the complex sphere n·n = 1 up to there, so that its harmonics of
 * degree l fall off like e^{−ls}.
 * @param least  overwritten with the direction of the real sphere in which D is least
 * @returns  from below, at most 4; 0 where D vanishes on the real sphere
 */
export function widthOf(form: Form, least?: Float64Array): number {
  const axes = axesOf(form);
  let inside = 1;
  let outside = Math.cosh(WIDEST);
  let above = leastReal(axes, inside);
  if (least !== undefined) fromAxes(axes, least);
  let below = leastReal(axes, outside);
  if (!(above > 0)) return 0;
  if (below > 0) return WIDEST;
  // Regula falsi, a value that stays being halved (Illinois; Dowell & Jarratt, BIT 11, 168 (1971)).
  while (outside - inside > Math.max(RESOLUTION * (inside - 1), NEXT_TO_REAL)) {
    const secant = (inside * below - outside * above) / (below - above);
    // Where one value is nothing beside the other the secant stays at an end.
    const isInside = secant > inside && secant < outside;
    const between = isInside ? secant : 0.5 * (inside + outside);
    const value = leastReal(axes, between);
    if (value > 0) {
      inside = between;
      above = value;
      below /= 2;
    } else {
      outside = between;
      below = value;
      above /= 2;
    }
  }
  return Math.acosh(inside);
}

const NEXT_TO_REAL = 1e-6;

/** Where a form is least on the real sphere, and its other minimum where one is found: a quadratic form has no more (Martínez, SIAM J. Optim.
 *  4, 159 (1994)).
 *  @param first, second  overwritten with the directions
 *  @returns  its values there, the second NaN where there is none, and the largest that it is anywhere, from above */
export function minimaOf(
  form: Form,
  first: Float64Array,
  second: Float64Array,
): { readonly least: number; readonly other: number; readonly most: number } {
  const axes = axesOf(form);
  leastReal(axes, 1);
  fromAxes(axes, first);
  const other = form.curvature !== FLAT && otherMinimum(axes);
  if (other) fromAxes(axes, second);
  const [x, y, z] = axes.slope;
  const most = form.mean + 2 * Math.hypot(x, y, z) + axes.curvature[2];
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

/** A form on the axes of its quadratic part. */
interface Axes {
  readonly mean: number;
  readonly slope: readonly number[];
  /** Ascending. */
  readonly curvature: Float64Array;
}

export const withoutRounding = ({ mean, size }: Form): number => mean - FORM * Number.EPSILON * size;

/** What rounding may have added to the form is taken off: a form that is zero has its zeros everywhere. */
function axesOf(form: Form): Axes {
  const { slope, curvature } = form;
  const mean = withoutRounding(form);
  if (curvature === FLAT) return { mean, slope: [Math.hypot(slope[0], slope[1], slope[2]), 0, 0], curvature: FLAT };
  rows.set(curvature);
  symmetricThree(rows, own);
  const { values, axes } = own;
  const along = (k: number) => slope[0] * axes[3 * k] + slope[1] * axes[3 * k + 1] + slope[2] * axes[3 * k + 2];
  return { mean, slope: [along(0), along(1), along(2)], curvature: values };
}

/** Written and read within one width. */
const rows = new Float64Array(9);
const own: ThreeAxes = { values: new Float64Array(3), axes: new Float64Array(9) };

/**
 * The least of Re D where cosh s = c, from below. Re D = mean + 2c g·a + c² aGa − (c² − 1) bGb; bGb is at most the largest curvature w₂, and,
 * as the third axis has w₀ at least, at most w₁ + w₂ − aGa.
 */
function leastReal(axes: Axes, c: number): number {
  const { mean, curvature } = axes;
  const sinh2 = c * c - 1;
  const alone = leastOnSphere(axes, c * c, c) - sinh2 * curvature[2];
  if (curvature === FLAT) return mean + alone;
  return mean + Math.max(alone, leastOnSphere(axes, c * c + sinh2, c) - sinh2 * (curvature[1] + curvature[2]));
}

/**
 * The least of Σ f w_i a_i² + 2c g·a on the unit sphere, w ascending: where a = −cg/(fw − μ), μ ≤ fw₀ (Moré & Sorensen, SIAM J. Sci. Stat.
 * Comput. 4, 553 (1983)); μ = fw₀ − λ by Newton's method on 1/|a|, from below.
 */
function leastOnSphere({ slope, curvature }: Axes, factor: number, c: number): number {
  const g0 = c * slope[0];
  const g1 = c * slope[1];
  const g2 = c * slope[2];
  const w0 = factor * curvature[0];
  const w1 = factor * curvature[1];
  const w2 = factor * curvature[2];
  const d1 = w1 - w0;
  const d2 = w2 - w0;
  let lambda = Math.abs(g0);
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
function otherMinimum({ slope, curvature }: Axes): boolean {
  let mu = curvature[0];
  for (let k = 0; k < SWEEPS; k++) {
    const a1 = slope[1] === 0 ? 0 : -slope[1] / (curvature[1] - mu);
    const a2 = slope[2] === 0 ? 0 : -slope[2] / (curvature[2] - mu);
    const square = 1 - a1 * a1 - a2 * a2;
    if (!(square > 0 && mu < curvature[1])) return false;
    const a0 = Math.sqrt(square);
    const next = curvature[0] + Math.abs(slope[0]) / a0;
    if (next - mu <= 1e-12 * (curvature[1] - curvature[0])) {
      lowest[0] = slope[0] > 0 ? a0 : -a0;
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
function fromAxes({ curvature }: Axes, out: Float64Array): void {
  const { axes } = own;
  const isFlat = curvature === FLAT;
  for (let i = 0; i < 3; i++)
    out[i] = isFlat ? lowest[i] : lowest[0] * axes[i] + lowest[1] * axes[3 + i] + lowest[2] * axes[6 + i];
}
