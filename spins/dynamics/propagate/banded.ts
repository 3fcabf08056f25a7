/** e^{tA}v and ∫₀ᵗ e^{sA}v ds for banded A however large its norm: the ladder of m of a large spin. */
import { InvalidInput } from "../../input/invalid-input.ts";
import { HALVED_STEP } from "../../numbers/safety-factors.ts";
import { addFraction, type Banded, factor, type Step } from "./banded-factors.ts";
import { ORDER } from "./pade-poles.ts";

/** A difference this much smaller than what is allowed is no less for longer steps: it is rounding. */
const ROUNDED = 1 / 4;

/** Steps of a method in some seconds. */
export const MOST_STEPS = 20_000;

export function refuseSteps(time: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `${time}`,
    expected: `a time of at most ${MOST_STEPS} steps of a spin this large`,
    remedy: 'give a shorter time, or "steady"',
  });
}

/**
 * e^{tA}v, and to `integral`, where given, ∫₀ᵗ e^{sA}v ds. One long step against two short ones gives the error, their
 * difference over 2⁷ − 1 where that is small, over 8 to be safe; steps only double and halve, so that factors are used again.
 * @param tolerance  the steps' errors add up to at most this times Σ|v|, or to rounding
 */
export function bandedExponential(
  A: Banded,
  v: Float64Array,
  time: number,
  tolerance: number,
  integral: Float64Array | null,
): Float64Array {
  const stepOf = stepsOf(A, time);
  const whole = sumOf(v);
  const finest = Math.max(0, Math.ceil(Math.log2(time * largestColumn(A)))) + 4;
  let state: Float64Array = v.slice();
  let halvings = Math.max(0, finest - 6);
  // In shares of the whole time, which are powers of two and add up exactly.
  let done = 0;
  for (let steps = 0; whole > 0 && done < 1; steps++) {
    if (steps > MOST_STEPS) refuseSteps(time);
    while (done % 2 ** -halvings !== 0) halvings++;
    const share = 2 ** -halvings;
    const long = advance(A, stepOf(halvings), state);
    const middle = advance(A, stepOf(halvings + 1), state);
    const short = advance(A, stepOf(halvings + 1), middle);
    const difference = distance(long, short);
    const allowed = HALVED_STEP * Math.max(tolerance * share, 2 * Number.EPSILON) * whole;
    if (difference > allowed && halvings < finest) {
      halvings++;
      continue;
    }
    if (integral !== null) {
      addIntegral(stepOf(halvings + 1), state, integral);
      addIntegral(stepOf(halvings + 1), middle, integral);
    }
    state = short;
    done += share;
    const isRounding = difference <= ROUNDED * allowed;
    if (halvings > 0 && (isRounding || difference * 2 ** ORDER <= allowed) && done % (2 * share) === 0) halvings--;
  }
  return state;
}

/** By how often the whole time is halved, each factored once. */
function stepsOf(A: Banded, time: number): (halvings: number) => Step {
  const factored = new Map<number, Step>();
  return (halvings) => {
    let step = factored.get(halvings);
    if (step === undefined) {
      step = factor(A, time * 2 ** -halvings);
      factored.set(halvings, step);
    }
    return step;
  };
}

/** v + Σ (c/p) (τA − p)⁻¹ τAv */
function advance(A: Banded, { tau, factors }: Step, v: Float64Array): Float64Array {
  const out = v.slice();
  const w = multiply(A, v);
  for (let k = 0; k < w.length; k++) w[k] *= tau;
  for (const one of factors) addFraction(one, w, 1, out);
  return out;
}

/** τ Σ (c/p) (τA − p)⁻¹ v */
function addIntegral({ tau, factors }: Step, v: Float64Array, out: Float64Array): void {
  for (const one of factors) addFraction(one, v, tau, out);
}

function multiply({ dimension: n, width: w, diagonals }: Banded, x: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let k = -w; k <= w; k++) {
    const at = (k + w) * n;
    for (let c = Math.max(0, -k); c < Math.min(n, n - k); c++) out[c + k] += diagonals[at + c] * x[c];
  }
  return out;
}

function largestColumn({ dimension: n, width: w, diagonals }: Banded): number {
  let largest = 0;
  for (let c = 0; c < n; c++) {
    let sum = 0;
    for (let k = 0; k <= 2 * w; k++) sum += Math.abs(diagonals[k * n + c]);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** Σ|a − b| */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += Math.abs(a[k] - b[k]);
  return sum;
}

function sumOf(v: Float64Array): number {
  let sum = 0;
  for (const x of v) sum += Math.abs(x);
  return sum;
}
