/** Refinement of several integrals at once, with a bound on the error of each. */

import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { FAST_LEVELS, GEOMETRIC_LEVELS, LEVELS, SLOW_LEVELS } from "../../spins/numbers/safety-factors.ts";
import { type Goal, type Integral, type Integrals, judged, type Sums, total } from "./integral.ts";

/** Integrals on a sequence of rules of growing order. */
export interface Refinable {
  readonly sumOnLevel: (level: number) => Sums;
  readonly costOfLevel: (level: number) => number;
}

/**
 * Refines until every integral is within its goal or within rounding, or `budget` evaluations are spent.
 * @param patience  the level from which on integrals that do not converge geometrically are left as they are
 */
export function refine(rules: Refinable, goals: readonly Goal[], budget: number, patience: number): Integrals {
  const history: Sums[] = [];
  let evaluations = 0;
  let integrals: Integral[] = [];
  // Some rules cost more than they seem to.
  let overrun = 1;
  for (let level = 0; ; level++) {
    if (level > 0 && evaluations + overrun * rules.costOfLevel(level) > budget) break;
    const sums = rules.sumOnLevel(level);
    evaluations += sums.evaluations;
    overrun = Math.max(1, sums.evaluations / rules.costOfLevel(level));
    history.push(sums);
    integrals = judge(history, goals);
    // No finer rule makes a number of what is none.
    if (integrals.every(({ settled, value }) => settled || Number.isNaN(value))) break;
    if (level >= patience && !integrals.some((_, f) => isHopeful(history, f, integrals[f]))) break;
  }
  return { integrals, evaluations };
}

function judge(history: readonly Sums[], goals: readonly Goal[]): Integral[] {
  const last = history[history.length - 1];
  return goals.map((goal, f) => {
    const value = total(last, f);
    let magnitude = 0;
    for (const sums of history) magnitude = Math.max(magnitude, sums.magnitude[f]);
    const floor = ROUNDING * magnitude;
    const lost = Math.max(LEVELS * floor, last.noise[f]);
    const parts = { truncation: truncation(history, f, floor, lost), unseen: last.unseen[f], integrand: last.noise[f] };
    const integral = judged(value, parts, magnitude, goal);
    if (integral.settled || !isStagnant(differences(history, f), lost)) return integral;
    return { ...integral, settled: true };
  });
}

/**
 * A bound from the differences d_k = |v_k − v_{k−1}| of levels. Where the rules converge geometrically d_k is more than is
 * left; a single small difference is not believed beyond a quarter of the one before, and where convergence may also be of
 * high algebraic order (a constant ratio) not below it. Otherwise convergence is like h² at best (zeros of Q, or Q nearly
 * zero on less than the grid's scale), the error wanders about its envelope, and the envelope is taken from the last
 * differences.
 */
function truncation(history: readonly Sums[], f: number, floor: number, lost: number): number {
  const d = differences(history, f);
  const k = d.length - 1;
  if (k < 1) return k < 0 ? Number.POSITIVE_INFINITY : Math.max(SLOW_LEVELS * d[0], last(history).magnitude[f]);
  if (d[k] <= floor && d[k - 1] <= floor) return 0;
  if (isStagnant(d, lost)) return FAST_LEVELS * Math.max(d[k], d[k - 1]);
  switch (convergence(d, floor)) {
    case "geometric":
      return Math.max(GEOMETRIC_LEVELS * d[k], d[k - 1] / 4);
    case "fast":
      return Math.max(FAST_LEVELS * d[k], d[k - 1]);
    case "slow":
      return SLOW_LEVELS * Math.max(d[k], d[k - 1] / 2, k > 1 ? d[k - 2] / 4 : 0, k > 2 ? d[k - 3] / 8 : 0);
  }
}

/** Four digits gained in two levels, more than one in each, are geometric; three in three fast; less can be chance. */
export function convergence(d: readonly number[], floor: number): "geometric" | "fast" | "slow" {
  const k = d.length - 1;
  const falls = (j: number) => j >= 1 && d[j] <= Math.max(0.3 * d[j - 1], floor);
  if (!falls(k) || !falls(k - 1)) return "slow";
  if (
    d[k - 1] <= 0.02 * d[k - 2] &&
    d[k] <= Math.max(0.05 * d[k - 1], floor) &&
    d[k] <= Math.max(1e-4 * d[k - 2], floor)
  )
    return "geometric";
  return falls(k - 2) && d[k] <= 1e-3 * d[k - 3] ? "fast" : "slow";
}

/** Whether levels differ by no more than rounding, or than what is not known of the integrand at the nodes. */
function isStagnant(d: readonly number[], lost: number): boolean {
  const k = d.length - 1;
  return k > 0 && d[k] <= lost && d[k - 1] <= lost;
}

/** Whether more levels may bring an integral to its goal: done, or converging geometrically. */
function isHopeful(history: readonly Sums[], f: number, integral: Integral): boolean {
  if (integral.settled) return false;
  return convergence(differences(history, f), ROUNDING * integral.contributions) !== "slow";
}

function differences(history: readonly Sums[], f: number): number[] {
  const d: number[] = [];
  for (let k = 1; k < history.length; k++) d.push(Math.abs(total(history[k], f) - total(history[k - 1], f)));
  return d;
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1];
}
