/** Averages over many spheres by shifted lattices: where grids would need more nodes than anyone has time for. */

import {
  addTerm,
  allowedBy,
  clearSums,
  type Goal,
  type Integrals,
  type Sums,
  total,
  zeroSums,
} from "../../runtime/quadrature/integral.ts";
import { NOWHERE } from "../../runtime/quadrature/sphere-rule.ts";
import { type LocalAverage, sphereOf } from "../../runtime/spheres/local-average.ts";
import { trace } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { conditionalAt } from "./conditional-at.ts";
import { generatingVector, SIZES } from "./shifted-lattice.ts";

/** Independent shifts, whose spread is the error. */
export const SHIFTS = 16;
/** Student's t of 15 degrees of freedom for what a normal deviate has within one standard error, 68.27 %. */
const STUDENT = 1.0327;
/** Points that are evaluated together. */
const COLUMNS = 32;
/** Entries of vectors that all points together may cost: about half a minute. */
const WORK = 2.5e9;

/**
 * All functionals of an average as means over 16 shifts of one lattice, each with its standard error. With w the number of states of the outer
 * parties the largest part of −X ln Q is known: ln w of the mean of X, which is that of Tr X. Lattices grow until all goals are met by
 * standard errors, or the budget or a work of half a minute is spent.
 * @param seed  the same seed shifts alike
 */
export function latticeAverage(average: LocalAverage, goals: readonly Goal[], budget: number, seed: number): Integrals {
  const sample = sampling(average, seed);
  const most = Math.min(budget, WORK / sample.costOfPoint);
  let evaluations = 0;
  for (let level = 0; ; level++) {
    const integrals = sample.means(SIZES[level]);
    evaluations += SHIFTS * SIZES[level];
    const isThere = integrals.every(
      ({ value, error, contributions }, f) => error <= allowedBy(goals[f], value, contributions),
    );
    const isLast = level + 1 === SIZES.length || evaluations + SHIFTS * SIZES[level + 1] > most;
    // More points are not to be had: nobody is to try again another way.
    if (isThere || isLast)
      return { integrals: integrals.map((one) => ({ ...one, converged: true, settled: true })), evaluations };
  }
}

function sampling(average: LocalAverage, seed: number) {
  const { functionals, matrices, outer } = average;
  const count = functionals.length;
  const dimensions = 2 * outer.length;
  const conditional = conditionalAt(average, COLUMNS);
  const sphere = sphereOf(average, COLUMNS, NOWHERE);
  const states = outer.reduce((product, { twoJ }) => product * (twoJ + 1), 1);
  // What is known: ∫ X of what is multiplied by a logarithm.
  const controlled = functionals.map((functional) => {
    if (functional.kind === "entropy") return { matrix: 0, mean: trace(matrices[0]) };
    if (functional.kind !== "logMoment") return null;
    return { matrix: functional.tensor, mean: trace(matrices[functional.tensor]) };
  });
  const uniform = randomStream(seed, "lattice");
  const shifts = Array.from({ length: SHIFTS }, () => Float64Array.from({ length: dimensions }, uniform));
  const sums = zeroSums(count);
  const traces = zeroSums(matrices.length);
  const point = new Float64Array(dimensions);

  function meansAt(size: number, shift: Float64Array): { readonly values: number[]; readonly sizes: Float64Array } {
    const vector = generatingVector(size, dimensions);
    clearSums(sums);
    clearSums(traces);
    for (let first = 0; first < size; first += COLUMNS) {
      const filled = Math.min(COLUMNS, size - first);
      conditional.block.weights.fill(0);
      for (let c = 0; c < filled; c++) {
        for (let j = 0; j < dimensions; j++) point[j] = ((first + c) * vector[j] + shift[j]) % 1;
        conditional.place(c, point);
        conditional.block.weights[c] = states / size;
      }
      sphere.visit(conditional.block, sums);
      addTraces(traces, conditional.traces, conditional.block.weights);
    }
    const values = controlled.map((known, f) =>
      known === null ? total(sums, f) : total(sums, f) - Math.log(states) * (total(traces, known.matrix) - known.mean),
    );
    return { values, sizes: sums.magnitude };
  }

  return {
    costOfPoint: conditional.cost,
    means(size: number) {
      const all = shifts.map((shift) => {
        const { values, sizes } = meansAt(size, shift);
        return { values, sizes: sizes.slice() };
      });
      return functionals.map((_, f) => {
        const value = all.reduce((sum, { values }) => sum + values[f], 0) / SHIFTS;
        const squares = all.reduce((sum, { values }) => sum + (values[f] - value) ** 2, 0);
        const contributions = all.reduce((sum, { sizes }) => sum + sizes[f], 0) / SHIFTS;
        const spread = STUDENT * Math.sqrt(squares / (SHIFTS * (SHIFTS - 1)));
        return { value, error: Math.hypot(spread, ROUNDING * contributions), contributions };
      });
    },
  };
}

function addTraces(sums: Sums, traces: readonly Float64Array[], weights: Float64Array): void {
  traces.forEach((own, t) => {
    let sum = 0;
    for (let c = 0; c < weights.length; c++) sum += weights[c] * own[c];
    addTerm(sums, t, sum);
  });
}
