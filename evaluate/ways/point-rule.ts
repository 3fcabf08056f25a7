/** Nodes on a sphere that are no product of rows and columns, and sums over them. */

import { placeOf } from "../../runtime/husimi/conditional.ts";
import { type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import { NOWHERE } from "../../runtime/quadrature/sphere-rule.ts";
import { MEASURE } from "../../runtime/spheres/closed-sphere.ts";
import { type LocalAverage, sphereOf } from "../../runtime/spheres/local-average.ts";

export interface PointRule {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  /** Of ∫ dn. */
  readonly weights: readonly number[];
}

/** A rule that is filled point by point. */
export type Points = { readonly [part in keyof PointRule]: number[] };

export const noPoints = (): Points => ({ x: [], y: [], z: [], weights: [] });

/** Of an average with one outer party, a qubit, beside a sphere that is handed in. */
export function sumAt(average: LocalAverage, rule: PointRule): Sums {
  const states = average.tensors.map((tensor) => statesAt(tensor, rule));
  const weights = Float64Array.from(rule.weights, (weight) => MEASURE * weight);
  const sums = zeroSums(average.functionals.length);
  const sphere = sphereOf(average, weights.length, NOWHERE);
  sphere.visit({ columns: weights.length, states, weights, place: placeOf(1) }, sums);
  return sums;
}

/** Conditional states, of a tensor with the qubit's axis first. */
function statesAt(tensor: Float64Array, { x, y, z }: PointRule): Float64Array {
  const [columns, rest] = [z.length, tensor.length / 4];
  const out = new Float64Array(rest * columns);
  for (let k = 0; k < rest; k++) {
    const [up, down, ofX, ofY] = [0, 1, 2, 3].map((i) => tensor[i * rest + k]);
    for (let c = 0; c < columns; c++)
      out[k * columns + c] = 0.5 * (up + down + z[c] * (up - down)) + x[c] * ofX + y[c] * ofY;
  }
  return out;
}
