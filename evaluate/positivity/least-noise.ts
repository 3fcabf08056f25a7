/** Where the noise of a channel of one party is least: tr B = ½(tr P − n·Pn) − m·n; of a single operator it vanishes at two points, where
 *  Q* = (tr B)^J does. */
import { dot, type Noise, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";

/** tr B at n = (x, y, z). */
export function traceOfDiffusion({ P: [a, b, c], m }: Noise, x: number, y: number, z: number): number {
  const along = a[0] * x * x + b[1] * y * y + c[2] * z * z + 2 * (a[1] * x * y + a[2] * x * z + b[2] * y * z);
  return (a[0] + b[1] + c[2] - along) / 2 - m[0] * x - m[1] * y - m[2] * z;
}

/** Steps of a linear iteration, which is slow only where points that are near one another are much alike. */
const STEPS = 300;

/** A point where tr B is least among its neighbours: n ↦ (Pn + m)/|Pn + m| never lets n·Pn/2 + m·n, which is convex, fall. */
export function leastNoise({ P: [x, y, z], m }: Noise, start: Vector3): Vector3 {
  let n = start;
  for (let k = 0; k < STEPS; k++) {
    const next: Vector3 = [dot(x, n) + m[0], dot(y, n) + m[1], dot(z, n) + m[2]];
    const length = Math.hypot(...next);
    if (length === 0) break;
    n = [next[0] / length, next[1] / length, next[2] / length];
  }
  return n;
}
