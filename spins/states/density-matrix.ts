/** Density matrices of spins. */
import { counted } from "../../text/counted.ts";
import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { type Hamiltonian, largestEntry } from "../dynamics/hamiltonian.ts";
import { entriesOf, fieldsOf, hermitianPart, matrixOf, numbersOf, requireFiniteEntries } from "../input/given.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import { type ComplexMatrix, totalDimension } from "../matrices/complex-matrix.ts";
import { spectrum } from "../matrices/spectrum.ts";
import { type NearestState, nearestState, nearestTo } from "./nearest-state.ts";

/** How far a Hamiltonian may be from Hermitian, in its largest entry: room for ten printed digits. */
const HERMITIAN_TOLERANCE = 1e-10;

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
 * A density matrix from its rows, checked; it is what is given, and mended where it is evaluated.
 * @param re, im  Π(2J+1) rows of as many numbers
 * @throws InvalidInput  when the size does not match the spins, and as `nearestState` does
 */
export function densityMatrix(
  spins: readonly number[],
  re: readonly ArrayLike<number>[],
  im: readonly ArrayLike<number>[],
): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  const matrix = {
    dimension,
    re: flatten(["state", "re"], re, dimension, spins),
    im: flatten(["state", "im"], im, dimension, spins),
  };
  nearestState(["state"], matrix);
  return matrix;
}

/** The nearest state to a matrix at hand.
 *  @param spins  which are checked
 *  @throws InvalidInput  when it does not match the spins, and as `nearestState` does */
export function checkedState(spins: readonly number[], state: ComplexMatrix): NearestState {
  const given = matrixOf(["state"], state, "a density matrix, such as coherent, gibbs or densityMatrix make");
  requireOnSpins(["state"], spins, given);
  return nearestTo(["state"], given);
}

/**
 * A Hamiltonian on all parties, or another operator as that is given, made exactly Hermitian.
 * @param what  it is, as in "a Hamiltonian"
 * @throws InvalidInput  when it does not match the spins, an entry is not finite, or it is not Hermitian within 1e-10 of its
 *   largest entry
 */
export function checkedHermitian(spins: readonly number[], H: Hamiltonian, path: Path, what: string): Hamiltonian {
  const expected = "a matrix { dimension, re, im } on all parties";
  const { low, ...own } = fieldsOf(path, H, expected, ["dimension", "re", "im", "low"]);
  const given = matrixOf(path, own, expected);
  const tolerance = HERMITIAN_TOLERANCE * Math.max(largestEntry(given), Number.MIN_VALUE);
  const whole = hermitian(path, what, spins, given, tolerance);
  if (low === undefined) return whole;
  const below = [...path, "low"];
  const rest = matrixOf(below, low, "what the entries were rounded by, as a matrix");
  return { ...whole, low: hermitian(below, what, spins, rest, tolerance) };
}

function hermitian(
  path: Path,
  what: string,
  spins: readonly number[],
  given: ComplexMatrix,
  tolerance: number,
): ComplexMatrix {
  checkedSpins(spins);
  requireOnSpins(path, spins, given);
  requireFiniteEntries([...path, "re"], given.re, given.dimension);
  requireFiniteEntries([...path, "im"], given.im, given.dimension);
  return hermitianPart(path, what, given, tolerance);
}

function requireOnSpins(path: Path, spins: readonly number[], { dimension: own, re, im }: ComplexMatrix): void {
  let dimension = 1;
  for (let party = 0; party < spins.length; party++) dimension *= 2 * spins[party] + 1;
  if (own === dimension && re.length === dimension ** 2 && im.length === dimension ** 2) return;
  throw new InvalidInput({
    path,
    found: `a ${own} × ${own} matrix of ${re.length} real and ${im.length} imaginary parts`,
    expected: `${dimension} × ${dimension}, as spins [${spins.join(", ")}] need`,
  });
}

function flatten(
  path: Path,
  rows: readonly ArrayLike<number>[],
  dimension: number,
  spins: readonly number[],
): Float64Array {
  const expected = `${dimension}, as spins [${spins.join(", ")}] need`;
  const given = entriesOf(path, rows, `a list of ${dimension} rows`);
  if (given.length !== dimension) throw new InvalidInput({ path, found: counted(given.length, "row"), expected });
  const entries = new Float64Array(dimension * dimension);
  given.forEach((one, r) => {
    const row = numbersOf([...path, r], one, `a row of ${dimension} numbers`);
    if (row.length !== dimension)
      throw new InvalidInput({ path: [...path, r], found: `${row.length} columns`, expected });
    for (let c = 0; c < dimension; c++) entries[r * dimension + c] = row[c];
  });
  return entries;
}

/** Of a Hermitian matrix, ascending. */
export function eigenvalues(matrix: ComplexMatrix): number[] {
  // Each is there twice.
  return Array.from(spectrum(matrix).values)
    .sort((a, b) => a - b)
    .filter((_, k) => k % 2 === 0);
}
