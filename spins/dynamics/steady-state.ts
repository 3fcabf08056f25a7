/**
 * The steady state that a state evolves to, lim e^{Gt}ρ, and how many there are. A Lindblad generator has no eigenvalue with
 * positive real part and no Jordan block on the imaginary axis, so the limit is the projection on the kernel along the range,
 * V (W†V)⁻¹ W†, V and W the right and left null vectors, wherever no imaginary eigenvalue is excited (Albert & Jiang, Phys.
 * Rev. A 89, 022118 (2014)); where the kernel has one dimension there is none (Schirmer & Wang, Phys. Rev. A 81, 062306
 * (2010)). Part by part, as for the evolution itself. Parties whose states oscillate
 * are taken together, since their frequencies may cancel.
 */

import { cholesky } from "../matrices/cholesky.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { addMultiple } from "../numbers/long-number.ts";
import type { Evolution } from "./evolve.ts";
import { blocksOf, fromBlocks } from "./generator/blocks.ts";
import { clusterOf } from "./generator/cluster.ts";
import { UNKNOWN } from "./lost.ts";
import { HALF_UNIT } from "./rest/limit.ts";
import { coordinatesOf } from "./rest/nullity.ts";
import { decompose, type Resting } from "./rest/resting.ts";
import { Unsettled } from "./unsettled.ts";

/** |ρ − truth| in two ways. */
export interface StateError {
  /** In the Frobenius norm. */
  readonly error: number;
  /** c with −cρ ≤ ρ − truth ≤ cρ as operators, where there is one steady state; infinite where none is known. */
  readonly relative: number;
}

export interface SteadyState extends StateError {
  readonly state: ComplexMatrix;
  /** Dimension of the kernel of the full generator. */
  readonly count: number;
}

/** @throws Unsettled  when the state does not come to rest, a part of the generator is too large to decompose, or doubles
 *  do not tell what is at rest */
export function steadyState(system: Evolution, rho: ComplexMatrix): SteadyState {
  const resting = restingClusters(system);
  let state = rho;
  let error = 0;
  let relative = 0;
  let count = 1;
  resting.forEach(({ cluster, parts, limits, one, dimension }, k) => {
    const blocks = blocksOf(state, system.dimensions, cluster.parties);
    const whole = traceRoundedOnce(state);
    // Hermitian parts of ρ_tu stand for ρ_ut too.
    const weight = blocks.length > 1 ? 2 : 1;
    let squares = 0;
    for (let p = 0; p + 1 < parts.starts.length; p++) {
      const places = coordinatesOf(parts, p);
      for (const { high } of blocks) {
        const x = Float64Array.from(places, (at) => high[at]);
        if (x.every((value) => value === 0)) continue;
        const { values, error: own } = limits[p](x, whole);
        squares += weight * own * own;
        places.forEach((at, k) => {
          high[at] = values[k];
        });
      }
    }
    for (const { low } of blocks) low.fill(0);
    state = fromBlocks(blocks, system.dimensions, cluster.parties).high;
    count *= dimension;
    // No later cluster lets the trace norm of an error grow, which is at most √d times this one. The one state's own error
    // stands as δρ ⊗ τ, and the last τ, however pure, has no norm above 1: only rounding of products is of no such form.
    const growth = k === resting.length - 1 ? 1 : Math.sqrt(state.dimension);
    const ofOne = (one?.error ?? Number.POSITIVE_INFINITY) + 3 * HALF_UNIT * Math.SQRT2 * growth;
    error += Math.min(Math.sqrt(squares) * growth, ofOne);
    const entries = one !== null && resting.length > 1 ? 3 * HALF_UNIT * one.spread : 0;
    const own = (one?.relative ?? Number.POSITIVE_INFINITY) + entries;
    relative += own + (own === 0 || relative === 0 ? 0 : relative * own);
  });
  const moved = system.clusters.flatMap(({ parties }) => parties);
  system.dimensions.forEach((d, party) => {
    if (!moved.includes(party)) count *= d * d;
  });
  requireKnown(state, error);
  return { state, count, error, relative };
}

/** What is at rest is a state, as far as its error goes. */
function requireKnown(state: ComplexMatrix, error: number): void {
  const room = Math.max(error, ROOM);
  if (error < UNKNOWN && cholesky(state, room) !== null) return;
  throw new Unsettled(
    `rates lie too far apart for it: to thirty digits it is known to ${error.toExponential(0)} only`,
    "leave out what is negligible",
  );
}

/** What rounding may leave of a negative eigenvalue. */
const ROOM = 1e-10;

/** Tr ρ. */
function traceRoundedOnce({ dimension, re }: ComplexMatrix): number {
  const [sum, rest] = [new Float64Array(1), new Float64Array(1)];
  for (let k = 0; k < re.length; k += dimension + 1) addMultiple(sum, rest, 0, 1, re[k], 0);
  return sum[0];
}

/** Clusters that do not oscillate first: what they let decay need not rest with the others. */
function restingClusters(system: Evolution): Resting[] {
  const each = system.clusters.map(decompose);
  const [moving, still] = [each.filter(({ oscillates }) => oscillates), each.filter(({ oscillates }) => !oscillates)];
  if (moving.length < 2) return [...still, ...moving];
  const parties = moving.flatMap(({ cluster }) => cluster.parties).sort((a, b) => a - b);
  return [...still, decompose(clusterOf(parties, system))];
}
