/**
 * The projection on the kernel of a part of a generator, and what else does not decay.
 *
 * Why in thirty digits: in doubles, with all else as it is, what is slow is lost in the rounding of what is fast. Of J = 1/2 with
 * dephasing about a tilted axis at λ = 1 beside a bath at Γ = 10⁻ᑫ, n̄ = 1/2, the bound on S at rest grows from 5e-14 at q = 2 to
 * 4e-12, 9e-11, 1e-8, 8e-7 and 3e-4 at q = 4, 6, …, 12, from q = 4 on Π has not converged at 1e-9, and from q = 14 on there is no
 * state; here it is 1e-14 up to q = 14 and 2e-13 at q = 16. Of 72 driven spins up to J = 6 at ordinary rates nine states are then
 * off by more than their bounds, the bound on Π is up to 120 times as large, and three do not converge that do here.
 */
import { eliminate, inverseLong, nullSpaces } from "../../matrices/long-elimination.ts";
import {
  addLong,
  type LongMatrix,
  longIdentity,
  longNorm,
  multiplyLong,
  transposeLong,
} from "../../matrices/long-matrix.ts";
import { largestColumn, longMatrix, type Part } from "../generator/part.ts";

/** A vector with a bound on its error in the Euclidean norm. */
export interface Projected {
  readonly values: Float64Array;
  readonly error: number;
}

/** Of a part A with a kernel: P, the projection on it along the range, and R = (A − τP)⁻¹, which inverts A where P is zero. */
export interface Kernel {
  readonly matrix: LongMatrix;
  readonly projection: LongMatrix;
  readonly resolvent: LongMatrix;
  /** τ, the largest column sum of A. */
  readonly scale: number;
}

/** @param dimension  of the kernel
 *  @returns null where nothing tells the kernel from slow modes */
export function kernelOf(part: Part, dimension: number): Kernel | null {
  const matrix = longMatrix(part);
  const scale = largestColumn(part);
  const { right, left } = nullSpaces(eliminate(matrix), dimension);
  const transposed = transposeLong(left);
  const overlap = inverseLong(multiplyLong(transposed, right));
  if (overlap === null) return null;
  const projection = multiplyLong(multiplyLong(right, overlap), transposed);
  if (longNorm(multiplyLong(matrix, projection)) > NULL * scale * longNorm(projection)) return null;
  const shifted = addLong(matrix, -scale, projection);
  const resolvent = inverseLong(shifted);
  if (resolvent === null) return null;
  const rest = longNorm(addLong(multiplyLong(resolvent, shifted), -1, longIdentity(matrix.rows)));
  return rest < INVERTED ? { matrix, projection, resolvent, scale } : null;
}

/** ‖AP‖/τ‖P‖ above which what P projects on is no kernel. */
const NULL = 1e-20;

/** ‖R(A − τP) − 1‖ below which R is the inverse, and the kernel no larger than P's range. */
const INVERTED = 1e-3;

/** Squarings until every mode that decays at all has died: 2⁹⁵ steps of 2/τ. */
const SQUARINGS = 95;
/** What is left of modes that have died. */
const DEAD = 1e-13;

/**
 * What of a part neither rests nor decays: (1 − P) C^N with the Cayley transform C = (1 − A/τ)⁻¹(1 + A/τ), which takes
 * the imaginary axis to the unit circle and all modes that decay inside of it, and N = 2⁹⁵. Null where nothing is left. Rounding
 * turns it and lets it grow by some e^{n 2⁻⁹}: what is left is right in its place and its order of magnitude.
 */
export function oscillating({ matrix, projection, scale }: Kernel): Float64Array | null {
  const one = longIdentity(matrix.rows);
  const inverse = inverseLong(addLong(one, -1 / scale, matrix));
  if (inverse === null) return null;
  const step = multiplyLong(inverse, addLong(one, 1 / scale, matrix));
  let power = multiplyLong(addLong(one, -1, projection), step);
  for (let k = 0; k < SQUARINGS; k++) {
    power = multiplyLong(power, power);
    if (longNorm(power) < DEAD) return null;
  }
  return power.high;
}
