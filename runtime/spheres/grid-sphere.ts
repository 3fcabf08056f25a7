/** The inner sphere by quadrature, for spins of any size. */

import { HUSIMI, HUSIMI_OF_STATE, NEAR_ZERO_OF_Q } from "../../spins/numbers/safety-factors.ts";
import type { Geometry } from "../evaluator.ts";
import type { ConditionalBlock } from "../husimi/conditional.ts";
import { gatherColumn } from "../husimi/conditional.ts";
import { evaluateHusimi, evaluateHusimiFields, type HusimiFields, husimiFields, husimiGrid } from "../husimi/husimi.ts";
import type { SphereRule } from "../quadrature/sphere.ts";
import { addTerm, type Sums } from "../quadrature/sums.ts";
import { coefficientsOn } from "./coefficients.ts";
import { gradientNoise, strengthOf } from "./grid-rounding.ts";
import type { Functional } from "./integrand.ts";
import { unseenCap } from "./pole.ts";

/** Below this share of its mean over φ Q has no digits left, and |∇Q|²/Q is 0/0: no term of the sum over m, m' at one θ
 *  is larger than the mean, which itself is a sum of positive terms. */
const NOISE = HUSIMI * Number.EPSILON;
/** The same in shares of the largest mean: what rounding may have left in entries of the state that should be zero. */
const STATE_NOISE = HUSIMI_OF_STATE * Number.EPSILON;

/** Where Q has zeros a rate depends on ρ like ε ln ε. Such are nearly pure states, and those with Q this small somewhere. */
const NEAR_ZERO = 1e-4;
const NEARLY_PURE = 5e-4;
const SENSITIVITY = NEAR_ZERO_OF_Q * Number.EPSILON;
/** Up to this much beside a pure state fills a zero of Q so narrowly that levels agree on missing it. */
const UNSEEN = 1e-12;

/** Where Q is nowhere smaller than this share of its largest mean over φ, rounding of its gradient is all that rounding does. */
const SMOOTH = 0.01;
/** A state is taken apart into a constant and the rest where the rest has at most this share of the constant. */
const NEARLY_MIXED = 0.75;

interface GridSphere {
  /** Adds a block of conditional states, axes as `hermitianTensor` lays them out. */
  visit(block: ConditionalBlock, sums: Sums): void;
}

/** @param present  coherence orders that the inner party has, one list for all tensors */
export function gridSphere(
  functionals: readonly Functional[],
  twoJ: number,
  present: Uint8Array,
  rule: SphereRule,
): GridSphere {
  const grid = husimiGrid(twoJ, rule);
  const columns = rule.phi.length;
  const size = rule.cosTheta.length * columns;
  const weights = new Float64Array(size);
  const measure = (twoJ + 1) / (4 * Math.PI);
  for (let k = 0; k < size; k++) {
    weights[k] = measure * rule.rowWeight[Math.floor(k / columns)] * rule.columnWeight[k % columns];
  }
  const geometry: Geometry = { rows: rule.cosTheta.length, columns, spheres: [rule] };
  const spin = [twoJ / 2];
  const fields = husimiFields(rule);
  const shifted = husimiFields(rule);
  const floored = new Float64Array(size);
  const out = new Float64Array(size);
  const parts = new Float64Array(size);
  const state = new Float64Array((twoJ + 1) ** 2);
  const area = weights.reduce((sum, weight) => sum + weight, 0);
  const needsGradient = functionals.some(({ kind }) => kind === "entropyRate");
  const coefficients = functionals.map((functional) => {
    if (functional.kind !== "entropyRate") return null;
    const found = coefficientsOn(functional.use, spin[0], geometry);
    return { drift: found.drift, strength: strengthOf(found) };
  });

  const integrand = (functional: Functional, block: ConditionalBlock, column: number) => {
    const Q = fields.Q;
    switch (functional.kind) {
      case "entropy":
        for (let k = 0; k < size; k++) out[k] = Q[k] > 0 ? -Q[k] * Math.log(Q[k]) : 0;
        return;
      case "logMoment":
        gatherColumn(block.states[functional.tensor], block.columns, column, state);
        evaluateHusimi(grid, state, present, shifted.Q, shifted.mean);
        for (let k = 0; k < size; k++) out[k] = -shifted.Q[k] * Math.log(floored[k]);
        return;
      case "entropyRate": {
        const { channel, parameters } = functional.use;
        channel.pointwise.entropyRate(parameters, spin, geometry, floored, gradient(fields), out);
        return;
      }
      case "production": {
        const { channel, parameters } = functional.use;
        gatherColumn(block.states[functional.tensor], block.columns, column, state);
        evaluateHusimiFields(grid, state, present, shifted);
        channel.pointwise.production!(parameters, spin, geometry, floored, shifted.Q, gradient(shifted), out);
        return;
      }
    }
  };

  return {
    visit(block, sums) {
      for (let column = 0; column < block.columns; column++) {
        sums.evaluations += size;
        gatherColumn(block.states[0], block.columns, column, state);
        const rest = mixedness(twoJ, state);
        const level = needsGradient ? takeLevel(twoJ, state) : 0;
        const norm = needsGradient ? frobenius(twoJ, state) : 0;
        if (needsGradient) evaluateHusimiFields(grid, state, present, fields);
        else evaluateHusimi(grid, state, present, fields.Q, fields.mean);
        if (level > 0) raise(fields, level);
        let largest = 0;
        for (let r = 0; r < geometry.rows; r++) largest = Math.max(largest, fields.mean[r]);
        if (!(largest > 0)) continue;
        const lowest = STATE_NOISE * largest;
        let sensitive = rest < NEARLY_PURE;
        let least = Number.POSITIVE_INFINITY;
        const missed = rest > 0 && rest < UNSEEN ? rest * (1 - Math.log(rest)) : 0;
        for (let r = 0; r < geometry.rows; r++) {
          const floor = Math.max(NOISE * fields.mean[r], lowest);
          for (let k = r * columns; k < (r + 1) * columns; k++) {
            floored[k] = Math.max(fields.Q[k], floor);
            least = Math.min(least, floored[k]);
            if (fields.Q[k] < NEAR_ZERO * fields.mean[r]) sensitive = true;
          }
        }
        const mayVanish = rule.whole && level === 0;
        const capNorth = mayVanish ? unseenCap(twoJ, state, 0, 2 * rule.sinHalf[0]) : 0;
        const capSouth = mayVanish ? unseenCap(twoJ, state, 1, 2 * rule.cosHalf[geometry.rows - 1]) : 0;
        sums.weight += block.weights[column];
        if (capNorth + capSouth > 0) sums.unseenWeight += block.weights[column];
        for (let f = 0; f < functionals.length; f++) {
          integrand(functionals[f], block, column);
          const own = coefficients[f];
          if (own === null) parts.set(out);
          else turnBack(out, own.drift, fields, parts);
          const before = sums.magnitude[f];
          accumulate(sums, f, out, parts, weights, block.weights[column], fields.Q, floored);
          if (sensitive) sums.noise[f] += (SENSITIVITY + missed) * (sums.magnitude[f] - before);
          if (own !== null && least > SMOOTH * largest) {
            const weight = block.weights[column];
            const magnitude = weight > 0 ? (sums.magnitude[f] - before) / weight : 0;
            const noise = { magnitude, size: norm, inverse: inverseOf(weights, floored), area };
            sums.noise[f] += weight * gradientNoise(own.strength, spin[0], noise);
          }
          if (capNorth + capSouth === 0) continue;
          const edges = capNorth * rowMaximum(out, 0, columns) + capSouth * rowMaximum(out, size - columns, columns);
          sums.unseen[f] += block.weights[column] * measure * edges;
        }
      }
    },
  };
}

/** Next to the maximally mixed state Q is a constant plus what the gradient is of, which has digits of its own: takes the constant
 *  off the populations, exactly but for the last digit of a difference. @returns  the constant, or 0 where the state is left */
function takeLevel(twoJ: number, state: Float64Array): number {
  let mean = 0;
  for (let i = 0; i <= twoJ; i++) mean += state[i] / (twoJ + 1);
  let square = 0;
  for (let i = 0; i <= twoJ; i++) square += (state[i] - mean) ** 2;
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  if (!(mean > 0 && square <= (NEARLY_MIXED * mean) ** 2)) return 0;
  for (let i = 0; i <= twoJ; i++) state[i] -= mean;
  return mean;
}

function frobenius(twoJ: number, state: Float64Array): number {
  let square = 0;
  for (let i = 0; i <= twoJ; i++) square += state[i] * state[i];
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  return Math.sqrt(square);
}

/** M ∫ 1/Q over the nodes. */
function inverseOf(weights: Float64Array, Q: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < Q.length; k++) sum += weights[k] / Q[k];
  return sum;
}

function raise({ Q, mean }: HusimiFields, level: number): void {
  for (let k = 0; k < Q.length; k++) Q[k] += level;
  for (let r = 0; r < mean.length; r++) mean[r] += level;
}

function gradient(fields: HusimiFields): readonly Float64Array[] {
  return [fields.dTheta, fields.dPhi];
}

/** ½ (1 − Tr σ²/(Tr σ)²): what there is beside a pure state, while that is little. */
function mixedness(twoJ: number, state: Float64Array): number {
  let trace = 0;
  let square = 0;
  for (let i = 0; i <= twoJ; i++) {
    trace += state[i];
    square += state[i] * state[i];
  }
  for (let k = twoJ + 1; k < state.length; k++) square += 2 * state[k] * state[k];
  return 0.5 * (1 - square / (trace * trace));
}

function rowMaximum(out: Float64Array, from: number, columns: number): number {
  let largest = 0;
  for (let k = from; k < from + columns; k++) largest = Math.max(largest, Math.abs(out[k]));
  return largest;
}

/** The integrand of dS/dt with −∇Q for ∇Q: its drift's part is −A·∇Q. */
function turnBack(
  rate: Float64Array,
  [theta, phi]: readonly Float64Array[],
  { dTheta, dPhi }: HusimiFields,
  opposite: Float64Array,
): void {
  for (let k = 0; k < rate.length; k++) opposite[k] = rate[k] + 2 * (theta[k] * dTheta[k] + phi[k] * dPhi[k]);
}

/** @param parts  the integrand itself, or with −∇Q for ∇Q: the larger of these two is the sum of the sizes of what diffusion and drift
 *  contribute */
function accumulate(
  sums: Sums,
  f: number,
  out: Float64Array,
  parts: Float64Array,
  weights: Float64Array,
  scale: number,
  Q: Float64Array,
  floored: Float64Array,
): void {
  let magnitude = 0;
  for (let k = 0; k < out.length; k++) {
    const term = scale * weights[k] * out[k];
    addTerm(sums, f, term);
    magnitude += Math.max(Math.abs(term), scale * weights[k] * Math.abs(parts[k]));
    if (Q[k] !== floored[k]) sums.noise[f] += Math.abs(term);
  }
  sums.magnitude[f] += magnitude;
}
