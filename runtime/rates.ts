/** Entropy and its rates for one state. */

import { type ChannelRates, channelRates, type FoundRates } from "./channel-rates.ts";
import { dissipate } from "./dynamics/liouvillian.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { excessProduction } from "./excess.ts";
import { type BoundedValue, widened } from "./flux/flux.ts";
import { fluxOf } from "./prepared-channel.ts";
import type { Setting } from "./setting.ts";
import { stateBlur } from "./state-error.ts";
import { type Changes, stateIntegrals } from "./state-integrals.ts";

export interface Rates {
  readonly entropy: BoundedValue;
  /** S less that of the state at t = 0, where its error is less than what the two have together; else null. */
  readonly gain: BoundedValue | null;
  readonly channels: readonly ChannelRates[];
  /** Sums over the channels with errors of their own; null where the channels' errors are bounds, which add up. */
  readonly totals: Omit<ChannelRates, "heatCurrent"> | null;
  /** −M ∫ U(Q) ln Q, U(Q) the Husimi function of −i[H, ρ]. */
  readonly unitaryRate: BoundedValue;
  /** −M ∫ ∂Q/∂t ln(Q/Q_ss); null where not asked for. */
  readonly excess: BoundedValue | null;
  readonly closure: number;
  readonly evaluations: number;
  /** Null where no tolerance was asked of it. */
  readonly converged: boolean | null;
}

/** Entropy and rates within the tolerance, each by itself and in sum: where rates of opposite signs leave less of their sum
 *  than their errors allow, all are sought once more, as much more closely. */
export function ratesOf(rho: ComplexMatrix, setting: Setting, stateError: number = 0): Rates {
  const blurred = { ofSums: setting.tolerance, stateError };
  const { rates, overrun } = ratesWithin(rho, setting, blurred);
  const budget = setting.budget - rates.evaluations;
  if (overrun <= 1 || !rates.converged || budget <= 0) return { ...rates, converged: rates.converged && overrun <= 1 };
  const closer = { ...setting, tolerance: setting.tolerance / (2 * overrun), budget };
  const again = ratesWithin(rho, closer, blurred);
  const evaluations = rates.evaluations + again.rates.evaluations;
  // What was left of the budget may not have been enough.
  if (again.overrun >= overrun || !isCloser(again.rates, rates)) return { ...rates, evaluations, converged: false };
  const { channels, closure } = again.rates;
  return { ...rates, channels, closure, evaluations, converged: again.overrun <= 1 };
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
  readonly rates: Rates;
  /** The error of dS/dt or of Π, all channels together, over what it may be. */
  readonly overrun: number;
}

/** @param ofSums  the tolerance that sums over the channels are held against */
function ratesWithin(
  rho: ComplexMatrix,
  setting: Setting,
  { ofSums, stateError }: { readonly ofSums: number; readonly stateError: number },
): Attempt {
  const { channels, budget, relaxation } = setting;
  const blur = stateBlur(setting, rho, stateError);
  const changes = changesOf(rho, setting, blur.fluxes);
  const integrals = stateIntegrals(changes, setting);
  const { entropy, unitary, whole } = integrals;
  let { evaluations } = integrals;
  let converged = entropy.converged && (unitary.converged || unitary.settled);
  const found = channels.map((_, k) => {
    const one = channelRates(setting, k, { changes, integrals, blur, stateError }, budget - evaluations);
    evaluations += one.evaluations;
    converged &&= one.converged;
    return one;
  });
  let excess: BoundedValue | null = null;
  if (relaxation !== null && changes.byEverything !== null) {
    const moving = { rho, stateError, change: changes.byEverything, whole };
    const sought = excessProduction(relaxation, moving, setting, budget - evaluations);
    evaluations += sought.evaluations;
    converged &&= sought.converged;
    excess = sought.excess;
  }
  const rates = {
    entropy: { value: entropy.value, error: entropy.bound + blur.entropy },
    gain: null,
    totals: null,
    channels: found.map((one) => one.rates),
    unitaryRate: { value: unitary.value, error: unitary.bound + blur.unitaryRate },
    excess,
    closure: found.reduce(
      (closure, { emitted }, k) => (channels[k].active ? closure - emitted : closure),
      integrals.dissipation.value,
    ),
    evaluations,
    converged,
  };
  return { rates, overrun: Math.max(overrunOf(found, "entropyRate", ofSums), overrunOf(found, "production", ofSums)) };
}

function changesOf(rho: ComplexMatrix, setting: Setting, fluxBlur: readonly number[]): Changes {
  const { channels, dimensions, relaxation } = setting;
  return {
    rho,
    byChannel: channels.map(({ active, dissipator }) => (active ? dissipate(dissipator, rho, dimensions) : null)),
    byEverything: relaxation === null ? null : relaxation.drift(rho),
    fluxes: channels.map((channel, k) => widened(fluxOf(channel, rho, dimensions), fluxBlur[k])),
  };
}

/** The error of a sum over the channels over what it may be: the tolerance, or twice what rounding allows each. */
function overrunOf(found: readonly FoundRates[], rate: "entropyRate" | "production", tolerance: number): number {
  let [value, error, allowance] = [0, 0, 0];
  for (const { rates, rounding } of found) {
    value += rates[rate]?.value ?? 0;
    error += rates[rate]?.error ?? 0;
    allowance += rounding[rate];
  }
  return error / Math.max(tolerance * Math.abs(value), 2 * allowance, Number.MIN_VALUE);
}
