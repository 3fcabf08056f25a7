/** e^{τA}x and ∫₀^τ e^{sA}x ds for sparse A by Taylor's series in thirty digits. */

import { LONG_EPSILON, type LongVector, zeroVector } from "../../matrices/long-matrix.ts";
import { addMultiple, type Long, longProduct, longQuotient, longSum, longTimes } from "../../numbers/long-number.ts";
import { LONG_STEPPING } from "../../numbers/safety-factors.ts";
import { applyRows, type ColumnSizes, type SparseRows } from "./sparse-rows.ts";

/** ‖A + c‖τ of one step, at the most, and by what power of e its terms may be more than the state, which cancels. */
const LONGEST = 16;
const GROWTH = 8;
/** What is left uncertain of the state over 1 + ‖A‖τ. */
export const STEPPED_ERROR = LONG_STEPPING * LONG_EPSILON;
/** Terms this much smaller than the state are left out. */
const NEGLIGIBLE = 1e-33;
/** Products of a step with A besides four times its ‖A + c‖τ, about. */
const PRODUCTS = 20;
/** Products with A of a step, at the most. */
const MOST = 120;
/** Of the largest, what is no part of the state. */
const NOTHING = 1e-40;

/** What e^{τA} = e^{−cτ} e^{τ(A + c)} costs: −c is the least entry on the diagonal, so that of decays no terms cancel. */
interface Turns {
  /** c */
  readonly decay: number;
  /** ‖A + c‖₁, and no less than c. */
  readonly size: number;
}

/** On some columns. */
export function turnsOf({ diagonal, beside }: ColumnSizes, rows: Int32Array): Turns {
  let decay = 0;
  for (const k of rows) decay = Math.max(decay, -diagonal[k]);
  let size = decay;
  for (const k of rows) size = Math.max(size, Math.abs(decay + diagonal[k]) + beside[k]);
  return { decay, size };
}

/** A power of two, so that the steps add up to τ exactly. */
const countOf = ({ decay, size }: Turns, tau: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(Math.max((size * tau) / LONGEST, ((size - decay) * tau) / GROWTH))));

/** How many products with A e^{τA}x takes, about. */
export const productsFor = (turns: Turns, tau: number): number => countOf(turns, tau) * PRODUCTS + 4 * turns.size * tau;

/**
 * Σ (τ(A + c))^k x/k! e^{−cτ} step by step, each on what is reached from where there is something, and to `integral`, where given,
 * the same over τ. A negative time has no decays, c = 0.
 * @param integral  to which it is added
 */
export function taylorExponential(A: SparseRows, x: LongVector, tau: number, integral: LongVector | null): LongVector {
  let state = x;
  for (let done = 0; done < 1; ) {
    const rows = reached(A, state);
    const turns = tau > 0 ? turnsOf(A, rows) : backwards(A, rows);
    let count = countOf(turns, Math.abs(tau));
    while (done % (1 / count) !== 0) count *= 2;
    state = oneStep(A, rows, turns.decay, state, tau / count, integral);
    done += 1 / count;
  }
  return state;
}

function backwards({ diagonal, beside }: SparseRows, rows: Int32Array): Turns {
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
  x: LongVector,
  tau: number,
  integral: LongVector | null,
): LongVector {
  const z = longProduct(decay, tau, 0);
  const n = x.high.length;
  const state = zeroVector(n);
  let [term, next] = [zeroVector(n), zeroVector(n)];
  addTo(term, rows, longQuotient([1, 0], exponential(z)), x);
  addTo(state, rows, [1, 0], term);
  const least = NEGLIGIBLE * largest(x.high);
  const shares = integral === null ? null : integralShares(z);
  if (integral !== null) addTo(integral, rows, longTimes([tau, 0], shares![0]), term);
  for (let k = 1; k <= MOST; k++) {
    const [factor, factorLow] = longQuotient([tau, 0], [k, 0]);
    applyRows(A, rows, decay, term, factor, factorLow, next);
    [term, next] = [next, term];
    addTo(state, rows, [1, 0], term);
    if (integral !== null) addTo(integral, rows, longTimes([tau, 0], shares![k]), term);
    if (k > z[0] && largest(term.high) * (k + 1) <= least * (k + 1 - z[0])) break;
  }
  return state;
}

/** Σ z^k/k! for z ≥ 0. */
function exponential(z: Long): Long {
  let [sum, term]: Long[] = [
    [1, 0],
    [1, 0],
  ];
  for (let k = 1; term[0] > LONG_EPSILON * LONG_EPSILON * sum[0]; k++) {
    term = longQuotient(longTimes(term, z), [k, 0]);
    sum = longSum(...sum, ...term);
  }
  return sum;
}

/** ∫₀¹ e^{z(1−s)} s^k ds = Σ_j z^j k!/(k + j + 1)! for each k, the last from where it is 1/(k + 1 − z) to thirty digits of the first. */
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
