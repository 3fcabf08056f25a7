/** What a safety factor is measured by. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type * as factors from "../../spins/numbers/safety-factors.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

export type Factor = keyof typeof factors;

export interface Measure {
  /** On what, against what. */
  readonly on: string;
  /** The largest ratio of the true error to the unit that the factor multiplies. */
  measure(): number;
}

export type Measures = Partial<Readonly<Record<Factor, Measure>>>;

export const SEED = 1;

/** Of one measurement. */
export const uniformOf = (name: string): (() => number) => randomStream(SEED, `calibrate ${name}`);

/** The largest of so many ratios. */
export function largestOf(count: number, ratio: (k: number) => number): number {
  let largest = 0;
  for (let k = 0; k < count; k++) largest = Math.max(largest, ratio(k));
  return largest;
}

/** From `low` to `high`, both included. */
export const integer = (uniform: () => number, low: number, high: number): number =>
  low + Math.floor(uniform() * (high - low + 1));

/** A Gaussian Hermitian matrix. */
export function randomHermitian(n: number, uniform: () => number): ComplexMatrix {
  const normal = normals(uniform);
  const H = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      H.re[r * n + c] = H.re[c * n + r] = normal();
      if (c === r) continue;
      H.im[r * n + c] = normal();
      H.im[c * n + r] = -H.im[r * n + c];
    }
  }
  return H;
}

/** GG†/Tr GG† of n × rank Gaussian G. */
export function randomState(n: number, rank: number, uniform: () => number): ComplexMatrix {
  const normal = normals(uniform);
  const [re, im] = [0, 1].map(() => Float64Array.from({ length: n * rank }, normal));
  return normalised(gram(n, rank, re, im));
}

/** GG†. */
function gram(n: number, rank: number, re: Float64Array, im: Float64Array): ComplexMatrix {
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      for (let k = 0; k < rank; k++) {
        const [a, b] = [r * rank + k, c * rank + k];
        out.re[r * n + c] += re[a] * re[b] + im[a] * im[b];
        out.im[r * n + c] += im[a] * re[b] - re[a] * im[b];
      }
    }
  }
  return out;
}

function normalised({ dimension, re, im }: ComplexMatrix): ComplexMatrix {
  let trace = 0;
  for (let k = 0; k < re.length; k += dimension + 1) trace += re[k];
  return { dimension, re: re.map((x) => x / trace), im: im.map((y) => y / trace) };
}

export type Vector = readonly [number, number, number];

export const randomVector = (uniform: () => number): Vector => [uniform() - 0.5, uniform() - 0.5, uniform() - 0.5];
