/**
 * A large part of a generator by banded elimination in doubles: neighbours on the ladders of m are neighbours in a part, so that
 * one spin's d² coordinates stand within a band of 2d and take d⁴ operations. What doubles do not tell clearly is left to
 * thirty digits.
 */
import { factorBanded, solveBanded } from "../../matrices/banded-elimination.ts";
import { norm } from "../../numbers/vector.ts";
import { bandwidth, largestColumn, type Part } from "../generator/part.ts";

/** Of a part that has no kernel but the one state that its trace conserves, if it has a trace. */
export interface BandedRest {
  /** The state of trace one; null of a part without a trace, which has no kernel. */
  readonly state: Float64Array | null;
  /** G⁻¹r; of a part with a trace, of r without one, the y without one for which Gy = r. */
  solve(r: Float64Array): Float64Array;
  /** |G⁻¹| |r|, at the most. */
  magnified(r: Float64Array): Float64Array;
}

/** Parts that are worth it, and the widest band. */
const SMALLEST = 128;
const WIDEST = 1 / 4;

/** G is regular where it is this clearly: ‖G‖‖G⁻¹v‖ over ‖v‖. */
const CLEAR = 1e10;
/** Vectors v that it is tried on. */
const TRIALS = 4;
/** A shift in shares of ‖G‖ that makes it regular, and leaves of a slow mode what its rate is larger. */
const SHIFT = 1e-9;

/** @param populations  places of the part's coordinates that are populations, none of a part without a trace
 *  @returns null where doubles do not tell */
export function bandedRest(part: Part, populations: readonly number[]): BandedRest | null {
  const width = bandwidth(part);
  if (part.size < SMALLEST || width > WIDEST * part.size) return null;
  const magnified = (r: Float64Array) => r.map((value) => (CLEAR / largestColumn(part)) * value);
  if (populations.length === 0) {
    const solve = regular(part, width, null);
    return solve && { state: null, solve, magnified };
  }
  const gauge = largestPopulation(part, width, populations);
  const solve = regular(part, width, gauge);
  if (solve === null) return null;
  // Of Gx = 0 with x = 1 at the gauge: G′x′ = −(its column).
  const column = new Float64Array(part.size);
  for (let e = part.columnStart[gauge]; e < part.columnStart[gauge + 1]; e++) column[part.row[e]] = -part.value[e];
  const state = solve(column);
  state[gauge] = 1;
  const whole = sumAt(state, populations);
  for (let k = 0; k < state.length; k++) state[k] /= whole;
  return {
    state,
    magnified,
    solve(r) {
      const y = solve(r);
      const rest = sumAt(y, populations);
      for (let k = 0; k < y.length; k++) y[k] -= rest * state[k];
      return y;
    },
  };
}

/** Without the row and the column of the gauge, whose coordinate is zero: G′⁻¹; null where that is not clearly regular. */
function regular(part: Part, width: number, gauge: number | null): ((r: Float64Array) => Float64Array) | null {
  const { size } = part;
  const place = (k: number) => (gauge !== null && k > gauge ? k - 1 : k);
  const own = gauge === null ? size : size - 1;
  const scale = largestColumn(part);
  const factors = factorBanded(own, width, (put) =>
    eachEntry(part, (row, column, value) => {
      if (row !== gauge && column !== gauge) put(place(row), place(column), value);
    }),
  );
  const solve = (r: Float64Array): Float64Array => {
    const x = new Float64Array(own);
    for (let k = 0; k < size; k++) if (k !== gauge) x[place(k)] = r[k];
    solveBanded(factors, x);
    const y = new Float64Array(size);
    for (let k = 0; k < size; k++) if (k !== gauge) y[k] = x[place(k)];
    return y;
  };
  for (let trial = 1; trial <= TRIALS; trial++) {
    // Multiples of the golden ratio are spread as evenly as numbers can be.
    const v = Float64Array.from({ length: size }, (_, k) => ((trial * (k + 1) * 0.6180339887498949) % 1) - 0.5);
    if (!(scale * norm(solve(v)) < CLEAR * norm(v))) return null;
  }
  return solve;
}

/** That of the state at rest, about: (G − s)⁻¹ of an even mixture. */
function largestPopulation(part: Part, width: number, populations: readonly number[]): number {
  const shift = SHIFT * largestColumn(part);
  const factors = factorBanded(part.size, width, (put) => {
    eachEntry(part, put);
    for (let k = 0; k < part.size; k++) put(k, k, -shift);
  });
  const x = new Float64Array(part.size);
  for (const k of populations) x[k] = 1;
  solveBanded(factors, x);
  return populations.reduce((best, k) => (Math.abs(x[k]) > Math.abs(x[best]) ? k : best));
}

function sumAt(x: Float64Array, places: readonly number[]): number {
  return places.reduce((sum, k) => sum + x[k], 0);
}

function eachEntry(
  { size, columnStart, row, value }: Part,
  take: (row: number, column: number, value: number) => void,
): void {
  for (let c = 0; c < size; c++) for (let e = columnStart[c]; e < columnStart[c + 1]; e++) take(row[e], c, value[e]);
}
