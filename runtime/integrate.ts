/** The quadrature of averages over spheres: one point, refined product grids, or adaptive patches. */

import { ROUNDING } from "../spins/numbers/bounded.ts";
import { AT_ROUNDING } from "../spins/numbers/safety-factors.ts";
import { integrateAdaptively } from "./quadrature/adaptive.ts";
import { type Goal, type Integral, judged, type Refinable, type Refined, refine } from "./quadrature/quadrature.ts";
import { productRule, type SphereRule } from "./quadrature/sphere.ts";
import { type Sums, total } from "./quadrature/sums.ts";
import { costOfLevel, type LocalAverage, sumOnLevel, sumOver } from "./spheres/local-average.ts";
import { unseenAtZero } from "./spheres/unseen-zero.ts";

/** Integrals over some spheres, by sums over nodes on them. */
export interface SphereSums extends Refinable {
  readonly spheres: number;
  /** Where there are no spheres. */
  readonly sumAtPoint: () => Sums;
  /** Where there is one. */
  readonly sumOnPatch: (rule: SphereRule) => Sums;
}

/** All functionals of an average, each with a bound on its error.
 *  @param goal  what each bound is to come down to
 *  @param budget  most evaluations to spend */
export function integrate(average: LocalAverage, goal: Goal, budget: number): Refined {
  const sums = sumsOf(average);
  if (sums.spheres === 0) return integrateOnGrids(sums, average.inner === "closed" ? anyBound : goal, budget);
  if (sums.spheres > 1) return integrateOnGrids(sums, goal, budget);
  const coarse = withUnseen(average, integrateOnGrids(sums, goal, budget), goal);
  if (coarse.integrals.every(isDone)) return coarse;
  // What is down to rounding already is taken from the grids below, however small its goal is.
  const rest: Goal = (f, value, size) => (isRounding(coarse.integrals[f]) ? anyBound() : goal(f, value, size));
  const fine = integrateOnPatches(sums, coarse, rest, budget);
  if (fine === null) return coarse;
  return {
    // What looked converged on grids that others did not converge on may have done so by chance; rounding is no chance.
    integrals: fine.integrals.map((integral, f) =>
      isRounding(coarse.integrals[f]) ? { ...coarse.integrals[f], settled: true } : integral,
    ),
    evaluations: fine.evaluations,
  };
}

function sumsOf(average: LocalAverage): SphereSums {
  const hasGrid = average.inner === "grid";
  return {
    spheres: average.outer.length + (hasGrid ? 1 : 0),
    sumOnLevel: (level) => sumOnLevel(average, level),
    costOfLevel: (level) => costOfLevel(average, level),
    sumAtPoint: () => sumOver(average, [], productRule(1, 1, 0)),
    sumOnPatch: (rule) => sumOver(average, hasGrid ? [] : [rule], rule),
  };
}

/** The goal of what is as good as it gets. */
const anyBound = (): number => Number.POSITIVE_INFINITY;

/** Product grids converge geometrically by this level, or the integrand is not smooth on their scale. */
export const ASYMPTOTIC_LEVEL = 4;

/** By one point where there is no sphere, else by finer and finer product grids: on several spheres as long as the budget
 *  lasts, since patches are for one. */
export function integrateOnGrids(sums: SphereSums, goal: Goal, budget: number): Refined {
  if (sums.spheres === 0) return judgedPoint(sums.sumAtPoint(), goal);
  return refine(sums, goal, budget, sums.spheres > 1 ? Number.POSITIVE_INFINITY : ASYMPTOTIC_LEVEL);
}

/** Nothing to average over: a closed form. */
function judgedPoint(sums: Sums, goal: Goal): Refined {
  const integrals = Array.from(sums.value, (_, f) => {
    const value = total(sums, f);
    const magnitude = sums.magnitude[f];
    return judged(value, ROUNDING * magnitude, sums.noise[f], magnitude, goal(f, value, magnitude));
  });
  return { integrals, evaluations: sums.evaluations };
}

/** By patches of one sphere, with what is left of the budget after its grids; null where that is too little. */
export function integrateOnPatches(
  { sumOnPatch }: SphereSums,
  { integrals, evaluations }: Refined,
  goal: Goal,
  budget: number,
): Refined | null {
  const sizes = integrals.map(({ magnitude }) => magnitude);
  const fine = integrateAdaptively(sumOnPatch, sizes, goal, budget - evaluations);
  return fine === null ? null : { ...fine, evaluations: evaluations + fine.evaluations };
}

/** What the levels of a grid agree on missing, which patches find. */
function withUnseen(average: LocalAverage, refined: Refined, goal: Goal): Refined {
  const unseen = unseenAtZero(average);
  if (unseen === null) return refined;
  const integrals = refined.integrals.map((integral, f) => {
    const { value, bound, magnitude } = integral;
    const allowed = Math.max(goal(f, value, magnitude), ROUNDING * magnitude);
    return { ...integral, bound: bound + unseen[f], converged: integral.converged && bound + unseen[f] <= allowed };
  });
  return { ...refined, integrals };
}

/** At its goal, or so near to rounding that patches will not do better. */
function isDone(integral: Integral): boolean {
  return integral.converged || (integral.settled && isRounding(integral));
}

function isRounding({ bound, magnitude }: Integral): boolean {
  return bound <= AT_ROUNDING * ROUNDING * magnitude;
}

/** Of two estimates the one with the smaller bound. */
export function better(a: Integral, b: Integral): Integral {
  return a.bound <= b.bound ? a : b;
}
