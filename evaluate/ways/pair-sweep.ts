/** Sums over the sphere of one qubit of a pair, the other's being closed, with all that depends on nodes alone kept for the process. */

import { contractQubits } from "../../runtime/husimi/contract-qubits.ts";
import { type RuleTables, ruleTables } from "../../runtime/husimi/node-tables.ts";
import { addTerm, type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { sphereFunctions } from "../../runtime/special/sphere-kernel.ts";
import { addNoise, type BlochColumns, hasDelicate, MEASURE } from "../../runtime/spheres/closed-sphere.ts";
import type { Functional } from "../../runtime/spheres/integrand.ts";
import type { Profiles } from "./spectral-tail.ts";

/** What the closed sphere leaves at the nodes of the other, of one functional after the other: as sums, and along rows and columns. */
export interface PairSums extends Sums {
  readonly along: readonly Profiles[];
}

/** Arrays of one rule, overwritten by every state. */
interface Nodes {
  readonly rule: SphereRule;
  readonly tables: RuleTables;
  readonly weights: Float64Array;
  /** What boosted directions weigh besides. */
  readonly scale: Float64Array;
  /** Conditional states of one tensor after the other, by components. */
  readonly states: BlochColumns[];
  readonly components: Float64Array[][];
  readonly kernel: Float64Array;
  readonly mean: Float64Array;
  readonly out: Float64Array;
  readonly size: Float64Array;
  /** By how many functionals. */
  readonly sums: PairSums[];
}

const known = new WeakMap<SphereRule, Nodes>();
/** Nodes of rules that are asked for again; larger ones are not worth their memory. */
const LARGEST_KEPT = 4096;

/** @param tensors  as of `pairTensor`, ρ first
 *  @param isTurned  whether any has coherences of the outer qubit
 *  @param isDelicate  whether conditional states of ρ may be small or nearly pure
 *  @param rapidity  of the boost along x that tensors had, see `boostPair`
 *  @returns  overwritten by the next on the same rule */
export function sumOfPair(
  rule: SphereRule,
  tensors: readonly Float64Array[],
  isTurned: boolean,
  functionals: readonly Functional[],
  isDelicate: boolean,
  rapidity: number = 0,
): PairSums {
  const nodes = nodesOf(rule);
  const { tables, weights, states, components, kernel, mean, out, size, scale } = nodes;
  while (states.length < tensors.length) addStates(nodes);
  for (let t = 0; t < tensors.length; t++)
    contractQubits(tensors[t], isTurned, tables.amplitudes, 0, tables.orders, components[t]);
  if (rapidity !== 0) boost(nodes, tensors.length, rapidity);
  const sums = sumsOf(nodes, functionals.length);
  const Q = states[0];
  const isNoisy = isDelicate && hasDelicate(Q);
  let isMade = false;
  for (let f = 0; f < functionals.length; f++) {
    const functional = functionals[f];
    if (functional.kind === "entropyRate") {
      const { channel, parameters } = functional.use;
      channel.inner!(parameters, Q.A0, Q.x, Q.y, Q.z, out, size);
    } else if (functional.kind === "entropy" || functional.kind === "logMoment") {
      if (!isMade) sphereFunctions(Q.A0, Q.x, Q.y, Q.z, kernel, mean);
      isMade = true;
      const X = functional.kind === "entropy" ? Q : states[functional.tensor];
      functional.closed(Q.x, Q.y, Q.z, X.A0, X.x, X.y, X.z, kernel, mean, out, size);
    }
    if (rapidity !== 0) multiply(scale, out, size);
    accumulate(sums, f, nodes);
    if (isNoisy) addNoise(sums, f, weights, size, Q);
  }
  sums.evaluations = weights.length;
  return sums;
}

/** Conditional states in the place of those along n′, and their weights. */
function boost({ rule, components, scale }: Nodes, count: number, rapidity: number): void {
  const { sinTheta, cosPhi } = rule;
  const c = Math.cosh(rapidity);
  const s = Math.sinh(rapidity);
  for (let r = 0, k = 0; r < sinTheta.length; r++) {
    for (let column = 0; column < cosPhi.length; column++, k++) {
      const inverse = 1 / (c + s * sinTheta[r] * cosPhi[column]);
      scale[k] = inverse * inverse;
      for (let t = 0; t < count; t++) for (let i = 0; i < 4; i++) components[t][i][k] *= inverse;
    }
  }
}

function multiply(scale: Float64Array, out: Float64Array, size: Float64Array): void {
  for (let k = 0; k < scale.length; k++) {
    out[k] *= scale[k];
    size[k] *= scale[k];
  }
}

/** Adds what is at the nodes to the f-th integral row by row, in each compensated without a branch (Knuth, The Art of Computer Programming 2,
 *  §4.2.2): all columns have the same weight. */
function accumulate(sums: PairSums, f: number, { rule, out, size }: Nodes): void {
  const { rows, columns } = sums.along[f];
  const { rowWeight } = rule;
  const step = MEASURE * MEASURE * rule.columnWeight[0];
  for (let r = 0, node = 0; r < rows.length; r++) {
    const weight = MEASURE * MEASURE * rowWeight[r];
    let value = 0;
    let carry = 0;
    let magnitude = 0;
    for (let c = 0; c < columns.length; c++, node++) {
      const term = out[node];
      const next = value + term;
      const added = next - value;
      carry += value - (next - added) + (term - added);
      value = next;
      magnitude += size[node];
      columns[c] += weight * term;
    }
    rows[r] = step * (value + carry);
    const whole = step * rowWeight[r];
    addTerm(sums, f, whole * value);
    sums.carry[f] += whole * carry;
    sums.magnitude[f] += whole * magnitude;
  }
}

function nodesOf(rule: SphereRule): Nodes {
  const own = known.get(rule);
  if (own !== undefined) return own;
  const { rowWeight, columnWeight } = rule;
  const count = rowWeight.length * columnWeight.length;
  const weights = new Float64Array(count);
  let k = 0;
  for (const row of rowWeight) for (const column of columnWeight) weights[k++] = MEASURE * row * column;
  const nodes: Nodes = {
    rule,
    tables: ruleTables(rule, 1),
    weights,
    scale: new Float64Array(count),
    states: [],
    components: [],
    kernel: new Float64Array(count),
    mean: new Float64Array(count),
    out: new Float64Array(count),
    size: new Float64Array(count),
    sums: [],
  };
  if (count <= LARGEST_KEPT) known.set(rule, nodes);
  return nodes;
}

/** Room for one tensor more. */
function addStates({ weights, states, components }: Nodes): void {
  const { length } = weights;
  const [A0, x, y, z] = [length, length, length, length].map((columns) => new Float64Array(columns));
  states.push({ A0, x, y, z });
  components.push([A0, x, y, z]);
}

function sumsOf({ sums, rule }: Nodes, count: number): PairSums {
  sums[count] ??= emptySums(rule, count);
  const own = sums[count];
  for (let f = 0; f < count; f++) {
    own.value[f] = own.carry[f] = own.magnitude[f] = own.noise[f] = 0;
    own.along[f].columns.fill(0);
  }
  return own;
}

function emptySums({ rowWeight, phi }: SphereRule, count: number): PairSums {
  const { value, carry, magnitude, noise, unseen, weight, unseenWeight, evaluations } = zeroSums(count);
  const along: Profiles[] = [];
  for (let f = 0; f < count; f++)
    along.push({ rows: new Float64Array(rowWeight.length), columns: new Float64Array(phi.length) });
  return { value, carry, magnitude, noise, unseen, weight, marginals: null, unseenWeight, evaluations, along };
}
