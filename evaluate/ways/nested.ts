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
import { NOWHERE, productRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { Functional, Integrand } from "../../runtime/spheres/integrand.ts";
import { costOf, gridsOf } from "../../runtime/spheres/levels.ts";
import { type LocalAverage, localAverage, sumOver } from "../../runtime/spheres/local-average.ts";
import { unseenAtZero } from "../../runtime/spheres/unseen-zero.ts";
import { type ComplexMatrix, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { integrateOn } from "./analytic.ts";
import { analyticWidths } from "./analytic-width.ts";
import { rulesAbout } from "./branch-points.ts";
import { closedForms } from "./closed-forms.ts";
import { isWideEnough, minimaOf } from "./form-width.ts";
import { nextSphere } from "./next-sphere.ts";
import { type PointRule, sumAt } from "./point-rule.ts";
import type { Widths } from "./spectral-tail.ts";
import type { Size } from "./two-poles.ts";

/** Nodes of the next sphere, from few to more. */
const SIZES: readonly Size[] = [10, 12, 16, 20, 24, 32, 40, 48].map((rows) => ({
  rows,
  columns: Math.round(1.2 * rows),
}));
/** What the next sphere's rules may take of what a goal allows. */
const SHARE = 0.25;

/** By a qubit's sphere closed, another's by rules of its own of growing size, and the rest by one rule each, at points, or on grids.
 *  @returns  null where no qubit is next to a closed one, where symmetries leave less than whole spheres, where the budget ends first, and of a
 *    pair where it is nearly pure or no size does */
export function integrateNested(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals | null {
  const next = nextQubit(average);
  if (next === null) return null;
  const merged = mergedOf(average, next.axis);
  const isPair = average.outer.length === 1;
  let best: readonly Integral[] | null = null;
  let evaluations = 0;
  for (const size of SIZES.filter(({ rows }) => isPair || rows >= leastRows(goals))) {
    const own = merged(size);
    const probes = next.widths === null ? own.rules : onFew(own.average);
    if (!isPair && evaluations + probes.costOfLevel(LEAST_LEVEL) > budget) break;
    if (!isPair && size !== SIZES[SIZES.length - 1]) {
      const probed = probes.sumOnLevel(PROBED);
      evaluations += probed.evaluations;
      if (!isEnough(probed, goals)) continue;
    }
    const found = integrateOthers(own, next.widths, goals, budget - evaluations);
    if (found === null) break;
    evaluations += found.evaluations;
    best = found.integrals.map((one, f) => (best === null ? one : better(one, best[f])));
    if (best.every(({ converged }) => converged)) return { integrals: best, evaluations };
    // More nodes of the others would not help where the next sphere's are too few.
    if (!found.integrals.some(({ settled, converged }) => settled && !converged) || evaluations > budget) break;
  }
  return best === null || isPair ? null : { integrals: best, evaluations };
}

/** By one rule for each of the others where they are smooth enough, else by finer and finer ones. */
function integrateOthers(
  { average, rules }: Merged,
  widths: readonly Widths[] | null,
  goals: readonly Goal[],
  budget: number,
): Integrals | null {
  if (average.outer.length === 0) return integrateAverage(average, goals, budget);
  if (widths === null) return refine(rules, goals, budget, Number.POSITIVE_INFINITY);
  return integrateOn(average, widths, goals, budget);
}

/** Two for each digit. */
function leastRows(goals: readonly Goal[]): number {
  const asked = goals.filter(({ absolute }) => absolute !== Number.POSITIVE_INFINITY);
  const digits = asked.map(({ relative, ofContributions }) => -Math.log10(Math.max(relative, ofContributions, 1e-12)));
  return 2 * Math.max(...digits, 0);
}

/** The level that is to fit into the budget: fewer say nothing. */
const LEAST_LEVEL = 3;
/** The level of a rule for the others that shows whether the next sphere's is fine enough. */
const PROBED = 1;

/** Whether the next sphere's rules are fine enough, by what a first rule for the others shows. */
function isEnough(sums: Sums, goals: readonly Goal[]): boolean {
  return goals.every((goal, f) => sums.noise[f] <= SHARE * allowedBy(goal, total(sums, f), sums.magnitude[f]));
}

/** The axis of the outer qubit whose sphere is the next, and how wide the others are, if all are wide enough for one rule each. */
interface Next {
  readonly axis: number;
  readonly widths: readonly Widths[] | null;
}

function nextQubit(average: LocalAverage): Next | null {
  const { inner, outer, functionals } = average;
  if (inner !== "closed" || outer.some(({ period }) => period === 0)) return null;
  if (functionals.some(({ kind }) => kind === "qubitProduction")) return null;
  const last = outer.findLastIndex(({ twoJ }) => twoJ === 1);
  if (last < 0 || unseenAtZero(average) !== null) return null;
  if (outer.length === 1 && isNearlyPure(average.tensors[0])) return null;
  const widths = outer.length === 1 ? null : analyticWidths(average);
  if (widths === null || !widths.every(({ polar }) => isWideEnough(polar))) return { axis: last, widths: null };
  const axis = widths.reduce((narrowest, { polar }, k) => (polar < widths[narrowest].polar ? k : narrowest), 0);
  return { axis, widths: widths.toSpliced(axis, 1) };
}

/** The largest determinant of conditional states in shares of its form's size, up to which what fills zeros of A₀ may be too narrow for two
 *  rules of a single state to differ by. */
const NEARLY_PURE = 0.01;

function isNearlyPure(tensor: Float64Array): boolean {
  const [determinant] = closedForms(tensor);
  return !(minimaOf(determinant, new Float64Array(3), new Float64Array(3)).most > NEARLY_PURE * determinant.size);
}

/** An average with two qubits as one party, and rules for the spheres of the others. */
interface Merged {
  readonly average: LocalAverage;
  readonly rules: Refinable;
}

function mergedOf(average: LocalAverage, next: number): (size: Size) => Merged {
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
    return { average: merged, rules: about === null ? gridsOf(merged) : onPoints(merged, about, size) };
  };
}

/** The same few nodes on all levels. */
function onFew(average: LocalAverage): Refinable {
  const rows = average.outer.length === 1 ? 4 : 2;
  const rule = productRule(rows, 2 * rows, 0.5);
  const sumOnLevel = () => sumOver(average, { outer: average.outer.map(() => rule), inner: NOWHERE });
  const nodes = (rule.rowWeight.length * rule.phi.length) ** average.outer.length;
  return { sumOnLevel, costOfLevel: () => nodes * costOf(average.inner) };
}

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
