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
import { totalDimension } from "../matrices/complex-matrix.ts";
import { addMultiple } from "../matrices/double-double.ts";
import {
  allParts,
  type Cluster,
  clusterOf,
  type Evolution,
  eachPart,
  fromBlocks,
  hermitianBlocks,
  UNKNOWN,
} from "./evolve.ts";
import type { Parts } from "./generator/generator.ts";
import { apply, partOf } from "./generator/part.ts";
import { largestRow } from "./hamiltonian.ts";
import { type Kernel, kernelOf, oscillating, type Projected } from "./rest/null-space.ts";
import { coordinatesOf, hasTinyEntries, isDominated, nullities, partsAlike, refuseSize } from "./rest/nullity.ts";
import { projectedState, type RefinedState, refinedState } from "./rest/refined-state.ts";
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

/** The largest part whose oscillations are looked for. */
const LARGEST_OSCILLATING = 128;
/** What of a state on an oscillating mode is rounding. */
const EXCITED = 1e-9;
/** Of one entry. */
const HALF_UNIT = 0.5 * Number.EPSILON;

/** @throws Unsettled  when the state does not come to rest, a part of the generator is too large to decompose, or doubles
 *  do not tell what is at rest */
export function steadyState(system: Evolution, rho: ComplexMatrix): SteadyState {
  const resting = restingClusters(system);
  let state = rho;
  let error = 0;
  let relative = 0;
  let count = 1;
  resting.forEach(({ cluster, parts, limits, one, dimension }, k) => {
    const blocks = hermitianBlocks(state, system.dimensions, cluster.parties);
    const whole = traceRoundedOnce(state);
    // Hermitian parts of ρ_tu stand for ρ_ut too.
    const weight = blocks.length > 1 ? 2 : 1;
    let squares = 0;
    eachPart(parts, blocks, (p) => (x) => {
      const { values, error: own } = limits[p](x, whole);
      squares += weight * own * own;
      return values;
    });
    state = fromBlocks(blocks, system.dimensions, cluster.parties);
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

/** The limit of a part's coordinates over the trace of the whole. */
type Limit = (x: Float64Array, whole: number) => Projected;

interface Resting {
  readonly cluster: Cluster;
  readonly parts: Parts;
  readonly limits: readonly Limit[];
  readonly oscillates: boolean;
  /** Of the cluster's kernel. */
  readonly dimension: number;
  /** The steady state of a part, where it is the only one of all. */
  readonly one: RefinedState | null;
}

/** Clusters that do not oscillate first: what they let decay need not rest with the others. */
function restingClusters(system: Evolution): Resting[] {
  const each = system.clusters.map(decompose);
  const [moving, still] = [each.filter(({ oscillates }) => oscillates), each.filter(({ oscillates }) => !oscillates)];
  if (moving.length < 2) return [...still, ...moving];
  const parties = moving.flatMap(({ cluster }) => cluster.parties).sort((a, b) => a - b);
  return [...still, decompose(clusterOf(parties, system))];
}

function decompose(cluster: Cluster): Resting {
  const parts = allParts(cluster);
  const dimensions = nullities(cluster, parts);
  const dimension = dimensions.reduce((sum, one) => sum + one, 0);
  if (dimension === 0) return refuseUnclear();
  const limits: Limit[] = [];
  let one: RefinedState | null = null;
  let oscillates = false;
  dimensions.forEach((own, p) => {
    const part = partOf(parts, p);
    if (part.size === 1) limits.push(own === 1 ? same : nothing);
    else if (own === 0 && (dimension === 1 || isDominated(part))) limits.push(nothing);
    else {
      const kernel = kernelOf(part, own) ?? refuseUnclear();
      const coordinates = coordinatesOf(parts, p);
      const refined = refinedOf(cluster, coordinates, kernel, own);
      if (dimension === 1) one = refined;
      const modes = dimension === 1 ? null : modesOf(cluster, parts, p, { kernel, own });
      oscillates ||= modes !== null;
      limits.push(guarded(limitOf(kernel, coordinates, cluster, refined), kernel, modes, frequencyOf(cluster)));
    }
  });
  return { cluster, parts, limits, oscillates, dimension, one };
}

function refuseUnclear(): never {
  throw new Unsettled(
    "rates lie too far apart for it: thirty digits do not tell it from slow modes",
    "leave out what is negligible",
  );
}

function nothing(x: Float64Array): Projected {
  return { values: new Float64Array(x.length), error: 0 };
}

/** The square of a coherence counts twice. */
function same(x: Float64Array, whole: number): Projected {
  const values = x.map((value) => value / whole);
  return { values, error: whole === 1 ? 0 : HALF_UNIT * Math.SQRT2 * euclidean(values) };
}

function euclidean(x: Float64Array): number {
  return Math.hypot(...x);
}

/** The steady state of a part with one that is a state. */
function refinedOf(
  { sources }: Cluster,
  coordinates: Int32Array,
  kernel: Kernel,
  dimension: number,
): RefinedState | null {
  const diagonal = totalDimension(sources.dimensions) + 1;
  return dimension === 1 && coordinates.some((k) => k % diagonal === 0)
    ? refinedState({ sources, coordinates, kernel })
    : null;
}

/** Of a part with one steady state that is a state, its share of the trace; else the projection on the kernel. */
function limitOf(kernel: Kernel, coordinates: Int32Array, { sources }: Cluster, refined: RefinedState | null): Limit {
  if (refined !== null) return shareOf(refined, coordinates, totalDimension(sources.dimensions) + 1);
  return (x, whole) => {
    const { values, error } = projectedState(
      { sources, coordinates, kernel },
      x.map((value) => value / whole),
    );
    // The squares of coherences count twice.
    return { values, error: Math.SQRT2 * (error + (whole === 1 ? 0 : HALF_UNIT * euclidean(values))) };
  };
}

function shareOf({ coordinates: state, error }: RefinedState, coordinates: Int32Array, diagonal: number): Limit {
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

/** What of a state neither rests nor decays. */
interface Modes {
  readonly share: (x: Float64Array) => Float64Array;
  /** Whether that is for ever, or only longer than thirty digits tell. */
  readonly forever: boolean;
}

/** Where no channel acts nothing decays, and all turns that does not rest; else what does not decay whatever the rates are. */
function modesOf(
  { sources, parties }: Cluster,
  parts: Parts,
  p: number,
  { kernel, own }: { readonly kernel: Kernel; readonly own: number },
): Modes | null {
  if (sources.dissipators.every(({ rates }) => rates.length === 0)) {
    const share = (x: Float64Array) => {
      const rest = apply(kernel.projection.high, x);
      return x.map((value, k) => value - rest[k]);
    };
    return { share, forever: true };
  }
  if (kernel.matrix.rows > LARGEST_OSCILLATING) refuseSize(kernel.matrix.rows, parties, LARGEST_OSCILLATING);
  const power = oscillating(kernel);
  if (power === null) return null;
  const level = partsAlike(sources, parts);
  const part = partOf(level, p);
  const alike = level === parts || hasTinyEntries(part) ? null : kernelOf(part, own);
  const forever = alike !== null && oscillating(alike) !== null;
  return { share: (x) => apply(power, x), forever };
}

/** Frequencies below this share of the largest are its rounding. */
const ROUNDED = 16 * Number.EPSILON;

function frequencyOf({ sources: { hamiltonian } }: Cluster): number {
  return hamiltonian === null ? 0 : largestRow(hamiltonian);
}

/** The same limit, refused to what has a share of oscillating modes. */
function guarded(limit: Limit, { matrix }: Kernel, modes: Modes | null, largestFrequency: number): Limit {
  if (modes === null) return limit;
  return (x, whole) => {
    const turning = modes.share(x);
    const share = euclidean(turning);
    if (share > EXCITED * euclidean(x)) {
      if (!modes.forever) refuseUnclear();
      const frequency = euclidean(apply(matrix.high, turning)) / share;
      if (frequency < ROUNDED * largestFrequency) {
        throw new Unsettled(
          `whether the state comes to rest is not to be told: its frequencies cancel up to ${frequency.toExponential(0)}, which is rounding`,
        );
      }
      throw new Unsettled(
        "the state never comes to rest: a share of it has modes that do not decay, " +
          `and turns at a frequency of about ${Number(frequency.toPrecision(6))}`,
        null,
        false,
      );
    }
    return limit(x, whole);
  };
}
