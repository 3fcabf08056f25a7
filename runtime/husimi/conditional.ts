/**
 * Conditional states. Whatever is local to one party is a functional of the unnormalised states σ(n) = ⟨n|ρ|n⟩ that the
 * inner party is left in when the outer ones are found along n, homogeneous of degree one, and averaged over n:
 *     Π_a = (Π_o μ_o) ∫ dn_o Π₁(σ(n_o)),   μ = (2J+1)/4π.
 */

import type { SphereRule } from "../quadrature/sphere-rule.ts";
import { contractOrders, synthesize } from "./contract.ts";
import { contractQubits } from "./contract-qubits.ts";
import { followRule, type RuleTables, ruleTables } from "./node-tables.ts";

/** A party that is averaged over, with the nodes to use and the coherence orders it has. */
export interface OuterParty {
  readonly twoJ: number;
  readonly present: Uint8Array;
  readonly rule: SphereRule;
}

/** `columns` conditional states; component β of the t-th tensor's at column c is `states[t][β * columns + c]`. */
export interface ConditionalBlock {
  readonly columns: number;
  readonly states: readonly Float64Array[];
  /** Measure and quadrature weight of each, all outer parties together. */
  readonly weights: Float64Array;
  /** Of the last outer party's nodes the first, the others following; and what all other parties weigh together. */
  readonly place: Place;
}

/** Where a sweep is. */
export interface Place {
  first: number;
  /** Measure and weight of the nodes of all outer parties but the last, and the measure of that one. */
  outside: number;
  /** Which node of each outer party but the last, and its weight in the rule. */
  readonly nodes: Int32Array;
  readonly nodeWeights: Float64Array;
}

interface Stage {
  readonly d: number;
  readonly rest: number;
  readonly measure: number;
  readonly party: OuterParty;
  readonly tables: RuleTables;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Contracted tensors, one a tensor, of as many rows as a block has; [β * columns + c]. */
  readonly out: readonly Float64Array[];
  /** The same by components, where there are four of them. */
  readonly components: readonly (readonly Float64Array[])[];
  /** The state of one column, gathered for the next stage. */
  readonly slices: readonly Float64Array[];
}

/** A sweep over the nodes of some outer parties, for any tensors of one shape. */
export interface ConditionalSweep {
  /**
   * Calls `visit` with the conditional states at every node of the outer parties, some rows of columns at a time. The
   * block is the same one each time, with other content.
   * @param tensors  axes in the order outer parties …, inner
   */
  run(tensors: readonly Float64Array[], visit: (block: ConditionalBlock) => void): void;
}

/** Blocks are no larger than this, as far as whole rows allow: a few arrays of them fit the first cache. */
const LARGEST_BLOCK = 512;

/** Columns of the blocks of a sweep over one party at least. */
export function blockColumns(outer: readonly OuterParty[]): number {
  const { rule } = outer[outer.length - 1];
  return rowsOfBlock(rule) * rule.phi.length;
}

/** The most rows that a rule can be divided into evenly. */
function rowsOfBlock(rule: SphereRule): number {
  const rows = rule.cosHalf.length;
  let most = 1;
  for (let r = 2; r <= rows && r * rule.phi.length <= LARGEST_BLOCK; r++) if (rows % r === 0) most = r;
  return most;
}

/**
 * @param innerSize  length of the inner axis, d²
 * @param count  how many tensors
 */
export function conditionalSweep(outer: readonly OuterParty[], innerSize: number, count: number): ConditionalSweep {
  const stages: Stage[] = [];
  let rest = innerSize;
  for (let p = outer.length - 1; p >= 0; p--) {
    stages.unshift(makeStage(outer[p], rest, count, p === outer.length - 1 ? rowsOfBlock(outer[p].rule) : 1));
    rest *= (outer[p].twoJ + 1) ** 2;
  }
  const innermost = stages[stages.length - 1];
  const blocks = unitBlocks(innermost, blockColumns(outer), placeOf(outer.length));
  let { placement } = innermost.party.rule;
  return {
    run: (tensors, visit) => {
      for (const { party, tables } of stages) followRule(tables, party.rule, party.twoJ);
      if (placement !== innermost.party.rule.placement) {
        placement = innermost.party.rule.placement;
        for (const [b, block] of blocks.unit.entries()) fillWeights(innermost, b, block.weights);
      }
      sweepStage(stages, 0, tensors, 1, blocks, visit);
    },
  };
}

/** The blocks of the last stage, which share their states, with the weights of that stage alone; and one for scratch. */
interface Blocks {
  readonly unit: readonly ConditionalBlock[];
  readonly scaled: ConditionalBlock;
}

/** @param parties  outer ones */
export const placeOf = (parties: number): Place => ({
  first: 0,
  outside: 1,
  nodes: new Int32Array(Math.max(parties - 1, 0)),
  nodeWeights: new Float64Array(Math.max(parties - 1, 0)),
});

function unitBlocks(stage: Stage, columns: number, place: Place): Blocks {
  const { rowWeight, columnWeight } = stage.party.rule;
  const block = () => ({ columns, states: stage.out, weights: new Float64Array(columns), place });
  const count = (rowWeight.length * columnWeight.length) / columns;
  const unit = Array.from({ length: count }, (_, b) => {
    const own = block();
    fillWeights(stage, b, own.weights);
    return own;
  });
  return { unit, scaled: block() };
}

/** Measure and quadrature weight of the nodes of the b-th block. */
function fillWeights({ measure, party }: Stage, b: number, weights: Float64Array): void {
  const { rowWeight, columnWeight } = party.rule;
  for (let k = 0; k < weights.length; k++) {
    const node = b * weights.length + k;
    weights[k] = measure * rowWeight[Math.floor(node / columnWeight.length)] * columnWeight[node % columnWeight.length];
  }
}

function makeStage(party: OuterParty, rest: number, count: number, rows: number): Stage {
  const d = party.twoJ + 1;
  const columns = rows * party.rule.phi.length;
  const out = Array.from({ length: count }, () => new Float64Array(rest * columns));
  return {
    d,
    rest,
    measure: d / (4 * Math.PI),
    party,
    tables: ruleTables(party.rule, party.twoJ),
    x: new Float64Array(d * rest),
    y: new Float64Array(d * rest),
    out,
    components: out.map((whole) => [0, 1, 2, 3].map((k) => whole.subarray(k * columns, (k + 1) * columns))),
    slices: Array.from({ length: count }, () => new Float64Array(rest)),
  };
}

function sweepStage(
  stages: readonly Stage[],
  depth: number,
  tensors: readonly Float64Array[],
  weight: number,
  blocks: Blocks,
  visit: (block: ConditionalBlock) => void,
): void {
  const stage = stages[depth];
  const { measure, out, slices } = stage;
  const { rule } = stage.party;
  const { columns } = stage.tables.orders;
  const rows = rule.cosHalf.length;
  if (depth + 1 === stages.length) {
    const { columns: width, place } = blocks.scaled;
    place.outside = weight * measure;
    for (let r = 0, b = 0; r < rows; b++) {
      contractRows(stage, r, tensors, width);
      place.first = b * width;
      r += width / columns;
      visit(weight === 1 ? blocks.unit[b] : scale(blocks.unit[b], weight, blocks.scaled));
    }
    return;
  }
  for (let r = 0; r < rows; r++) {
    contractRows(stage, r, tensors, columns);
    const rowWeight = weight * measure * rule.rowWeight[r];
    for (let c = 0; c < columns; c++) {
      for (let t = 0; t < tensors.length; t++) gatherColumn(out[t], columns, c, slices[t]);
      const { nodes, nodeWeights } = blocks.scaled.place;
      nodes[depth] = r * columns + c;
      nodeWeights[depth] = rule.rowWeight[r] * rule.columnWeight[c];
      sweepStage(stages, depth + 1, slices, rowWeight * rule.columnWeight[c], blocks, visit);
    }
  }
}

function scale(unit: ConditionalBlock, weight: number, scaled: ConditionalBlock): ConditionalBlock {
  for (let k = 0; k < unit.columns; k++) scaled.weights[k] = weight * unit.weights[k];
  return scaled;
}

/** Rows of all tensors, from `first` on, as many as fill `width` columns. */
function contractRows(stage: Stage, first: number, tensors: readonly Float64Array[], width: number): void {
  const { d, rest, tables, out, components } = stage;
  const { present } = stage.party;
  const { amplitudes, orders } = tables;
  for (let t = 0; t < tensors.length; t++) {
    if (d === 2 && rest === 4) {
      contractQubits(tensors[t], present[1] === 1, amplitudes, first, orders, components[t]);
      continue;
    }
    for (let at = 0, r = first; at < width; at += orders.columns, r++) {
      contractOrders(tensors[t], d, rest, present, amplitudes[r], amplitudes[r], stage.x, stage.y);
      synthesize(d, rest, present, stage.x, stage.y, orders, out[t], width, at);
    }
  }
}

/** The state at one column of a block. */
export function gatherColumn(states: Float64Array, columns: number, column: number, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = states[k * columns + column];
}
