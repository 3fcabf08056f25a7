/** Functionals of one party's conditional states, averaged over the spheres of the others. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { otherParties } from "../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { blochAxis, hermitianTensor, presentOrders } from "../husimi/hermitian-tensor.ts";
import { turnQubitAxis } from "../husimi/turn-axis.ts";
import { newWorkspace, type Workspace } from "../workspace.ts";
import { type Functional, functionalOf, type Integrand } from "./integrand.ts";
import { pointLogarithm } from "./point-logarithm.ts";

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
  /** What sweeps over it depend on, besides their rules. */
  readonly shape: string;
  readonly workspace: Workspace;
}

/** Spheres that are integrated by nodes. */
export function spheresOf({ outer, inner }: LocalAverage): number {
  return outer.length + (inner === "grid" ? 1 : 0);
}

/** Angles that no state will be symmetric about. */
const TURN = { beta: 1.0472913, gamma: 0.5170231 };
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
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const frame = { dimensions, order: [...otherParties(dimensions, [party]), party], inner, functionals, workspace };
  const tensors = tensorsOf(matrices, frame);
  const isTurned = frame.order.map((p, axis) => {
    const isOuter = p !== party && dimensions[p] <= LARGEST_TURNED;
    return isOuter && hasCoherences(presentOn(axis, tensors, frame));
  });
  if (!isTurned.includes(true)) return averageOf(tensors, frame);
  const turned = averageOf(turnedTensors(matrices, tensors, isTurned, frame), frame);
  return { ...averageOf(tensors, frame), turned };
}

interface Frame {
  readonly dimensions: readonly number[];
  /** Of the axes: outer parties, then the inner one. */
  readonly order: readonly number[];
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  readonly workspace: Workspace;
}

const tensorsOf = (matrices: readonly ComplexMatrix[], { dimensions, order }: Frame): Float64Array[] =>
  matrices.map((matrix) => hermitianTensor(matrix, dimensions, order));

/** Qubits on their axes, larger spins as matrices. */
function turnedTensors(
  matrices: readonly ComplexMatrix[],
  tensors: readonly Float64Array[],
  isTurned: readonly boolean[],
  frame: Frame,
): Float64Array[] {
  const { dimensions, order } = frame;
  const large = order.filter((p, axis) => isTurned[axis] && dimensions[p] > 2);
  const moved = (matrix: ComplexMatrix) =>
    large.reduce((rho, p) => rotate(rho, dimensions, p, TURN.beta, TURN.gamma), matrix);
  const own = large.length === 0 ? [...tensors] : tensorsOf(matrices.map(moved), frame);
  return own.map((tensor) =>
    order.reduce(
      (all, p, axis) =>
        isTurned[axis] && dimensions[p] === 2 ? turnQubitAxis(all, lengthAfter(axis, frame), TURN) : all,
      tensor,
    ),
  );
}

function averageOf(tensors: readonly Float64Array[], frame: Frame): LocalAverage {
  const { dimensions, order, inner, functionals, workspace } = frame;
  const present = order.map((_, axis) => presentOn(axis, tensors, frame));
  const last = order.length - 1;
  const d = dimensions[order[last]];
  if (inner === "closed") for (const tensor of tensors) blochAxis(tensor);
  const kinds = functionals.map(({ kind }) => kind);
  return {
    inner,
    functionals,
    tensors: inner === "pure" ? [...tensors, ...tensors.map((tensor) => pointLogarithm(tensor, d))] : tensors,
    outer: present.slice(0, last).map((own, axis) => ({ twoJ: dimensions[order[axis]] - 1, present: own })),
    innerTwoJ: d - 1,
    innerPresent: present[last],
    turned: null,
    shape: `${inner} ${dimensions} ${order[last]} ${kinds} ${present.map((orders) => orders.join("")).join()}`,
    workspace,
  };
}

/** The coherence orders of a party, on its axis of any tensor. */
function presentOn(axis: number, tensors: readonly Float64Array[], frame: Frame): Uint8Array {
  const d = frame.dimensions[frame.order[axis]];
  const after = lengthAfter(axis, frame);
  return presentOrders(tensors, tensors[0].length / (after * d * d), d, after);
}

/** The product of the lengths of the axes after this one. */
function lengthAfter(axis: number, { dimensions, order }: Frame): number {
  return order.slice(axis + 1).reduce((length, p) => length * dimensions[p] ** 2, 1);
}

const hasCoherences = (present: Uint8Array): boolean => present.indexOf(1, 1) > 0;
