/** Vectors in space. */

import { dot, type Noise, type Vector3 } from "../../runtime/flux/noise.ts";

export function unit(a: Vector3): Vector3 {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

export const times = (P: Noise["P"], v: Vector3): Vector3 => [dot(P[0], v), dot(P[1], v), dot(P[2], v)];
