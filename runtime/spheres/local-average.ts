/** Functionals of one party's conditional states, averaged over the spheres of the others: what is averaged, and its sums over nodes. */

import { azimuthPeriods } from "../../spins/matrices/azimuth-periods.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import {
  type Axes,
  axesWithLast,
  blochAxis,
  hasCoherences,
  hermitianTensor,
  orderStep,
  presentIn,
} from "../../spins/matrices/hermitian-tensor.ts";
import {
  blockColumns,
  type ConditionalBlock,
  type ConditionalSweep,
  conditionalSweep,
  type OuterParty,
  placeOf,
} from "../husimi/conditional.ts";
import { turnedTensors } from "../husimi/turn-axis.ts";
import type { PatchRules } from "../quadrature/adaptive.ts";
import { clearSums, type Goal, type Integrals, type Sums, zeroSums } from "../quadrature/integral.ts";
import type { SphereRule } from "../quadrature/sphere-rule.ts";
import { closedSphere } from "./closed-sphere.ts";
import { gridSphere } from "./grid-sphere.ts";
import { type Functional, functionalOf, type InnerIntegrals, type InnerSphere, type Integrand } from "./integrand.ts";
import { marginalsOn } from "./marginals.ts";
import { qubitProduction } from "./qubit-production.ts";

export interface LocalAverage {
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  /** ρ first, then what functionals refer to. */
  readonly matrices: readonly ComplexMatrix[];
  readonly axes: Axes;
  /** Of the matrices; axes: outer parties, then the inner one. A sphere that is handed in has as many more. */
  readonly tensors: readonly Float64Array[];
  /** With coherence orders, and how often what is averaged repeats in the azimuth, 0 where that may stay where it is. */
  readonly outer: readonly { readonly twoJ: number; readonly present: Uint8Array; readonly period: number }[];
  readonly innerTwoJ: number;
  readonly innerPresent: Uint8Array;
  /** The same average with outer parties turned, which changes nothing but where the grids' poles are. */
  readonly turned: LocalAverage | null;
  /** What sweeps over it depend on, besides their rules. */
  readonly shape: string;
  readonly workspace: Workspace;
}

/** What one state leaves to the next: sweeps over phase space with their tables and arrays. Made once for all states of a job. */
export interface Workspace {
  /** By spins and inner party. */
  readonly axes: Map<string, Axes>;
  /** By the rule, then by the shape of what is swept. */
  readonly sweeps: WeakMap<SphereRule, Map<string, SummedSweep>>;
  /** Once there were any. */
  patches: PatchRules | null;
  /** Another way to an average, tried before grids are refined; null where it does not go. */
  readonly handed: ((average: LocalAverage, goals: readonly Goal[], budget: number) => Integrals | null) | null;
}

export function newWorkspace(handed: Workspace["handed"] = null): Workspace {
  return { axes: new Map(), sweeps: new WeakMap(), patches: null, handed };
}

/** A sweep over the nodes of one rule, with what is summed on it. */
interface SummedSweep {
  /** Overwritten by those of the next state, of the same kinds. */
  readonly functionals: Functional[];
  readonly sweep: ConditionalSweep;
  readonly visit: (block: ConditionalBlock) => void;
  readonly sums: Sums;
}

/** Spheres that are integrated by nodes. */
export function spheresOf({ outer, inner }: LocalAverage): number {
  return outer.length + (inner === "grid" ? 1 : 0);
}

export const nameOf = (inner: InnerSphere): string => (typeof inner === "string" ? inner : inner.name);

/** The largest outer party that is turned. */
const LARGEST_TURNED = 64;

/** @param state  ρ of all spins
 *  @param party  the inner one
 *  @param workspace  of the states before */
export function localAverage(
  state: ComplexMatrix,
  spins: readonly number[],
  party: number,
  inner: InnerSphere,
  integrands: readonly Integrand[],
  workspace: Workspace = newWorkspace(),
): LocalAverage {
  const matrices = [state];
  const functionals = integrands.map((one) => functionalOf(one, (matrix) => matrices.push(matrix) - 1));
  const frame = { ...axesOf(spins, party, workspace), matrices, inner, functionals, workspace };
  const tensors = matrices.map((matrix) => hermitianTensor(matrix, frame.dimensions, frame.order));
  const present = presentIn(tensors, frame);
  const last = present.length - 1;
  const turnsInner = functionals.some(({ kind }) => kind !== "entropy" && kind !== "logMoment");
  const periods = last === 0 ? [] : azimuthPeriods(matrices, frame.dimensions, frame.order, turnsInner);
  const isTurned = present.map(
    (orders, axis) => axis < last && orders.length <= LARGEST_TURNED && hasCoherences(orders),
  );
  // Turned frames would need all azimuths.
  if (!isTurned.includes(true) || periods.some((period, axis) => period === 0 && hasCoherences(present[axis])))
    return averageOf(tensors, present, periods, frame);
  // The average will have its tensors in another form.
  const moved = turnedTensors(matrices, tensors, isTurned, frame);
  const orders = presentIn(moved, frame);
  const turned = averageOf(moved, orders, orders.slice(0, last).map(orderStep), frame);
  return { ...averageOf(tensors, present, periods, frame), turned };
}

interface Frame extends Axes {
  readonly matrices: readonly ComplexMatrix[];
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  readonly workspace: Workspace;
}

/** The axes of the tensors for one inner party, the same for every state. */
function axesOf(spins: readonly number[], party: number, { axes }: Workspace): Axes {
  const key = `${spins} ${party}`;
  const known = axes.get(key);
  if (known !== undefined) return known;
  axes.set(key, axesWithLast(party, spins));
  return axes.get(key)!;
}

function averageOf(
  tensors: readonly Float64Array[],
  present: readonly Uint8Array[],
  periods: readonly number[],
  { matrices, dimensions, order, after, inner, functionals, workspace }: Frame,
): LocalAverage {
  const last = order.length - 1;
  const d = dimensions[order[last]];
  if (inner === "closed") for (const tensor of tensors) blochAxis(tensor);
  return {
    inner,
    functionals,
    matrices,
    axes: { dimensions, order, after },
    tensors: typeof inner === "string" ? tensors : [...tensors, ...tensors.map((tensor) => inner.derived(tensor, d))],
    outer: present.slice(0, last).map((own, axis) => ({ twoJ: own.length - 1, present: own, period: periods[axis] })),
    innerTwoJ: d - 1,
    innerPresent: present[last],
    turned: null,
    shape: shapeOf(inner, functionals, present),
    workspace,
  };
}

/** What a sweep is made for. */
function shapeOf(inner: InnerSphere, functionals: readonly Functional[], present: readonly Uint8Array[]): string {
  let shape = nameOf(inner);
  for (const { kind } of functionals) shape += ` ${kind}`;
  for (const orders of present) shape += ` ${orders}`;
  return shape;
}

/** The rules of outer spheres, and of the inner one, which is used on grids only. */
export interface Rules {
  readonly outer: readonly SphereRule[];
  readonly inner: SphereRule;
}

/** The share of conditional states from which on a zero near the pole counts as one that does not move. */
const FIXED = 0.25;

/** On given nodes. The sums are overwritten by the next ones on the same rule. */
export function sumOver(average: LocalAverage, rules: Rules): Sums {
  const { sweep, visit, sums } = sweepOver(average, rules);
  clearSums(sums);
  sweep.run(average.tensors, visit);
  // A zero that moves with the outer parties' points is near the pole for few of them, and levels differ by it.
  if (average.outer.length > 0 && sums.unseenWeight < FIXED * sums.weight) sums.unseen.fill(0);
  return sums;
}

/** The one that is kept where the state before had the same shape. */
function sweepOver(average: LocalAverage, rules: Rules): SummedSweep {
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

/** Where there is no other party: one state, itself. */
const alone: ConditionalSweep = {
  run: (tensors, visit) => visit({ columns: 1, states: tensors, weights: Float64Array.of(1), place: placeOf(0) }),
};

function makeSweep(average: LocalAverage, rules: Rules): SummedSweep {
  const outer: OuterParty[] = average.outer.map((party, k) => ({ ...party, rule: rules.outer[k] }));
  const functionals = [...average.functionals];
  const isAlone = outer.length === 0;
  const sphere = sphereOf({ ...average, functionals }, isAlone ? 1 : blockColumns(outer), rules.inner);
  const sums = zeroSums(functionals.length, marginalsOn(average.inner, rules, functionals.length));
  return {
    functionals,
    sweep: isAlone ? alone : conditionalSweep(outer, (average.innerTwoJ + 1) ** 2, average.tensors.length),
    visit: (block) => sphere.visit(block, sums),
    sums,
  };
}

/** @param columns  of the blocks
 *  @param rule  of a grid */
export function sphereOf(
  { inner, functionals, innerTwoJ, innerPresent }: LocalAverage,
  columns: number,
  rule: SphereRule,
): InnerIntegrals {
  if (inner === "grid") return gridSphere(functionals, innerTwoJ, innerPresent, rule);
  if (inner !== "closed") return inner.integrals(functionals, innerTwoJ, innerPresent);
  return functionals[0].kind === "qubitProduction" ? qubitProduction(functionals) : closedSphere(functionals, columns);
}
