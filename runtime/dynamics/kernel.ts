/** Null vectors of a generator's parts, the projection on the kernel, and what else does not decay. */
import { InvalidInput } from "../invalid-input.ts";
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
  zeroLong,
} from "../matrix/long-matrix.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";
import { largestColumn, type Part } from "./propagate.ts";

/** The least share of a column's diagonal that links it to another. */
const LINK = 1e-3;

/**
 * Whether every column is dominated by a negative diagonal entry, one of each connected set strictly: then no eigenvalue is
 * on the imaginary axis (weakly chained diagonal dominance: Azimzadeh & Forsyth, SIAM J. Numer. Anal. 54, 1341 (2016)). Entries
 * that may be rounding chain nothing. Not for parts with a share of the trace, which is conserved.
 */
export function isDominated({ size, columnStart, row, value }: Part): boolean {
  const strict: number[] = [];
  const users: number[][] = Array.from({ length: size }, () => []);
  for (let c = 0; c < size; c++) {
    let diagonal = 0;
    let others = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      if (row[e] === c) diagonal = value[e];
      else {
        others += Math.abs(value[e]);
      }
    }
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++)
      if (row[e] !== c && Math.abs(value[e]) > LINK * Math.abs(diagonal)) users[row[e]].push(c);
    const slack = size * Number.EPSILON * Math.abs(diagonal);
    if (!(diagonal < 0) || others > -diagonal + slack) return false;
    if (others < -diagonal * (1 - 1e-6)) strict.push(c);
  }
  // A column is chained to one that is strict when one of the rows it feeds is.
  const chained = new Uint8Array(size);
  for (const c of strict) chained[c] = 1;
  const open = strict;
  while (open.length > 0) {
    for (const c of users[open.pop()!]) {
      if (chained[c] === 1) continue;
      chained[c] = 1;
      open.push(c);
    }
  }
  return chained.every((mark) => mark === 1);
}

/** A part's matrix with what its entries were rounded by. */
export function longMatrix({ size, columnStart, row, value, low }: Part): LongMatrix {
  const A = zeroLong(size, size);
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      A.high[row[e] * size + c] = value[e];
      A.low[row[e] * size + c] = low[e];
    }
  }
  return A;
}

/** Pivots up to this share of the matrix are what rounding of the operators leaves of zero, squares of ε; from the second
 *  on they are rates. Between, nothing tells. */
const ZERO = 1e-27;
const RATE = 1e-24;

/** The dimension of a part's kernel, where the terms of the generator are alike in size.
 *  @throws InvalidInput  when a pivot is neither zero nor clearly different from it */
export function nullity(part: Part): number {
  const size = largestColumn(part);
  if (size === 0) return part.size;
  const { pivots } = eliminate(longMatrix(part));
  let count = 0;
  for (const pivot of pivots) {
    if (pivot <= ZERO * size) count++;
    else if (pivot < RATE * size) {
      throw new InvalidInput(
        `times: "steady", but whether there is one steady state or more is not to be told: a mode decays at ${(pivot / size).toExponential(0)} ` +
          "of the other rates. Give a long time instead",
      );
    }
  }
  return count;
}

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
  const resolvent = inverseLong(addLong(matrix, -scale, projection));
  return resolvent === null ? null : { matrix, projection, resolvent, scale };
}

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

/** A x, rows of A one after the other. */
export function apply(A: Float64Array, x: Float64Array): Float64Array {
  return x.map((_, r) => {
    let sum = 0;
    for (let c = 0; c < x.length; c++) sum += A[r * x.length + c] * x[c];
    return sum;
  });
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
