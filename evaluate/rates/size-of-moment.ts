/** How large an integrand is that a closed form never sees. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { movePoint, phasePoint, tensorAt, valueAt } from "../monte-carlo/phase-point.ts";

/** Points, and products of entries of ρ that they may cost together. */
const POINTS = 256;
const PRODUCTS = 1e8;

/** So much of the mean over few points is the integral at least. */
const SHARE = 0.5;

/** M ∫ |X ln Q| from below, to a factor of a few: a sphere done in closed form, or by the zeros of Q, adds up what is left of X ln Q after
 *  it was integrated. */
export function sizeOfMoment(rho: ComplexMatrix, change: ComplexMatrix, spins: readonly number[]): number {
  const point = phasePoint(rho, spins);
  const tensor = tensorAt(point, change);
  const uniform = randomStream(1, "size of a moment");
  const points = Math.max(16, Math.min(POINTS, Math.floor(PRODUCTS / tensor.length)));
  let sum = 0;
  for (let k = 0; k < points; k++) {
    movePoint(point, uniform);
    const Q = valueAt(point, point.tensor);
    if (Q > 0) sum += Math.abs(valueAt(point, tensor) * Math.log(Q));
  }
  return (SHARE * rho.dimension * sum) / points;
}
