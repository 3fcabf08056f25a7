/** Functionals of one party's conditional states, averaged over the spheres of the others. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { otherParties, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { blockColumns, type ConditionalBlock, type OuterParty, sweepConditionals } from "../husimi/conditional.ts";
import { blochAxis, hermitianTensor, presentOrders } from "../husimi/hermitian-tensor.ts";
import { productRule, type SphereRule } from "../quadrature/sphere.ts";
import { type Sums, zeroSums } from "../quadrature/sums.ts";
import type { Functional } from "./functional.ts";
import { gridSphere } from "./grid-sphere.ts";
import { pointLogarithm } from "./point-logarithm.ts";
import { pureSphere } from "./pure-sphere.ts";
import { qubitSphere } from "./qubit-sphere.ts";

/** How the inner sphere is integrated: in closed form (a qubit), by the Majorana points of its conditional states (when the
 *  state of all parties is pure; logarithmic moments only), or on a grid. */
export type InnerSphere = "closed" | "pure" | "grid";

export interface LocalAverage {
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  /** ρ first, then what functionals refer to; axes: outer parties, then the inner one. A pure sphere has as many more. */
  readonly tensors: readonly Float64Array[];
  readonly outer: readonly { readonly twoJ: number; readonly present: Uint8Array }[];
  readonly innerTwoJ: number;
  readonly innerPresent: Uint8Array;
  /** The same average with outer parties turned, which changes nothing but where the grids' poles are. */
  readonly turned: LocalAverage | null;
}

/** Angles that no state will be symmetric about. */
export const TURN = { beta: 1.0472913, gamma: 0.5170231 };
/** The largest outer party that is turned. */
const LARGEST_TURNED = 64;

/** @param party  the inner one
 *  @param matrices  ρ and whatever functionals refer to, on all spins */
export function localAverage(
  matrices: readonly ComplexMatrix[],
  spins: readonly number[],
  party: number,
  inner: InnerSphere,
  functionals: readonly Functional[],
): LocalAverage {
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const plain = inOneFrame(matrices, dimensions, party, inner, functionals);
  const turned = otherParties(dimensions, [party]).filter(
    (p, axis) => orderStep(plain.outer[axis].present) !== 0 && dimensions[p] <= LARGEST_TURNED,
  );
  if (turned.length === 0) return plain;
  const moved = matrices.map((matrix) =>
    turned.reduce((rho, p) => rotate(rho, dimensions, p, TURN.beta, TURN.gamma), matrix),
  );
  return { ...plain, turned: inOneFrame(moved, dimensions, party, inner, functionals) };
}

function inOneFrame(
  matrices: readonly ComplexMatrix[],
  dimensions: readonly number[],
  party: number,
  inner: InnerSphere,
  functionals: readonly Functional[],
): LocalAverage {
  const outerParties = otherParties(dimensions, [party]);
  const order = [...outerParties, party];
  const tensors = matrices.map((matrix) => hermitianTensor(matrix, dimensions, order));
  const d = dimensions[party];
  const sizes = order.map((p) => dimensions[p] ** 2);
  const present = order.map((p, axis) =>
    presentOrders(tensors, totalDimension(sizes.slice(0, axis)), dimensions[p], totalDimension(sizes.slice(axis + 1))),
  );
  if (inner === "closed") for (const tensor of tensors) blochAxis(tensor);
  return {
    inner,
    functionals,
    tensors: inner === "pure" ? [...tensors, ...tensors.map((tensor) => pointLogarithm(tensor, d))] : tensors,
    outer: outerParties.map((p, axis) => ({ twoJ: dimensions[p] - 1, present: present[axis] })),
    innerTwoJ: d - 1,
    innerPresent: present[order.length - 1],
    turned: null,
  };
}

/** The averages with given nodes; `innerRule` is used on grids only. */
export function sumOver(average: LocalAverage, outerRules: readonly SphereRule[], innerRule: SphereRule): Sums {
  const sums = zeroSums(average.functionals.length);
  const outer: OuterParty[] = average.outer.map((party, k) => ({ ...party, rule: outerRules[k] }));
  const innerSize = (average.innerTwoJ + 1) ** 2;
  const sphere = innerSphere(average, blockColumns(outer), innerRule);
  sweepConditionals(average.tensors, outer, innerSize, (block) => sphere.visit(block, sums));
  // A zero that moves with the outer parties' points is near the pole for few of them, and levels differ by it.
  if (outer.length > 0 && sums.unseenWeight < FIXED * sums.weight) sums.unseen.fill(0);
  return sums;
}

function innerSphere(average: LocalAverage, columns: number, rule: SphereRule): InnerIntegrals {
  const { inner, functionals, innerTwoJ, innerPresent } = average;
  switch (inner) {
    case "closed":
      return qubitSphere(functionals, columns);
    case "pure":
      return pureSphere(functionals, innerTwoJ, innerPresent);
    case "grid":
      return gridSphere(functionals, innerTwoJ, innerPresent, rule);
  }
}

/** Adds a block of conditional states to the integrals. */
interface InnerIntegrals {
  visit(block: ConditionalBlock, sums: Sums): void;
}

/** The share of conditional states from which on a zero near the pole counts as one that does not move. */
const FIXED = 0.25;

/** The averages on the product grid of one refinement level, every sphere with nodes to suit its spin. The azimuths
 *  start elsewhere on each level and the poles of outer spheres move, so that no symmetry of the state, and no zero of Q
 *  near a pole, makes two levels agree by chance. */
export function sumOnLevel(plain: LocalAverage, level: number): Sums {
  const average = level % 2 === 1 && plain.turned !== null ? plain.turned : plain;
  const outerRules = average.outer.map(({ twoJ, present }, k) =>
    ruleOnLevel(level, k, twoJ, orderStep(present), firstRows(average)),
  );
  const rows = rowsOn(level, average.innerTwoJ, firstRows(average));
  const innerRule = productRule(rows, innerColumns(average, rows), offsetOn(level, outerRules.length));
  return sumOver(average, outerRules, innerRule);
}

/** The rule for a sphere on a level.
 *  @param axis  which of the outer spheres, the first being 0
 *  @param symmetry  as `productRule` has it
 *  @param first  rows of a spin 0 on the first level */
export function ruleOnLevel(
  level: number,
  axis: number,
  twoJ: number,
  symmetry: number,
  first: number = FIRST_ROWS,
): SphereRule {
  const rows = rowsOn(level, twoJ, first);
  return productRule(rows, 2 * rows, offsetOn(level, axis), symmetry);
}

/** Evaluations that a level costs. */
export function costOfLevel(average: LocalAverage, level: number): number {
  let cost = 1;
  for (const { twoJ, present } of average.outer) {
    const rows = rowsOn(level, twoJ, firstRows(average));
    cost *= orderStep(present) === 0 ? rows : 2 * rows * rows;
  }
  if (average.inner !== "grid") return cost;
  const rows = rowsOn(level, average.innerTwoJ, firstRows(average));
  return cost * rows * innerColumns(average, rows);
}

/** With an axisymmetric Q the integrand of dS/dt is a polynomial of degree two in cos φ and sin φ. */
function innerColumns({ innerPresent, functionals }: LocalAverage, rows: number): number {
  const axisymmetric = orderStep(innerPresent) === 0 && functionals.every(({ kind }) => kind !== "production");
  return axisymmetric ? 8 : 2 * rows;
}

const FIRST_ROWS = 5;

/** Three spheres and more leave room for few levels, each eleven times as large as the last: they start lower. */
function firstRows({ outer, inner }: LocalAverage): number {
  return outer.length + (inner === "grid" ? 1 : 0) > 2 ? 2 : FIRST_ROWS;
}

/** Rows of θ: 6, 9, 14, 20, … for a qubit; a spin J starts where the rule is exact for Q², a large one where it resolves
 *  1/√(2J), the scale of a coherent state: no Husimi function has a finer one. */
function rowsOn(level: number, twoJ: number, first: number): number {
  return Math.round((first + Math.min(twoJ, 6 * Math.sqrt(twoJ))) * 1.5 ** level);
}

function offsetOn(level: number, axis: number): number {
  return (0.25 + 0.381966 * level + 0.61803 * axis) % 1;
}

/** The greatest common divisor of the coherence orders: Q repeats after 2π of it; 0 for a diagonal state. */
function orderStep(present: Uint8Array): number {
  let step = 0;
  for (let q = 1; q < present.length; q++) {
    if (present[q] === 0) continue;
    let a = q;
    while (a !== 0) [step, a] = [a, step % a];
  }
  return step;
}
