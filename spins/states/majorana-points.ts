/** The Majorana points of a pure spin, for those who look at them. */

import { InvalidInput } from "../input/invalid-input.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { majoranaSearch } from "./majorana.ts";
import type { Direction } from "./named-states.ts";
import { nearestState } from "./nearest-state.ts";
import { distanceFromPure } from "./pure-state.ts";

export interface MajoranaPoints {
  /** The 2J zeros of Q = c Π_k (1 − n·m_k)/2, from the north pole on; the points of |Ω⟩ all lie opposite to Ω. */
  readonly points: readonly Direction[];
  /** ‖ψ − ψ'‖, ψ' the state that has exactly these points. An n-fold point moves by the n-th root of that. */
  readonly residual: number;
}

/** @param state  of one spin, pure
 *  @throws InvalidInput  where it is no state, or not pure to rounding */
export function majoranaPoints(state: ComplexMatrix): MajoranaPoints {
  const { state: rho } = nearestState(["state"], state);
  if (distanceFromPure(rho) === null)
    throw new InvalidInput({
      path: ["state"],
      found: "a mixed state",
      expected: "a pure one, which has Majorana points",
    });
  return pointsOf(rho);
}

/** Of what is a multiple of a pure state. */
export function pointsOf({ dimension: d, re, im }: ComplexMatrix): MajoranaPoints {
  let largest = 0;
  for (let i = 1; i < d; i++) if (re[i * (d + 1)] > re[largest * (d + 1)]) largest = i;
  const column = (part: Float64Array) => Float64Array.from({ length: d }, (_, i) => part[i * d + largest]);
  const search = majoranaSearch(d - 1);
  const { residual } = search.factorize(column(re), column(im));
  const { u, x, y } = search.points;
  const points = Array.from(u, (up, k) => ({
    theta: 2 * Math.atan2(Math.hypot(x[k], y[k]), up),
    phi: phiOf(y[k], x[k]),
  }));
  return { points: points.sort((a, b) => a.theta - b.theta || a.phi - b.phi), residual };
}

/** From 0 to 2π. */
function phiOf(y: number, x: number): number {
  const phi = Math.atan2(y, x);
  return phi < 0 ? phi + 2 * Math.PI : phi;
}
