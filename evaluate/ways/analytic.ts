/** Averages over spheres that are known to be analytic: one rule for each, whose size and error follow from how far they are. */

import {
  allowedBy,
  type Goal,
  type Integral,
  type Integrals,
  judged,
  type Marginals,
  type Sums,
  total,
} from "../../runtime/quadrature/integral.ts";
import { NOWHERE, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { costOf } from "../../runtime/spheres/levels.ts";
import { type LocalAverage, spheresOf, sumOver } from "../../runtime/spheres/local-average.ts";
import { orderStep } from "../../spins/matrices/hermitian-tensor.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { TAIL_COLUMNS, TAIL_ROWS } from "../../spins/numbers/safety-factors.ts";
import { analyticWidths } from "./analytic-width.ts";
import { isWideEnough } from "./form-width.ts";
import { spectralTailOf, type Tail, type Widths } from "./spectral-tail.ts";

const MOST_ROWS = 96;
/** What the harmonics beyond a first rule are, as a rule, in shares of ∫ |integrand| without their decay: only a guess at its size. */
export const USUAL = { closed: { rows: 0.2, columns: 0.2 }, grid: { rows: 1.5, columns: 0.5 } } as const;
/** What a rate is as a rule, in the same shares. */
const VALUE = 0.15;
/** What a larger rule's own upper harmonics show more of, ln of it. */
const ALLOWANCE = 0.7;

/** Integrands that are analytic on some spheres, and their sums. */
export interface Analytic<Own extends Sums> {
  /** Of each sphere. */
  readonly widths: readonly Widths[];
  readonly usual: Readonly<Tail>;
  /** Where rules would be as large as what other ways take. */
  readonly mostRows: number;
  /** Evaluations at each node. */
  readonly each: number;
  /** Exact to degrees on one of the spheres: of cos θ, and of φ. */
  readonly ruleOf: (axis: number, degree: number, order: number) => SphereRule;
  readonly sumOn: (rules: readonly SphereRule[]) => Own;
  /** What the rules leave out of the f-th, by its harmonics.
   *  @param out  overwritten */
  readonly tailOf: (sums: Own, f: number, rules: readonly SphereRule[], out: Tail) => void;
}

/** @returns  null where these are not the integrands, or not smooth enough, and where that is beyond the budget */
export function integrateAnalytic(average: LocalAverage, goals: readonly Goal[], budget: number): Integrals | null {
  const widths = analyticWidths(average);
  if (widths === null || widths.length === 0 || !widths.every(({ polar }) => isWideEnough(polar))) return null;
  return integrateOn(average, widths, goals, budget);
}

/** @param widths  of each sphere that has nodes, outer ones first
 *  @returns  null where rules become too large, or that is beyond the budget */
export function integrateOn(
  average: LocalAverage,
  widths: readonly Widths[],
  goals: readonly Goal[],
  budget: number,
): Integrals | null {
  const { outer, innerPresent, inner } = average;
  const isOne = spheresOf(average) === 1;
  return onAnalyticRules(
    {
      widths,
      usual: USUAL[inner === "grid" ? "grid" : "closed"],
      mostRows: MOST_ROWS,
      each: costOf(inner),
      ruleOf: (axis, degree, order) =>
        ruleOf(axis, degree, order, outer[axis]?.period ?? orderStep(innerPresent), isOne),
      sumOn: (rules) =>
        sumOver(average, { outer: rules.slice(0, outer.length), inner: rules[outer.length] ?? NOWHERE }),
      tailOf: ({ marginals }, f, rules, out) => tailOfNodes(marginals!, f, rules, widths, out),
    },
    goals,
    budget,
  );
}

/** By larger and larger rules, of which there is as a rule one.
 *  @returns  null where they become too large, or pass the budget */
export function onAnalyticRules<Own extends Sums>(
  of: Analytic<Own>,
  goals: readonly Goal[],
  budget: number,
): Integrals | null {
  const gain = firstGain(of.usual, goals);
  let evaluations = 0;
  // Some nodes cost more than they seem to.
  let overrun = 1;
  for (;;) {
    const rules = rulesFor(of, gain);
    const cost = nodesOf(rules, of.mostRows);
    if (cost === null || evaluations + overrun * of.each * cost > budget) return null;
    const sums = of.sumOn(rules);
    evaluations += sums.evaluations;
    overrun = Math.max(1, sums.evaluations / (of.each * cost));
    const missing = { rows: 0, columns: 0 };
    let isSettled = true;
    const integrals: Integral[] = [];
    for (let f = 0; f < goals.length; f++) {
      of.tailOf(sums, f, rules, tail);
      tail.rows *= TAIL_ROWS;
      tail.columns *= TAIL_COLUMNS;
      const integral = integralOf(sums, f, tail.rows + tail.columns, goals[f]);
      integrals.push(integral);
      if (integral.settled) continue;
      isSettled = false;
      addMissing(missing, tail, integral, goals[f]);
    }
    if (isSettled) return { integrals, evaluations };
    // Of an infinite tail no rule is large enough; what is no number counts as settled.
    if (!Number.isFinite(missing.rows + missing.columns)) return null;
    gain.rows += missing.rows;
    gain.columns += missing.columns;
  }
}

/** Written and read within one integral. */
const tail: Tail = { rows: 0, columns: 0 };

function rulesFor({ widths, ruleOf }: Pick<Analytic<Sums>, "widths" | "ruleOf">, gain: Tail): readonly SphereRule[] {
  const rules: SphereRule[] = [];
  for (let axis = 0; axis < widths.length; axis++)
    rules.push(ruleOf(axis, gain.rows / widths[axis].polar, gain.columns / widths[axis].azimuthal));
  return rules;
}

/** Nodes of all together; null where there are too many on one. */
function nodesOf(rules: readonly SphereRule[], mostRows: number): number | null {
  let cost = 1;
  for (let axis = 0; axis < rules.length; axis++) {
    const { rowWeight, phi } = rules[axis];
    if (rowWeight.length > mostRows) return null;
    cost *= rowWeight.length * phi.length;
  }
  return cost;
}

/** ln of what the upper harmonics are to shrink by, to begin with. */
function firstGain(usual: Readonly<Tail>, goals: readonly Goal[]): Tail {
  let least = 1;
  for (let f = 0; f < goals.length; f++) {
    const { relative, ofContributions, absolute } = goals[f];
    if (absolute !== Number.POSITIVE_INFINITY)
      least = Math.min(least, Math.max(VALUE * relative, ofContributions, ROUNDING));
  }
  return { rows: Math.log(Math.max(usual.rows / least, 2)), columns: Math.log(Math.max(usual.columns / least, 2)) };
}

function integralOf(sums: Sums, f: number, tail: number, goal: Goal): Integral {
  const magnitude = sums.magnitude[f];
  const integral = judged(total(sums, f), { truncation: tail, unseen: 0, integrand: sums.noise[f] }, magnitude, goal);
  return integral.settled || tail > ROUNDING * magnitude ? integral : { ...integral, settled: true };
}

/** ln of what the tails of rows and of columns are above what is wanted of them. */
function addMissing(missing: Tail, tail: Tail, { value, contributions }: Integral, goal: Goal): void {
  // Both together settle then.
  const wanted = Math.max(0.25 * allowedBy(goal, value, contributions), 0.5 * ROUNDING * contributions);
  const more = (one: number) => (one > wanted ? Math.log(one / wanted) + ALLOWANCE : 0);
  missing.rows = Math.max(missing.rows, more(tail.rows));
  missing.columns = Math.max(missing.columns, more(tail.columns));
}

/** Written and read within one tail. */
const one: Tail = { rows: 0, columns: 0 };

/** Of all spheres together. */
function tailOfNodes(
  marginals: Marginals,
  f: number,
  rules: readonly SphereRule[],
  widths: readonly Widths[],
  out: Tail,
): void {
  out.rows = out.columns = 0;
  for (let axis = 0; axis < rules.length; axis++) {
    spectralTailOf(rules[axis], marginals[axis][f], widths[axis], one);
    out.rows += one.rows;
    out.columns += one.columns;
  }
}

/** On one sphere in sizes of which there are few, so that tables serve again.
 *  @param period  how often the integrand repeats in φ; 0 where it does not depend on that
 *  @param isOne  whether it is the only sphere */
export function ruleOf(axis: number, degree: number, order: number, period: number, isOne: boolean): SphereRule {
  const rows = Math.max(LEAST_ROWS, sizeFor(degree / 2, isOne));
  const columns = Math.max(LEAST_COLUMNS, sizeFor(order / Math.max(period, 1), isOne));
  return productRule(rows, columns, 0.25 + 0.38 * axis, period);
}

/** Whose upper halves tell enough harmonics. */
const LEAST_ROWS = 8;
const LEAST_COLUMNS = 8;

function sizeFor(size: number, isOne: boolean): number {
  const step = isOne ? (size > 48 ? 8 : size > 24 ? 4 : 2) : 1;
  return step * Math.ceil(size / step);
}
