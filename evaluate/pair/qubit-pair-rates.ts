/**
 * The rates of a pair of qubits within a tolerance: the same sums as `ratesOf` takes, on the same nodes, with every table and
 * array kept from one state to the next.
 */

import { logMoment } from "../../generated/log-moment.ts";
import {
  blockColumns,
  type ConditionalBlock,
  type ConditionalSweep,
  conditionalSweep,
} from "../../runtime/husimi/conditional.ts";
import { ASYMPTOTIC_LEVEL } from "../../runtime/integrate.ts";
import { type Integral, type Refinable, refine } from "../../runtime/quadrature/quadrature.ts";
import type { SphereRule } from "../../runtime/quadrature/sphere.ts";
import { clearSums, type Sums, zeroSums } from "../../runtime/quadrature/sums.ts";
import type { Functional } from "../../runtime/spheres/functional.ts";
import { ruleOnLevel } from "../../runtime/spheres/local-average.ts";
import { qubitSphere } from "../../runtime/spheres/qubit-sphere.ts";
import { hasUnseenZero } from "../../runtime/spheres/unseen-zero.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { type PairChannel, setFlux } from "./qubit-pair.ts";
import { conditionOn, hasCoherences, turnOuter } from "./qubit-pair-tensors.ts";

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
  isOffAxis: boolean;
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
    if (own.length > 0) sides.push(sideOf(party, own, channels));
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
        setFlux(rho, current[k], k, fluxes, fluxErrors);
        found.flux += fluxes[k];
        found.fluxError += fluxErrors[k];
      }
      for (const side of sides) {
        const { channels: own } = side;
        conditionSide(rho, side);
        if (hasUnseenZero(side.plain[0])) return false;
        const goal = (f: number, value: number) =>
          tolerance * Math.min(Math.abs(value), Math.abs(value + (own[f] < 0 ? 0 : fluxes[own[f]])));
        const { integrals, evaluations } = refine(side.rules, goal, budget - found.evaluations, ASYMPTOTIC_LEVEL);
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

function sideOf(party: number, own: readonly number[], channels: readonly PairChannel[]): Side {
  const functionals = own.map(
    (k): Functional => (k < 0 ? { kind: "entropy", closed: logMoment } : { kind: "entropyRate", use: channels[k].use }),
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
    isOffAxis: false,
  };
  return side;
}

function conditionSide(rho: ComplexMatrix, side: Side): void {
  const [plain] = side.plain;
  conditionOn(rho, side.party, plain);
  side.isOffAxis = hasCoherences(plain);
  if (side.isOffAxis) turnOuter(plain, side.turned[0]);
}

function levelOf(side: Side, level: number): Level {
  const levels = side.isOffAxis ? side.offAxis : side.onAxis;
  while (levels.length <= level) levels.push(makeLevel(side, levels.length));
  return levels[level];
}

function makeLevel({ functionals, isOffAxis }: Side, level: number): Level {
  const symmetry = isOffAxis ? 1 : 0;
  return levelOn(ruleOnLevel(level, 0, 1, symmetry), symmetry, functionals);
}

function levelOn(rule: SphereRule, symmetry: number, functionals: readonly Functional[]): Level {
  const outer = [{ twoJ: 1, present: Uint8Array.of(1, symmetry), rule }];
  const sphere = qubitSphere(functionals, blockColumns(outer));
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
  sweep.run(level % 2 === 1 && side.isOffAxis ? side.turned : side.plain, visit);
  return sums;
}
