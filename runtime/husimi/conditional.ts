/**
 * Conditional states. Whatever is local to one party is a functional of the unnormalised states σ(n) = ⟨n|ρ|n⟩ that the
 * inner party is left in when the outer ones are found along n, homogeneous of degree one, and averaged over n:
 *     Π_a = (Π_o μ_o) ∫ dn_o Π₁(σ(n_o)),   μ = (2J+1)/4π.
 */

import type { SphereRule } from "../quadrature/sphere.ts";
import { contractOrders, fillOrderTable, type OrderTable, orderTable, synthesize } from "./contract.ts";
import { dickeAmplitudes } from "./dicke.ts";

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
}

/** What the sweeps over a rule have in common: amplitudes of its rows, trigonometric tables of its columns. */
interface RuleTables {
  readonly amplitudes: readonly Float64Array[];
  readonly orders: OrderTable;
  /** Sweeps over this rule alone, by the shape of what is swept. */
  readonly sweeps: Map<string, ConditionalSweep>;
  /** Of the rule, when the tables were filled. */
  placement: number;
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

/** Columns of the blocks of a sweep. */
export function blockColumns(outer: readonly OuterParty[]): number {
  if (outer.length === 0) return 1;
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
  if (outer.length === 0) {
    const weights = Float64Array.of(1);
    return { run: (tensors, visit) => visit({ columns: 1, states: tensors, weights }) };
  }
  const stages: Stage[] = [];
  let rest = innerSize;
  for (let p = outer.length - 1; p >= 0; p--) {
    stages.unshift(makeStage(outer[p], rest, count, p === outer.length - 1 ? rowsOfBlock(outer[p].rule) : 1));
    rest *= (outer[p].twoJ + 1) ** 2;
  }
  const innermost = stages[stages.length - 1];
  const blocks = unitBlocks(innermost, blockColumns(outer));
  let { placement } = innermost.party.rule;
  return {
    run: (tensors, visit) => {
      for (const { party, tables } of stages) followRule(tables, party);
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

function unitBlocks(stage: Stage, columns: number): Blocks {
  const { rowWeight, columnWeight } = stage.party.rule;
  const block = () => ({ columns, states: stage.out, weights: new Float64Array(columns) });
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

/** One sweep; `visit` must not start another. */
export function sweepConditionals(
  tensors: readonly Float64Array[],
  outer: readonly OuterParty[],
  innerSize: number,
  visit: (block: ConditionalBlock) => void,
): void {
  keptSweep(outer, innerSize, tensors.length).run(tensors, visit);
}

/** Sweeps with more numbers than this in a block are made anew each time. */
const LARGEST_KEPT = 1 << 15;

/** Rules of refinement levels come with every state, those of patches are moved: small sweeps over them are kept. */
function keptSweep(outer: readonly OuterParty[], innerSize: number, count: number): ConditionalSweep {
  const size = innerSize * count * blockColumns(outer);
  if (outer.length !== 1 || size > LARGEST_KEPT) return conditionalSweep(outer, innerSize, count);
  const { rule, twoJ, present } = outer[0];
  const { sweeps } = ruleTables(rule, twoJ);
  const shape = `${innerSize} ${count} ${present.join("")}`;
  let sweep = sweeps.get(shape);
  if (sweep === undefined) {
    sweep = conditionalSweep([{ rule, twoJ, present: present.slice() }], innerSize, count);
    sweeps.set(shape, sweep);
  }
  return sweep;
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

/** Rules that are used again keep their tables, by 2J. */
const known = new WeakMap<SphereRule, Map<number, RuleTables>>();

function ruleTables(rule: SphereRule, twoJ: number): RuleTables {
  let ofRule = known.get(rule);
  if (ofRule === undefined) {
    ofRule = new Map();
    known.set(rule, ofRule);
  }
  let tables = ofRule.get(twoJ);
  if (tables === undefined) {
    const amplitudes = Array.from(rule.cosHalf, () => new Float64Array(twoJ + 1));
    const orders = orderTable(twoJ + 1, rule.phi);
    tables = { amplitudes, orders, sweeps: new Map(), placement: rule.placement };
    fillAmplitudes(amplitudes, twoJ, rule);
    ofRule.set(twoJ, tables);
  }
  return tables;
}

function fillAmplitudes(amplitudes: readonly Float64Array[], twoJ: number, rule: SphereRule): void {
  for (let r = 0; r < amplitudes.length; r++) dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], amplitudes[r]);
}

/** Fills the tables anew where the rule has been moved. */
function followRule(tables: RuleTables, { rule, twoJ }: OuterParty): void {
  if (tables.placement === rule.placement) return;
  tables.placement = rule.placement;
  fillAmplitudes(tables.amplitudes, twoJ, rule);
  fillOrderTable(tables.orders, twoJ + 1, rule.phi);
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
    const width = blocks.scaled.columns;
    for (let r = 0, b = 0; r < rows; b++) {
      contractRows(stage, r, tensors, width);
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

/** `contractOrders` and `synthesize` of a qubit with a qubit inside: a₀²T₀ + a₁²T₁ + 2a₀a₁ (T₂ cos φ + T₃ sin φ).
 *  Components are arrays of their own: one index for all saves the arithmetic and its checks. */
function contractQubits(
  tensor: Float64Array,
  turns: boolean,
  amplitudes: readonly Float64Array[],
  first: number,
  { columns, cos, sin }: OrderTable,
  components: readonly Float64Array[],
): void {
  const out0 = components[0];
  const out1 = components[1];
  const out2 = components[2];
  const out3 = components[3];
  for (let k = 0, r = first; k < out0.length; r++) {
    const a = amplitudes[r];
    const up = a[0] * a[0];
    const down = a[1] * a[1];
    const across = turns ? 2 * a[0] * a[1] : 0;
    const mean0 = up * tensor[0] + down * tensor[4];
    const mean1 = up * tensor[1] + down * tensor[5];
    const mean2 = up * tensor[2] + down * tensor[6];
    const mean3 = up * tensor[3] + down * tensor[7];
    const x0 = across * tensor[8];
    const x1 = across * tensor[9];
    const x2 = across * tensor[10];
    const x3 = across * tensor[11];
    const y0 = across * tensor[12];
    const y1 = across * tensor[13];
    const y2 = across * tensor[14];
    const y3 = across * tensor[15];
    for (let c = 0; c < columns; c++, k++) {
      const cosine = cos[columns + c];
      const sine = sin[columns + c];
      out0[k] = mean0 + x0 * cosine + y0 * sine;
      out1[k] = mean1 + x1 * cosine + y1 * sine;
      out2[k] = mean2 + x2 * cosine + y2 * sine;
      out3[k] = mean3 + x3 * cosine + y3 * sine;
    }
  }
}

/** The state at one column of a block. */
export function gatherColumn(states: Float64Array, columns: number, column: number, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = states[k * columns + column];
}
