/** The quadrature of one average over spheres: at a point, by refined product grids, or by adaptive patches. */

import { enlarged, ROUNDING } from "../../spins/numbers/bounded.ts";
import { integrateAdaptively, patchRules } from "../quadrature/adaptive.ts";
import {
  ANYHOW,
  type Goal,
  heldAgainst,
  type Integral,
  type Integrals,
  isRounding,
  judged,
  total,
} from "../quadrature/integral.ts";
import { refine } from "../quadrature/refine.ts";
import type { SphereRule } from "../quadrature/sphere.ts";
import { integrateAnalytic } from "./analytic.ts";
import { costOfLevel } from "./levels.ts";
import { type LocalAverage, spheresOf } from "./local-average.ts";
import { sumAtPoint, sumOnLevel, sumOnPatch } from "./sum-over.ts";
import { unseenAtZero } from "./unseen-zero.ts";

/** Product grids converge geometrically by this level, or the integrand is not smooth on their scale. */
const ASYMPTOTIC_LEVEL = 4;

/** All functionals of an average, each with a bound on its error.
 *  @param budget  most evaluations to spend */
export function integrateAverage(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals {
  switch (spheresOf(average)) {
    case 0:
      return integrateAtPoint(average, goals);
    case 1:
      return integrateOnSphere(average, goals, budget);
    default:
      // As long as the budget lasts: patches are for one sphere.
      return integrateAnalytic(average, goals, budget) ?? onLevels(average, goals, budget, Number.POSITIVE_INFINITY);
  }
}

/** Nothing to average over. A qubit's closed form is as good as it gets. */
function integrateAtPoint(average: LocalAverage, goals: readonly Goal[]): Integrals {
  const sums = sumAtPoint(average);
  const goal = (f: number) => (average.inner === "closed" ? ANYHOW : goals[f]);
  const integrals = Array.from(sums.value, (_, f) => {
    const truncation = ROUNDING * sums.magnitude[f];
    return judged(total(sums, f), { truncation, unseen: 0, integrand: sums.noise[f] }, sums.magnitude[f], goal(f));
  });
  return { integrals, evaluations: sums.evaluations };
}

/** By finer and finer grids, and where they do not do by patches with what they leave of the budget. */
function integrateOnSphere(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals {
  const analytic = integrateAnalytic(average, goals, budget);
  if (analytic !== null) return analytic;
  const coarse = withUnseen(average, onLevels(average, goals, budget, ASYMPTOTIC_LEVEL), goals);
  if (coarse.integrals.every(isDone)) return coarse;
  const sizes = coarse.integrals.map(({ contributions }) => contributions);
  // What is down to rounding already is taken from the grids, however small its goal is.
  const rest = goals.map((goal, f) => (isRounding(coarse.integrals[f]) ? ANYHOW : goal));
  average.workspace.patches ??= patchRules();
  const { patches } = average.workspace;
  const sumOn = (rule: SphereRule) => sumOnPatch(average, rule);
  const fine = integrateAdaptively(patches, sumOn, sizes, rest, budget - coarse.evaluations);
  if (fine === null) return coarse;
  return {
    // What looked converged on grids that others did not converge on may have done so by chance; rounding is no chance.
    integrals: fine.integrals.map((integral, f) =>
      isRounding(coarse.integrals[f]) ? { ...coarse.integrals[f], settled: true } : integral,
    ),
    evaluations: coarse.evaluations + fine.evaluations,
  };
}

function onLevels(average: LocalAverage, goals: readonly Goal[], budget: number, patience: number): Integrals {
  const rules = {
    sumOnLevel: (level: number) => sumOnLevel(average, level),
    costOfLevel: (level: number) => costOfLevel(average, level),
  };
  return refine(rules, goals, budget, patience);
}

/** What the levels of a grid agree on missing, which patches find. */
function withUnseen(average: LocalAverage, found: Integrals, goals: readonly Goal[]): Integrals {
  const missed = unseenAtZero(average);
  if (missed === null) return found;
  const integrals = found.integrals.map((integral, f) => {
    const larger = heldAgainst(goals[f], enlarged(integral, { unseen: missed[f] }));
    return { ...larger, converged: integral.converged && larger.converged };
  });
  return { ...found, integrals };
}

/** At its goal, or so near to rounding that patches will not do better. */
function isDone(integral: Integral): boolean {
  return integral.converged || (integral.settled && isRounding(integral));
}
