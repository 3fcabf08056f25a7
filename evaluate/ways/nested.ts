/** Averages over several spheres of which one, a qubit's, is integrated by rules of its own for each point of the others. */

import { integrateAverage } from "../../runtime/integrate.ts";
import {
  allowedBy,
  better,
  type Goal,
  type Integral,
  type Integrals,
  type Sums,
  total,
} from "../../runtime/quadrature/integral.ts";
import { type Refinable, refine } from "../../runtime/quadrature/refine.ts";
import type { Functional, Integrand } from "../../runtime/spheres/integrand.ts";
import { costOfLevel, sumOnLevel } from "../../runtime/spheres/levels.ts";
import { type LocalAverage, localAverage } from "../../runtime/spheres/local-average.ts";
import { unseenAtZero } from "../../runtime/spheres/unseen-zero.ts";
import { type ComplexMatrix, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { rulesAbout } from "./branch-points.ts";
import { nextSphere, type Size } from "./next-sphere.ts";
import { type PointRule, sumAt } from "./point-rule.ts";

/** Nodes of the next sphere, from few to more. */
const SIZES: readonly Size[] = [10, 12, 16, 20, 24, 32, 40, 48].map((rows) => ({
  rows,
  columns: Math.round(1.2 * rows),
}));
/** What the next sphere's rules may take of what a goal allows. */
const SHARE = 0.25;

/** @returns  null where no qubit is next to a closed one, where symmetries leave less than whole spheres, and of a pair where that does not do */
export function integrateNested(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals | null {
  const next = nextQubit(average);
  if (next === null) return null;
  const of = mergedOf(average, next);
  let best: readonly Integral[] | null = null;
  let evaluations = 0;
  for (const size of SIZES) {
    const { merged, rules } = of(size);
    const isPair = merged.outer.length === 0;
    if (!isPair && evaluations + rules.costOfLevel(LEAST_LEVEL) > budget) break;
    if (!isPair && size !== SIZES[SIZES.length - 1]) {
      const probed = rules.sumOnLevel(PROBED);
      evaluations += probed.evaluations;
      if (!isEnough(probed, goals)) continue;
    }
    const left = budget - evaluations;
    const found = isPair ? integrateAverage(merged, goals, left) : refine(rules, goals, left, Number.POSITIVE_INFINITY);
    evaluations += found.evaluations;
    best = found.integrals.map((one, f) => (best === null ? one : better(one, best[f])));
    if (best.every(({ converged }) => converged)) return { integrals: best, evaluations };
    // More nodes of the others would not help where the next sphere's are too few.
    if (!found.integrals.some(({ settled, converged }) => settled && !converged) || evaluations > budget) break;
  }
  return best === null || average.outer.length === 1 ? null : { integrals: best, evaluations };
}

/** Fewer levels say nothing. */
const LEAST_LEVEL = 3;
/** The level of a rule for the others that shows whether the next sphere's is fine enough. */
const PROBED = 1;

/** Whether the next sphere's rules are fine enough, by what a first rule for the others shows. */
function isEnough(sums: Sums, goals: readonly Goal[]): boolean {
  return goals.every((goal, f) => sums.noise[f] <= SHARE * allowedBy(goal, total(sums, f), sums.magnitude[f]));
}

/** The axis of the outer qubit whose sphere is the next; null where there is none. */
function nextQubit(average: LocalAverage): number | null {
  const { inner, outer, functionals } = average;
  if (inner !== "closed" || outer.some(({ period }) => period === 0)) return null;
  if (functionals.some(({ kind }) => kind === "qubitProduction")) return null;
  const axis = outer.findLastIndex(({ twoJ }) => twoJ === 1);
  return axis < 0 || unseenAtZero(average) !== null ? null : axis;
}

/** The same average with two qubits as one party, and rules for the spheres of the others. */
function mergedOf(
  average: LocalAverage,
  next: number,
): (size: Size) => { readonly merged: LocalAverage; readonly rules: Refinable } {
  const { axes, matrices, functionals, workspace } = average;
  const { dimensions, order } = axes;
  const last = order.length - 1;
  const rest = order.filter((_, axis) => axis !== next && axis !== last);
  const parties = [...rest, order[next], order[last]];
  const moved = matrices.map((matrix) => partialTrace(matrix, dimensions, parties));
  const integrands = functionals.map((functional) => integrandOf(functional, moved));
  const spins = [...rest.map((party) => (dimensions[party] - 1) / 2), 1.5];
  const about = rest.length === 1 && spins[0] === 0.5 ? rulesAbout(moved[0]) : null;
  return (size) => {
    const merged = localAverage(moved[0], spins, rest.length, nextSphere(size), integrands, workspace);
    return { merged, rules: about === null ? onGrids(merged) : onPoints(merged, about, size) };
  };
}

const onGrids = (average: LocalAverage): Refinable => ({
  sumOnLevel: (level) => sumOnLevel(average, level),
  costOfLevel: (level) => costOfLevel(average, level),
});

const onPoints = (average: LocalAverage, about: (level: number) => PointRule, { rows, columns }: Size): Refinable => ({
  sumOnLevel: (level) => sumAt(average, about(level)),
  costOfLevel: (level) => rows * columns * about(level).weights.length,
});

function integrandOf(functional: Functional, matrices: readonly ComplexMatrix[]): Integrand {
  switch (functional.kind) {
    case "entropy":
    case "entropyRate":
      return functional;
    case "logMoment":
      return { kind: "logMoment", closed: functional.closed, of: matrices[functional.tensor] };
    default:
      throw new Error(`${functional.kind} has no closed sphere beside another`);
  }
}
