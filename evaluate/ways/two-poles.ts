/** Two points of a sphere at the poles of a rule, by a boost of the directions. */

import { gradedRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { axesAbout } from "../../spins/matrices/pair-tensor.ts";
import { noPoints, type PointRule } from "./point-rule.ts";

/** Points that are one. */
const TOGETHER = 1e-6;

/** Written and read within one pair of points. */
const [apart, middle] = [3, 3].map((length) => new Float64Array(length));

/** z along the difference of two points, x along their sum.
 *  @param axes  overwritten; the k-th axis's i-th component at [3k + i]
 *  @returns  half the length of their sum, tanh η of the boost along x that takes them from the poles; null where they are one */
export function axesBetween(first: Float64Array, second: Float64Array, axes: Float64Array): number | null {
  const distance = Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
  if (distance < TOGETHER) return null;
  for (let i = 0; i < 3; i++) {
    middle[i] = 0.5 * (first[i] + second[i]);
    apart[i] = (first[i] - second[i]) / distance;
  }
  axesAbout(apart, axes);
  const length = Math.hypot(middle[0], middle[1], middle[2]);
  if (length < TOGETHER) return 0;
  for (let i = 0; i < 3; i++) axes[i] = middle[i] / length;
  const [x, y, z] = axes;
  const [a, b, c] = apart;
  axes[3] = b * z - c * y;
  axes[4] = c * x - a * z;
  axes[5] = a * y - b * x;
  return length;
}

/** tanh η at most: more would take two points that are nearer to each other to the poles, and many nodes. */
const FASTEST = 0.8;
/** How wide integrands about the poles are to be. */
const WIDE = 1.2;

/** @param between  see `axesBetween` */
export const rapidityOf = (between: number): number => Math.atanh(Math.min(between, FASTEST));

/** Nodes a rule has without a boost. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Boosts have poles of their own, at sin θ cos φ = −coth η, which more nodes make up for. */
export function boostedRule({ rows, columns }: Size, rapidity: number): SphereRule {
  const more = Math.max(1, WIDE / Math.acosh(1 / Math.tanh(rapidity)));
  return gradedRule(Math.round(more * rows), Math.round(more * columns), 0.25, 1);
}

/** A rule on the sphere for what is smooth but for two points. */
export function twoPoleRule(first: Float64Array, second: Float64Array, rows: number): PointRule {
  const axes = new Float64Array(9);
  const between = axesBetween(first, second, axes);
  if (between === null) axesAbout(first, axes);
  const rapidity = rapidityOf(between ?? 0);
  const [c, s] = [Math.cosh(rapidity), Math.sinh(rapidity)];
  const { sinTheta, cosTheta, cosPhi, sinPhi, rowWeight, columnWeight } = boostedRule(
    { rows, columns: 2 * rows },
    rapidity,
  );
  const rule = noPoints();
  for (let r = 0; r < sinTheta.length; r++) {
    for (let k = 0; k < cosPhi.length; k++) {
      const across = sinTheta[r] * cosPhi[k];
      const inverse = 1 / (c + s * across);
      const own = [inverse * (s + c * across), inverse * sinTheta[r] * sinPhi[k], inverse * cosTheta[r]];
      const along = (i: number) => own[0] * axes[i] + own[1] * axes[3 + i] + own[2] * axes[6 + i];
      rule.x.push(along(0));
      rule.y.push(along(1));
      rule.z.push(along(2));
      rule.weights.push(rowWeight[r] * columnWeight[k] * inverse * inverse);
    }
  }
  return rule;
}
