/** e^{τA}x and ∫₀^τ e^{sA}x ds for sparse A by Taylor's series in thirty digits. */

import { LONG_EPSILON, type LongVector, zeroVector } from "../../matrices/long-matrix.ts";
import { addMultiple, type Long, longProduct, longQuotient, longSum, longTimes } from "../../numbers/long-number.ts";
import { LONG_STEPPING } from "../../numbers/safety-factors.ts";
import { applyRows, type ColumnSizes, type SparseRows } from "./sparse-rows.ts";

/** ‖A + c‖τ of one step, at the most, and by what power of e its terms may be more than the state, which cancels. */
const LONGEST = 16;
const GROWTH = 6;
/** What is left uncertain of the state, relative to it.
 *  @param turns  ‖A‖₁τ */
export const steppedError = (turns: number): number => LONG_STEPPING * LONG_EPSILON * (1 + turns);
/** Terms this much smaller than the state are left out. */
const NEGLIGIBLE = 1e-33;
/** Products of a step with A besides four times its ‖A + c‖τ, about. */
const PRODUCTS = 28;
/** Products with A of a step, at the most. */
const MOST = 120;
/** Of the largest, what is no part of the state: it becomes zero exactly, as if it were not reached. */
const NOTHING = 1e-40;

/** e^{τA} = e^{−cτ} e^{τ(A + c)}: −c is the least entry on the diagonal, so that of decays no terms cancel. */
interface Shift {
  /** c, per unit of time. */
  readonly decay: number;
  /** ‖A + c‖₁, and no less than c. */
  readonly size: number;
}

/** @param rows  which coordinates there are, all without them */
export function shiftOf({ diagonal, beside }: ColumnSizes, rows: Iterable<number> = diagonal.keys()): Shift {
  const all = [...rows];
  const decay = all.reduce((most, k) => Math.max(most, -diagonal[k]), 0);
  return { decay, size: all.reduce((most, k) => Math.max(most, Math.abs(decay + diagonal[k]) + beside[k]), decay) };
}

/** A power of two, so that the steps add up to τ exactly. */
const countOf = ({ decay, size }: Shift, tau: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(Math.max((size * tau) / LONGEST, ((size - decay) * tau) / GROWTH))));

/** How many products with A e^{τA}x takes, about. */
export const productsFor = (shift: Shift, tau: number): number => countOf(shift, tau) * PRODUCTS + 4 * shift.size * tau;

/**
 * Σ (τ(A + c))^k x/k! e^{−cτ} step by step, each on what is reached from where there is something, and to `integral`, where given,
 * the same over τ. A negative time has no decays, c = 0.
 * @param integral  to which it is added
 */
export function taylorExponential(A: SparseRows, x: LongVector, tau: number, integral: LongVector | null): LongVector {
  let state = x;
  let weights = weightsOf([0, 0], integral !== null);
  for (let done = 0; done < 1; ) {
    const rows = reached(A, state);
    const shift = tau > 0 ? shiftOf(A, rows) : unshifted(A, rows);
    let count = countOf(shift, Math.abs(tau));
    if (!(count <= MOST_STEPS)) throw new Error(`${count} steps of Taylor's series`);
    while (done % (1 / count) !== 0) count *= 2;
    const z = longProduct(shift.decay, tau / count, 0);
    if (z[0] !== weights.z[0] || z[1] !== weights.z[1]) weights = weightsOf(z, integral !== null);
    state = oneStep(A, rows, shift.decay, weights, state, tau / count, integral);
    done += 1 / count;
  }
  return state;
}

/** Steps whose shares of the time are binary fractions that add up. */
const MOST_STEPS = 2 ** 50;

function unshifted({ diagonal, beside }: SparseRows, rows: Int32Array): Shift {
  return { decay: 0, size: rows.reduce((most, k) => Math.max(most, Math.abs(diagonal[k]) + beside[k]), 0) };
}

/** The coordinates at which there is something, and all that A leads to from there. */
function reached({ part: { size, columnStart, row } }: SparseRows, { high }: LongVector): Int32Array {
  const least = NOTHING * largest(high);
  const marks = new Uint8Array(size);
  const rows: number[] = [];
  const mark = (k: number): void => {
    if (marks[k] === 1) return;
    marks[k] = 1;
    rows.push(k);
  };
  for (let k = 0; k < size; k++) if (Math.abs(high[k]) > least) mark(k);
  for (let at = 0; at < rows.length; at++)
    for (let e = columnStart[rows[at]]; e < columnStart[rows[at] + 1]; e++) mark(row[e]);
  return Int32Array.from(rows).sort();
}

function oneStep(
  A: SparseRows,
  rows: Int32Array,
  decay: number,
  { z, first, shares }: Weights,
  x: LongVector,
  tau: number,
  integral: LongVector | null,
): LongVector {
  const n = x.high.length;
  const state = zeroVector(n);
  let [term, next] = [zeroVector(n), zeroVector(n)];
  addTo(term, rows, first, x);
  addTo(state, rows, [1, 0], term);
  const least = NEGLIGIBLE * largest(x.high);
  if (integral !== null) addTo(integral, rows, longTimes([tau, 0], shares[0]), term);
  for (let k = 1; k <= MOST; k++) {
    const [factor, factorLow] = longQuotient([tau, 0], [k, 0]);
    applyRows(A, rows, decay, term, factor, factorLow, next);
    [term, next] = [next, term];
    addTo(state, rows, [1, 0], term);
    if (integral !== null) addTo(integral, rows, longTimes([tau, 0], shares[k]), term);
    // The rest is less than 1/(k + 1 − z) of it where the terms of decays are all there is, and far below the rounding with those that turn.
    if (k > z[0] && largest(term.high) * (k + 1) <= least * (k + 1 - z[0])) break;
  }
  return state;
}

/** Of a step that decays by z. */
interface Weights {
  readonly z: Long;
  /** e^{−z} */
  readonly first: Long;
  /** Of the k-th term in the integral over the step; none where there is no integral. */
  readonly shares: readonly Long[];
}

const weightsOf = (z: Long, hasIntegral: boolean): Weights => ({
  z,
  first: longQuotient([1, 0], exponential(z)),
  shares: hasIntegral ? integralShares(z) : [],
});

/** Σ z^k/k! for z ≥ 0. */
function exponential(z: Long): Long {
  let [sum, term]: Long[] = [
    [1, 0],
    [1, 0],
  ];
  for (let k = 1; 16 * term[0] > LONG_EPSILON * sum[0]; k++) {
    term = longQuotient(longTimes(term, z), [k, 0]);
    sum = longSum(...sum, ...term);
  }
  return sum;
}

/** I_k = ∫₀¹ e^{z(1−s)} s^k ds = (1 + z I_{k+1})/(k + 1), downwards from zero so far off that nothing is left of what that is off by. */
function integralShares(z: Long): Long[] {
  const shares: Long[] = [];
  let share: Long = [0, 0];
  for (let k = 3 * MOST; k >= 0; k--) {
    share = longQuotient(longSum(1, 0, ...longTimes(z, share)), [k + 1, 0]);
    if (k <= MOST) shares[k] = share;
  }
  return shares;
}

/** out += factor x on some rows. */
function addTo(out: LongVector, rows: Int32Array, [factor, factorLow]: Long, x: LongVector): void {
  for (let at = 0; at < rows.length; at++) {
    const k = rows[at];
    addMultiple(out.high, out.low, k, factor, x.high[k], x.low[k]);
    if (factorLow !== 0) addMultiple(out.high, out.low, k, factorLow, x.high[k], 0);
  }
}

function largest(x: Float64Array): number {
  let size = 0;
  for (const value of x) size = Math.max(size, Math.abs(value));
  return size;
}
