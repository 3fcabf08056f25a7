/** The one steady state of a part of a generator to thirty digits, and what rounding of the generator leaves uncertain of it. */

import {
  type ComplexMatrix,
  cholesky,
  entrySpread,
  identity,
  relativeSize,
  totalDimension,
} from "../../matrices/complex-matrix.ts";
import { addMultiple } from "../../matrices/double-double.ts";
import { addLong, LONG_EPSILON, type LongMatrix, longNorm } from "../../matrices/long-matrix.ts";
import { LAST_CORRECTION, SECOND_ORDER } from "../../numbers/safety-factors.ts";
import { fromBlocks, hermitianBlocks } from "../generator/blocks.ts";
import { driftRoundings } from "../generator/drift-roundings.ts";
import { exactDrift, type Sources } from "../generator/exact-drift.ts";
import { applyLong } from "../generator/part.ts";
import type { Kernel, Projected } from "./null-space.ts";

export interface RefinedState {
  /** The part's coordinates of the state of trace one, rounded once. */
  readonly coordinates: Float64Array;
  /** |ρ − truth| in the Frobenius norm. */
  readonly error: number;
  /** c with −cρ ≤ ρ − truth ≤ cρ as operators; infinite where ρ has no full rank and an error. */
  readonly relative: number;
  /** The same c for errors as large as the entries of ρ. */
  readonly spread: number;
}

/** A part of a generator with one steady state, which its trace marks. */
export interface RestingPart {
  readonly sources: Sources;
  /** Places of the part's coordinates (see `generator.ts`). */
  readonly coordinates: Int32Array;
  readonly kernel: Kernel;
}

const STEPS = 6;
/** Corrections this small against the state are far below its rounding. */
const ENOUGH = 1e-22;
/** Where corrections shrink at least as fast, R and first orders are off by less than `SECOND_ORDER` says. */
const SHRINKING = 0.05;
/** Corrections that no longer shrink are what thirty digits leave of rates that lie far apart. */
const KNOWN = 1e-3;

/**
 * With w the trace, Gx = 0 and w·x = 1 say that (G − τ x̃ wᵀ)x = −τ x̃; for d without a trace G⁺d = (G − τ x̃ wᵀ)⁻¹d = Rd. The
 * residual Gx in thirty digits brings x ← x − RGx to as many (Skeel, Math. Comput. 35, 817 (1980); Higham, Accuracy and
 * Stability of Numerical Algorithms, ch. 12), and the rounding of G by δG moves it by −R δG x.
 * @returns null where corrections do not shrink
 */
export function refinedState(part: RestingPart): RefinedState | null {
  const { sources, kernel } = part;
  const { high, low, left } = refine(part);
  // Also where a number is none.
  if (!(left <= KNOWN * stateNorm(high, part))) return null;
  const state = embedded(high, part);
  const C = cholesky(state);
  const weigh = (x: Float64Array) => (x.every((value) => value === 0) ? 0 : relativeSize(C, embedded(x, part)));
  let error = stateNorm(low, part) + LAST_CORRECTION * left;
  let relative = weigh(low) + (left === 0 ? 0 : LAST_CORRECTION * left * relativeSize(C, identity(state.dimension)));
  driftRoundings(sources, state, (change) => {
    const moved = applyLong(kernel.resolvent, extracted(change, part)).high;
    error += SECOND_ORDER * stateNorm(moved, part);
    relative += SECOND_ORDER * weigh(moved);
  });
  const isBasisState = high.filter((x) => x !== 0).length === 1;
  return { coordinates: high, error, relative, spread: isBasisState ? 0 : entrySpread(C, state) };
}

/** x ← x − RGx and x ← x + (1 − w·x)x, until that changes it no more.
 *  @returns  x, and the size of the last change */
function refine(part: RestingPart): { high: Float64Array; low: Float64Array; left: number } {
  const { sources, coordinates, kernel } = part;
  const n = coordinates.length;
  const isDiagonal = diagonalOf(part);
  // Every column of P = x wᵀ at a coordinate that has a trace.
  const column = coordinates.findIndex((_, k) => isDiagonal(k));
  const [high, low] = [kernel.projection.high, kernel.projection.low].map((M) =>
    Float64Array.from({ length: n }, (_, r) => M[r * n + column]),
  );
  let left = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    const whole = { high: embedded(high, part), low: embedded(low, part) };
    const correction = applyLong(kernel.resolvent, extracted(exactDrift(sources, whole), part)).high;
    const [missing, rest] = [Float64Array.of(1), new Float64Array(1)];
    for (let k = 0; k < n; k++) if (isDiagonal(k)) addMultiple(missing, rest, 0, -1, high[k], low[k]);
    for (let k = 0; k < n; k++) {
      addMultiple(high, low, k, -1, correction[k], 0);
      addMultiple(high, low, k, missing[0], high[k], low[k]);
    }
    const before = left;
    const size = stateNorm(high, part);
    left = stateNorm(correction, part) + Math.abs(missing[0]) * size;
    if (left <= ENOUGH * size) break;
    if (step > 0 && !(left <= SHRINKING * before)) break;
  }
  return { high, low, left };
}

/** Whether the k-th coordinate is a population. */
function diagonalOf({ sources, coordinates }: RestingPart): (k: number) => boolean {
  const stride = totalDimension(sources.dimensions) + 1;
  return (k) => coordinates[k] % stride === 0;
}

/** ‖ρ‖ in the Frobenius norm: the square of a coherence counts twice. */
function stateNorm(x: Float64Array, part: RestingPart): number {
  const isDiagonal = diagonalOf(part);
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += (isDiagonal(k) ? 1 : 2) * x[k] * x[k];
  return Math.sqrt(sum);
}

/**
 * x ↦ Px where there are several. With S = R + P/τ, the inverse of the generator where P is zero, its rounding by δG moves P by
 * −P δG S − S δG P (Kato, Perturbation Theory for Linear Operators, II §2.1).
 */
export function projectedState(part: RestingPart, x: Float64Array): Projected {
  const { sources, kernel } = part;
  const { projection, resolvent, scale } = kernel;
  const S = addLong(resolvent, 1 / scale, projection);
  const [{ high: values, low }, { high: rest }] = [applyLong(projection, x), applyLong(S, x)];
  let error = Math.hypot(...low) + LONG_EPSILON * scale * longNorm(S) * longNorm(projection) * Math.hypot(...x);
  const add = (M: LongMatrix) => (change: ComplexMatrix) => {
    error += SECOND_ORDER * Math.hypot(...applyLong(M, extracted(change, part)).high);
  };
  driftRoundings(sources, embedded(values, part), add(S));
  driftRoundings(sources, embedded(rest, part), add(projection));
  // Of thirty digits that end after seven no more is to come.
  const ends = values.every((value, k) => low[k] === 0 && Number.isInteger(value * SHORT));
  return { values, error: ends && error < ENDED ? 0 : error };
}

const SHORT = 2 ** 24;
const ENDED = 1e-25;

function embedded(x: Float64Array, { sources, coordinates }: RestingPart): ComplexMatrix {
  const block = new Float64Array(totalDimension(sources.dimensions) ** 2);
  for (let k = 0; k < x.length; k++) block[coordinates[k]] = x[k];
  return fromBlocks([block], sources.dimensions, everyone(sources));
}

function extracted(M: ComplexMatrix, { sources, coordinates }: RestingPart): Float64Array {
  const [block] = hermitianBlocks(M, sources.dimensions, everyone(sources));
  return Float64Array.from(coordinates, (k) => block[k]);
}

function everyone({ dimensions }: Sources): number[] {
  return dimensions.map((_, party) => party);
}
