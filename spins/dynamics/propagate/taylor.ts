/** e^{τA}x and ∫₀^τ e^{sA}x ds for sparse A by Taylor's series in thirty digits. */
import { addMultiple } from "../../matrices/double-double.ts";
import { LONG_EPSILON, type LongVector, zeroVector } from "../../matrices/long-matrix.ts";
import { applyRows, type SparseRows } from "./sparse-rows.ts";

/** How many of thirty digits are to be right. */
export interface Steps {
  /** ‖A‖τ of one step. */
  readonly longest: number;
  /** Terms this much smaller than the state are left out. */
  readonly negligible: number;
  /** What is left uncertain of the state over 1 + ‖A‖τ. */
  readonly error: number;
  /** Products of a step with A besides four times its ‖A‖τ, about. */
  readonly products: number;
}

/** Terms grow to e⁸, and cancel to as little as e⁻⁸ of the state, which leaves twenty-three digits of thirty. */
export const LONG_STEPS: Steps = { longest: 8, negligible: 1e-24, error: 1e-20, products: 16 };
/** Nothing cancels: of two steps a turn each of twenty terms rounds by an ε of thirty digits of itself, 2·20·e^½ < 128. */
export const FINE_STEPS: Steps = { longest: 0.5, negligible: 1e-33, error: 128 * LONG_EPSILON, products: 20 };

/** Products with A of a step, at the most. */
const MOST = 90;

/** A power of two, so that the steps add up to τ exactly. */
const countOf = (turns: number, { longest }: Steps): number => 2 ** Math.max(0, Math.ceil(Math.log2(turns / longest)));

/** How many products with A e^{τA}x takes, about. */
export const productsFor = (turns: number, steps: Steps): number => {
  const count = countOf(turns, steps);
  return count * (steps.products + (4 * turns) / count);
};

/**
 * Σ (τA)^k x/k! step by step, and to `integral`, where given, Σ τ (τA)^k x/(k + 1)!.
 * @param turns  a bound on ‖A‖τ, which may be negative
 * @param integral  to which it is added
 */
export function taylorExponential(
  A: SparseRows,
  x: LongVector,
  tau: number,
  turns: number,
  integral: LongVector | null,
  steps: Steps = LONG_STEPS,
): LongVector {
  const count = countOf(turns, steps);
  let state = x;
  for (let k = 0; k < count; k++) state = oneStep(A, state, tau / count, integral, steps);
  return state;
}

function oneStep(
  A: SparseRows,
  x: LongVector,
  tau: number,
  integral: LongVector | null,
  { negligible }: Steps,
): LongVector {
  const state = { high: x.high.slice(), low: x.low.slice() };
  let term = x;
  let next = zeroVector(x.high.length);
  let spare = zeroVector(x.high.length);
  const size = largest(x.high);
  if (integral !== null) addTo(integral, tau, 0, x);
  for (let k = 1; k <= MOST; k++) {
    const [factor, factorLow] = quotient(tau, k);
    applyRows(A, term, factor, factorLow, next);
    [term, next, spare] = [next, spare, next];
    addTo(state, 1, 0, term);
    if (integral !== null) addTo(integral, ...quotient(tau, k + 1), term);
    if (largest(term.high) <= negligible * size) break;
  }
  return state;
}

/** x/k to thirty digits. */
function quotient(x: number, k: number): [number, number] {
  const high = x / k;
  const [rest, low] = [Float64Array.of(x), new Float64Array(1)];
  addMultiple(rest, low, 0, -high, k, 0);
  return [high, (rest[0] + low[0]) / k];
}

function addTo(out: LongVector, factor: number, factorLow: number, x: LongVector): void {
  for (let k = 0; k < x.high.length; k++) {
    addMultiple(out.high, out.low, k, factor, x.high[k], x.low[k]);
    if (factorLow !== 0) addMultiple(out.high, out.low, k, factorLow, x.high[k], 0);
  }
}

function largest(x: Float64Array): number {
  let size = 0;
  for (const value of x) size = Math.max(size, Math.abs(value));
  return size;
}
