/** Conditional states of one party where the others are found in any directions, one point after the other. */

import type { ConditionalBlock } from "../../runtime/husimi/conditional.ts";
import { placeOf } from "../../runtime/husimi/conditional.ts";
import type { LocalAverage } from "../../runtime/spheres/local-average.ts";
import { basisOffsets } from "../../spins/matrices/complex-matrix.ts";
import { hermitianFactors } from "../../spins/matrices/hermitian-factors.ts";
import { blochAxis, orderStart } from "../../spins/matrices/hermitian-tensor.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";

/** A block of columns, each placed by itself. */
export interface ConditionalAt {
  readonly block: ConditionalBlock;
  /** Tr X of each matrix's conditional state, one a column. */
  readonly traces: readonly Float64Array[];
  /** Of a point: entries of vectors that it reads, and what its inner sphere takes in the time of as many. */
  readonly cost: number;
  /** @param point  two numbers in [0, 1) an outer party: polar, folded so that both ends agree, and azimuthal */
  readonly place: (column: number, point: Float64Array) => void;
}

/** A matrix's share of what is done on the inner sphere, in entries of a vector. */
const SPHERE = 256;

/** Matrices are sums of few projectors, whose vectors are contracted party by party: ⟨n|v = Σ_k d_k e^{−ikφ} v_k, k = 0 … 2J. */
export function conditionalAt(average: LocalAverage, columns: number): ConditionalAt {
  const { matrices, axes, inner, outer, innerTwoJ } = average;
  const places = basisOffsets(axes.dimensions, axes.order);
  const factors = matrices.map(hermitianFactors).map(({ signs, vectors }) => ({
    signs,
    vectors: vectors.map((vector) => ordered(vector, places)),
  }));
  const d = innerTwoJ + 1;
  const axis = () => new Float64Array(d * d * columns);
  const states = matrices.map(axis);
  const derived = typeof inner === "string" ? [] : matrices.map(axis);
  const traces = matrices.map(() => new Float64Array(columns));
  const directions = outer.map(({ twoJ }) => directionOf(twoJ));
  let rest = 2 * places.length;
  const buffers = outer.map(({ twoJ }) => {
    rest /= twoJ + 1;
    return new Float64Array(rest);
  });
  const state = new Float64Array(d * d);
  const block = { columns, states: [...states, ...derived], weights: new Float64Array(columns), place: placeOf(0) };
  return {
    block,
    traces,
    cost: factors.reduce((all, { vectors }) => all + places.length * vectors.length + SPHERE, 0),
    place(column, point) {
      directions.forEach((direction, p) => {
        turnTo(direction, point[2 * p], point[2 * p + 1]);
      });
      factors.forEach(({ signs, vectors }, t) => {
        state.fill(0);
        vectors.forEach((vector, k) => {
          addProjector(state, d, signs[k], contracted(vector, directions, buffers));
        });
        traces[t][column] = traceOf(state, d);
        if (typeof inner !== "string") scatter(inner.derived(state, d), derived[t], columns, column);
        if (inner === "closed") blochAxis(state);
        scatter(state, states[t], columns, column);
      });
    },
  };
}

/** ⟨n| of one party. */
interface Direction {
  readonly twoJ: number;
  readonly amplitudes: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function directionOf(twoJ: number): Direction {
  const levels = () => new Float64Array(twoJ + 1);
  return { twoJ, amplitudes: levels(), re: levels(), im: levels() };
}

/** Uniform on the sphere in both numbers. */
function turnTo({ twoJ, amplitudes, re, im }: Direction, polar: number, azimuthal: number): void {
  const share = Math.abs(1 - 2 * polar);
  dickeAmplitudes(twoJ, Math.sqrt(1 - share), Math.sqrt(share), amplitudes);
  for (let k = 0; k <= twoJ; k++) {
    const angle = 2 * Math.PI * k * azimuthal;
    re[k] = amplitudes[k] * Math.cos(angle);
    im[k] = -amplitudes[k] * Math.sin(angle);
  }
}

/** Real parts of all entries, then imaginary ones. */
function ordered(vector: Float64Array, places: Int32Array): Float64Array {
  const n = places.length;
  const out = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    out[k] = vector[places[k]];
    out[n + k] = vector[n + places[k]];
  }
  return out;
}

function contracted(
  vector: Float64Array,
  directions: readonly Direction[],
  buffers: readonly Float64Array[],
): Float64Array {
  let left = vector;
  for (let p = 0; p < directions.length; p++) {
    const { twoJ, re, im } = directions[p];
    const out = buffers[p];
    const rest = out.length / 2;
    const whole = left.length / 2;
    for (let k = 0, at = 0; k <= twoJ; k++, at += rest) {
      const [a, b] = [re[k], im[k]];
      if (k === 0) {
        // Its amplitude is real.
        for (let r = 0; r < rest; r++) {
          out[r] = a * left[r];
          out[rest + r] = a * left[whole + r];
        }
        continue;
      }
      for (let r = 0; r < rest; r++) {
        const x = left[at + r];
        const y = left[whole + at + r];
        out[r] += a * x - b * y;
        out[rest + r] += a * y + b * x;
      }
    }
    left = out;
  }
  return left;
}

/** A party's axis (see `hermitian-tensor.ts`) of ww†. */
function addProjector(state: Float64Array, d: number, sign: number, w: Float64Array): void {
  for (let i = 0; i < d; i++) state[i] += sign * (w[i] * w[i] + w[d + i] * w[d + i]);
  for (let q = 1; q < d; q++) {
    for (let i = 0, at = orderStart(d, q); i + q < d; i++, at += 2) {
      state[at] += sign * (w[i] * w[i + q] + w[d + i] * w[d + i + q]);
      state[at + 1] -= sign * (w[d + i] * w[i + q] - w[i] * w[d + i + q]);
    }
  }
}

function traceOf(state: Float64Array, d: number): number {
  let trace = 0;
  for (let i = 0; i < d; i++) trace += state[i];
  return trace;
}

function scatter(state: Float64Array, out: Float64Array, columns: number, column: number): void {
  for (let k = 0; k < state.length; k++) out[k * columns + column] = state[k];
}
