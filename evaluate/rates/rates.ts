/** Entropy and its rates for one state. */

import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { commutation } from "../../spins/dynamics/generator/exact-drift.ts";
import { largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, widened, ZERO } from "../../spins/numbers/bounded.ts";
import { AT_REST } from "../../spins/numbers/safety-factors.ts";
import { type Miss, missOf } from "../errors/convergence.ts";
import { stateBlur } from "../errors/state-error.ts";
import { fluxOf } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { type ChannelRates, channelRates, type FoundRates } from "./channel-rates.ts";
import { excessProduction } from "./excess.ts";
import { logarithmSize } from "./moments.ts";
import { type Changes, isExact, type StateIntegrals, stateIntegrals } from "./state-integrals.ts";

export interface Rates {
  readonly entropy: Bounded;
  /** S less that of the state at t = 0, where its error is less than what the two have together; else null. */
  readonly gain: Bounded | null;
  readonly channels: readonly ChannelRates[];
  /** Sums over the channels with errors of their own; null where the channels' errors are bounds, which add up. */
  readonly totals: Omit<ChannelRates, "heatCurrent"> | null;
  /** −M ∫ U(Q) ln Q, U(Q) the Husimi function of −i[H, ρ]. */
  readonly unitaryRate: Bounded;
  /** −M ∫ ∂Q/∂t ln(Q/Q_ss); null where not asked for. */
  readonly excess: Bounded | null;
  readonly closure: number;
  readonly evaluations: number;
  /** What did not converge; null where no tolerance was asked of it. */
  readonly misses: readonly Miss[] | null;
}

/** Entropy and rates within the tolerance, each by itself and in sum: where rates of opposite signs leave less of their sum
 *  than their errors allow, all are sought once more, as much more closely. */
export function ratesOf(rho: ComplexMatrix, setting: Setting, stateError: number = 0): Rates {
  const asked = { tolerance: setting.tolerance, stateError };
  const { rates, overrun } = ratesWithin(rho, setting, asked);
  const budget = setting.budget - rates.evaluations;
  if (overrun <= 1 || rates.misses.some(({ quantity }) => !isSum(quantity)) || budget <= 0) return rates;
  const closer = { ...setting, tolerance: setting.tolerance / (2 * overrun), budget };
  const again = ratesWithin(rho, closer, asked);
  const evaluations = rates.evaluations + again.rates.evaluations;
  // What was left of the budget may not have been enough.
  if (again.overrun >= overrun || !isCloser(again.rates, rates)) return { ...rates, evaluations };
  const { channels, closure, misses } = again.rates;
  return { ...rates, channels, closure, evaluations, misses };
}

/** Whether no channel lost what another gained; rounding may differ by a little. */
function isCloser(a: Rates, b: Rates): boolean {
  return a.channels.every(
    ({ entropyRate, production }, k) =>
      entropyRate.error <= 2 * b.channels[k].entropyRate.error &&
      (production === null || production.error <= 2 * b.channels[k].production!.error),
  );
}

interface Attempt {
  readonly rates: Rates & { readonly misses: readonly Miss[] };
  /** The error of dS/dt or of Π, all channels together, over what it is worth bringing down to. */
  readonly overrun: number;
}

/** What all numbers are held against, however closely they are sought. */
interface Asked {
  readonly tolerance: number;
  readonly stateError: number;
}

function ratesWithin(rho: ComplexMatrix, setting: Setting, { tolerance, stateError }: Asked): Attempt {
  const { channels, budget, relaxation } = setting;
  const changes = changesOf(rho, setting, stateError);
  const { blur } = changes;
  const integrals = stateIntegrals(changes, setting);
  const { whole } = integrals;
  let { evaluations } = integrals;
  const found = channels.map((_, k) => {
    const one = channelRates(setting, k, { changes, integrals, stateError }, budget - evaluations);
    evaluations += one.evaluations;
    return one;
  });
  const entropy = { value: integrals.entropy.value, error: integrals.entropy.bound + blur.entropy };
  const unitaryRate = unitaryRateOf(rho, setting, integrals, stateError, blur.unitaryRate);
  const misses = [
    ...missOf("entropy", entropy, integrals.entropy.magnitude, tolerance),
    ...missOf("unitaryRate", unitaryRate, twistContributions(rho, setting, integrals, stateError), tolerance),
    ...channelMisses(found, tolerance),
    ...sumMisses(found, tolerance),
  ];
  let excess: Bounded | null = null;
  if (relaxation !== null && changes.byEverything !== null) {
    const moving = { rho, stateError, change: changes.byEverything, whole };
    const sought = excessProduction(relaxation, moving, setting, budget - evaluations);
    evaluations += sought.evaluations;
    excess = { value: sought.value, error: sought.error };
    const moved = found.reduce((sum, { contributions }) => sum + contributions.entropyRate, 0);
    misses.push(...missOf("excess", excess, sought.contributions + moved, tolerance));
  }
  const closure = found.reduce(
    (rest, { emitted }, k) => (channels[k].active ? rest - emitted : rest),
    integrals.dissipation.value,
  );
  const rates = {
    entropy,
    gain: null,
    totals: null,
    channels: found.map((one) => one.rates),
    unitaryRate,
    excess,
    closure,
    evaluations,
    misses,
  };
  const overrun = Math.max(overrunOf(found, "entropyRate", tolerance), overrunOf(found, "production", tolerance));
  return { rates, overrun };
}

const RATES = ["entropyRate", "production", "flux", "heatCurrent"] as const;
const SUMS = ["entropyRate", "production", "flux"] as const;

const isSum = (quantity: string): boolean => SUMS.some((name) => name === quantity);

function channelMisses(found: readonly FoundRates[], tolerance: number): readonly Miss[] {
  return found.flatMap(({ rates, contributions }, k) =>
    RATES.flatMap((name) => missOf(`channels[${k}].${name}`, rates[name] ?? ZERO, contributions[name], tolerance)),
  );
}

/** Of what is summed over several channels. */
function sumMisses(found: readonly FoundRates[], tolerance: number): readonly Miss[] {
  if (found.length < 2) return [];
  return SUMS.flatMap((name) => {
    if (found.some(({ rates }) => rates[name] === null)) return [];
    const sum = (of: (one: FoundRates) => number) => found.reduce((all, one) => all + of(one), 0);
    const total = { value: sum(({ rates }) => rates[name]!.value), error: sum(({ rates }) => rates[name]!.error) };
    return missOf(
      name,
      total,
      sum(({ contributions }) => contributions[name]),
      tolerance,
    );
  });
}

/** Exactly zero of a given state that commutes with H. */
function unitaryRateOf(
  rho: ComplexMatrix,
  { hamiltonian, twist, spins }: Setting,
  { unitary }: StateIntegrals,
  stateError: number,
  blur: number,
): Bounded {
  const still = hamiltonian === null || twist === null || stateError > 0 ? null : commutation(hamiltonian, rho);
  if (still === null) return { value: unitary.value, error: unitary.bound + blur };
  return { value: 0, error: Math.sqrt(rho.dimension) * still * logarithmSize(spins) };
}

/** M ∫ |integrand| of the unitary rate; of a given state that H leaves as it is that of both terms of the commutator. */
function twistContributions(
  rho: ComplexMatrix,
  { twist, spins }: Setting,
  { unitary }: StateIntegrals,
  stateError: number,
): number {
  if (twist === null || stateError > 0) return unitary.magnitude;
  const size = 2 * largestRow(twist);
  const isStill = frobenius(turn(twist, rho)) <= STILL * size;
  return isStill ? Math.max(unitary.magnitude, size * logarithmSize(spins)) : unitary.magnitude;
}

/** A change of the state is zero to rounding below this share of the terms that it is the difference of. */
const STILL = AT_REST * Number.EPSILON;

function changesOf(rho: ComplexMatrix, setting: Setting, stateError: number): Changes {
  const { channels, dimensions, relaxation, hamiltonian, twist } = setting;
  const byChannel = channels.map(({ active, dissipator }) => (active ? dissipate(dissipator, rho, dimensions) : null));
  const turned = twist === null ? null : turn(twist, rho);
  const blur = stateBlur(setting, rho, stateError, { byChannel, turned });
  const isStill = byChannel.map(
    (change, k) =>
      change !== null &&
      !isExact(setting, k) &&
      frobenius(change) <= (STILL + stateError) * dissipationSize(channels[k].dissipator),
  );
  return {
    rho,
    byChannel,
    byEverything: relaxation === null ? null : relaxation.drift(rho),
    fluxes: channels.map((channel, k) => widened(fluxOf(channel, rho, dimensions), blur.fluxes[k])),
    terms: channels.map(({ active, dissipator }, k) =>
      active && (hamiltonian !== null || isStill[k] || stateError > 0)
        ? dissipationTerms(dissipator, rho, dimensions)
        : null,
    ),
    isStill,
    blur,
  };
}

/** The error of a sum over the channels over the tolerance, or over twice what rounding does to each. */
function overrunOf(found: readonly FoundRates[], rate: "entropyRate" | "production", tolerance: number): number {
  let [value, error, allowance] = [0, 0, 0];
  for (const { rates, rounding } of found) {
    value += rates[rate]?.value ?? 0;
    error += rates[rate]?.error ?? 0;
    allowance += rounding[rate];
  }
  return error / Math.max(tolerance * Math.abs(value), 2 * allowance, Number.MIN_VALUE);
}
