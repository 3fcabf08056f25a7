/** e^{τA}x and ∫₀^τ e^{sA}x ds for one part of a generator, to thirty digits but for ladders of the largest spins, by what is least work. */
import { InvalidInput } from "../../input/invalid-input.ts";
import { addVector, LONG_EPSILON, type LongVector, zeroVector } from "../../matrices/long-matrix.ts";
import { ROUNDING } from "../../numbers/bounded.ts";
import { applyLong, bandwidth, largestColumn, longMatrix, type Part } from "../generator/part.ts";
import { bandedExponential, MOST_STEPS, refuseSteps } from "./banded.ts";
import type { Banded } from "./banded-factors.ts";
import { longExponential } from "./long-exponential.ts";
import type { Span } from "./spans.ts";
import { columnSizes, sparseRows } from "./sparse-rows.ts";
import { productsFor, shiftOf, steppedError, taylorExponential } from "./taylor.ts";

/** Σ of the local errors of a stepping method, relative to the state. */
const TOLERANCE = 2e-14;
/** Parts up to this size are squared. */
const LARGEST_SQUARED = 400;
/** Where all parts of a generator are more work than some twenty seconds, in products of numbers, those whose diagonals are few are stepped
 *  through by these. */
const MOST_WORK = 2e9;
const WIDEST = 8;
/** ‖A‖τ of which steps by diagonals are binary fractions that add up. */
const LONGEST_HALVED = 2 ** 40;
/** Work of a part that is not worth asking for that of all. */
const LITTLE = 1e6;
/** Squarings of a short step, besides those of its powers; a product of matrices in products of one with a vector of as many numbers. */
const POWERS = 16;
const DENSE_ENTRY = 0.6;

/** What a part does over a time. */
export interface Step {
  /** e^{τA}x, which the next call may overwrite, and to the integral, where given, that of e^{sA}x. */
  advance(x: LongVector, integral: LongVector | null): LongVector;
  /** What is left uncertain of e^{τA}x, relative to x. */
  readonly error: number;
}

/** Products of numbers that thirty digits take over so many spans, step by step, or squared; of large parts only the first. */
function workOf(part: Part, { time, count }: Span): { readonly stepping: number; readonly squaring: number } {
  const { size: n } = part;
  const turns = largestColumn(part) * time;
  const entries = part.columnStart[n] - part.columnStart[0];
  const stepping = count * productsFor(shiftOf(columnSizes(part)), time) * (entries + n);
  const squaring = DENSE_ENTRY * n * n * ((POWERS + 2 * Math.log2(1 + turns)) * n + count);
  return { stepping, squaring: n <= LARGEST_SQUARED ? squaring : Number.POSITIVE_INFINITY };
}

/** Whether all parts can be taken to thirty digits in some twenty seconds. */
export function areLittleWork(parts: Iterable<Part>, span: Span): boolean {
  let sum = 0;
  for (const part of parts) {
    const { stepping, squaring } = workOf(part, span);
    sum += Math.min(stepping, squaring);
    if (sum > MOST_WORK) return false;
  }
  return true;
}

/**
 * @param kernelDimension  how many modes of the part do not decay (see `nullity.ts`)
 * @param isLittleWork  whether all parts can be taken to thirty digits in some twenty seconds
 * @throws InvalidInput  when the time is too long for a large part, or rates lie too far apart for it
 */
export function stepOf(part: Part, span: Span, kernelDimension: () => number, isLittleWork: () => boolean): Step {
  const { size: n } = part;
  const { time } = span;
  const turns = largestColumn(part) * time;
  // Of one coordinate what is left is good to as many digits, and less than the state.
  if (n === 1) return { ...squared(part, time, () => Number(turns === 0)), error: LONG_EPSILON };
  const { stepping, squaring } = workOf(part, span);
  if (Math.min(stepping, squaring) > LITTLE && (turns <= LONGEST_HALVED || n > LARGEST_SQUARED) && !isLittleWork()) {
    const width = bandwidth(part);
    if (width <= WIDEST) return byDiagonals(part, width, time);
  }
  if (squaring < stepping) return squared(part, time, kernelDimension);
  if (turns > LONGEST_STEPPED) refuseSteps(time);
  return stepped(part, time, turns);
}

/** ‖A‖τ of what can be stepped through in a minute or two. */
const LONGEST_STEPPED = 8 * MOST_STEPS;

function squared(part: Part, time: number, kernelDimension: () => number): Step {
  const { power, integral, error, limitRank } = longExponential(longMatrix(part), time, largestColumn(part));
  // A mode too slow to be told from rest would make the limit larger than the kernel.
  if (limitRank !== null && limitRank !== kernelDimension()) refuseSlow(time);
  const out = zeroVector(part.size);
  return {
    error,
    advance(x, sum) {
      if (sum !== null) addVector(sum, applyLong(integral, x, out));
      return applyLong(power, x, out);
    },
  };
}

function stepped(part: Part, time: number, turns: number): Step {
  const A = sparseRows(part);
  return {
    error: steppedError(turns),
    advance: (x, sum) => taylorExponential(A, x, time, sum),
  };
}

function byDiagonals(part: Part, width: number, time: number): Step {
  const banded = diagonalsOf(part, width);
  return {
    error: TOLERANCE + ROUNDING,
    advance(x, sum) {
      const own = sum === null ? null : new Float64Array(x.high.length);
      const state = bandedExponential(banded, x.high, time, TOLERANCE, own);
      if (own !== null) addVector(sum!, { high: own, low: new Float64Array(own.length) });
      return { high: state, low: new Float64Array(state.length) };
    },
  };
}

function diagonalsOf({ size, columnStart, row, value }: Part, width: number): Banded {
  const diagonals = new Float64Array((2 * width + 1) * size);
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) diagonals[(row[e] - c + width) * size + c] = value[e];
  }
  return { dimension: size, width, diagonals };
}

function refuseSlow(time: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time} for which rates lie too far apart: thirty digits do not tell slow modes from what is at rest`,
    expected: "one at which they do",
    remedy: "give a shorter time, or leave out what is negligible",
  });
}
