/** A search for states in which a channel produces negative entropy. */

import { minimise, type Sloped } from "../../evaluate/positivity/minimise.ts";
import { dimensionOf, dimensionsOf, mix } from "../../laws/matrices.ts";
import { phaseSpace, productionByDefinition } from "../../laws/phase-space.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

export interface Candidate {
  readonly state: ComplexMatrix;
  /** Π/|D(ρ)|². */
  readonly quotient: number;
}

export interface Effort {
  readonly starts: number;
  readonly iterations: number;
  readonly seed: number;
}

/** A share of the maximally mixed state that the search leaves in, for its fixed grid to resolve 1/Q. */
const SHARE = 2e-3;

/**
 * Minimises Π/|D(ρ)|² over ρ = TT†/Tr TT†. Π alone is least in the steady state, where there is nothing to find; both
 * numerator and denominator vanish there to second order, and the sign of the quotient is that of Π.
 * Every third start is near a pure state.
 */
export function searchNegativeProduction(
  spins: readonly number[],
  use: ChannelUse,
  { starts, iterations, seed }: Effort,
): Candidate {
  const d = dimensionOf(spins);
  const space = phaseSpace(spins, spins.length === 1 ? 9 + 4 * spins[0] : 5);
  const squaredChange = changeOf(spins, use);
  const stateOf = (T: Float64Array) => mix(square(T, d), null, SHARE);
  const quotient = (T: Float64Array) => {
    const state = stateOf(T);
    const size = squaredChange(state);
    return size < 1e-14 ? Number.POSITIVE_INFINITY : productionByDefinition(space, use, state) / size;
  };
  const normal = normals(randomStream(seed, "adversary"));
  let best: Candidate | null = null;
  for (let k = 0; k < starts; k++) {
    const T = Float64Array.from({ length: 2 * d * d }, (_, entry) => {
      const size = k % 3 === 2 && entry >= 2 * d ? 0.05 : 1;
      return size * normal();
    });
    const { x, value } = minimise(withDifferences(quotient), T, iterations);
    if (best === null || value < best.quotient) best = { state: stateOf(x), quotient: value };
  }
  return best!;
}

/** The step of central differences whose error is balanced between truncation and rounding: ε^{1/3}. */
const STEP = 6e-6;

/** A function with its gradient by central differences: the adversary shares no formula with what it tries. */
const withDifferences =
  (f: (x: Float64Array) => number): Sloped =>
  (x, slope) => {
    const at = (k: number, by: number) => f(Float64Array.from(x, (entry, i) => (i === k ? entry + by : entry)));
    x.forEach((_, k) => {
      slope[k] = (at(k, STEP) - at(k, -STEP)) / (2 * STEP);
    });
    return f(x);
  };

/** ρ → |D(ρ)|², D tabulated by what it does to the matrix units. */
function changeOf(spins: readonly number[], { channel, on, parameters }: ChannelUse): (rho: ComplexMatrix) => number {
  const D = dissipator(
    channel.jumps(
      parameters,
      on.map((party) => spins[party]),
    ),
    spins,
    on,
  );
  const dimension = dimensionOf(spins);
  const size = dimension * dimension;
  const entries: { to: number; from: number; re: number; im: number }[] = [];
  for (let from = 0; from < size; from++) {
    const unit = { dimension, re: new Float64Array(size), im: new Float64Array(size) };
    unit.re[from] = 1;
    const { re, im } = dissipate(D, unit, dimensionsOf(spins));
    for (let to = 0; to < size; to++) {
      if (re[to] !== 0 || im[to] !== 0) entries.push({ to, from, re: re[to], im: im[to] });
    }
  }
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  return (rho) => {
    re.fill(0);
    im.fill(0);
    for (const entry of entries) {
      re[entry.to] += entry.re * rho.re[entry.from] - entry.im * rho.im[entry.from];
      im[entry.to] += entry.re * rho.im[entry.from] + entry.im * rho.re[entry.from];
    }
    return re.reduce((sum, value, k) => sum + value * value + im[k] * im[k], 0);
  };
}

/** TT†/Tr TT†, T column by column, re and im in turn. */
function square(T: Float64Array, d: number): ComplexMatrix {
  const re = new Float64Array(d * d);
  const im = new Float64Array(d * d);
  let trace = 0;
  for (const entry of T) trace += entry * entry;
  for (let column = 0; column < 2 * d * d; column += 2 * d) {
    for (let i = 0; i < d; i++) {
      const a = T[column + 2 * i] / trace;
      const b = T[column + 2 * i + 1] / trace;
      for (let j = 0; j < d; j++) {
        const c = T[column + 2 * j];
        const e = T[column + 2 * j + 1];
        re[i * d + j] += a * c + b * e;
        im[i * d + j] += b * c - a * e;
      }
    }
  }
  return { dimension: d, re, im };
}
