/**
 * Two qubits under channels on one of them each: every sphere in closed form once and on a grid once. The same sums as
 * `ratesOf` takes, on the same nodes, with every table and array kept from one state to the next.
 */

import type { ComplexMatrix } from "./evaluator.ts";
import type { BoundedMatrix } from "./flux/flux.ts";
import { blockColumns, type ConditionalBlock, type ConditionalSweep, conditionalSweep } from "./husimi/conditional.ts";
import { PATIENCE } from "./integrate.ts";
import type { ChannelUse } from "./problem.ts";
import { type Integral, type Refinable, ROUNDING, refine } from "./quadrature/quadrature.ts";
import type { SphereRule } from "./quadrature/sphere.ts";
import { clearSums, type Sums, zeroSums } from "./quadrature/sums.ts";
import type { Functional } from "./spheres/functional.ts";
import { ruleOnLevel, TURN } from "./spheres/local-average.ts";
import { MEASURE, qubitSphere, type Sizes } from "./spheres/qubit-sphere.ts";
import { hasUnseenZero } from "./spheres/unseen-zero.ts";

/** A channel on one qubit of a pair, with a closed form. */
export interface PairChannel {
  readonly party: number;
  readonly use: ChannelUse;
  /** Whether Π and Φ are given at all. */
  readonly split: boolean;
  /** Null where Φ = 0. */
  readonly flux: BoundedMatrix | null;
}

/** What a pair's `rates` found, overwritten by the next state; sums over the channels. */
interface PairRates {
  entropy: number;
  entropyError: number;
  entropyRate: number;
  entropyRateError: number;
  production: number;
  productionError: number;
  flux: number;
  fluxError: number;
  evaluations: number;
}

export interface QubitPair {
  readonly found: PairRates;
  /** Other parameters for the channels, in their order. */
  setChannels(channels: readonly PairChannel[]): void;
  /** @returns whether all came within the tolerance; if not, `found` is of no use and the state needs other means */
  rates(rho: ComplexMatrix, budget: number): boolean;
}

/** One qubit as the inner party: conditional states of it, at the nodes of the other's sphere. */
interface Side {
  readonly party: number;
  /** Which channels the functionals stand for; −1 is the entropy. */
  readonly channels: readonly number[];
  readonly functionals: Functional[];
  /** Axes: the outer qubit's, then (A₀, Rx, Ry, Rz); as it is, and with the outer qubit turned. */
  readonly plain: Float64Array[];
  readonly turned: Float64Array[];
  readonly onAxis: Level[];
  readonly offAxis: Level[];
  readonly rules: Refinable;
  /** Whether the outer qubit has coherences. */
  hasCoherences: boolean;
}

/** A refinement level with everything that visiting it needs. */
interface Level {
  readonly sweep: ConditionalSweep;
  readonly visit: (block: ConditionalBlock) => void;
  readonly sums: Sums;
  readonly nodes: number;
}

/** @param tolerance  relative, of every rate and its production */
export function qubitPair(channels: readonly PairChannel[], tolerance: number): QubitPair {
  const logParty = channels[0]?.party ?? 0;
  const sides: Side[] = [];
  for (const party of [logParty, 1 - logParty]) {
    const own = channels.flatMap((channel, k) => (channel.party === party ? [k] : []));
    if (party === logParty) own.unshift(-1);
    if (own.length > 0) sides.push(makeSide(party, own, channels));
  }
  let current = channels;
  const fluxes = new Float64Array(channels.length);
  const fluxErrors = new Float64Array(channels.length);
  const found: PairRates = {
    entropy: 0,
    entropyError: 0,
    entropyRate: 0,
    entropyRateError: 0,
    production: 0,
    productionError: 0,
    flux: 0,
    fluxError: 0,
    evaluations: 0,
  };

  /** What rounding leaves of sums over the channels. */
  let rounding = 0;
  const take = (channel: number, { value, bound, magnitude }: Integral): boolean => {
    if (channel < 0) {
      found.entropy = value;
      found.entropyError = bound;
      return true;
    }
    found.entropyRate += value;
    found.entropyRateError += bound;
    rounding += ROUNDING * magnitude;
    if (!current[channel].split) return true;
    const Pi = value + fluxes[channel];
    const error = bound + fluxErrors[channel];
    found.production += Pi;
    found.productionError += error;
    return error <= tolerance * Math.abs(Pi);
  };

  return {
    found,
    setChannels(changed) {
      current = changed;
      for (const { channels: own, functionals } of sides) {
        own.forEach((k, f) => {
          if (k >= 0) functionals[f] = { kind: "entropyRate", use: changed[k].use };
        });
      }
    },
    rates(rho, budget) {
      found.entropyRate = found.entropyRateError = found.production = found.productionError = 0;
      found.flux = found.fluxError = found.evaluations = 0;
      rounding = 0;
      for (let k = 0; k < current.length; k++) {
        addFlux(rho, current[k], k, fluxes, fluxErrors);
        found.flux += fluxes[k];
        found.fluxError += fluxErrors[k];
      }
      for (const side of sides) {
        const { channels: own } = side;
        conditionOn(rho, side);
        if (hasUnseenZero(side.plain[0])) return false;
        const goal = (f: number, value: number) =>
          tolerance * Math.min(Math.abs(value), Math.abs(value + (own[f] < 0 ? 0 : fluxes[own[f]])));
        const { integrals, evaluations } = refine(side.rules, goal, budget - found.evaluations, PATIENCE);
        found.evaluations += evaluations;
        for (let f = 0; f < integrals.length; f++) {
          if (!integrals[f].converged || !take(own[f], integrals[f])) return false;
        }
      }
      const isWithin = (value: number, error: number) => error <= Math.max(tolerance * Math.abs(value), 2 * rounding);
      return isWithin(found.entropyRate, found.entropyRateError) && isWithin(found.production, found.productionError);
    },
  };
}

/**
 * Π and Φ of a pair on one rule for both spheres, without bounds.
 * @param channels  all of them split
 * @param found  Π and Φ go here
 */
export function pairOnRule(
  channels: readonly PairChannel[],
  rule: SphereRule,
  found: Float64Array,
): (rho: ComplexMatrix) => void {
  const outer = [{ twoJ: 1, present: Uint8Array.of(1, 1), rule }];
  const columns = blockColumns(outer);
  const sweep = conditionalSweep(outer, 4, 1);
  const out = new Float64Array(columns);
  const fluxes = new Float64Array(channels.length);
  const errors = new Float64Array(channels.length);
  const sides = [0, 1].map((party) => makeSide(party, [], channels));
  let party = 0;
  let bloch: readonly Float64Array[] = [];
  const visit = ({ states: [states], weights }: ConditionalBlock): void => {
    if (bloch.length === 0) bloch = [0, 1, 2, 3].map((k) => states.subarray(k * columns, (k + 1) * columns));
    for (let k = 0; k < channels.length; k++) {
      if (channels[k].party !== party) continue;
      const { channel, parameters } = channels[k].use;
      channel.inner!(parameters, bloch[0], bloch[1], bloch[2], bloch[3], out);
      found[0] += MEASURE * dot(weights, out);
    }
  };
  return (rho) => {
    found[1] = 0;
    for (let k = 0; k < channels.length; k++) {
      addFlux(rho, channels[k], k, fluxes, errors);
      found[1] += fluxes[k];
    }
    found[0] = found[1];
    for (party = 0; party < 2; party++) {
      conditionOn(rho, sides[party]);
      sweep.run(sides[party].plain, visit);
    }
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < a.length; k += 2) {
    even += a[k] * b[k];
    odd += a[k + 1] * b[k + 1];
  }
  return k < a.length ? even + odd + a[k] * b[k] : even + odd;
}

function makeSide(party: number, own: readonly number[], channels: readonly PairChannel[]): Side {
  const functionals = own.map(
    (k): Functional => (k < 0 ? { kind: "entropy" } : { kind: "entropyRate", use: channels[k].use }),
  );
  const side: Side = {
    party,
    channels: own,
    functionals,
    plain: [new Float64Array(16)],
    turned: [new Float64Array(16)],
    onAxis: [],
    offAxis: [],
    rules: { sumOnLevel: (level) => sumOnLevel(side, level), costOfLevel: (level) => levelOf(side, level).nodes },
    hasCoherences: false,
  };
  return side;
}

function levelOf(side: Side, level: number): Level {
  const levels = side.hasCoherences ? side.offAxis : side.onAxis;
  while (levels.length <= level) levels.push(makeLevel(side, levels.length));
  return levels[level];
}

function makeLevel({ functionals, hasCoherences }: Side, level: number): Level {
  const symmetry = hasCoherences ? 1 : 0;
  return levelOn(ruleOnLevel(level, 0, 1, symmetry), symmetry, functionals, level === 0 ? "measured" : "assumed");
}

function levelOn(rule: SphereRule, symmetry: number, functionals: readonly Functional[], sizes: Sizes): Level {
  const outer = [{ twoJ: 1, present: Uint8Array.of(1, symmetry), rule }];
  const sphere = qubitSphere(functionals, blockColumns(outer), sizes);
  const sums = zeroSums(functionals.length);
  return {
    sweep: conditionalSweep(outer, 4, 1),
    visit: (block) => sphere.visit(block, sums),
    sums,
    nodes: rule.cosHalf.length * rule.phi.length,
  };
}

function sumOnLevel(side: Side, level: number): Sums {
  const { sweep, visit, sums } = levelOf(side, level);
  clearSums(sums);
  sweep.run(level % 2 === 1 && side.hasCoherences ? side.turned : side.plain, visit);
  return sums;
}

/** Tr[ρF] of the reduced state, as `traceProduct` has it. */
function addFlux(
  rho: ComplexMatrix,
  { party, flux }: PairChannel,
  k: number,
  values: Float64Array,
  errors: Float64Array,
): void {
  values[k] = errors[k] = 0;
  if (flux === null) return;
  const own = party === 0 ? 2 : 1;
  const other = 3 - own;
  const F = flux.matrix;
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const at = i * own * 4 + j * own;
      const re = rho.re[at] + rho.re[at + 5 * other];
      const im = rho.im[at] + rho.im[at + 5 * other];
      const there = 2 * j + i;
      values[k] += re * F.re[there] - im * F.im[there];
      errors[k] += Math.sqrt((re * re + im * im) * (F.re[there] * F.re[there] + F.im[there] * F.im[there]));
    }
  }
  errors[k] = ROUNDING * errors[k] + flux.error;
}

/**
 * The tensors of a side: ρ by blocks B_ij = ⟨i|ρ|j⟩ of the outer qubit, in the order B₀₀, B₁₁, ½(B₀₁ + B₁₀),
 * ½i(B₀₁ − B₁₀), each a Hermitian matrix H of the inner one as ½(H₀₀ + H₁₁), Re H₀₁, −Im H₀₁, ½(H₀₀ − H₁₁).
 */
function conditionOn({ re, im }: ComplexMatrix, side: Side): void {
  const [T] = side.plain;
  const inner = side.party === 0 ? 2 : 1;
  const outer = 3 - inner;
  // ⟨i a|ρ|j b⟩ stands at 4 (i outer + a inner) + j outer + b inner.
  const diagonal = 5 * inner;
  setBloch(T, 0, re[0], re[diagonal], re[inner], im[inner]);
  const last = 5 * outer;
  setBloch(T, 4, re[last], re[last + diagonal], re[last + inner], im[last + inner]);
  const p = outer;
  const q = outer + diagonal;
  const r = outer + inner;
  const s = outer + 4 * inner;
  setBloch(T, 8, re[p], re[q], 0.5 * (re[r] + re[s]), 0.5 * (im[r] - im[s]));
  setBloch(T, 12, -im[p], -im[q], -0.5 * (im[r] + im[s]), 0.5 * (re[r] - re[s]));
  side.hasCoherences = false;
  for (let k = 8; k < 16; k++) if (T[k] !== 0) side.hasCoherences = true;
  if (side.hasCoherences) turn(T, side.turned[0]);
}

/** H with diagonal (up, down) and H₀₁ = x + iy. */
function setBloch(T: Float64Array, at: number, up: number, down: number, x: number, y: number): void {
  T[at] = 0.5 * (up + down);
  T[at + 1] = x;
  T[at + 2] = -y;
  T[at + 3] = 0.5 * (up - down);
}

const [COS_BETA, SIN_BETA] = [Math.cos(TURN.beta), Math.sin(TURN.beta)];
const [COS_GAMMA, SIN_GAMMA] = [Math.cos(TURN.gamma), Math.sin(TURN.gamma)];

/** The outer qubit's vector turned by γ about z, then by β about y. */
function turn(T: Float64Array, out: Float64Array): void {
  for (let k = 0; k < 4; k++) {
    const mean = 0.5 * (T[k] + T[4 + k]);
    const z = 0.5 * (T[k] - T[4 + k]);
    const x = COS_GAMMA * T[8 + k] - SIN_GAMMA * T[12 + k];
    const along = COS_BETA * z - SIN_BETA * x;
    out[k] = mean + along;
    out[4 + k] = mean - along;
    out[8 + k] = COS_BETA * x + SIN_BETA * z;
    out[12 + k] = SIN_GAMMA * T[8 + k] + COS_GAMMA * T[12 + k];
  }
}
