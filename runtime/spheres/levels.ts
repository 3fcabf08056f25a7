/** The grids of every refinement level, and the sums on them: each sphere has nodes to suit its spin. */

import { hasCoherences, orderStep } from "../../spins/matrices/hermitian-tensor.ts";
import type { Sums } from "../quadrature/integral.ts";
import type { Refinable } from "../quadrature/refine.ts";
import { gradedRule, NOWHERE, productRule } from "../quadrature/sphere-rule.ts";
import type { InnerSphere } from "./integrand.ts";
import { type LocalAverage, type Rules, spheresOf, sumOver } from "./local-average.ts";

export const gridsOf = (average: LocalAverage): Refinable => ({
  sumOnLevel: (level) => sumOnLevel(average, level),
  costOfLevel: (level) => costOfLevel(average, level),
});

/** The poles of outer spheres move from one level to the next, so that no zero of Q near a pole makes two levels agree by chance. */
export function sumOnLevel(plain: LocalAverage, level: number): Sums {
  const average = level % 2 === 1 && plain.turned !== null ? plain.turned : plain;
  return sumOver(average, rulesOnLevel(average, level));
}

/** The azimuths start elsewhere on each level, so that no symmetry of the state makes two levels agree by chance. */
function rulesOnLevel(average: LocalAverage, level: number): Rules {
  const first = firstRows(average);
  // What is conserved marks the poles: there Q vanishes where it does for several parties together.
  const isGraded =
    spheresOf(average) > 1 && average.outer.some(({ period, present }) => period === 0 && hasCoherences(present));
  const outer = average.outer.map(({ twoJ, period }, axis) => {
    const rows = rowsOn(level, twoJ, first);
    const make = isGraded ? gradedRule : productRule;
    return make(rows, 2 * rows, offsetOn(level, axis), period);
  });
  if (average.inner !== "grid") return { outer, inner: NOWHERE };
  const rows = rowsOn(level, average.innerTwoJ, first);
  return { outer, inner: productRule(rows, innerColumns(average, rows), offsetOn(level, outer.length)) };
}

/** Evaluations that a level costs. */
export function costOfLevel(average: LocalAverage, level: number): number {
  const first = firstRows(average);
  let cost = costOf(average.inner);
  for (const { twoJ, period } of average.outer) {
    const rows = rowsOn(level, twoJ, first);
    cost *= period === 0 ? rows : 2 * rows * rows;
  }
  if (average.inner !== "grid") return cost;
  const rows = rowsOn(level, average.innerTwoJ, first);
  return cost * rows * innerColumns(average, rows);
}

/** With an axisymmetric Q the integrand of dS/dt is a polynomial of degree two in cos φ and sin φ. */
function innerColumns({ innerPresent, functionals }: LocalAverage, rows: number): number {
  const axisymmetric = orderStep(innerPresent) === 0 && functionals.every(({ kind }) => kind !== "production");
  return axisymmetric ? 8 : 2 * rows;
}

const FIRST_ROWS = 5;

/** Evaluations at each node of the other spheres. */
export const costOf = (inner: InnerSphere): number => (typeof inner === "string" ? 1 : inner.cost);

/** Three spheres and more leave room for few levels, each eleven times as large as the last: they start lower. */
function firstRows(average: LocalAverage): number {
  const spheres = spheresOf(average) + (costOf(average.inner) > 1 ? 1 : 0);
  return spheres > 2 ? 2 : FIRST_ROWS;
}

/** Rows of θ: 6, 9, 14, 20, … for a qubit; a spin J starts where the rule is exact for Q², a large one where it resolves
 *  1/√(2J), the scale of a coherent state: no Husimi function has a finer one. */
function rowsOn(level: number, twoJ: number, first: number): number {
  return Math.round((first + Math.min(twoJ, 6 * Math.sqrt(twoJ))) * 1.5 ** level);
}

function offsetOn(level: number, axis: number): number {
  return (0.25 + 0.381966 * level + 0.61803 * axis) % 1;
}
