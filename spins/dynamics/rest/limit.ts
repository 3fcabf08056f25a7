/** What the coordinates of a part of a generator come to. */
import { totalDimension } from "../../matrices/complex-matrix.ts";
import { addMultiple } from "../../numbers/long-number.ts";
import type { Cluster } from "../generator/cluster.ts";
import type { Sources } from "../generator/exact-drift.ts";
import type { Kernel, Projected } from "./null-space.ts";
import { projectedState, type RefinedState, refinedState, restingBy } from "./refined-state.ts";

/** Of one entry. */
export const HALF_UNIT = 0.5 * Number.EPSILON;

/** The limit of a part's coordinates over the trace of the whole. */
export type Limit = (x: Float64Array, whole: number) => Projected;

/** Of what decays. */
export function nothing(x: Float64Array): Projected {
  return { values: new Float64Array(x.length), error: 0 };
}

/** Of what does not move: the square of a coherence counts twice. */
export function same(x: Float64Array, whole: number): Projected {
  const values = x.map((value) => value / whole);
  return { values, error: whole === 1 ? 0 : HALF_UNIT * Math.SQRT2 * euclidean(values) };
}

export function euclidean(x: Float64Array): number {
  return Math.hypot(...x);
}

/** The steady state of a part with one that is a state. */
export function refinedOf(
  { sources }: Cluster,
  coordinates: Int32Array,
  kernel: Kernel,
  dimension: number,
): RefinedState | null {
  const diagonal = totalDimension(sources.dimensions) + 1;
  return dimension === 1 && coordinates.some((k) => k % diagonal === 0)
    ? refinedState(restingBy(sources, coordinates, kernel))
    : null;
}

/** Of a part with one steady state that is a state, its share of the trace; else the projection on the kernel. */
export function limitOf(
  kernel: Kernel,
  coordinates: Int32Array,
  { sources }: Cluster,
  refined: RefinedState | null,
): Limit {
  if (refined !== null) return shareOf(refined, coordinates, sources);
  return (x, whole) => {
    const shares = x.map((value) => value / whole);
    const { values, error } = projectedState({ sources, coordinates }, kernel, shares);
    // The squares of coherences count twice.
    return { values, error: Math.SQRT2 * (error + (whole === 1 ? 0 : HALF_UNIT * euclidean(values))) };
  };
}

/** Of a part with one steady state, its share of the trace. */
export function shareOf({ coordinates: state, error }: RefinedState, coordinates: Int32Array, sources: Sources): Limit {
  const diagonal = totalDimension(sources.dimensions) + 1;
  return (x, whole) => {
    const [sum, rest] = [new Float64Array(1), new Float64Array(1)];
    for (let k = 0; k < x.length; k++) if (coordinates[k] % diagonal === 0) addMultiple(sum, rest, 0, 1, x[k], 0);
    const share = sum[0] / whole;
    const values = state.map((value) => share * value);
    // Of the sum, of the quotient and of the product.
    const rounding = share === 1 ? 0 : 3 * HALF_UNIT * Math.SQRT2 * euclidean(values);
    return { values, error: Math.abs(share) * error + rounding };
  };
}
