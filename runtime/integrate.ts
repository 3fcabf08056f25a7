/** Integrals over phase space: a vector of integrands, a goal for each, a budget; out come values with bounds. */

import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../spins/numbers/bounded.ts";
import { integrateAdaptively, patchRules } from "./quadrature/adaptive.ts";
import {
  ANYHOW,
  EXACT_ZERO,
  enlarged,
  type Goal,
  heldAgainst,
  type Integral,
  type Integrals,
  isRounding,
  judged,
  type Sums,
  total,
} from "./quadrature/integral.ts";
import { refine } from "./quadrature/refine.ts";
import { NOWHERE, type SphereRule } from "./quadrature/sphere-rule.ts";
import type { InnerSphere, Integrand } from "./spheres/integrand.ts";
import { gridsOf } from "./spheres/levels.ts";
import {
  type LocalAverage,
  localAverage,
  nameOf,
  newWorkspace,
  spheresOf,
  sumOver,
  type Workspace,
} from "./spheres/local-average.ts";
import { unseenAtPoles, unseenAtZero } from "./spheres/unseen-zero.ts";

/** One integral: of what, over which party's sphere first and how that is done, and how well it is to be known. */
export interface Sought {
  readonly integrand: Integrand;
  readonly party: number;
  readonly inner: InnerSphere;
  readonly goal: Goal;
  /** Whether the others are not to be refined for its sake: it is as good as comes with them, and held against its goal then. */
  readonly along: boolean;
  /** The most of the budget that is left, as a share. */
  readonly share: number;
}

/** Those that have a party and a way of integrating its sphere in common share their sweeps over phase space.
 *  @param state  ρ of all spins
 *  @param budget  most evaluations to spend
 *  @param workspace  of the states before
 *  @returns  the integrals in the order in which they are sought */
export function integrate(
  state: ComplexMatrix,
  spins: readonly number[],
  sought: readonly Sought[],
  budget: number,
  workspace: Workspace = newWorkspace(),
): Integrals {
  const integrals = sought.map(() => EXACT_ZERO);
  let evaluations = 0;
  for (const group of groupsOf(sought)) {
    const { party, inner, share } = sought[group[0]];
    const integrands = group.map((k) => sought[k].integrand);
    const goals = group.map((k) => (sought[k].along ? ANYHOW : sought[k].goal));
    const average = localAverage(state, spins, party, inner, integrands, workspace);
    const found = integrateAverage(average, goals, share * (budget - evaluations));
    evaluations += found.evaluations;
    group.forEach((k, f) => {
      integrals[k] = sought[k].along ? heldAgainst(sought[k].goal, found.integrals[f]) : found.integrals[f];
    });
  }
  return { integrals, evaluations };
}

/** Places of those that share a party, the way of its sphere, and a share of the budget. */
function groupsOf(sought: readonly Sought[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  sought.forEach(({ party, inner, share }, k) => {
    const key = `${party} ${nameOf(inner)} ${share}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [k]);
    else group.push(k);
  });
  return groups.values();
}

/** Product grids converge geometrically by this level, or the integrand is not smooth on their scale. */
const ASYMPTOTIC_LEVEL = 4;

/** All functionals of an average, each with a bound on its error.
 *  @param budget  most evaluations to spend */
export function integrateAverage(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals {
  const spheres = spheresOf(average);
  if (spheres === 0) return integrateAtPoint(average, goals);
  const handed = average.workspace.handed?.(average, goals, budget) ?? null;
  if (handed !== null) return handed;
  if (spheres === 1) return integrateOnSphere(average, goals, budget);
  // As long as the budget lasts: patches are for one sphere.
  return refine(gridsOf(average), goals, budget, Number.POSITIVE_INFINITY);
}

/** Nothing to average over. A qubit's closed form is as good as it gets. */
function integrateAtPoint(average: LocalAverage, goals: readonly Goal[]): Integrals {
  const sums = sumOver(average, { outer: [], inner: NOWHERE });
  const goal = (f: number) => (average.inner === "closed" ? ANYHOW : goals[f]);
  const integrals = Array.from(sums.value, (_, f) => {
    const truncation = ROUNDING * sums.magnitude[f];
    return judged(total(sums, f), { truncation, unseen: 0, integrand: sums.noise[f] }, sums.magnitude[f], goal(f));
  });
  return { integrals, evaluations: sums.evaluations };
}

/** By finer and finer grids, and where they do not do by patches with what they leave of the budget. */
function integrateOnSphere(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals {
  const coarse = withUnseen(average, refine(gridsOf(average), goals, budget, ASYMPTOTIC_LEVEL), goals);
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

/** On a patch of the only sphere. */
export function sumOnPatch(average: LocalAverage, inner: SphereRule): Sums {
  return sumOver(average, { outer: average.outer.map(() => inner), inner });
}

/** What the levels of a grid agree on missing, which patches find. */
function withUnseen(average: LocalAverage, found: Integrals, goals: readonly Goal[]): Integrals {
  const missed = unseenAtZero(average) ?? unseenAtPoles(average);
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
