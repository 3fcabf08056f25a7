/** Refinement of several integrals at once, with a bound on the error of each. */
import { type Sums, total } from "./sums.ts";

export interface Integral {
  readonly value: number;
  /** |value − truth| ≤ bound. */
  readonly bound: number;
  /** Σ |contributions|; 4ε of it is what rounding may do. */
  readonly magnitude: number;
  readonly converged: boolean;
}

export interface Refined {
  readonly integrals: readonly Integral[];
  readonly evaluations: number;
}

/** Integrals on a sequence of rules of growing order. */
export interface Refinable {
  readonly sumOnLevel: (level: number) => Sums;
  readonly costOfLevel: (level: number) => number;
}

/** What |value − truth| of the f-th integral is to come down to, given its value as far as known. */
export type Goal = (f: number, value: number) => number;

/** Rounding of a sum of contributions that are themselves good to a few ε. */
export const ROUNDING = 4 * Number.EPSILON;

/**
 * Refines until every integral is within its goal or within rounding, or `budget` evaluations are spent.
 * @param patience  the level from which on integrals that do not converge geometrically are left as they are
 */
export function refine(rules: Refinable, goal: Goal, budget: number, patience: number): Refined {
  const history: Sums[] = [];
  let evaluations = 0;
  let integrals: Integral[] = [];
  for (let level = 0; ; level++) {
    if (level > 0 && evaluations + rules.costOfLevel(level) > budget) break;
    const sums = rules.sumOnLevel(level);
    evaluations += sums.evaluations;
    history.push(sums);
    integrals = judge(history, goal);
    if (integrals.every(({ converged }) => converged)) break;
    if (level >= patience && !integrals.some((_, f) => isHopeful(history, f, integrals[f]))) break;
  }
  return { integrals, evaluations };
}

function judge(history: readonly Sums[], goal: Goal): Integral[] {
  const last = history[history.length - 1];
  return Array.from(last.value, (_, f) => {
    const value = total(last, f);
    const magnitude = last.magnitude[f];
    const floor = ROUNDING * magnitude;
    const bound = Math.max(truncation(history, f, floor) + last.noise[f], floor);
    return { value, bound, magnitude, converged: bound <= Math.max(goal(f, value), floor) };
  });
}

/**
 * A bound from the differences d_k = |v_k − v_{k−1}| of levels. Where two ratios in a row are below 0.2 the rules
 * converge geometrically, and d_k is more than is left; a single small difference is not believed beyond a tenth of the
 * one before. Otherwise convergence is like h² at best (zeros of Q), the next level halves the error or does not even
 * that, and differences may be small by chance.
 */
function truncation(history: readonly Sums[], f: number, floor: number): number {
  const d = differences(history, f);
  const k = d.length - 1;
  if (k < 0) return Number.POSITIVE_INFINITY;
  if (k === 0) return 5 * Math.max(d[0], 0.1 * last(history).magnitude[f]);
  if (d[k] <= floor && d[k - 1] <= floor) return 0;
  if (isGeometric(d, floor)) return Math.max(d[k], d[k - 1] / 10);
  return 5 * Math.max(d[k], d[k - 1] / 2);
}

function isGeometric(d: readonly number[], floor: number): boolean {
  const k = d.length - 1;
  if (k < 2) return false;
  return d[k] <= Math.max(0.2 * d[k - 1], floor) && d[k - 1] <= Math.max(0.2 * d[k - 2], floor);
}

/** Whether more levels may bring an integral to its goal: done, or converging geometrically. */
function isHopeful(history: readonly Sums[], f: number, integral: Integral): boolean {
  if (integral.converged) return false;
  return isGeometric(differences(history, f), ROUNDING * integral.magnitude);
}

function differences(history: readonly Sums[], f: number): number[] {
  const d: number[] = [];
  for (let k = 1; k < history.length; k++) d.push(Math.abs(total(history[k], f) - total(history[k - 1], f)));
  return d;
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1];
}
