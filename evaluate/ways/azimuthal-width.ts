/** How far beyond real azimuths about an axis forms stay without zeros: rules need as many columns as that leaves, not as the width in all
 *  directions does. */

import { type Form, WIDEST, withoutRounding } from "./form-width.ts";

/** What is found within a factor of (WIDEST/width)^(2^−HALVINGS). */
const HALVINGS = 6;

/**
 * The least η for which a form has no positive real part somewhere on n of azimuth φ + iη about the z-axis, from below.
 * @param width  in all directions, above 0
 * @returns  at most 4
 */
export function azimuthalWidth(form: Form, width: number): number {
  const about = aboutAxis(form);
  if (isPositive(about, WIDEST)) return WIDEST;
  let [inside, outside] = [width, WIDEST];
  for (let k = 0; k < HALVINGS; k++) {
    const between = Math.sqrt(inside * outside);
    if (isPositive(about, between)) inside = between;
    else outside = between;
  }
  return inside;
}

/** A form with the principal axes of its curvature about z for x and y. */
interface AboutAxis {
  readonly mean: number;
  readonly slope: readonly [x: number, y: number, z: number];
  /** g_xx, g_yy and g_zz; g_xy = 0. */
  readonly along: readonly [x: number, y: number, z: number];
  /** g_xz and g_yz. */
  readonly across: readonly [x: number, y: number];
}

function aboutAxis(form: Form): AboutAxis {
  const { slope, curvature: g } = form;
  const half = 0.5 * (g[0] - g[4]);
  const gap = Math.hypot(half, g[1]);
  const angle = 0.5 * Math.atan2(g[1], half);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const middle = 0.5 * (g[0] + g[4]);
  return {
    mean: withoutRounding(form),
    slope: [c * slope[0] + s * slope[1], c * slope[1] - s * slope[0], slope[2]],
    along: [middle + gap, middle - gap, g[8]],
    across: [c * g[2] + s * g[5], c * g[5] - s * g[2]],
  };
}

const STEPS = 8;
const SLACK = 1e-9;

/**
 * Whether Re D > 0 on all n of azimuth φ + iη. With v real on the unit sphere Re n = (cosh η v_x, cosh η v_y, v_z) and Re D = m + 2b·v + vHv with
 *     H_xx = cosh²η g_xx − sinh²η g_yy,  H_xz = cosh η g_xz,  H_zz = g_zz,  b = (cosh η b_x, cosh η b_y, b_z),
 * and y as x. It is at least m − λ − b(H + λ)⁻¹b for any λ with H + λ > 0; the largest of these, where |(H + λ)⁻¹b| = 1, is sought by
 * Newton's method on the inverse of that norm, and the first above 0 will do. As D is harmonic in φ + iη, what is positive at η is so below.
 */
function isPositive({ mean, slope, along, across }: AboutAxis, eta: number): boolean {
  const c = Math.cosh(eta);
  const [c2, s2] = [c * c, c * c - 1];
  const hx = c2 * along[0] - s2 * along[1];
  const hy = c2 * along[1] - s2 * along[0];
  const hz = along[2];
  const [px, py] = [c * across[0], c * across[1]];
  const [bx, by, bz] = [c * slope[0], c * slope[1], slope[2]];
  // H + λ > 0 (Gershgorin) with |(H + λ)⁻¹b| ≤ 1, and a little more where b vanishes.
  const least = Math.min(hx - Math.abs(px), hy - Math.abs(py), hz - Math.abs(px) - Math.abs(py));
  const more = SLACK * (Math.abs(hx) + Math.abs(hy) + Math.abs(hz) + mean);
  let [lambda, above] = [Math.hypot(bx, by, bz) - least + more, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < STEPS; k++) {
    const [dx, dy] = [hx + lambda, hy + lambda];
    const dz = hz + lambda - (px * px) / dx - (py * py) / dy;
    if (!(dx > 0 && dy > 0 && dz > 0)) {
      if (above === Number.NEGATIVE_INFINITY) return false;
      lambda = 0.5 * (lambda + above);
      continue;
    }
    const z = (bz - (px * bx) / dx - (py * by) / dy) / dz;
    const [x, y] = [(bx - px * z) / dx, (by - py * z) / dy];
    if (mean - lambda - (bx * x + by * y + bz * z) > 0) return true;
    above = lambda;
    const square = x * x + y * y + z * z;
    const fz = (z - (px * x) / dx - (py * y) / dy) / dz;
    const falling = (x * (x - px * fz)) / dx + (y * (y - py * fz)) / dy + z * fz;
    const step = (square * (Math.sqrt(square) - 1)) / falling;
    if (!(Math.abs(step) > 1e-6 * Math.abs(lambda))) return false;
    lambda += step;
  }
  return false;
}
