/** The state nearest to a matrix that is one but for rounding. Every state that is given, and not made here, comes in by this way. */

import type { Path } from "../../text/refusal.ts";
import { roundUp } from "../../text/round-up.ts";
import { entryText, hermitianPart, matrixOf, requireFiniteEntries } from "../input/given.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import { cholesky, isPositive } from "../matrices/cholesky.ts";
import { type ComplexMatrix, combine, distanceBetween, identity, trace } from "../matrices/complex-matrix.ts";
import { beyondRank } from "../matrices/pivoted-cholesky.ts";
import { functionOf, type Spectrum, spectrum } from "../matrices/spectrum.ts";
import { EIGENVALUE, TRACE } from "../numbers/safety-factors.ts";
import { distanceFromPure } from "./pure-state.ts";

/** How far rounding may have moved a trace from one, entries from each other's conjugates, and eigenvalues below zero: six printed
 *  digits, and what adding them up rounds. */
const MENDED = 1e-6;
const isBeyond = (amount: number): boolean => !(amount <= MENDED * (1 + 1e-6));

/** Above this dimension eigenvectors take more than ten seconds. */
const LARGEST_DIAGONALISED = 512;

/** Up to which a state's rank is tried before its whole matrix is factorised. */
const LARGEST_RANK = 8;

/** A state, and how far it is from what was given for it. */
export interface NearestState {
  readonly state: ComplexMatrix;
  /** In the Frobenius norm; 0 where what was given is a state to the rounding of doubles, and is taken as it is. */
  readonly distance: number;
  /** What the state is to be taken for in bounds: the distance with the rounding of the projection; 0 with it. */
  readonly error: number;
}

/** The sentence about it; none where the state is what was given. */
export function mendedWarnings({ distance }: Pick<NearestState, "distance">): readonly string[] {
  if (distance === 0) return [];
  return [
    `state: what was given is none by rounding; the nearest state was taken, ${roundUp(distance, 2)} from it in the Frobenius norm, which the errors allow for`,
  ];
}

/**
 * The nearest density matrix to A in the Frobenius norm: the projection (A + A†)/2 = Σ λ_k |k⟩⟨k| → Σ max(λ_k − τ, 0) |k⟩⟨k| with τ for a
 * trace of one (Smolin, Gambetta and Smith, Phys. Rev. Lett. 108, 070502 (2012)); of a multiple of |ψ⟩⟨ψ| the nearest that is pure.
 * @throws InvalidInput  when it is no matrix, an entry is not finite, or it is not Hermitian, not of trace one or not positive within 1e-6
 */
export function nearestState(path: Path, value: unknown): NearestState {
  const given = matrixOf(path, value, "a density matrix, such as coherent, gibbs or densityMatrix make");
  return nearestTo(path, given);
}

/** The same to a matrix in our own hands. */
export function nearestTo(path: Path, given: ComplexMatrix): NearestState {
  requireSquare(path, given);
  const remedy = "give (ρ + ρ†)/2";
  const hermitian = isHermitian(given)
    ? given
    : hermitianPart(path, "a density matrix", given, MENDED * (1 + 1e-6), remedy);
  requireTraceOne(path, trace(hermitian));
  requireSmallEntries(path, hermitian);
  const rounding = TRACE * given.dimension * Number.EPSILON;
  const state = isState(hermitian, rounding)
    ? hermitian
    : (pureMultiple(hermitian) ?? shifted(hermitian) ?? projected(path, hermitian));
  const distance = distanceBetween(given, state);
  // What differs by rounding alone is the state that was given.
  if (!(distance > rounding)) return { state: hermitian, distance: 0, error: 0 };
  return { state, distance, error: distance + rounding + EIGENVALUE * rounding };
}

/** Exactly. */
function isHermitian({ dimension: n, re, im }: ComplexMatrix): boolean {
  for (let r = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) {
      const low = r * n + c;
      const up = c * n + r;
      if (re[low] !== re[up] || im[low] !== -im[up]) return false;
      // Both −0: their difference is 0.
      if (Object.is(im[low], -0) && Object.is(im[up], -0)) return false;
    }
  }
  return true;
}

function isState(rho: ComplexMatrix, rounding: number): boolean {
  if (Math.abs(trace(rho) - 1) > rounding) return false;
  // Of a state of low rank it takes the square of the dimension, not the cube.
  if (rho.dimension > LARGEST_RANK && beyondRank(rho, LARGEST_RANK, rounding) < rounding) return true;
  return isPositive(rho, rounding, 0);
}

/** ψψ†/|ψ|², where it is one. */
function pureMultiple(rho: ComplexMatrix): ComplexMatrix | null {
  const pure = combine(1 / trace(rho), rho, 0, rho);
  return distanceFromPure(pure) === null ? null : pure;
}

/** With all eigenvalues as much higher as the trace needs, where that leaves none below zero. */
function shifted(rho: ComplexMatrix): ComplexMatrix | null {
  const higher = combine(1, rho, (1 - trace(rho)) / rho.dimension, identity(rho.dimension));
  return cholesky(higher) === null ? null : higher;
}

function projected(path: Path, rho: ComplexMatrix): ComplexMatrix {
  if (rho.dimension > LARGEST_DIAGONALISED) {
    const found = `an eigenvalue below 0 of a matrix of ${rho.dimension} states`;
    const expected = `none, or at most ${LARGEST_DIAGONALISED} states, among which the nearest one is found`;
    throw new InvalidInput({ path, found, expected, remedy: "give all digits" });
  }
  const found = spectrum(rho);
  const smallest = found.values.reduce((least, value) => Math.min(least, value), 0);
  if (isBeyond(-smallest)) {
    const expected = `a density matrix, which has none below 0 by more than ${MENDED}`;
    const remedy = "look for a coherence of wrong size or sign: |ρ_rc|² ≤ ρ_rr ρ_cc";
    throw new InvalidInput({ path, found: `an eigenvalue of ${smallest}`, expected, remedy });
  }
  const excess = excessOf(found);
  const change = functionOf(found, (value) => Math.max(-value, -excess));
  return hermitianPart(path, "a density matrix", combine(1, rho, 1, change), Number.POSITIVE_INFINITY);
}

/** τ with Σ max(λ_k − τ, 0) = 1. */
function excessOf({ values }: Spectrum): number {
  const descending = values.toSorted((a, b) => b - a);
  let [sum, excess] = [0, 0];
  for (const [k, value] of descending.entries()) {
    sum += value;
    // Each eigenvalue is there twice.
    const next = (sum - 2) / (k + 1);
    if (value <= next) break;
    excess = next;
  }
  return excess;
}

function requireSquare(path: Path, { dimension, re, im }: ComplexMatrix): void {
  const isWhole = Number.isInteger(dimension) && dimension > 0;
  if (!isWhole || re.length !== dimension ** 2 || im.length !== dimension ** 2)
    throw new InvalidInput({
      path,
      found: `${re.length} real and ${im.length} imaginary parts with dimension ${dimension}`,
      expected: "dimension² of each",
    });
  requireFiniteEntries([...path, "re"], re, dimension);
  requireFiniteEntries([...path, "im"], im, dimension);
}

function requireTraceOne(path: Path, sum: number): void {
  const excess = Math.abs(sum - 1);
  if (!isBeyond(excess)) return;
  throw new InvalidInput({
    path,
    found: `a trace of ${sum}, off by ${excess.toExponential(1)}`,
    expected: `a trace of 1 within ${MENDED}`,
    remedy: "divide the matrix by it",
  });
}

/** |ρ_ij|² ≤ ρ_ii ρ_jj ≤ 1; and nothing that follows squares what no double holds. */
function requireSmallEntries(path: Path, rho: ComplexMatrix): void {
  const { dimension, re, im } = rho;
  for (let k = 0; k < re.length; k++) {
    if (Math.abs(re[k]) <= 2 && Math.abs(im[k]) <= 2) continue;
    throw new InvalidInput({
      path: [...path, Math.floor(k / dimension), k % dimension],
      found: im[k] === 0 ? `${re[k]}` : entryText(rho, k),
      expected: "an entry of a density matrix, of at most 1 in size",
    });
  }
}
