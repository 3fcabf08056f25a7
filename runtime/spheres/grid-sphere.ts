/** The inner sphere by quadrature, for spins of any size. */

import { HUSIMI, HUSIMI_OF_STATE, NEAR_ZERO_OF_Q } from "../../spins/numbers/safety-factors.ts";
import type { Geometry } from "../evaluator.ts";
import { type ConditionalBlock, gatherColumn } from "../husimi/conditional.ts";
import { evaluateHusimi, evaluateHusimiFields, type HusimiFields, husimiFields, husimiGrid } from "../husimi/husimi.ts";
import { addTerm, type Sums } from "../quadrature/integral.ts";
import type { SphereRule } from "../quadrature/sphere-rule.ts";
import { coefficientsOn } from "./coefficients.ts";
import { gradientNoise, strengthOf } from "./grid-rounding.ts";
import { frobenius, mixedness, takeLevel } from "./grid-state.ts";
import type { Functional, InnerIntegrals } from "./integrand.ts";
import { addGrid } from "./marginals.ts";
import { unseenCap } from "./pole.ts";

/** Below this share of its mean over φ Q has no digits left, and |∇Q|²/Q is 0/0: no term of the sum over m, m' at one θ
 *  is larger than the mean, which itself is a sum of positive terms. */
const NOISE = HUSIMI * Number.EPSILON;
/** The same in shares of the largest mean: what rounding may have left in entries of the state that should be zero; and before it underflows. */
const [STATE_NOISE, LEAST] = [HUSIMI_OF_STATE * Number.EPSILON, 1e-280];

/** Where Q has zeros a rate depends on ρ like ε ln ε. Such are nearly pure states, and those with Q this small somewhere. */
const [NEAR_ZERO, NEARLY_PURE] = [1e-4, 5e-4];
const SENSITIVITY = NEAR_ZERO_OF_Q * Number.EPSILON;
/** Up to this much beside a pure state fills a zero of Q so narrowly that levels agree on missing it. */
const UNSEEN = 1e-12;

/** Where Q is nowhere smaller than this share of its largest mean over φ, rounding of its gradient is all that rounding does. */
const SMOOTH = 0.01;

/** @param present  coherence orders that the inner party has, one list for all tensors */
export function gridSphere(
  functionals: readonly Functional[],
  twoJ: number,
  present: Uint8Array,
  rule: SphereRule,
): InnerIntegrals {
  const grid = gridOn(functionals, twoJ, present, rule);
  return {
    visit(block, sums) {
      for (let column = 0; column < block.columns; column++) {
        sums.evaluations += grid.out.length;
        const seen = look(grid, block, column);
        if (seen !== null) addState(grid, block, column, seen, sums);
      }
    },
  };
}

/** A rule with its tables and scratch, the latter written anew for every conditional state. */
type Grid = ReturnType<typeof gridOn>;

function gridOn(functionals: readonly Functional[], twoJ: number, present: Uint8Array, rule: SphereRule) {
  const columns = rule.phi.length;
  const geometry: Geometry = { rows: rule.cosTheta.length, columns, spheres: [rule] };
  const field = () => new Float64Array(geometry.rows * columns);
  const measure = (twoJ + 1) / (4 * Math.PI);
  const weights = field().map(
    (_, k) => measure * rule.rowWeight[Math.floor(k / columns)] * rule.columnWeight[k % columns],
  );
  const coefficients = functionals.map((functional) => {
    if (functional.kind !== "entropyRate") return null;
    const found = coefficientsOn(functional.use, twoJ / 2, geometry);
    return { drift: found.drift, strength: strengthOf(found) };
  });
  return {
    ...{ functionals, coefficients, twoJ, present, rule, geometry, measure, weights, spin: [twoJ / 2] },
    area: weights.reduce((sum, weight) => sum + weight, 0),
    needsGradient: functionals.some(({ kind }) => kind === "entropyRate"),
    husimi: husimiGrid(twoJ, rule),
    fields: husimiFields(rule),
    shifted: husimiFields(rule),
    /** Q, no smaller than its rounding. */
    floored: field(),
    out: field(),
    parts: field(),
    state: new Float64Array((twoJ + 1) ** 2),
  };
}

/** What there is to know of Q of a conditional state before it is integrated. */
interface Seen {
  /** The Frobenius norm of what the gradient is of; 0 where none is needed. */
  readonly norm: number;
  readonly isSmooth: boolean;
  /** What rounding of the state does, as a share of an integral. */
  readonly sensitivity: number;
  /** The areas around the poles that rows do not resolve. */
  readonly caps: readonly [north: number, south: number];
}

/** Q and its gradient of one conditional state to the grid's fields; null where it has no probability. */
function look(grid: Grid, block: ConditionalBlock, column: number): Seen | null {
  const { twoJ, state, needsGradient, fields, husimi, present, rule } = grid;
  gatherColumn(block.states[0], block.columns, column, state);
  const rest = mixedness(twoJ, state);
  const level = needsGradient ? takeLevel(twoJ, state) : 0;
  const norm = needsGradient ? frobenius(twoJ, state) : 0;
  if (needsGradient) evaluateHusimiFields(husimi, state, present, fields);
  else evaluateHusimi(husimi, state, present, fields.Q, fields.mean);
  if (level > 0) raise(fields, level);
  const largest = fields.mean.reduce((most, mean) => Math.max(most, mean), 0);
  if (!(largest > 0)) return null;
  const { least, isNearZero } = floor(grid, largest);
  const missed = rest > 0 && rest < UNSEEN ? rest * (1 - Math.log(rest)) : 0;
  const mayVanish = rule.whole && level === 0;
  return {
    norm,
    isSmooth: least > SMOOTH * largest,
    sensitivity: rest < NEARLY_PURE || isNearZero ? SENSITIVITY + missed : 0,
    caps: [
      mayVanish ? unseenCap(twoJ, state, 0, 2 * rule.sinHalf[0]) : 0,
      mayVanish ? unseenCap(twoJ, state, 1, 2 * rule.cosHalf[rule.cosHalf.length - 1]) : 0,
    ],
  };
}

function floor({ fields, floored, geometry }: Grid, largest: number): { least: number; isNearZero: boolean } {
  const lowest = Math.max(STATE_NOISE * largest, LEAST);
  let least = Number.POSITIVE_INFINITY;
  let isNearZero = false;
  for (let r = 0, k = 0; r < geometry.rows; r++) {
    const rounding = Math.max(NOISE * fields.mean[r], lowest);
    for (let c = 0; c < geometry.columns; c++, k++) {
      floored[k] = Math.max(fields.Q[k], rounding);
      least = Math.min(least, floored[k]);
      if (fields.Q[k] < NEAR_ZERO * fields.mean[r]) isNearZero = true;
    }
  }
  return { least, isNearZero };
}

/** Adds one conditional state to all integrals. */
function addState(grid: Grid, block: ConditionalBlock, column: number, seen: Seen, sums: Sums): void {
  const { functionals, coefficients, fields, out, parts, weights, floored } = grid;
  const weight = block.weights[column];
  const hasCap = seen.caps[0] + seen.caps[1] > 0;
  sums.weight += weight;
  if (hasCap) sums.unseenWeight += weight;
  for (let f = 0; f < functionals.length; f++) {
    fillIntegrand(grid, functionals[f], block, column);
    const own = coefficients[f];
    if (own === null) parts.set(out);
    else turnBack(out, own.drift, fields, parts);
    const before = sums.magnitude[f];
    const value = accumulate(sums, f, out, parts, weights, weight, fields.Q, floored);
    if (sums.marginals !== null) {
      const at = { out, measure: grid.measure, weight, value: weight === 0 ? 0 : value / weight };
      addGrid(sums.marginals, f, block.place, column, at);
    }
    const added = sums.magnitude[f] - before;
    if (functionals[f].kind === "production") sums.noise[f] += weight * lostIn(grid);
    if (seen.sensitivity > 0) sums.noise[f] += seen.sensitivity * added;
    if (own !== null && seen.isSmooth) {
      const magnitude = weight > 0 ? added / weight : 0;
      const inverse = weights.reduce((sum, w, k) => sum + w / floored[k], 0);
      const noise = { magnitude, size: seen.norm, inverse, area: grid.area };
      sums.noise[f] += weight * gradientNoise(own.strength, grid.spin[0], noise);
    }
    if (hasCap) sums.unseen[f] += weight * grid.measure * edgesOf(grid, seen.caps);
  }
}

/** One integrand at all nodes, to `out`. */
function fillIntegrand(grid: Grid, functional: Functional, block: ConditionalBlock, column: number): void {
  const { fields, shifted, floored, out, state, present, husimi, spin, geometry } = grid;
  const Q = fields.Q;
  switch (functional.kind) {
    case "entropy":
      for (let k = 0; k < out.length; k++) out[k] = Q[k] > 0 ? -Q[k] * Math.log(Q[k]) : 0;
      return;
    case "logMoment":
      gatherColumn(block.states[functional.tensor], block.columns, column, state);
      evaluateHusimi(husimi, state, present, shifted.Q, shifted.mean);
      for (let k = 0; k < out.length; k++) out[k] = -shifted.Q[k] * Math.log(floored[k]);
      return;
    case "entropyRate": {
      const { channel, parameters } = functional.use;
      channel.pointwise.entropyRate(parameters, spin, geometry, floored, gradient(fields), out);
      return;
    }
    case "production": {
      const { channel, parameters } = functional.use;
      gatherColumn(block.states[functional.tensor], block.columns, column, state);
      evaluateHusimiFields(husimi, state, present, shifted);
      channel.pointwise.production!(parameters, spin, geometry, floored, shifted.Q, gradient(shifted), out);
      return;
    }
  }
}

/** What an integrand at the first and last rows makes of the areas around the poles. */
function edgesOf({ out, geometry: { columns } }: Grid, [north, south]: Seen["caps"]): number {
  return north * rowMaximum(out, 0, columns) + south * rowMaximum(out, out.length - columns, columns);
}

/** What Π is less by where Q is below the rounding of the state: it is as 1/Q, and what does not vanish with Q may be much beside it. */
function lostIn({ out, weights, floored, fields: { Q, mean }, geometry: { columns } }: Grid): number {
  let lost = 0;
  for (let k = 0; k < out.length; k++) {
    const own = Math.max(Q[k], NOISE * mean[Math.floor(k / columns)], LEAST);
    if (own < floored[k]) lost += weights[k] * Math.abs(out[k]) * (floored[k] / own - 1);
  }
  return lost;
}

function raise({ Q, mean }: HusimiFields, level: number): void {
  for (let k = 0; k < Q.length; k++) Q[k] += level;
  for (let r = 0; r < mean.length; r++) mean[r] += level;
}

const gradient = ({ dTheta, dPhi }: HusimiFields): readonly Float64Array[] => [dTheta, dPhi];

const rowMaximum = (out: Float64Array, from: number, columns: number): number =>
  out.subarray(from, from + columns).reduce((most, x) => Math.max(most, Math.abs(x)), 0);

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
): number {
  let magnitude = 0;
  let value = 0;
  for (let k = 0; k < out.length; k++) {
    const term = scale * weights[k] * out[k];
    addTerm(sums, f, term);
    value += term;
    magnitude += Math.max(Math.abs(term), scale * weights[k] * Math.abs(parts[k]));
    if (Q[k] !== floored[k]) sums.noise[f] += Math.abs(term);
  }
  sums.magnitude[f] += magnitude;
  return value;
}
