/** The sphere of a qubit in closed form: −∫ X ln Q as it is handed in, and a channel's dS/dt by its `inner`. */

import { NEARLY_PURE_QUBIT } from "../../spins/numbers/safety-factors.ts";
import { addTerm, type Sums } from "../quadrature/integral.ts";
import { sphereFunctions } from "../special/sphere-kernel.ts";
import type { Functional, InnerIntegrals } from "./integrand.ts";
import { addStates } from "./marginals.ts";

/** μ of a qubit. */
export const MEASURE = 2 / (4 * Math.PI);

/** Adds blocks of conditional states in Bloch form (A₀, Rx, Ry, Rz); the same block with other content each time.
 *  @param columns  how many columns the block has */
export function closedSphere(functionals: readonly Functional[], columns: number): InnerIntegrals {
  const { kernel, mean, out, size } = scratchOf(columns);
  const logarithmic = functionals.some(({ kind }) => kind === "entropy" || kind === "logMoment");
  let views: readonly BlochColumns[] = [];
  let seen: readonly Float64Array[] = [];
  return {
    visit(block, sums) {
      sums.evaluations += columns;
      if (seen !== block.states) {
        views = block.states.map((state) => blochColumns(state, columns));
        seen = block.states;
      }
      const Q = views[0];
      const delicate = hasDelicate(Q);
      if (logarithmic) sphereFunctions(Q.A0, Q.x, Q.y, Q.z, kernel, mean);
      for (let f = 0; f < functionals.length; f++) {
        const functional = functionals[f];
        if (functional.kind === "entropyRate") {
          const { channel, parameters } = functional.use;
          channel.inner!(parameters, Q.A0, Q.x, Q.y, Q.z, out, size);
        } else if (functional.kind === "entropy" || functional.kind === "logMoment") {
          const X = functional.kind === "entropy" ? Q : views[functional.tensor];
          functional.closed(Q.x, Q.y, Q.z, X.A0, X.x, X.y, X.z, kernel, mean, out, size);
        }
        const value = accumulate(sums, f, block.weights, out, size);
        if (sums.marginals !== null) addStates(sums.marginals, f, block.place, MEASURE, out, value);
        if (delicate) addNoise(sums, f, block.weights, size, Q);
      }
    },
  };
}

/** Adds the block to the f-th integral, compensated without a branch (Knuth, The Art of Computer Programming 2, §4.2.2). */
function accumulate(sums: Sums, f: number, weights: Float64Array, out: Float64Array, size: Float64Array): number {
  let value = 0;
  let carry = 0;
  let magnitude = 0;
  for (let c = 0; c < out.length; c++) {
    const weight = weights[c];
    const term = weight * out[c];
    const next = value + term;
    const added = next - value;
    carry += value - (next - added) + (term - added);
    value = next;
    magnitude += weight * size[c];
  }
  addTerm(sums, f, MEASURE * value);
  sums.carry[f] += MEASURE * carry;
  sums.magnitude[f] += MEASURE * magnitude;
  return value;
}

/** What rounding of A₀ and R, 4ε of the ½ that A₀ may come to, does where they are small, and what it does to nearly pure states. */
export function addNoise(sums: Sums, f: number, weights: Float64Array, sizes: Float64Array, Q: BlochColumns): void {
  const { A0, x, y, z } = Q;
  let noise = 0;
  for (let c = 0; c < weights.length; c++) {
    if (!(A0[c] > 0)) continue;
    const square = A0[c] * A0[c];
    const gap = square - (x[c] * x[c] + y[c] * y[c] + z[c] * z[c]);
    const size = weights[c] * sizes[c];
    if (gap < NEARLY_PURE * square) noise += BLUR * size;
    if (A0[c] < SMALL) noise += Math.min(1, (2 * Number.EPSILON) / A0[c]) * size;
  }
  sums.noise[f] += MEASURE * noise;
}

/** Conditional states by components. */
export interface BlochColumns {
  readonly A0: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** Written and read within one visit, and so shared by all of one size. */
interface Scratch {
  readonly kernel: Float64Array;
  readonly mean: Float64Array;
  readonly out: Float64Array;
  readonly size: Float64Array;
}

const scratches = new Map<number, Scratch>();

export function scratchOf(columns: number): Scratch {
  let scratch = scratches.get(columns);
  if (scratch === undefined) {
    const column = () => new Float64Array(columns);
    scratch = { kernel: column(), mean: column(), out: column(), size: column() };
    scratches.set(columns, scratch);
  }
  return scratch;
}

function blochColumns(states: Float64Array, columns: number): BlochColumns {
  return {
    A0: states.subarray(0, columns),
    x: states.subarray(columns, 2 * columns),
    y: states.subarray(2 * columns, 3 * columns),
    z: states.subarray(3 * columns, 4 * columns),
  };
}

/** Below this (A₀² − R²)/A₀² a conditional state is nearly pure: the gap has an error of ε A₀², K has its logarithm. */
const NEARLY_PURE = 1e-3;
const BLUR = NEARLY_PURE_QUBIT * Number.EPSILON;
/** Below this a conditional state has lost digits of its own. */
const SMALL = 1e-3;

/** Whether conditional states with A₀ between these and A₀² − R² of at least `gap` may be nearly pure, or small; with room for what a search
 *  for the least missed. */
export const isDelicate = (least: number, most: number, gap: number): boolean =>
  !(gap > 2 * NEARLY_PURE * most * most && least > SMALL);

/** @returns whether any is nearly pure, or small */
export function hasDelicate({ A0, x, y, z }: BlochColumns): boolean {
  let least = 1;
  let smallest = 1;
  for (let c = 0; c < A0.length; c++) {
    const square = A0[c] * A0[c];
    least = Math.min(least, (1 - NEARLY_PURE) * square - (x[c] * x[c] + y[c] * y[c] + z[c] * z[c]));
    smallest = Math.min(smallest, A0[c]);
  }
  return least < 0 || smallest < SMALL;
}
