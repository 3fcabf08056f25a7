/** Points of the sphere as spinors (u, v) = (cos θ/2, e^{iφ} sin θ/2): where they lie, and rotations of them. */

/** u ≥ 0, and v = x + iy. */
export interface Spinors {
  readonly u: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function emptySpinors(count: number): Spinors {
  return { u: new Float64Array(count), x: new Float64Array(count), y: new Float64Array(count) };
}

export function copySpinors(from: Spinors, to: Spinors): void {
  to.u.set(from.u);
  to.x.set(from.x);
  to.y.set(from.y);
}

/** v/u = z, or 1/z where it is inverted. */
export function setPoint({ u, x, y }: Spinors, k: number, re: number, im: number, inverted: boolean): void {
  const radius = Math.hypot(re, im);
  const long = 1 / Math.sqrt(1 + radius * radius);
  u[k] = inverted ? radius * long : long;
  if (inverted) {
    x[k] = radius === 0 ? 1 : (long * re) / radius;
    y[k] = radius === 0 ? 0 : (-long * im) / radius;
  } else {
    x[k] = long * re;
    y[k] = long * im;
  }
}

/** |u_j v_k − v_j u_k|, the sine of half the angle between two points. */
export function chord({ u, x, y }: Spinors, j: number, k: number): number {
  return Math.hypot(u[j] * x[k] - x[j] * u[k], u[j] * y[k] - y[j] * u[k]);
}

/** A point as a unit vector. */
export function directionOf({ u, x, y }: Spinors, k: number): Float64Array {
  return Float64Array.of(2 * u[k] * x[k], 2 * u[k] * y[k], u[k] * u[k] - x[k] * x[k] - y[k] * y[k]);
}

/** The direction of the sum of unit vectors. */
export function middle({ u, x, y }: Spinors, chosen: readonly number[]): [number, number, number] {
  let nx = 0;
  let ny = 0;
  let nz = 0;
  for (const k of chosen) {
    nx += 2 * u[k] * x[k];
    ny += 2 * u[k] * y[k];
    nz += u[k] * u[k] - x[k] * x[k] - y[k] * y[k];
  }
  const half = Math.atan2(Math.hypot(nx, ny), nz) / 2;
  const phi = Math.atan2(ny, nx);
  return [Math.cos(half), Math.sin(half) * Math.cos(phi), Math.sin(half) * Math.sin(phi)];
}

/** Which of the points are nearest to u = 1. */
export function closestToPole({ u }: Spinors, count: number, wanted: number): number[] {
  const order = Array.from({ length: count }, (_, k) => k);
  return order.sort((j, k) => u[k] - u[j]).slice(0, wanted);
}

/** out_k = U from_j with U = (u −v*; v u) the rotation that takes the pole to (u, v), and the phase that makes its u real. */
export function turnFromPole(from: Spinors, j: number, u: number, x: number, y: number, out: Spinors, k: number): void {
  const upRe = u * from.u[j] - (x * from.x[j] + y * from.y[j]);
  const upIm = y * from.x[j] - x * from.y[j];
  const downRe = x * from.u[j] + u * from.x[j];
  const downIm = y * from.u[j] + u * from.y[j];
  const size = Math.hypot(upRe, upIm);
  const [c, s] = size === 0 ? [1, 0] : [upRe / size, upIm / size];
  out.u[k] = size;
  out.x[k] = c * downRe + s * downIm;
  out.y[k] = c * downIm - s * downRe;
}
