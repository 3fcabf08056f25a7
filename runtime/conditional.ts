/**
 * Conditional states. Whatever is local to one party is a functional of the unnormalised states σ(n) = ⟨n|ρ|n⟩ that the
 * inner party is left in when the outer ones are found along n, homogeneous of degree one, and averaged over n:
 *     Π_a = (Π_o μ_o) ∫ dn_o Π₁(σ(n_o)),   μ = (2J+1)/4π.
 */
import { contractOrders, type OrderTable, orderTable, synthesize } from "./contract.ts";
import { dickeAmplitudes } from "./dicke.ts";
import type { SphereRule } from "./sphere.ts";

/** A party that is averaged over, with the nodes to use and the coherence orders it has. */
export interface OuterParty {
  readonly twoJ: number;
  readonly present: Uint8Array;
  readonly rule: SphereRule;
}

/** `columns` conditional states; component β of the t-th tensor's at column c is `states[t][β * columns + c]`. */
export interface ConditionalBlock {
  columns: number;
  readonly states: readonly Float64Array[];
  /** Measure and quadrature weight of each, all outer parties together. */
  readonly weights: Float64Array;
}

interface Stage {
  readonly d: number;
  readonly rest: number;
  readonly measure: number;
  readonly party: OuterParty;
  readonly table: OrderTable;
  readonly amplitudes: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Contracted tensors, one a tensor; [β * columns + c]. */
  readonly out: readonly Float64Array[];
  /** The state of one column, gathered for the next stage. */
  readonly slices: readonly Float64Array[];
}

/**
 * Calls `visit` with the conditional states at every node of the outer parties, a row of columns at a time. The block
 * is overwritten between calls.
 * @param tensors  axes in the order outer parties …, inner
 * @param innerSize  length of the inner axis, d²
 */
export function sweepConditionals(
  tensors: readonly Float64Array[],
  outer: readonly OuterParty[],
  innerSize: number,
  visit: (block: ConditionalBlock) => void,
): void {
  if (outer.length === 0) {
    visit({ columns: 1, states: tensors, weights: Float64Array.of(1) });
    return;
  }
  const stages: Stage[] = [];
  let rest = innerSize;
  for (let p = outer.length - 1; p >= 0; p--) {
    stages.unshift(makeStage(outer[p], rest, tensors.length));
    rest *= (outer[p].twoJ + 1) ** 2;
  }
  const last = stages[stages.length - 1];
  const block = { columns: last.table.columns, states: last.out, weights: new Float64Array(last.table.columns) };
  sweepStage(stages, 0, tensors, 1, block, visit);
}

function makeStage(party: OuterParty, rest: number, count: number): Stage {
  const d = party.twoJ + 1;
  const columns = party.rule.phi.length;
  return {
    d,
    rest,
    measure: d / (4 * Math.PI),
    party,
    table: orderTable(d, party.rule.phi),
    amplitudes: new Float64Array(d),
    x: new Float64Array(d * rest),
    y: new Float64Array(d * rest),
    out: Array.from({ length: count }, () => new Float64Array(rest * columns)),
    slices: Array.from({ length: count }, () => new Float64Array(rest)),
  };
}

function sweepStage(
  stages: readonly Stage[],
  depth: number,
  tensors: readonly Float64Array[],
  weight: number,
  block: ConditionalBlock,
  visit: (block: ConditionalBlock) => void,
): void {
  const stage = stages[depth];
  const { rule, present, twoJ } = stage.party;
  const columns = stage.table.columns;
  for (let r = 0; r < rule.cosHalf.length; r++) {
    dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], stage.amplitudes);
    for (let t = 0; t < tensors.length; t++) {
      contractOrders(tensors[t], stage.d, stage.rest, present, stage.amplitudes, stage.amplitudes, stage.x, stage.y);
      synthesize(stage.d, stage.rest, present, stage.x, stage.y, stage.table, stage.out[t]);
    }
    const rowWeight = weight * stage.measure * rule.rowWeight[r];
    if (depth + 1 === stages.length) {
      for (let c = 0; c < columns; c++) block.weights[c] = rowWeight * rule.columnWeight[c];
      visit(block);
      continue;
    }
    for (let c = 0; c < columns; c++) {
      for (let t = 0; t < tensors.length; t++) gatherColumn(stage.out[t], columns, c, stage.slices[t]);
      sweepStage(stages, depth + 1, stage.slices, rowWeight * rule.columnWeight[c], block, visit);
    }
  }
}

/** The state at one column of a block. */
export function gatherColumn(states: Float64Array, columns: number, column: number, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = states[k * columns + column];
}
