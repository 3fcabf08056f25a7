/** Sums over the sphere of one qubit of a pair, the other's being closed, with all that depends on nodes alone kept for the process. */

import type { ConditionalBlock } from "../../runtime/husimi/conditional.ts";
import { placeOf } from "../../runtime/husimi/conditional.ts";
import { contractQubits } from "../../runtime/husimi/contract-qubits.ts";
import { type RuleTables, ruleTables } from "../../runtime/husimi/node-tables.ts";
import { clearSums, type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { closedSphere, MEASURE } from "../../runtime/spheres/closed-sphere.ts";
import type { Functional } from "../../runtime/spheres/integrand.ts";
import { marginalsOn } from "../../runtime/spheres/marginals.ts";

/** Arrays of one rule, overwritten by every state. */
interface Nodes {
  readonly tables: RuleTables;
  readonly weights: Float64Array;
  /** Those of boosted directions. */
  readonly scaled: Float64Array;
  /** Conditional states, of as many tensors as there were at a time: their numbers, and the same by components. */
  readonly states: Float64Array[];
  readonly components: Float64Array[][];
  /** By how many tensors, and by how many functionals. */
  readonly blocks: ConditionalBlock[];
  readonly sums: Sums[];
}

const known = new WeakMap<SphereRule, Nodes>();

/** @param tensors  as of `pairTensor`, ρ first
 *  @param isTurned  whether any has coherences of the outer qubit
 *  @param rapidity  of the boost along x that tensors had, see `boostPair`
 *  @returns  overwritten by the next on the same rule */
export function sumOfPair(
  rule: SphereRule,
  tensors: readonly Float64Array[],
  isTurned: boolean,
  functionals: readonly Functional[],
  rapidity: number = 0,
): Sums {
  let nodes = known.get(rule);
  if (nodes === undefined) {
    nodes = nodesOf(rule);
    known.set(rule, nodes);
  }
  const block = blockOf(nodes, tensors.length);
  for (let t = 0; t < tensors.length; t++)
    contractQubits(tensors[t], isTurned, nodes.tables.amplitudes, 0, nodes.tables.orders, nodes.components[t]);
  const sums = sumsOf(nodes, rule, functionals.length);
  const seen = rapidity === 0 ? block : boosted(nodes, rule, block, rapidity);
  closedSphere(functionals, block.columns).visit(seen, sums);
  return sums;
}

/** Conditional states and weights in the place of those along n′. */
function boosted({ scaled }: Nodes, rule: SphereRule, block: ConditionalBlock, rapidity: number): ConditionalBlock {
  const { sinTheta, cosPhi } = rule;
  const { columns, weights, states } = block;
  const [c, s] = [Math.cosh(rapidity), Math.sinh(rapidity)];
  for (let r = 0, k = 0; r < sinTheta.length; r++) {
    for (let column = 0; column < cosPhi.length; column++, k++) {
      const inverse = 1 / (c + s * sinTheta[r] * cosPhi[column]);
      scaled[k] = weights[k] * inverse * inverse;
      for (const state of states) for (let at = k; at < state.length; at += columns) state[at] *= inverse;
    }
  }
  return { ...block, weights: scaled };
}

function nodesOf(rule: SphereRule): Nodes {
  const { rowWeight, columnWeight } = rule;
  const columns = columnWeight.length;
  const weights = new Float64Array(rowWeight.length * columns);
  let k = 0;
  for (const row of rowWeight) for (const column of columnWeight) weights[k++] = MEASURE * row * column;
  const scaled = new Float64Array(weights.length);
  return { tables: ruleTables(rule, 1), weights, scaled, states: [], components: [], blocks: [], sums: [] };
}

function blockOf(nodes: Nodes, count: number): ConditionalBlock {
  const { weights, states, components, blocks } = nodes;
  const columns = weights.length;
  while (states.length < count) {
    const own = new Float64Array(4 * columns);
    states.push(own);
    components.push([0, 1, 2, 3].map((i) => own.subarray(i * columns, (i + 1) * columns)));
  }
  blocks[count] ??= { columns, states: states.slice(0, count), weights, place: { ...placeOf(1), outside: MEASURE } };
  return blocks[count];
}

function sumsOf({ sums }: Nodes, rule: SphereRule, count: number): Sums {
  sums[count] ??= zeroSums(count, marginalsOn("closed", { outer: [rule], inner: rule }, count));
  clearSums(sums[count]);
  return sums[count];
}
