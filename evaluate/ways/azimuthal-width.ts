/** How far beyond real azimuths about an axis forms stay without zeros: rules need as many columns as that leaves, not as the width in all
 *  directions does. */

import { FLAT, type Form, WIDEST, withoutRounding } from "./form-width.ts";

/** How far short of where a form is expected to vanish it is looked at, as a share of cosh η − 1. */
const SHORT = 1 / 64;
/** Where that is not known what is found is within a factor of (WIDEST/width)^(2^−TRIES). */
const TRIES = 7;

/**
 * The least η for which a form has no positive real part somewhere on n of azimuth φ + iη about the z-axis, from below.
 * @param width  in all directions, above 0
 * @returns  at most 4
 */
export function azimuthalWidth(form: Form, width: number): number {
  if (form.curvature === FLAT) return linearWidth(form);
  setAxis(form);
  let inside = Math.cosh(width);
  let outside = Math.cosh(WIDEST);
  if (isPositive(outside)) return WIDEST;
  for (let k = 1; k < TRIES; k++) {
    const isExpected = zero < outside;
    const c = isExpected ? 1 + (1 - SHORT) * (zero - 1) : 1 + Math.sqrt((inside - 1) * (outside - 1));
    if (!(c > inside)) break;
    if (isPositive(c)) inside = c;
    else outside = c;
    if (inside === c && isExpected) break;
  }
  return Math.acosh(inside);
}

/** Re D ≥ mean − 2(cosh²η (b_x² + b_y²) + b_z²)^½. */
function linearWidth(form: Form): number {
  const { slope } = form;
  const across = slope[0] * slope[0] + slope[1] * slope[1];
  const half = 0.5 * withoutRounding(form);
  const ratio = Math.sqrt(Math.max(half * half - slope[2] * slope[2], 0) / across);
  return ratio < Math.cosh(WIDEST) ? Math.acosh(Math.max(ratio, 1)) : WIDEST;
}

/** A form with the principal axes of its curvature about z for x and y; written and read within one width. */
const about = { mean: 0, bx: 0, by: 0, bz: 0, gxx: 0, gyy: 0, gzz: 0, gxz: 0, gyz: 0 };

function setAxis(form: Form): void {
  const { slope, curvature: g } = form;
  const half = 0.5 * (g[0] - g[4]);
  const gap = Math.hypot(half, g[1]);
  const angle = 0.5 * Math.atan2(g[1], half);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const middle = 0.5 * (g[0] + g[4]);
  about.mean = withoutRounding(form);
  about.bx = c * slope[0] + s * slope[1];
  about.by = c * slope[1] - s * slope[0];
  about.bz = slope[2];
  about.gxx = middle + gap;
  about.gyy = middle - gap;
  about.gzz = g[8];
  about.gxz = c * g[2] + s * g[5];
  about.gyz = c * g[5] - s * g[2];
}

const STEPS = 8;
const SLACK = 1e-9;

/**
 * Whether Re D > 0 on all n of azimuth φ + iη, cosh η = c. With v real on the unit sphere Re n = (cosh η v_x, cosh η v_y, v_z) and Re D = m + 2b·v + vHv with
 *     H_xx = cosh²η g_xx − sinh²η g_yy,  H_xz = cosh η g_xz,  H_zz = g_zz,  b = (cosh η b_x, cosh η b_y, b_z),
 * and y as x. It is at least m − λ − b(H + λ)⁻¹b for any λ with H + λ > 0; the largest of these, where |(H + λ)⁻¹b| = 1, is sought by
 * Newton's method on the inverse of that norm, and the first above 0 will do. As D is harmonic in φ + iη, what is positive at η is so below.
 */
function isPositive(c: number): boolean {
  const { mean, bz, gxx, gyy, gzz: hz } = about;
  zero = Number.POSITIVE_INFINITY;
  const hx = c * c * gxx - (c * c - 1) * gyy;
  const hy = c * c * gyy - (c * c - 1) * gxx;
  const px = c * about.gxz;
  const py = c * about.gyz;
  const bx = c * about.bx;
  const by = c * about.by;
  // H + λ > 0 (Gershgorin) with |(H + λ)⁻¹b| ≤ 1, and a little more where b vanishes.
  const least = Math.min(hx - Math.abs(px), hy - Math.abs(py), hz - Math.abs(px) - Math.abs(py));
  const more = SLACK * (Math.abs(hx) + Math.abs(hy) + Math.abs(hz) + mean);
  let lambda = Math.hypot(bx, by, bz) - least + more;
  let above = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < STEPS; k++) {
    const dx = hx + lambda;
    const dy = hy + lambda;
    const dz = hz + lambda - (px * px) / dx - (py * py) / dy;
    if (!(dx > 0 && dy > 0 && dz > 0)) {
      if (above === Number.NEGATIVE_INFINITY) return false;
      lambda = 0.5 * (lambda + above);
      continue;
    }
    const z = (bz - (px * bx) / dx - (py * by) / dy) / dz;
    const x = (bx - px * z) / dx;
    const y = (by - py * z) / dy;
    if (mean - lambda - (bx * x + by * y + bz * z) > 0) return true;
    above = lambda;
    const square = x * x + y * y + z * z;
    zero = Math.min(zero, zeroAlong(-x, -y, -z, square));
    const fz = (z - (px * x) / dx - (py * y) / dy) / dz;
    const falling = (x * (x - px * fz)) / dx + (y * (y - py * fz)) / dy + z * fz;
    const step = (square * (Math.sqrt(square) - 1)) / falling;
    if (!(Math.abs(step) > 1e-6 * Math.abs(lambda))) return false;
    lambda += step;
  }
  return false;
}

/** A c at which D is not positive, by the last that was asked for; infinite where none was found. */
let zero = 1;

/** Where Re D along v vanishes, which is a parabola in c. */
function zeroAlong(x: number, y: number, z: number, square: number): number {
  const { mean, bx, by, bz, gxx, gyy, gzz, gxz, gyz } = about;
  const size = Math.sqrt(square);
  const constant = mean + (2 * bz * z) / size + (gyy * x * x + gxx * y * y + gzz * z * z) / square;
  const half = (bx * x + by * y) / size + ((gxz * x + gyz * y) * z) / square;
  const curved = ((gxx - gyy) * (x * x - y * y)) / square;
  const discriminant = half * half - curved * constant;
  return discriminant < 0 ? Number.POSITIVE_INFINITY : constant / (Math.sqrt(discriminant) - half);
}
