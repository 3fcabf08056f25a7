/** Averages over spheres that are known to be analytic: one rule for each, whose size and error follow from how far they are. */

import {
  allowedBy,
  type Goal,
  type Integral,
  type Integrals,
  judged,
  type Sums,
  total,
} from "../../runtime/quadrature/integral.ts";
import { NOWHERE, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { type LocalAverage, spheresOf, sumOver } from "../../runtime/spheres/local-average.ts";
import { orderStep } from "../../spins/matrices/hermitian-tensor.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { TAIL } from "../../spins/numbers/safety-factors.ts";
import { analyticWidths } from "./analytic-width.ts";
import { spectralTail } from "./spectral-tail.ts";

/** Below this width the rules would be as large as what other ways take. */
const LEAST_WIDTH = 0.12;
const MOST_ROWS = 96;
export const USUAL = { closed: 0.05, grid: 1 } as const;
/** What a rate is as a rule, in the same shares. */
const VALUE = 0.15;
/** What a larger rule's own upper harmonics show more of, ln of it. */
const ALLOWANCE = 0.7;

/** Integrands that are analytic on some spheres, and their sums. */
export interface Analytic {
  /** Of each sphere, above 0. */
  readonly widths: readonly number[];
  /** What the upper harmonics of a first rule are, as a rule, in shares of ∫ |integrand|: only a guess at its size. */
  readonly usual: number;
  /** Exact to a degree on one of the spheres. */
  readonly ruleOf: (axis: number, degree: number) => SphereRule;
  readonly sumOn: (rules: readonly SphereRule[]) => Sums;
}

export const isWideEnough = (width: number): boolean => width >= LEAST_WIDTH;

/** @returns  null where these are not the integrands, or not smooth enough, and where that is beyond the budget */
export function integrateAnalytic(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals | null {
  const widths = analyticWidths(average);
  if (widths === null || widths.length === 0 || !widths.every(isWideEnough)) return null;
  const { outer, innerPresent, inner } = average;
  const isOne = spheresOf(average) === 1;
  return onAnalyticRules(
    {
      widths,
      usual: USUAL[inner === "closed" ? "closed" : "grid"],
      ruleOf: (axis, degree) => ruleOf(axis, degree, outer[axis]?.period ?? orderStep(innerPresent), isOne),
      sumOn: (rules) =>
        sumOver(average, { outer: rules.slice(0, outer.length), inner: rules[outer.length] ?? NOWHERE }),
    },
    goals,
    budget,
  );
}

/** By larger and larger rules, of which there is as a rule one.
 *  @returns  null where they become too large, or pass the budget */
export function onAnalyticRules(of: Analytic, goals: readonly Goal[], budget: number): Integrals | null {
  const { widths } = of;
  let gain = firstGain(of, goals);
  let evaluations = 0;
  for (;;) {
    const rules = widths.map((width, axis) => of.ruleOf(axis, gain / width));
    if (rules.some(({ rowWeight }) => rowWeight.length > MOST_ROWS)) return null;
    const cost = rules.reduce((product, { rowWeight, phi }) => product * rowWeight.length * phi.length, 1);
    if (evaluations + cost > budget) return null;
    const sums = of.sumOn(rules);
    evaluations += sums.evaluations;
    let missing = 0;
    let isSettled = true;
    const integrals = goals.map((goal, f) => {
      const tail = TAIL * tailOf(sums, f, rules, widths);
      const integral = integralOf(sums, f, tail, goal);
      isSettled &&= integral.settled;
      missing = Math.max(missing, missingOf(integral, tail, goal));
      return integral;
    });
    if (isSettled) return { integrals, evaluations };
    // A sum that is no number never settles.
    if (!Number.isFinite(missing)) return null;
    gain += missing;
  }
}

/** ln of what the upper harmonics are to shrink by, to begin with. */
function firstGain({ usual }: Analytic, goals: readonly Goal[]): number {
  const asked = ({ relative, ofContributions, absolute }: Goal) =>
    absolute === Number.POSITIVE_INFINITY ? 1 : Math.max(VALUE * relative, ofContributions, ROUNDING);
  const least = Math.min(...goals.map(asked));
  return Math.log(Math.max(usual / least, 2));
}

function integralOf(sums: Sums, f: number, tail: number, goal: Goal): Integral {
  const magnitude = sums.magnitude[f];
  const integral = judged(total(sums, f), { truncation: tail, unseen: 0, integrand: sums.noise[f] }, magnitude, goal);
  return { ...integral, settled: integral.settled || tail <= ROUNDING * magnitude };
}

/** ln of what the tail is above what is wanted of it. */
function missingOf({ settled, value, contributions }: Integral, tail: number, goal: Goal): number {
  if (settled) return 0;
  const wanted = Math.max(0.5 * allowedBy(goal, value, contributions), ROUNDING * contributions);
  return Math.max(Math.log(tail / wanted), 0) + ALLOWANCE;
}

function tailOf({ marginals }: Sums, f: number, rules: readonly SphereRule[], widths: readonly number[]): number {
  return rules.reduce((sum, rule, axis) => sum + spectralTail(rule, marginals![axis][f], widths[axis]), 0);
}

/** Exact to degree 2 rows − 1; on one sphere in sizes of which there are few, so that tables serve again.
 *  @param period  how often the integrand repeats in φ; 0 where it does not depend on that
 *  @param isOne  whether it is the only sphere */
export function ruleOf(axis: number, degree: number, period: number, isOne: boolean): SphereRule {
  const many = degree > 48 ? 8 : degree > 36 ? 4 : 2;
  const step = isOne ? many : 1;
  const rows = Math.max(6, step * Math.ceil(degree / (2 * step)));
  const columns = Math.ceil((2 * rows) / Math.max(period, 1));
  return productRule(rows, columns, 0.25 + 0.38 * axis, period);
}
