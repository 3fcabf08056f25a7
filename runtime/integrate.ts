/** The quadrature of a local average: one point, refined product grids, or adaptive patches. */
import { integrateAdaptively } from "./quadrature/adaptive.ts";
import { type Goal, type Integral, judged, type Refined, ROUNDING, refine } from "./quadrature/quadrature.ts";
import { productRule, type SphereRule } from "./quadrature/sphere.ts";
import { total } from "./quadrature/sums.ts";
import { costOfLevel, type LocalAverage, sumOnLevel, sumOver } from "./spheres/local-average.ts";
import { unseenAtZero } from "./spheres/unseen-zero.ts";

/** Product grids converge geometrically by the third refinement, or the integrand is not smooth on their scale. */
export const PATIENCE = 4;

/** All functionals of an average, each with a bound on its error.
 *  @param goal  what each bound is to come down to
 *  @param budget  most evaluations to spend */
export function integrate(average: LocalAverage, goal: Goal, budget: number): Refined {
  const spheres = average.outer.length + (average.inner === "grid" ? 1 : 0);
  if (spheres === 0) return single(average, goal);
  const rules = {
    sumOnLevel: (level: number) => sumOnLevel(average, level),
    costOfLevel: (level: number) => costOfLevel(average, level),
  };
  if (spheres > 1) return refine(rules, goal, budget, Number.POSITIVE_INFINITY);
  const coarse = withUnseen(average, refine(rules, goal, budget, PATIENCE), goal);
  if (coarse.integrals.every(isDone)) return coarse;
  const sizes = coarse.integrals.map(({ magnitude }) => magnitude);
  const onPatch = (rule: SphereRule) => sumOver(average, average.inner === "grid" ? [] : [rule], rule, "assumed");
  // What is down to rounding already is taken from the grids below, however small its goal is.
  const rest: Goal = (f, value, size) =>
    isRounding(coarse.integrals[f]) ? Number.POSITIVE_INFINITY : goal(f, value, size);
  const fine = integrateAdaptively(onPatch, sizes, rest, budget - coarse.evaluations);
  if (fine === null) return coarse;
  return {
    // What looked converged on grids that others did not converge on may have done so by chance; rounding is no chance.
    integrals: fine.integrals.map((integral, f) =>
      isRounding(coarse.integrals[f]) ? { ...coarse.integrals[f], settled: true } : integral,
    ),
    evaluations: coarse.evaluations + fine.evaluations,
  };
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
  return bound <= 100 * ROUNDING * magnitude;
}

/** Of two estimates the one with the smaller bound. */
export function better(a: Integral, b: Integral): Integral {
  return a.bound <= b.bound ? a : b;
}

/** Nothing to average over: a closed form. */
function single(average: LocalAverage, goal: Goal): Refined {
  const sums = sumOver(average, [], productRule(1, 1, 0), "measured");
  const integrals = Array.from(sums.value, (_, f) => {
    const value = total(sums, f);
    const magnitude = sums.magnitude[f];
    const rounding = ROUNDING * magnitude;
    return average.inner === "closed"
      ? judged(value, rounding, sums.noise[f], magnitude, Number.POSITIVE_INFINITY)
      : judged(value, rounding, sums.noise[f], magnitude, goal(f, value, magnitude));
  });
  return { integrals, evaluations: sums.evaluations };
}
