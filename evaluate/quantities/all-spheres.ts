/** An integral over the spheres of all spins, by grids of growing levels: of what no closed form and no moment gives. */

import type { Goal, Integral, Sums } from "../../runtime/quadrature/integral.ts";
import { refine } from "../../runtime/quadrature/refine.ts";
import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";

/** Points of phase space that may be spent on one value, for one, two and three spins: a second or two. */
const BUDGETS = [6e5, 3e6, 8e6];

/** Rows of the first sphere on the first level; each level has half as many again. */
export const OWN = 16;

const rowsOn = (level: number, first: number): number => Math.round(first * 1.5 ** level);

/** Azimuths start elsewhere on each level. @param first  rows on the first level */
export function ruleOn(level: number, first: number, offset: number): SphereRule {
  const rows = rowsOn(level, first);
  return productRule(rows, 2 * rows, (offset + 0.381966 * level) % 1);
}

export const pointsOn = (level: number, first: number): number => 2 * rowsOn(level, first) ** 2;

interface AllSpheres {
  /** Completes "three at most for …". */
  readonly what: string;
  readonly spins: readonly number[];
  /** Of the first sphere, for each point of the others. */
  readonly costOfOwn: (level: number) => number;
  /** Rows of each other sphere on the first level. */
  readonly others: number;
  readonly sumOnLevel: (level: number) => Sums;
}

/** @throws InvalidInput  for so many spins that two levels have too many points */
export function integrateOverAll({ what, spins, costOfOwn, others, sumOnLevel }: AllSpheres, goal: Goal): Integral {
  const costOfLevel = (level: number): number => costOfOwn(level) * pointsOn(level, others) ** (spins.length - 1);
  const budget = BUDGETS[spins.length - 1] ?? 0;
  if (costOfLevel(0) + costOfLevel(1) > budget)
    throw new InvalidInput({
      path: ["spins"],
      found: `${spins.length} spins`,
      expected: `three at most for ${what}, whose integral is over all spheres`,
    });
  return refine({ sumOnLevel, costOfLevel }, [goal], budget, Number.POSITIVE_INFINITY).integrals[0];
}
