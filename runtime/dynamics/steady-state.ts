/**
 * The steady state that a state evolves to, lim e^{Gt}ρ, and how many there are. A Lindblad generator has no eigenvalue with
 * positive real part and no Jordan block on the imaginary axis, so the limit is the projection on the kernel along the range,
 * V (W†V)⁻¹ W†, V and W the right and left null vectors, wherever no imaginary eigenvalue is excited (Albert & Jiang, Phys.
 * Rev. A 89, 022118 (2014)); where the kernel has one dimension there is none (Schirmer & Wang, Phys. Rev. A 81, 062306
 * (2010)). Part by part, as for the evolution itself.
 */
import { Matrix } from "ml-matrix";
import type { ComplexMatrix } from "../evaluator.ts";
import { InvalidInput } from "../invalid-input.ts";
import { totalDimension } from "../matrix/complex-matrix.ts";
import { addMultiple } from "../matrix/double-double.ts";
import { allParts, type Cluster, type Evolution, eachPart, fromBlocks, hermitianBlocks } from "./evolve.ts";
import type { Parts } from "./generator.ts";
import {
  frequencies,
  isDominated,
  NEAR_AXIS,
  NEGLIGIBLE,
  type NullVectors,
  nullVectors,
  type Projected,
  projection,
} from "./kernel.ts";
import { denseMatrix, largestColumn, type Part, partOf } from "./propagate.ts";
import { type RefinedState, refinedState } from "./refined-state.ts";

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

/** The largest part that is decomposed. */
const LARGEST = 400;
/** What of a state on an oscillating mode is rounding. */
const EXCITED = 1e-9;
/** Of one entry. */
const HALF_UNIT = 0.5 * Number.EPSILON;

/** Real spectrum on the imaginary axis, by frequency. */
type Multiplicities = ReadonlyMap<number, number>;

/** @throws InvalidInput  when the state does not come to rest, or a part of the generator is too large to decompose */
export function steadyState(system: Evolution, rho: ComplexMatrix): SteadyState {
  let state = rho;
  let axis: Multiplicities = new Map([[0, 1]]);
  let error = 0;
  let relative = 0;
  system.clusters.forEach((cluster, k) => {
    const parts = allParts(cluster);
    const blocks = hermitianBlocks(state, system.dimensions, cluster.parties);
    const { spectrum, limits, one } = decompose(cluster, parts);
    const whole = trace(state);
    // Hermitian parts of ρ_tu stand for ρ_ut too.
    const weight = blocks.length > 1 ? 2 : 1;
    let squares = 0;
    eachPart(parts, blocks, (p) => (x) => {
      const { values, error: own } = limits(p)(x, whole);
      squares += weight * own * own;
      return values;
    });
    state = fromBlocks(blocks, system.dimensions, cluster.parties);
    axis = sums(axis, spectrum);
    // No later cluster lets the trace norm of an error grow, which is at most √d times this one. The one state's own error
    // stands as δρ ⊗ τ, and the last τ, however pure, has no norm above 1: only rounding of products is of no such form.
    const growth = k === system.clusters.length - 1 ? 1 : Math.sqrt(state.dimension);
    const ofOne = (one?.error ?? Number.POSITIVE_INFINITY) + 3 * HALF_UNIT * Math.SQRT2 * growth;
    error += Math.min(Math.sqrt(squares) * growth, ofOne);
    const entries = one !== null && system.clusters.length > 1 ? 3 * HALF_UNIT * one.spread : 0;
    const own = (one?.relative ?? Number.POSITIVE_INFINITY) + entries;
    relative += own + (own === 0 || relative === 0 ? 0 : relative * own);
  });
  const moved = system.clusters.flatMap(({ parties }) => parties);
  let idle = 1;
  system.dimensions.forEach((d, party) => {
    if (!moved.includes(party)) idle *= d * d;
  });
  let count = 0;
  for (const [frequency, multiplicity] of axis) if (frequency === 0) count += multiplicity;
  return { state, count: count * idle, error, relative };
}

/** Tr ρ, rounded once. */
function trace({ dimension, re }: ComplexMatrix): number {
  const [sum, rest] = [new Float64Array(1), new Float64Array(1)];
  for (let k = 0; k < re.length; k += dimension + 1) addMultiple(sum, rest, 0, 1, re[k], 0);
  return sum[0];
}

/** The limit of a part's coordinates over the trace of the whole. */
type Limit = (x: Float64Array, whole: number) => Projected;

interface Decomposition {
  readonly spectrum: Multiplicities;
  readonly limits: (part: number) => Limit;
  /** The steady state of a part, where it is the only one of all. */
  readonly one: RefinedState | null;
}

interface Decomposed {
  readonly part: Part;
  readonly matrix: Matrix;
  readonly kernel: NullVectors;
  readonly coordinates: Int32Array;
}

function decompose(cluster: Cluster, parts: Parts): Decomposition {
  const count = parts.starts.length - 1;
  let size = 0;
  for (let p = 0; p < count; p++) size = Math.max(size, largestColumn(partOf(parts, p)));
  const spectrum = new Map<number, number>([[0, 0]]);
  const add = (frequency: number, multiplicity: number) => {
    spectrum.set(frequency, (spectrum.get(frequency) ?? 0) + multiplicity);
  };
  const actions: Limit[] = [];
  const open: (Decomposed & { readonly place: number })[] = [];
  for (let p = 0; p < count; p++) {
    const part = partOf(parts, p);
    actions.push(nothing);
    if (part.size === 1) {
      if (!isEmpty(part) && Math.abs(part.value[part.columnStart[0]]) > NEGLIGIBLE * size) continue;
      add(0, 1);
      actions[p] = same;
    } else if (!isDominated(part)) {
      if (part.size > LARGEST) refuseSize(part.size, cluster);
      const matrix = denseMatrix(part);
      const kernel = nullVectors(matrix, NEGLIGIBLE * size);
      add(0, kernel.right.columns);
      const coordinates = parts.coordinates.subarray(parts.starts[p], parts.starts[p + 1]);
      open.push({ part, matrix, kernel, coordinates, place: p });
    }
  }
  const single = spectrum.get(0) === 1;
  let one: RefinedState | null = null;
  for (const decomposed of open) {
    const modes = single ? [] : oscillations(decomposed, size, add);
    const { refined, action } = limitOf(decomposed, cluster, size);
    if (single && refined !== null) one = refined;
    actions[decomposed.place] = guarded(action, modes);
  }
  return { spectrum, limits: (part) => actions[part], one };
}

function isEmpty({ columnStart }: Part): boolean {
  return columnStart[0] === columnStart[1];
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

function refuseSize(size: number, { parties }: Cluster): never {
  throw new InvalidInput(
    `times: the steady state of parties [${parties.join(", ")}] needs the kernel of a ${size} × ${size} part of the generator; ` +
      `up to ${LARGEST} × ${LARGEST} is offered. Give a long time instead`,
  );
}

/** Of a part with one steady state that is a state, its share of the trace; else the projection on the kernel. */
function limitOf(
  { matrix, kernel, coordinates }: Decomposed,
  { sources }: Cluster,
  size: number,
): { action: Limit; refined: RefinedState | null } {
  const diagonal = totalDimension(sources.dimensions) + 1;
  const isState = kernel.right.columns === 1 && coordinates.some((k) => k % diagonal === 0);
  const guess = isState ? Float64Array.from(kernel.right.getColumn(0)) : null;
  const refined = guess === null ? null : refinedState({ sources, coordinates, matrix, size }, guess);
  if (refined !== null) return { refined, action: shareOf(refined, coordinates, diagonal) };
  const project = projection(matrix, kernel, size);
  const action: Limit = (x, whole) => {
    const { values, error } = project(x.map((value) => value / whole));
    // The squares of coherences count twice.
    return { values, error: Math.SQRT2 * (error + HALF_UNIT * euclidean(values)) };
  };
  return { refined, action };
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

/** Modes of ±iω, and ω. */
interface Oscillation {
  readonly frequency: number;
  readonly modes: Matrix;
}

function oscillations(
  { part, matrix: A }: Decomposed,
  scale: number,
  add: (frequency: number, multiplicity: number) => void,
): Oscillation[] {
  return frequencies(A, scale).map((frequency) => {
    // (A² + ω²)W = 0 for both of ±iω.
    const square = A.mmul(A).add(Matrix.eye(part.size).mul(frequency * frequency));
    const { left: modes } = nullVectors(square, NEAR_AXIS * scale * scale);
    add(frequency, modes.columns / 2);
    add(-frequency, modes.columns / 2);
    return { frequency, modes };
  });
}

/** The same limit, refused to what has a share of an oscillating mode. */
function guarded(action: Limit, oscillating: readonly Oscillation[]): Limit {
  return (x, whole) => {
    const column = Matrix.columnVector(Array.from(x));
    const size = column.norm("frobenius");
    for (const { frequency, modes } of oscillating) {
      if (modes.columns > 0 && modes.transpose().mmul(column).norm("frobenius") > EXCITED * size) {
        throw new InvalidInput(
          `times: "steady", but the state never comes to rest: the generator has the eigenvalues ±${Number(frequency.toPrecision(10))}i ` +
            "without decay, and the state has a share of their modes",
        );
      }
    }
    return action(x, whole);
  };
}

/** Of A ⊗ 1 + 1 ⊗ B: all sums of one eigenvalue each. */
function sums(a: Multiplicities, b: Multiplicities): Multiplicities {
  const all = new Map<number, number>();
  for (const [x, m] of a) {
    for (const [y, n] of b) {
      let sum = x + y;
      for (const known of [0, ...all.keys()])
        if (Math.abs(sum - known) <= NEAR_AXIS * (Math.abs(x) + Math.abs(y))) sum = known;
      all.set(sum, (all.get(sum) ?? 0) + m * n);
    }
  }
  return all;
}
