/** The projection on the kernel of a part of a generator, and what else does not decay. */
import {
  addLong,
  eliminate,
  inverseLong,
  type LongMatrix,
  longIdentity,
  longNorm,
  multiplyLong,
  nullSpaces,
  transposeLong,
} from "../matrix/long-matrix.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";
import { apply, largestColumn, longMatrix, type Part } from "./part.ts";

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
  /** τ. */
  readonly scale: number;
}

/** @returns null where nothing tells the kernel from slow modes */
export function kernelOf(part: Part, dimension: number): Kernel | null {
  const matrix = longMatrix(part);
  const scale = largestColumn(part);
  const { right, left } = nullSpaces(eliminate(matrix), dimension);
  const transposed = transposeLong(left);
  const overlap = inverseLong(multiplyLong(transposed, right));
  if (overlap === null) return null;
  const projection = multiplyLong(multiplyLong(right, overlap), transposed);
  const shifted = addLong(matrix, -scale, projection);
  const resolvent = inverseLong(shifted);
  if (resolvent === null) return null;
  const rest = longNorm(addLong(multiplyLong(resolvent, shifted), -1, longIdentity(matrix.rows)));
  return rest < INVERTED ? { matrix, projection, resolvent, scale } : null;
}

/** ‖R(A − τP) − 1‖ below which R is the inverse, and the kernel no larger than P's range. */
const INVERTED = 1e-3;

/**
 * x ↦ Px. With S = R + P/τ, the inverse of A where P is zero, rounding E of A's entries moves P by −PES − SEP (Kato,
 * Perturbation Theory for Linear Operators, II §2.1), entry by entry at most |P||E||Sx| + |S||E||Px|.
 */
export function project({ matrix, projection, resolvent, scale }: Kernel, x: Float64Array): Projected {
  const S = addLong(resolvent, 1 / scale, projection).high;
  const values = apply(projection.high, x);
  const E = (y: Float64Array) => applySizes(matrix.high, y).map((size) => 2 * ROUNDING * size);
  const moved = applySizes(S, E(values));
  const other = applySizes(projection.high, E(apply(S, x)));
  const rounded = applySizes(projection.high, x);
  const error = Math.hypot(...moved.map((size, k) => size + other[k] + x.length * Number.EPSILON * rounded[k]));
  return { values, error };
}

/** |A||x| */
function applySizes(A: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, r) => {
    let sum = 0;
    for (let c = 0; c < x.length; c++) sum += Math.abs(A[r * x.length + c] * x[c]);
    return sum;
  });
}

/** Squarings until every mode that decays at all has died: 2⁹⁵ steps of one over the largest rate. */
const SQUARINGS = 95;
/** What is left of modes that have died. */
const DEAD = 1e-13;

/**
 * What of a part neither rests nor decays: (1 − P) C^N with the Cayley transform C = (1 − τA)⁻¹(1 + τA), which takes the
 * imaginary axis to the unit circle and all modes that decay inside of it, and N = 2⁹⁵. Null where nothing is left.
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
