/** The one steady state of a part of a generator to thirty digits, and what rounding of the generator leaves uncertain of it. */

import { cholesky, entrySpread, relativeSize } from "../../matrices/cholesky.ts";
import { type ComplexMatrix, identity, totalDimension } from "../../matrices/complex-matrix.ts";
import { addLong, LONG_EPSILON, type LongMatrix, type LongVector, longNorm } from "../../matrices/long-matrix.ts";
import { addMultiple } from "../../numbers/long-number.ts";
import { LAST_CORRECTION, SECOND_ORDER } from "../../numbers/safety-factors.ts";
import { dissipationTerms } from "../dissipation-terms.ts";
import { blocksOf, fromBlocks } from "../generator/blocks.ts";
import { driftRoundings } from "../generator/drift-roundings.ts";
import { exactDrift, type Sources } from "../generator/exact-drift.ts";
import { applyLong } from "../generator/part.ts";
import { largestEntry, largestRow } from "../hamiltonian.ts";
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
  /** The state, about. */
  readonly start: LongVector;
  /** R, which inverts G where there is no trace, about. */
  readonly resolve: (r: Float64Array) => Float64Array;
  /** |R| |r|, about. */
  readonly magnified: (r: Float64Array) => Float64Array;
}

type Coordinates = Pick<RestingPart, "sources" | "coordinates">;

/** By its kernel: every column of P = x wᵀ at a coordinate that has a trace. */
export function restingBy(sources: Sources, coordinates: Int32Array, kernel: Kernel): RestingPart {
  const { projection, resolvent } = kernel;
  const diagonal = totalDimension(sources.dimensions) + 1;
  const column = coordinates.findIndex((k) => k % diagonal === 0);
  const [high, low] = [projection.high, projection.low].map((M) =>
    Float64Array.from(coordinates, (_, r) => M[r * coordinates.length + column]),
  );
  const resolve = (r: Float64Array) => applyLong(resolvent, exactly(r)).high;
  const magnified = (r: Float64Array) => absolutely(resolvent, r);
  return { sources, coordinates, start: { high, low }, resolve, magnified };
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
  const { sources, resolve } = part;
  const { high, low, left } = refine(part);
  // Also where a number is none.
  if (!(left <= KNOWN * stateNorm(high, part))) return null;
  const state = embedded(high, part);
  const C = cholesky(state);
  const weigh = (x: Float64Array) => (x.every((value) => value === 0) ? 0 : relativeSize(C, embedded(x, part)));
  // What the last of thirty digits of a residual's terms does to x.
  const unseen = part.magnified(termsAt(state, part)).map((value) => LONG_EPSILON * value);
  let error = stateNorm(low, part) + LAST_CORRECTION * (left + stateNorm(unseen, part));
  let relative = weigh(low) + LAST_CORRECTION * weigh(unseen);
  if (left > 0) relative += LAST_CORRECTION * left * relativeSize(C, identity(state.dimension));
  driftRoundings(sources, state, (change) => {
    const moved = resolve(extracted(change, part));
    error += SECOND_ORDER * stateNorm(moved, part);
    relative += SECOND_ORDER * weigh(moved);
  });
  const isBasisState = high.filter((x) => x !== 0).length === 1;
  return { coordinates: high, error, relative, spread: isBasisState ? 0 : entrySpread(C, state) };
}

/** x ← x − RGx and x ← x + (1 − w·x)x, until that changes it no more.
 *  @returns  x, and the size of the last change */
function refine(part: RestingPart): { high: Float64Array; low: Float64Array; left: number } {
  const { sources, start, resolve } = part;
  const isDiagonal = diagonalOf(part);
  const [high, low] = [start.high.slice(), start.low.slice()];
  const n = high.length;
  let left = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    const whole = { high: embedded(high, part), low: embedded(low, part) };
    const correction = resolve(extracted(exactDrift(sources, whole), part));
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
function diagonalOf({ sources, coordinates }: Coordinates): (k: number) => boolean {
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
export function projectedState(part: Coordinates, kernel: Kernel, x: Float64Array): Projected {
  const { sources } = part;
  const { projection, resolvent, scale } = kernel;
  const S = addLong(resolvent, 1 / scale, projection);
  const [{ high: values, low }, { high: rest }] = [projection, S].map((M) => applyLong(M, exactly(x)));
  let error = Math.hypot(...low) + LONG_EPSILON * scale * longNorm(S) * longNorm(projection) * Math.hypot(...x);
  const add = (M: LongMatrix) => (change: ComplexMatrix) => {
    error += SECOND_ORDER * Math.hypot(...applyLong(M, exactly(extracted(change, part))).high);
  };
  driftRoundings(sources, embedded(values, part), add(S));
  driftRoundings(sources, embedded(rest, part), add(projection));
  // Of thirty digits that end after seven no more is to come.
  const ends = values.every((value, k) => low[k] === 0 && Number.isInteger(value * SHORT));
  return { values, error: ends && error < ENDED ? 0 : error };
}

const SHORT = 2 ** 24;
const ENDED = 1e-25;

/** Σ |terms| of dρ/dt at each coordinate. */
function termsAt(rho: ComplexMatrix, { sources, coordinates }: Coordinates): Float64Array {
  const { dissipators, dimensions, hamiltonian } = sources;
  const all = dissipators.map((D) => dissipationTerms(D, rho, dimensions));
  const turned = hamiltonian === null ? 0 : 2 * largestRow(hamiltonian) * largestEntry(rho);
  return Float64Array.from(coordinates, (at) => all.reduce((sum, terms) => sum + terms[at], turned));
}

/** |A| |x|. */
function absolutely({ rows: n, high }: LongMatrix, x: Float64Array): Float64Array {
  return x.map((_, r) => {
    let sum = 0;
    for (let c = 0; c < n; c++) sum += Math.abs(high[r * n + c] * x[c]);
    return sum;
  });
}

const exactly = (high: Float64Array): LongVector => ({ high, low: new Float64Array(high.length) });

function embedded(x: Float64Array, { sources, coordinates }: Coordinates): ComplexMatrix {
  const block = new Float64Array(totalDimension(sources.dimensions) ** 2);
  for (let k = 0; k < x.length; k++) block[coordinates[k]] = x[k];
  return fromBlocks([{ high: block, low: new Float64Array(block.length) }], sources.dimensions, everyone(sources)).high;
}

function extracted(M: ComplexMatrix, { sources, coordinates }: Coordinates): Float64Array {
  const [{ high }] = blocksOf(M, sources.dimensions, everyone(sources));
  return Float64Array.from(coordinates, (k) => high[k]);
}

function everyone({ dimensions }: Sources): number[] {
  return dimensions.map((_, party) => party);
}
