/** e^{tA}x and ∫₀ᵗ e^{sA}x ds for one part of a generator, by the method that suits its size and shape. */
import { Matrix } from "ml-matrix";
import { InvalidInput } from "../../input/invalid-input.ts";
import { expm } from "../../matrices/expm.ts";
import { ROUNDING } from "../../numbers/bounded.ts";
import { SQUARING } from "../../numbers/safety-factors.ts";
import { apply, denseMatrix, largestColumn, longMatrix, type Part } from "../generator/part.ts";
import { bandedExponential, MOST_STEPS, refuseSteps } from "./banded.ts";
import type { Banded } from "./banded-factors.ts";
import { krylovExponential } from "./krylov.ts";
import { longExponential } from "./long-exponential.ts";

/** Σ of the local errors of a stepping method, relative to the state. */
const TOLERANCE = 2e-14;
/** Parts up to this size are exponentiated as dense matrices without further thought, and up to the second where that is
 *  less work than a Krylov method. */
const SMALL = 48;
const DENSE = 400;
/** ‖A‖t beyond which squaring in doubles loses digits, and the largest parts that are squared to thirty. */
const TURNS = 32;
const LONG = 256;
/** The widest band that is factored. */
const WIDEST = 8;

export interface Propagator {
  /** e^{tA}x. */
  power(x: Float64Array): Float64Array;
  /** ∫₀ᵗ e^{sA}x ds. */
  integral(x: Float64Array): Float64Array;
  /** What the method leaves uncertain of e^{tA}x, relative to x. */
  readonly error: number;
  /** The part of the time that counts: what happened before has been forgotten (see `longExponential`). */
  readonly memory: number;
}

/**
 * What a part does to any vector over a time.
 * @param kernelDimension  how many modes of the part do not decay (see `nullity.ts`)
 * @throws InvalidInput  when the time is too long for a large part, or rates lie too far apart for it
 */
export function propagator(part: Part, time: number, kernelDimension: () => number): Propagator {
  const { size: n } = part;
  if (n === 1) return scalar(part, time);
  const norm = largestColumn(part);
  const turns = norm * time;
  if (n <= SMALL) return turns <= TURNS ? dense(part, time) : long(part, time, kernelDimension);
  const width = bandwidth(part);
  if (width <= WIDEST && (turns <= MOST_STEPS || n > LONG)) {
    const banded = byDiagonals(part, width);
    return {
      power: (x) => bandedExponential(banded, x, time, TOLERANCE, null),
      integral(x) {
        const sum = new Float64Array(n);
        bandedExponential(banded, x, time, TOLERANCE, sum);
        return sum;
      },
      error: TOLERANCE + ROUNDING,
      memory: time,
    };
  }
  const steps = Math.ceil(turns / 8);
  const krylovWork = steps * 36 * (part.columnStart[n] - part.columnStart[0] + 100 * n);
  const denseWork = 2 * (8 + Math.max(0, Math.log2(turns))) * n ** 3;
  if (n <= LONG && turns > MOST_STEPS) return long(part, time, kernelDimension);
  if (n <= DENSE && denseWork < krylovWork) return dense(part, time);
  if (steps > MOST_STEPS) refuseSteps(time);
  const run = (x: Float64Array) => krylovExponential((from, to) => multiply(part, from, to), x, time, norm, TOLERANCE);
  const error = TOLERANCE + ROUNDING * (1 + steps);
  return { power: (x) => run(x).state, integral: (x) => run(x).integral, error, memory: time };
}

function scalar({ columnStart, value }: Part, time: number): Propagator {
  const rate = columnStart[1] > columnStart[0] ? value[columnStart[0]] : 0;
  const power = Math.exp(rate * time);
  const mean = rate === 0 ? time : Math.expm1(rate * time) / rate;
  const memory = rate === 0 ? time : Math.abs(mean);
  return {
    power: (x) => Float64Array.of(power * x[0]),
    integral: (x) => Float64Array.of(mean * x[0]),
    error: ROUNDING,
    memory,
  };
}

/** To thirty digits. */
function long(part: Part, time: number, kernelDimension: () => number): Propagator {
  const found = longExponential(longMatrix(part), time, largestColumn(part));
  const { power, integral, isLimit, limit } = found;
  // A mode too slow to be told from rest would make the limit larger than the kernel.
  const isKernel = limit !== null && limit.rank === kernelDimension();
  if (isLimit && !isKernel) {
    throw new InvalidInput({
      path: ["times"],
      found: `a time of ${time} for which rates lie too far apart: thirty digits do not tell slow modes from what is at rest`,
      expected: "one at which they do",
      remedy: "give a shorter time, or leave out what is negligible",
    });
  }
  return {
    power: (x) => apply(power.high, x),
    integral: (x) => apply(integral.high, x),
    error: found.error + ROUNDING,
    memory: isLimit || (isKernel && limit.rank <= 1) ? Math.min(time, limit!.memory) : time,
  };
}

function dense(part: Part, time: number): Propagator {
  const { size: n } = part;
  const A = denseMatrix(part).mul(time);
  let E: Matrix | null = null;
  return {
    error: ROUNDING * (1 + SQUARING * largestColumn(part) * time),
    memory: time,
    power(x) {
      E ??= expm(A);
      const out = new Float64Array(n);
      for (let r = 0; r < n; r++) {
        let sum = 0;
        for (let c = 0; c < n; c++) sum += E.get(r, c) * x[c];
        out[r] = sum;
      }
      return out;
    },
    // The corner of exp([[A t, x], [0, 0]]) is the integral over the time (Van Loan, IEEE Trans. Autom. Control 23, 395 (1978)).
    integral(x) {
      const augmented = Matrix.zeros(n + 1, n + 1);
      augmented.setSubMatrix(A, 0, 0);
      for (let k = 0; k < n; k++) augmented.set(k, n, x[k]);
      return Float64Array.from(expm(augmented).getColumn(n).slice(0, n), (mean) => time * mean);
    },
  };
}

function multiply({ size, columnStart, row, value }: Part, x: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let c = 0; c < size; c++) {
    const factor = x[c];
    if (factor === 0) continue;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) out[row[e]] += value[e] * factor;
  }
}

function bandwidth({ size, columnStart, row }: Part): number {
  let width = 0;
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) width = Math.max(width, Math.abs(row[e] - c));
  }
  return width;
}

function byDiagonals({ size, columnStart, row, value }: Part, width: number): Banded {
  const diagonals = new Float64Array((2 * width + 1) * size);
  for (let c = 0; c < size; c++) {
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) diagonals[(row[e] - c + width) * size + c] = value[e];
  }
  return { dimension: size, width, diagonals };
}
