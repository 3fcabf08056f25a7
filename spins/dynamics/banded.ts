/** e^{tA}v and ∫₀ᵗ e^{sA}v ds for banded A however large its norm: the ladder of m of a large spin. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { InvalidInput } from "../input/invalid-input.ts";

/** A by diagonals: A[r, c] at `diagonals[(r − c + width) · dimension + c]`. */
export interface Banded {
  readonly dimension: number;
  readonly width: number;
  readonly diagonals: Float64Array;
}

interface Pole {
  readonly re: number;
  readonly im: number;
  /** c/p; of a conjugate pair, twice that of the one kept. */
  readonly shareRe: number;
  readonly shareIm: number;
}

/** Degree of the denominator; more would be of higher order, 2·4 − 1 here, but with larger residues and their rounding. */
const DEGREE = 4;
const ORDER = 2 * DEGREE - 1;

/**
 * Poles p and residues c of the [3/4] Padé approximant r of e^z, L-stable (Hairer & Wanner, Solving Ordinary Differential
 * Equations II, §IV.3 and IV.4). In steps r(z) = 1 + Σ (c/p) z/(z − p), so that rounding is relative to what changes, and the
 * integral over a step is that of (r(z) − 1)/z = Σ (c/p)/(z − p).
 */
const POLES = padePoles();

function padePoles(): readonly Pole[] {
  // N = Σ_j (7−j)! 3!/(7! j! (3−j)!) z^j, D = Σ_j (7−j)! 4!/(7! j! (4−j)!) (−z)^j (Hairer & Wanner, eq IV.3.30).
  const numerator = padeCoefficients(DEGREE - 1, 1);
  const denominator = padeCoefficients(DEGREE, -1);
  const companion = Matrix.zeros(DEGREE, DEGREE);
  for (let k = 0; k < DEGREE; k++) {
    companion.set(k, DEGREE - 1, -denominator[k] / denominator[DEGREE]);
    if (k > 0) companion.set(k, k - 1, 1);
  }
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion);
  const slopes = denominator.slice(1).map((c, k) => c * (k + 1));
  const poles: Pole[] = [];
  realEigenvalues.forEach((start, k) => {
    if (!(imaginaryEigenvalues[k] > 0)) return;
    let z: Complex = [start, imaginaryEigenvalues[k]];
    for (let step = 0; step < 3; step++) {
      const [re, im] = divide(horner(denominator, z), horner(slopes, z));
      z = [z[0] - re, z[1] - im];
    }
    const [re, im] = divide(divide(horner(numerator, z), horner(slopes, z)), z);
    poles.push({ re: z[0], im: z[1], shareRe: 2 * re, shareIm: 2 * im });
  });
  return poles;
}

type Complex = readonly [number, number];

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

function padeCoefficients(degree: number, sign: number): number[] {
  const list = [1];
  for (let j = 0; j < degree; j++) list.push((sign * list[j] * (degree - j)) / ((2 * DEGREE - 1 - j) * (j + 1)));
  return list;
}

function horner(coefficients: readonly number[], [x, y]: Complex): Complex {
  let [re, im] = [0, 0];
  for (let k = coefficients.length - 1; k >= 0; k--) [re, im] = [re * x - im * y + coefficients[k], re * y + im * x];
  return [re, im];
}

function divide([a, b]: Complex, [c, d]: Complex): Complex {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
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
  const factored = new Map<number, Step>();
  const stepOf = (halvings: number): Step => {
    let step = factored.get(halvings);
    if (step === undefined) {
      step = factor(A, time * 2 ** -halvings);
      factored.set(halvings, step);
    }
    return step;
  };
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
    let difference = 0;
    for (let k = 0; k < v.length; k++) difference += Math.abs(long[k] - short[k]);
    const allowed = 8 * Math.max(tolerance * share, 2 * Number.EPSILON) * whole;
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

interface Step {
  readonly tau: number;
  readonly factors: readonly Factor[];
}

/** LU of p − τA with row interchanges, in LAPACK's band layout by columns: row r of column c at [c·height + r − c + 2·width]. */
interface Factor {
  readonly pole: Pole;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly pivot: Int32Array;
  readonly height: number;
  readonly width: number;
}

function factor(A: Banded, tau: number): Step {
  return { tau, factors: POLES.map((pole) => factorShifted(A, tau, pole)) };
}

function factorShifted({ dimension: n, width: w, diagonals }: Banded, tau: number, pole: Pole): Factor {
  const height = 3 * w + 1;
  const re = new Float64Array(n * height);
  const im = new Float64Array(n * height);
  const pivot = new Int32Array(n);
  const at = (r: number, c: number) => c * height + r - c + 2 * w;
  for (let c = 0; c < n; c++) {
    for (let r = Math.max(0, c - w); r <= Math.min(n - 1, c + w); r++)
      re[at(r, c)] = -tau * diagonals[(r - c + w) * n + c];
    re[at(c, c)] += pole.re;
    im[at(c, c)] += pole.im;
  }
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + w);
    let best = k;
    let size = 0;
    for (let r = k; r <= last; r++) {
      const candidate = Math.abs(re[at(r, k)]) + Math.abs(im[at(r, k)]);
      if (candidate > size) [best, size] = [r, candidate];
    }
    pivot[k] = best;
    const right = Math.min(n - 1, k + 2 * w);
    if (best !== k) {
      for (let c = k; c <= right; c++) {
        const [a, b] = [at(k, c), at(best, c)];
        [re[a], re[b]] = [re[b], re[a]];
        [im[a], im[b]] = [im[b], im[a]];
      }
    }
    const d = at(k, k);
    const square = re[d] * re[d] + im[d] * im[d];
    for (let r = k + 1; r <= last; r++) {
      const p = at(r, k);
      const x = (re[p] * re[d] + im[p] * im[d]) / square;
      const y = (im[p] * re[d] - re[p] * im[d]) / square;
      re[p] = x;
      im[p] = y;
      if (x === 0 && y === 0) continue;
      for (let c = k + 1; c <= right; c++) {
        const [from, to] = [at(k, c), at(r, c)];
        re[to] -= x * re[from] - y * im[from];
        im[to] -= x * im[from] + y * re[from];
      }
    }
  }
  return { pole, re, im, pivot, height, width: w };
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

function addFraction(one: Factor, v: Float64Array, scale: number, out: Float64Array): void {
  const x = v.slice();
  const y = new Float64Array(v.length);
  solveFactored(one, x, y);
  const { shareRe, shareIm } = one.pole;
  for (let k = 0; k < out.length; k++) out[k] -= scale * (shareRe * x[k] - shareIm * y[k]);
}

function multiply({ dimension: n, width: w, diagonals }: Banded, x: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let k = -w; k <= w; k++) {
    const at = (k + w) * n;
    for (let c = Math.max(0, -k); c < Math.min(n, n - k); c++) out[c + k] += diagonals[at + c] * x[c];
  }
  return out;
}

function solveFactored({ re, im, pivot, height, width: w }: Factor, x: Float64Array, y: Float64Array): void {
  const n = x.length;
  for (let k = 0; k < n; k++) {
    const p = pivot[k];
    if (p !== k) {
      [x[k], x[p]] = [x[p], x[k]];
      [y[k], y[p]] = [y[p], y[k]];
    }
    const last = Math.min(n - 1, k + w);
    for (let r = k + 1; r <= last; r++) {
      const at = k * height + r - k + 2 * w;
      x[r] -= re[at] * x[k] - im[at] * y[k];
      y[r] -= re[at] * y[k] + im[at] * x[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const d = k * height + 2 * w;
    const square = re[d] * re[d] + im[d] * im[d];
    const a = (x[k] * re[d] + y[k] * im[d]) / square;
    const b = (y[k] * re[d] - x[k] * im[d]) / square;
    x[k] = a;
    y[k] = b;
    for (let r = Math.max(0, k - 2 * w); r < k; r++) {
      const at = k * height + r - k + 2 * w;
      x[r] -= re[at] * a - im[at] * b;
      y[r] -= re[at] * b + im[at] * a;
    }
  }
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

function sumOf(v: Float64Array): number {
  let sum = 0;
  for (const x of v) sum += Math.abs(x);
  return sum;
}
