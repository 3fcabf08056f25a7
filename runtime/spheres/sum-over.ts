/** The sums over nodes that averages are refined by. */

import { blockColumns, conditionalSweep, type OuterParty } from "../husimi/conditional.ts";
import { productRule, type SphereRule } from "../quadrature/sphere.ts";
import { clearSums, type Sums, zeroSums } from "../quadrature/sums.ts";
import type { SummedSweep } from "../workspace.ts";
import { innerSphere } from "./inner-sphere.ts";
import { type LevelRules, rulesOnLevel } from "./levels.ts";
import { type LocalAverage, spheresOf } from "./local-average.ts";
import type { Sizes } from "./qubit-sphere.ts";

/** Where there is no sphere to sum over. */
export const sumAtPoint = (average: LocalAverage): Sums => sumOver(average, { outer: [], inner: NOWHERE }, "measured");

const NOWHERE = productRule(1, 1, 0);

/** On the product grid of one refinement level. The poles of outer spheres move from one to the next, so that no zero of Q
 *  near a pole makes two levels agree by chance. */
export function sumOnLevel(plain: LocalAverage, level: number): Sums {
  const average = level % 2 === 1 && plain.turned !== null ? plain.turned : plain;
  return sumOver(average, rulesOnLevel(average, level), level === 0 ? "measured" : "assumed");
}

/** On a patch of the only sphere. */
export function sumOnPatch(average: LocalAverage, rule: SphereRule): Sums {
  return sumOver(average, { outer: average.outer.length === 0 ? [] : [rule], inner: rule }, "assumed");
}

/** The share of conditional states from which on a zero near the pole counts as one that does not move. */
const FIXED = 0.25;

/** On given nodes. The sums are overwritten by the next ones on the same rule. */
export function sumOver(average: LocalAverage, rules: LevelRules, sizes: Sizes): Sums {
  const { sweep, visit, sums } = sweepOver(average, rules, sizes);
  clearSums(sums);
  sweep.run(average.tensors, visit);
  // A zero that moves with the outer parties' points is near the pole for few of them, and levels differ by it.
  if (average.outer.length > 0 && sums.unseenWeight < FIXED * sums.weight) sums.unseen.fill(0);
  return sums;
}

/** The one that is kept where the state before had the same shape. */
function sweepOver(average: LocalAverage, rules: LevelRules, sizes: Sizes): SummedSweep {
  const rule = ruleToKeep(average, rules);
  if (rule === null) return makeSweep(average, rules, sizes);
  const { sweeps } = average.workspace;
  let ofRule = sweeps.get(rule);
  if (ofRule === undefined) {
    ofRule = new Map();
    sweeps.set(rule, ofRule);
  }
  const shape = sizes + average.shape;
  let own = ofRule.get(shape);
  if (own === undefined) {
    own = makeSweep(average, rules, sizes);
    ofRule.set(shape, own);
  }
  average.functionals.forEach((functional, f) => {
    own.functionals[f] = functional;
  });
  return own;
}

/** Numbers in the arrays of a sweep that is kept. */
const LARGEST_KEPT = 1 << 15;

/** Rules of refinement levels come with every state, those of patches are moved. Sweeps over several spheres, and those with many
 *  numbers, take longer than what they need is made; and a grid's tables do not follow a rule that moves. */
function ruleToKeep(average: LocalAverage, { outer, inner }: LevelRules): SphereRule | null {
  if (spheresOf(average) > 1) return null;
  const rule = outer[0] ?? inner;
  if (average.inner === "grid")
    return rule.whole && rule.rowWeight.length * rule.phi.length <= LARGEST_KEPT ? rule : null;
  const columns = outer.length === 0 ? 1 : blockColumns([{ ...average.outer[0], rule }]);
  return average.tensors[0].length * average.tensors.length * columns <= LARGEST_KEPT ? rule : null;
}

function makeSweep(average: LocalAverage, rules: LevelRules, sizes: Sizes): SummedSweep {
  const outer: OuterParty[] = average.outer.map((party, k) => ({ ...party, rule: rules.outer[k] }));
  const functionals = [...average.functionals];
  const sphere = innerSphere({ ...average, functionals }, blockColumns(outer), rules.inner, sizes);
  const sums = zeroSums(functionals.length);
  return {
    functionals,
    sweep: conditionalSweep(outer, (average.innerTwoJ + 1) ** 2, average.tensors.length),
    visit: (block) => sphere.visit(block, sums),
    sums,
  };
}
