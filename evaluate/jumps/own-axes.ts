/** A reservoir of one spin whose noise is axisymmetric about its drift, in axes of its own: D[J₋], D[J₊] and D[J_z] about k. */

import type { Jump } from "../../spins/dynamics/jump.ts";
import { dot, type Noise, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { TOLD } from "../prepare/drift-axis.ts";

export interface OwnAxes {
  /** k, of unit length; [0, 0, 1] where that is not to be told from it, or from its opposite. */
  readonly axis: Vector3;
  /** Total rates of D[J₋], D[J₊], D[J_z] about k. */
  readonly lowering: number;
  readonly raising: number;
  readonly along: number;
}

/** With l_e, l_f, l_k the components of an operator on e × f = k, l₋ = (l_e + i l_f)/2 and l₊ = (l_e − i l_f)/2: sums of squares, in which
 *  nothing cancels. */
export function ownAxes({ m }: Noise, jumps: readonly Jump[]): OwnAxes {
  const [e, f, k] = frameAlong(m);
  let [lowering, raising, along] = [0, 0, 0];
  for (const { rate, re, im } of jumps) {
    const [u, v] = [re[0], im[0]];
    lowering += (rate * ((dot(u, e) - dot(v, f)) ** 2 + (dot(v, e) + dot(u, f)) ** 2)) / 4;
    raising += (rate * ((dot(u, e) + dot(v, f)) ** 2 + (dot(v, e) - dot(u, f)) ** 2)) / 4;
    along += rate * (dot(u, k) ** 2 + dot(v, k) ** 2);
  }
  return { axis: k, lowering, raising, along };
}

/** e, f, k with k along m. */
function frameAlong(m: Vector3): readonly [Vector3, Vector3, Vector3] {
  const across = Math.hypot(m[0], m[1]);
  if (across <= TOLD * Math.abs(m[2])) {
    return [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
  }
  const k = unit(m);
  const [c, s] = [m[0] / across, m[1] / across];
  return [[k[2] * c, k[2] * s, -across / Math.hypot(...m)], [-s, c, 0], k];
}

/** P and m as they are in these axes: P = α(1 − kkᵀ) + β kkᵀ with α = lowering + raising, β = along, m = (lowering − raising) k. */
export function noiseIn({ axis: k, lowering, raising, along }: OwnAxes, drifts: number): Noise {
  const alpha = lowering + raising;
  const row = (i: number): Vector3 =>
    [0, 1, 2].map((j) => (i === j ? alpha : 0) + (along - alpha) * k[i] * k[j]) as never;
  const drift = lowering - raising;
  return { P: [row(0), row(1), row(2)], m: [drift * k[0], drift * k[1], drift * k[2]], drifts };
}
