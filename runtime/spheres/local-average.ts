/** Functionals of one party's conditional states, averaged over the spheres of the others. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { otherParties } from "../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { blochAxis, hermitianTensor, presentOrders } from "../husimi/hermitian-tensor.ts";
import { turnQubitAxis } from "../husimi/turn-axis.ts";
import { type Axes, newWorkspace, type Workspace } from "../workspace.ts";
import type { HandedSphere } from "./handed-sphere.ts";
import { type Functional, functionalOf, type Integrand } from "./integrand.ts";

/** How the inner sphere is integrated: in closed form (a qubit), on a grid, or as is handed in. */
export type InnerSphere = "closed" | "grid" | HandedSphere;

export const nameOf = (inner: InnerSphere): string => (typeof inner === "string" ? inner : inner.name);

export interface LocalAverage {
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  /** ρ first, then what functionals refer to; axes: outer parties, then the inner one. A sphere that is handed in has as many more. */
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
  const frame = { ...axesOf(spins, party, workspace), inner, functionals, workspace };
  const tensors = matrices.map((matrix) => hermitianTensor(matrix, frame.dimensions, frame.order));
  const present = presentIn(tensors, frame);
  const last = present.length - 1;
  const isTurned = present.map(
    (orders, axis) => axis < last && orders.length <= LARGEST_TURNED && hasCoherences(orders),
  );
  if (!isTurned.includes(true)) return averageOf(tensors, present, frame);
  const moved = turnedTensors(matrices, tensors, isTurned, frame);
  const turned = averageOf(moved, presentIn(moved, frame), frame);
  return { ...averageOf(tensors, present, frame), turned };
}

interface Frame extends Axes {
  readonly inner: InnerSphere;
  readonly functionals: readonly Functional[];
  readonly workspace: Workspace;
}

/** The axes of the tensors for one inner party, the same for every state. */
function axesOf(spins: readonly number[], party: number, { axes }: Workspace): Axes {
  const key = `${spins} ${party}`;
  const known = axes.get(key);
  if (known !== undefined) return known;
  const dimensions = spins.map((J) => Math.round(2 * J) + 1);
  const order = [...otherParties(dimensions, [party]), party];
  const after = order.map((_, axis) => order.slice(axis + 1).reduce((length, p) => length * dimensions[p] ** 2, 1));
  const own = { dimensions, order, after };
  axes.set(key, own);
  return own;
}

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
  const own =
    large.length === 0 ? tensors : matrices.map((matrix) => hermitianTensor(moved(matrix), dimensions, order));
  return own.map((tensor) =>
    order.reduce(
      (all, p, axis) => (isTurned[axis] && dimensions[p] === 2 ? turnQubitAxis(all, frame.after[axis], TURN) : all),
      tensor,
    ),
  );
}

function averageOf(
  tensors: readonly Float64Array[],
  present: readonly Uint8Array[],
  { dimensions, order, inner, functionals, workspace }: Frame,
): LocalAverage {
  const last = order.length - 1;
  const d = dimensions[order[last]];
  if (inner === "closed") for (const tensor of tensors) blochAxis(tensor);
  return {
    inner,
    functionals,
    tensors: typeof inner === "string" ? tensors : [...tensors, ...tensors.map((tensor) => inner.derived(tensor, d))],
    outer: present.slice(0, last).map((own) => ({ twoJ: own.length - 1, present: own })),
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

/** The coherence orders of each party, on its axis of any tensor. */
function presentIn(tensors: readonly Float64Array[], { dimensions, order, after }: Frame): Uint8Array[] {
  return order.map((p, axis) => {
    const d = dimensions[p];
    return presentOrders(tensors, tensors[0].length / (after[axis] * d * d), d, after[axis]);
  });
}

const hasCoherences = (present: Uint8Array): boolean => present.indexOf(1, 1) > 0;
