/** Blocks of a state in a cluster's coordinates, taken from time to time to thirty digits. */

import { type LongVector, zeroVector } from "../matrices/long-matrix.ts";
import { addMultiple } from "../numbers/long-number.ts";
import { type Cluster, partsOf } from "./generator/cluster.ts";
import { largestColumn, type Part, partOf } from "./generator/part.ts";
import type { Parts } from "./generator/parts.ts";
import { areLittleWork, type Step, stepOf } from "./propagate/propagate.ts";
import type { Stride } from "./propagate/spans.ts";
import { sparseRows } from "./propagate/sparse-rows.ts";
import { steppedError, taylorExponential } from "./propagate/taylor.ts";
import { nullities } from "./rest/nullity.ts";

/**
 * Takes blocks over a stride, in place.
 * @param integrals  to which ∫ of each block over the stride is added, where given
 * @returns  what the methods leave uncertain
 */
export function advance(
  cluster: Cluster,
  blocks: readonly LongVector[],
  stride: Stride,
  integrals: readonly LongVector[] | null,
): number {
  const parts = partsOf(cluster, blocks);
  const stepOfPart = stepsOver(cluster, parts, stride);
  let error = 0;
  for (let p = 0; p + 1 < parts.starts.length; p++) {
    const own = parts.coordinates.subarray(parts.starts[p], parts.starts[p + 1]);
    let step: Step | null = null;
    for (let b = 0; b < blocks.length; b++) {
      const x = gathered(blocks[b], own);
      if (x === null) continue;
      step ??= stepOfPart(p);
      const sum = integrals === null ? null : scratchOf(own.length, 1);
      scatter(step.advance(x, sum), own, blocks[b]);
      if (sum !== null) addScattered(sum, own, integrals![b]);
      error = Math.max(error, step.error);
    }
  }
  return error;
}

/** Spans whose steps are kept at a time. */
const KEPT = 64;

function stepsOver(cluster: Cluster, parts: Parts, { span, rest }: Stride): (p: number) => Step {
  const { explored } = cluster;
  const kept = span.count > 1 ? (explored.steps.get(span.time) ?? []) : [];
  if (span.count > 1) explored.steps.set(span.time, kept);
  if (explored.steps.size > KEPT) explored.steps.delete(explored.steps.keys().next().value!);
  // Ladders of a large spin have very many parts of one coordinate, and few rates.
  const alike = new Map<number, { readonly low: number; readonly step: Step }>();
  const kernelOf = (p: number) => () => {
    explored.kernels ??= nullities(cluster, parts);
    return explored.kernels[p];
  };
  let isLittle: boolean | null = null;
  const isLittleWork = () => {
    isLittle ??= areLittleWork(everyPart(parts), span);
    return isLittle;
  };
  return (p) => {
    const part = partOf(parts, p);
    const rate = part.size === 1 ? rateOf(part) : null;
    const same = rate === null ? undefined : alike.get(rate.high);
    const whole =
      kept[p] ?? (same?.low === rate?.low ? same?.step : undefined) ?? stepOf(part, span, kernelOf(p), isLittleWork);
    kept[p] = whole;
    if (rate !== null) alike.set(rate.high, { low: rate.low, step: whole });
    if (rest === 0) return whole;
    const turns = largestColumn(part) * Math.abs(rest);
    // What is much faster than the rounding of times: the time as it is.
    if (turns > 1) return stepOf(part, { time: span.time + rest, count: 1 }, kernelOf(p), isLittleWork);
    return followed(whole, part, rest, turns);
  };
}

function* everyPart(parts: Parts): Generator<Part> {
  for (let p = 0; p + 1 < parts.starts.length; p++) yield partOf(parts, p);
}

function rateOf({ columnStart, value, low }: Part): { readonly high: number; readonly low: number } {
  const [first, end] = columnStart;
  return end > first ? { high: value[first], low: low[first] } : { high: 0, low: 0 };
}

/** What may be left out of a state, turns². */
const NUDGE = 1e-26;

/** A step and the little that is left of the time. */
function followed(whole: Step, part: Part, rest: number, turns: number): Step {
  if (turns * turns <= NUDGE) return nudged(whole, part, rest, turns);
  const A = sparseRows(part);
  return {
    error: whole.error + steppedError(turns),
    advance: (x, sum) => taylorExponential(A, whole.advance(x, sum), rest, sum),
  };
}

/** e^{τA}y = y + τAy to first order. */
function nudged(whole: Step, { size, columnStart, row, value }: Part, rest: number, turns: number): Step {
  return {
    error: whole.error + turns * turns,
    advance: (x, sum) => {
      const y = whole.advance(x, sum);
      const slope = new Float64Array(size);
      for (let c = 0; c < size; c++)
        for (let e = columnStart[c]; e < columnStart[c + 1]; e++) slope[row[e]] += value[e] * y.high[c];
      for (let k = 0; k < size; k++) {
        if (sum !== null) addMultiple(sum.high, sum.low, k, rest, y.high[k], 0);
        addMultiple(y.high, y.low, k, rest, slope[k], 0);
      }
      return y;
    },
  };
}

/** Of small parts, which are many. */
const LARGEST_SCRATCH = 64;
const scratches: (readonly [LongVector, LongVector])[] = [];

/** Zeros, until they are asked for again. */
function scratchOf(length: number, which: 0 | 1): LongVector {
  if (length > LARGEST_SCRATCH) return zeroVector(length);
  scratches[length] ??= [zeroVector(length), zeroVector(length)];
  const own = scratches[length][which];
  own.high.fill(0);
  own.low.fill(0);
  return own;
}

/** The coordinates of a part; null where all are zero. */
function gathered({ high, low }: LongVector, own: Int32Array): LongVector | null {
  const x = scratchOf(own.length, 0);
  let present = false;
  for (let k = 0; k < own.length; k++) {
    x.high[k] = high[own[k]];
    x.low[k] = low[own[k]];
    if (x.high[k] !== 0) present = true;
  }
  return present ? x : null;
}

function scatter(x: LongVector, own: Int32Array, block: LongVector): void {
  for (let k = 0; k < own.length; k++) {
    block.high[own[k]] = x.high[k];
    block.low[own[k]] = x.low[k];
  }
}

function addScattered(x: LongVector, own: Int32Array, block: LongVector): void {
  for (let k = 0; k < own.length; k++) addMultiple(block.high, block.low, own[k], 1, x.high[k], x.low[k]);
}
