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
  readonly columns: number;
  readonly states: readonly Float64Array[];
  /** Measure and quadrature weight of each, all outer parties together. */
  readonly weights: Float64Array;
}

/** What the sweeps over a rule have in common: amplitudes of its rows, trigonometric tables of its columns. */
interface RuleTables {
  readonly amplitudes: readonly Float64Array[];
  readonly orders: OrderTable;
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
  const columns = blockColumns(outer);
  const block = { columns, states: stages[stages.length - 1].out, weights: new Float64Array(columns) };
  return { run: (tensors, visit) => sweepStage(stages, 0, tensors, 1, block, visit) };
}

/** One sweep. */
export function sweepConditionals(
  tensors: readonly Float64Array[],
  outer: readonly OuterParty[],
  innerSize: number,
  visit: (block: ConditionalBlock) => void,
): void {
  conditionalSweep(outer, innerSize, tensors.length).run(tensors, visit);
}

function makeStage(party: OuterParty, rest: number, count: number, rows: number): Stage {
  const d = party.twoJ + 1;
  const columns = rows * party.rule.phi.length;
  return {
    d,
    rest,
    measure: d / (4 * Math.PI),
    party,
    tables: ruleTables(party.rule, party.twoJ),
    x: new Float64Array(d * rest),
    y: new Float64Array(d * rest),
    out: Array.from({ length: count }, () => new Float64Array(rest * columns)),
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
    const amplitudes = Array.from(rule.cosHalf, (cosHalf, r) => {
      const row = new Float64Array(twoJ + 1);
      dickeAmplitudes(twoJ, cosHalf, rule.sinHalf[r], row);
      return row;
    });
    tables = { amplitudes, orders: orderTable(twoJ + 1, rule.phi) };
    ofRule.set(twoJ, tables);
  }
  return tables;
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
  const { d, rest, measure, out, slices } = stage;
  const { rule, present } = stage.party;
  const { amplitudes, orders } = stage.tables;
  const { columns } = orders;
  const isLast = depth + 1 === stages.length;
  const width = isLast ? block.columns : columns;
  for (let r = 0, at = 0; r < amplitudes.length; r++) {
    const a = amplitudes[r];
    for (let t = 0; t < tensors.length; t++) {
      if (d === 2) qubitRow(tensors[t], rest, present[1] === 1, a, orders, out[t], width, at);
      else {
        contractOrders(tensors[t], d, rest, present, a, a, stage.x, stage.y);
        synthesize(d, rest, present, stage.x, stage.y, orders, out[t], width, at);
      }
    }
    const rowWeight = weight * measure * rule.rowWeight[r];
    if (isLast) {
      for (let c = 0; c < columns; c++) block.weights[at + c] = rowWeight * rule.columnWeight[c];
      at += columns;
      if (at < width) continue;
      visit(block);
      at = 0;
      continue;
    }
    for (let c = 0; c < columns; c++) {
      for (let t = 0; t < tensors.length; t++) gatherColumn(out[t], columns, c, slices[t]);
      sweepStage(stages, depth + 1, slices, rowWeight * rule.columnWeight[c], block, visit);
    }
  }
}

/** `contractOrders` and `synthesize` in one for d = 2: a₀²T₀ + a₁²T₁ + 2a₀a₁ (T₂ cos φ + T₃ sin φ). */
function qubitRow(
  tensor: Float64Array,
  rest: number,
  turns: boolean,
  amplitudes: Float64Array,
  { columns, cos, sin }: OrderTable,
  out: Float64Array,
  width: number,
  at: number,
): void {
  const up = amplitudes[0] * amplitudes[0];
  const down = amplitudes[1] * amplitudes[1];
  const across = turns ? 2 * amplitudes[0] * amplitudes[1] : 0;
  // Four components at a time: an inner qubit has no more, and columns are looked up once.
  for (let k = 0; k + 3 < rest; k += 4) {
    const mean0 = up * tensor[k] + down * tensor[rest + k];
    const mean1 = up * tensor[k + 1] + down * tensor[rest + k + 1];
    const mean2 = up * tensor[k + 2] + down * tensor[rest + k + 2];
    const mean3 = up * tensor[k + 3] + down * tensor[rest + k + 3];
    const x0 = across * tensor[2 * rest + k];
    const x1 = across * tensor[2 * rest + k + 1];
    const x2 = across * tensor[2 * rest + k + 2];
    const x3 = across * tensor[2 * rest + k + 3];
    const y0 = across * tensor[3 * rest + k];
    const y1 = across * tensor[3 * rest + k + 1];
    const y2 = across * tensor[3 * rest + k + 2];
    const y3 = across * tensor[3 * rest + k + 3];
    for (let c = 0, to = k * width + at; c < columns; c++, to++) {
      const cosine = cos[columns + c];
      const sine = sin[columns + c];
      out[to] = mean0 + x0 * cosine + y0 * sine;
      out[to + width] = mean1 + x1 * cosine + y1 * sine;
      out[to + 2 * width] = mean2 + x2 * cosine + y2 * sine;
      out[to + 3 * width] = mean3 + x3 * cosine + y3 * sine;
    }
  }
  for (let k = rest - (rest % 4); k < rest; k++) {
    const mean = up * tensor[k] + down * tensor[rest + k];
    const x = across * tensor[2 * rest + k];
    const y = across * tensor[3 * rest + k];
    const to = k * width + at;
    for (let c = 0; c < columns; c++) out[to + c] = mean + x * cos[columns + c] + y * sin[columns + c];
  }
}

/** The state at one column of a block. */
export function gatherColumn(states: Float64Array, columns: number, column: number, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = states[k * columns + column];
}
