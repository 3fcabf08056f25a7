/** The sums over nodes that averages are refined by. */

import { blockColumns, conditionalSweep, type OuterParty } from "../husimi/conditional.ts";
import { clearSums, type Sums, zeroSums } from "../quadrature/integral.ts";
import { productRule, type SphereRule } from "../quadrature/sphere.ts";
import type { SummedSweep } from "../workspace.ts";
import { innerSphere } from "./inner-sphere.ts";
import type { Functional } from "./integrand.ts";
import { type LevelRules, rulesOnLevel } from "./levels.ts";
import { type LocalAverage, spheresOf } from "./local-average.ts";

/** Where there is no sphere to sum over. */
export const sumAtPoint = (average: LocalAverage): Sums => sumOver(average, { outer: [], inner: NOWHERE });

const NOWHERE = productRule(1, 1, 0);

/** On the product grid of one refinement level. The poles of outer spheres move from one to the next, so that no zero of Q
 *  near a pole makes two levels agree by chance. */
export function sumOnLevel(plain: LocalAverage, level: number): Sums {
  const average = level % 2 === 1 && plain.turned !== null ? plain.turned : plain;
  return sumOver(average, rulesOnLevel(average, level));
}

/** On a patch of the only sphere. */
export function sumOnPatch(average: LocalAverage, rule: SphereRule): Sums {
  return sumOver(average, { outer: average.outer.length === 0 ? [] : [rule], inner: rule });
}

/** The share of conditional states from which on a zero near the pole counts as one that does not move. */
const FIXED = 0.25;

/** On given nodes. The sums are overwritten by the next ones on the same rule. */
export function sumOver(average: LocalAverage, rules: LevelRules): Sums {
  const { sweep, visit, sums } = sweepOver(average, rules);
  clearSums(sums);
  sweep.run(average.tensors, visit);
  // A zero that moves with the outer parties' points is near the pole for few of them, and levels differ by it.
  if (average.outer.length > 0 && sums.unseenWeight < FIXED * sums.weight) sums.unseen.fill(0);
  return sums;
}

/** The one that is kept where the state before had the same shape. */
function sweepOver(average: LocalAverage, rules: LevelRules): SummedSweep {
  if (spheresOf(average) > 1) return makeSweep(average, rules);
  const rule = rules.outer[0] ?? rules.inner;
  const { sweeps } = average.workspace;
  const known = sweeps.get(rule)?.get(average.shape);
  if (known !== undefined && isFor(known, average)) {
    for (let f = 0; f < known.functionals.length; f++) known.functionals[f] = average.functionals[f];
    return known;
  }
  const own = makeSweep(average, rules);
  if (!isKept(average, rule)) return own;
  if (!sweeps.has(rule)) sweeps.set(rule, new Map());
  sweeps.get(rule)!.set(average.shape, own);
  return own;
}

/** A grid has the coefficients of the channels that it was made for. */
function isFor({ functionals }: SummedSweep, average: LocalAverage): boolean {
  if (average.inner !== "grid") return true;
  const useOf = (functional: Functional) => ("use" in functional ? functional.use : null);
  return functionals.every((functional, f) => useOf(functional) === useOf(average.functionals[f]));
}

/** Numbers in the arrays of a sweep that is kept. */
const LARGEST_KEPT = 1 << 15;

/** Rules of refinement levels come with every state, those of patches are moved. Sweeps over several spheres, and those with many
 *  numbers, take longer than what they need is made; and a grid's tables do not follow a rule that moves. */
function isKept(average: LocalAverage, rule: SphereRule): boolean {
  if (average.inner === "grid") return rule.whole && rule.rowWeight.length * rule.phi.length <= LARGEST_KEPT;
  const columns = average.outer.length === 0 ? 1 : blockColumns([{ ...average.outer[0], rule }]);
  return average.tensors[0].length * average.tensors.length * columns <= LARGEST_KEPT;
}

function makeSweep(average: LocalAverage, rules: LevelRules): SummedSweep {
  const outer: OuterParty[] = average.outer.map((party, k) => ({ ...party, rule: rules.outer[k] }));
  const functionals = [...average.functionals];
  const sphere = innerSphere({ ...average, functionals }, blockColumns(outer), rules.inner);
  const sums = zeroSums(functionals.length, marginalsOf(average, outer));
  return {
    functionals,
    sweep: conditionalSweep(outer, (average.innerTwoJ + 1) ** 2, average.tensors.length),
    visit: (block) => sphere.visit(block, sums),
    sums,
  };
}

/** Kept where something is to be told from them. */
function marginalsOf({ inner, functionals }: LocalAverage, outer: readonly OuterParty[]): Sums["marginals"] {
  const isTold = inner === "closed" && outer.length > 0 && outer.every(({ twoJ, rule }) => twoJ === 1 && rule.whole);
  if (!isTold) return null;
  return outer.map(({ rule }) => functionals.map(() => new Float64Array(rule.rowWeight.length * rule.phi.length)));
}
