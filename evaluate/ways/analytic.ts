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
/** What the upper harmonics of a first rule are, as a rule, in shares of ∫ |integrand|: only a guess at its size. */
const USUAL = { closed: 0.05, grid: 1 } as const;
/** What a larger rule's own upper harmonics show more of, ln of it. */
const ALLOWANCE = 0.7;

/** @returns  null where these are not the integrands, or not smooth enough; what the budget allows of it where it ends before */
export function integrateAnalytic(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals | null {
  const widths = analyticWidths(average);
  if (widths === null || widths.length === 0 || widths.some((width) => width < LEAST_WIDTH)) return null;
  let gain = firstGain(average, goals);
  let evaluations = 0;
  for (;;) {
    const rules = widths.map((width, axis) => ruleFor(average, axis, gain / width));
    if (rules.some(({ rowWeight }) => rowWeight.length > MOST_ROWS)) return null;
    const cost = rules.reduce((product, { rowWeight, phi }) => product * rowWeight.length * phi.length, 1);
    if (evaluations + cost > budget) return null;
    const outer = rules.slice(0, average.outer.length);
    const sums = sumOver(average, { outer, inner: rules[outer.length] ?? NOWHERE });
    evaluations += sums.evaluations;
    const tails = goals.map((_, f) => TAIL * tailOf(sums, f, rules, widths));
    const integrals = goals.map((goal, f) => integralOf(sums, f, tails[f], goal));
    if (integrals.every(({ settled }) => settled)) return { integrals, evaluations };
    const missing = goals.map((goal, f) => missingOf(integrals[f], tails[f], goal));
    gain += Math.max(...missing);
  }
}

/** ln of what the upper harmonics are to shrink by, to begin with. */
function firstGain({ inner }: LocalAverage, goals: readonly Goal[]): number {
  const asked = ({ relative, ofContributions, absolute }: Goal) =>
    absolute === Number.POSITIVE_INFINITY ? 1 : Math.max(relative, ofContributions, ROUNDING);
  const least = Math.min(...goals.map(asked));
  return Math.log(Math.max(USUAL[inner === "closed" ? "closed" : "grid"] / least, 2));
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

/** Exact to degree 2 rows − 1 ≥ gain/width; on one sphere in sizes of which there are few, so that tables serve again. */
function ruleFor(average: LocalAverage, axis: number, degree: number): SphereRule {
  const { outer, innerPresent } = average;
  const many = degree > 48 ? 8 : degree > 36 ? 4 : 2;
  const step = spheresOf(average) > 1 ? 1 : many;
  const rows = Math.max(6, step * Math.ceil(degree / (2 * step)));
  const period = outer[axis]?.period ?? orderStep(innerPresent);
  const columns = Math.ceil((2 * rows) / Math.max(period, 1));
  return productRule(rows, columns, 0.25 + 0.38 * axis, period);
}
