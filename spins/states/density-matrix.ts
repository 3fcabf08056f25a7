/** Density matrices of spins. */
import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { type Hamiltonian, largestEntry } from "../dynamics/hamiltonian.ts";
import {
  entriesOf,
  entryText,
  fieldsOf,
  hermitianPart,
  matrixOf,
  numbersOf,
  requireFiniteEntries,
} from "../input/given.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import { type ComplexMatrix, cholesky, totalDimension, trace } from "../matrices/complex-matrix.ts";
import { beyondRank } from "../matrices/pivoted-cholesky.ts";
import { embedding, symmetricSpectrum } from "../matrices/spectrum-of.ts";
import { TRACE } from "../numbers/safety-factors.ts";

/** How far a state may be from Hermitian, from trace one and from positive, entry by entry: room for numbers that were
 *  printed with ten digits, and none for a state that is wrong. */
const STATE_TOLERANCE = 1e-10;

/** How far a trace may be from one: more than the ten digits of many entries add up to, and less than any state that is wrong.
 *  What is more than rounding is divided by, with a warning. */
const TRACE_TOLERANCE = 1e-8;

/** Above this dimension the message says that an eigenvalue is negative without computing it. */
const LARGEST_DIAGONALISED = 64;

/** Up to which a state's rank is tried before its whole matrix is factorised. */
const LARGEST_RANK = 8;

/** Coherent states' amplitudes, √C(2J, k), are doubles up to here and a little beyond. */
const LARGEST_SPIN = 1000;

/** 2J + 1 of every spin.
 *  @throws InvalidInput  for a spin that is not a positive multiple of 1/2, or beyond 1000, and for more than 4096 states in all */
export function spinDimensions(spins: readonly number[]): number[] {
  return checkedSpins(spins).map((J) => 2 * J + 1);
}

/** Entries of 16 bytes: 268 MB. */
const LARGEST_DIMENSION = 4096;

/** @throws InvalidInput  for a dimension whose matrices are too large */
export function requireFitting(path: Path, dimension: number): void {
  if (dimension <= LARGEST_DIMENSION) return;
  throw new InvalidInput({
    path,
    found: `${dimension} states in all`,
    expected: `at most ${LARGEST_DIMENSION}, up to which a density matrix fits`,
  });
}

/** J of every spin, in a list of our own.
 *  @throws InvalidInput  as `spinDimensions` does */
export function checkedSpins(spins: readonly number[]): number[] {
  const entries = entriesOf(["spins"], spins, "a list with J of each spin, such as [0.5, 1]");
  if (entries.length === 0)
    throw new InvalidInput({
      path: ["spins"],
      found: "an empty list",
      expected: "J of at least one spin, such as [0.5]",
    });
  const own = entries.map((J, party) => {
    if (typeof J !== "number" || !(J >= 0.5) || !Number.isInteger(2 * J)) {
      throw new InvalidInput({
        path: ["spins", party],
        found: described(J),
        expected: "a positive multiple of 1/2",
      });
    }
    if (J > LARGEST_SPIN) {
      throw new InvalidInput({
        path: ["spins", party],
        found: `${J}`,
        expected: `J up to ${LARGEST_SPIN}, where amplitudes of coherent states are doubles`,
      });
    }
    return J;
  });
  requireFitting(["spins"], totalDimension(own.map((J) => 2 * J + 1)));
  return own;
}

/**
 * A density matrix from its rows, checked and made exactly Hermitian.
 * @param re, im  Π(2J+1) rows of as many numbers
 * @throws InvalidInput  when the size does not match the spins, and as `checkedState` does
 */
export function densityMatrix(
  spins: readonly number[],
  re: readonly ArrayLike<number>[],
  im: readonly ArrayLike<number>[],
): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  return checkedState(spins, {
    dimension,
    re: flatten(["state", "re"], re, dimension, spins),
    im: flatten(["state", "im"], im, dimension, spins),
  });
}

/**
 * The same for a matrix at hand.
 * @throws InvalidInput  when an entry is not finite, or the matrix is not Hermitian, not of trace one or not positive
 *   within 1e-10, of the trace within 1e-8
 */
export function checkedState(spins: readonly number[], state: ComplexMatrix): ComplexMatrix {
  const given = matrixOf(["state"], state, "a density matrix, such as coherent, gibbs or densityMatrix make");
  const rho = hermitian(["state"], "a density matrix", spins, given, STATE_TOLERANCE);
  const sum = trace(rho);
  const excess = Math.abs(sum - 1);
  if (!(excess <= TRACE_TOLERANCE)) {
    throw new InvalidInput({
      path: ["state"],
      found: `a trace of ${sum}, off by ${excess.toExponential(1)}`,
      expected: `a trace of 1 within ${TRACE_TOLERANCE}`,
      remedy: "divide the matrix by it",
    });
  }
  refuseLargeEntries(rho);
  requirePositive(rho);
  return rho;
}

/** ρ/Tr ρ where the trace is off by more than rounding, and the sentence that says so. */
export function normalised(rho: ComplexMatrix): {
  readonly state: ComplexMatrix;
  readonly warnings: readonly string[];
} {
  const sum = trace(rho);
  if (Math.abs(sum - 1) <= TRACE * rho.dimension * Number.EPSILON) return { state: rho, warnings: [] };
  const scaled = (entries: Float64Array) => entries.map((entry) => entry / sum);
  return {
    state: { ...rho, re: scaled(rho.re), im: scaled(rho.im) },
    warnings: [`state: its trace is ${sum}; it was divided by it`],
  };
}

/** |ρ_ij|² ≤ ρ_ii ρ_jj ≤ 1; and nothing that follows squares what no double holds. */
function refuseLargeEntries(rho: ComplexMatrix): void {
  const { dimension, re, im } = rho;
  for (let k = 0; k < re.length; k++) {
    if (Math.abs(re[k]) <= 2 && Math.abs(im[k]) <= 2) continue;
    throw new InvalidInput({
      path: ["state", Math.floor(k / dimension), k % dimension],
      found: im[k] === 0 ? `${re[k]}` : entryText(rho, k),
      expected: "an entry of a density matrix, of at most 1 in size",
    });
  }
}

/**
 * A Hamiltonian on all parties, made exactly Hermitian.
 * @throws InvalidInput  when it does not match the spins, an entry is not finite, or it is not Hermitian within 1e-10 of its
 *   largest entry
 */
export function checkedHermitian(spins: readonly number[], H: Hamiltonian): Hamiltonian {
  const path = ["hamiltonian"];
  const expected = "a matrix { dimension, re, im } on all parties";
  const { low, ...own } = fieldsOf(path, H, expected, ["dimension", "re", "im", "low"]);
  const given = matrixOf(path, own, expected);
  const tolerance = STATE_TOLERANCE * Math.max(largestEntry(given), Number.MIN_VALUE);
  const whole = hermitian(path, "a Hamiltonian", spins, given, tolerance);
  if (low === undefined) return whole;
  const below = [...path, "low"];
  const rest = matrixOf(below, low, "what the entries were rounded by, as a matrix");
  return { ...whole, low: hermitian(below, "a Hamiltonian", spins, rest, tolerance) };
}

function hermitian(
  path: Path,
  what: string,
  spins: readonly number[],
  given: ComplexMatrix,
  tolerance: number,
): ComplexMatrix {
  const { re, im } = given;
  const dimension = totalDimension(spinDimensions(spins));
  if (given.dimension !== dimension || re.length !== dimension ** 2 || im.length !== dimension ** 2) {
    throw new InvalidInput({
      path,
      found: `a ${given.dimension} × ${given.dimension} matrix of ${re.length} real and ${im.length} imaginary parts`,
      expected: `${dimension} × ${dimension}, as spins [${spins.join(", ")}] need`,
    });
  }
  requireFiniteEntries([...path, "re"], re, dimension);
  requireFiniteEntries([...path, "im"], im, dimension);
  return hermitianPart(path, what, given, tolerance);
}

function flatten(
  path: Path,
  rows: readonly ArrayLike<number>[],
  dimension: number,
  spins: readonly number[],
): Float64Array {
  const expected = `${dimension}, as spins [${spins.join(", ")}] need`;
  const given = entriesOf(path, rows, `a list of ${dimension} rows`);
  if (given.length !== dimension) throw new InvalidInput({ path, found: `${given.length} rows`, expected });
  const entries = new Float64Array(dimension * dimension);
  given.forEach((one, r) => {
    const row = numbersOf([...path, r], one, `a row of ${dimension} numbers`);
    if (row.length !== dimension)
      throw new InvalidInput({ path: [...path, r], found: `${row.length} columns`, expected });
    for (let c = 0; c < dimension; c++) entries[r * dimension + c] = row[c];
  });
  return entries;
}

function requirePositive(rho: ComplexMatrix): void {
  // Of a larger state of low rank it takes the square of the dimension, not the cube.
  if (rho.dimension > LARGEST_RANK && beyondRank(rho, LARGEST_RANK, STATE_TOLERANCE) < STATE_TOLERANCE) return;
  if (cholesky(rho, STATE_TOLERANCE, 0) !== null) return;
  const expected = "a density matrix, which has none below 0";
  if (rho.dimension > LARGEST_DIAGONALISED) {
    throw new InvalidInput({ path: ["state"], found: `an eigenvalue below -${STATE_TOLERANCE}`, expected });
  }
  const smallest = Math.min(...eigenvalues(rho));
  throw new InvalidInput({ path: ["state"], found: `an eigenvalue of ${smallest}`, expected });
}

/** Of a Hermitian matrix, ascending, each once: those of the real embedding come in pairs. */
export function eigenvalues(matrix: ComplexMatrix): number[] {
  return symmetricSpectrum(embedding(matrix))
    .values.sort((a, b) => a - b)
    .filter((_, k) => k % 2 === 0);
}
