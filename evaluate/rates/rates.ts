/** Entropy and its rates for one state. */

import type { StateOff } from "../../spins/dynamics/state-off.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { type Beyond, beyondOf, isConverged, isMissed } from "../errors/convergence.ts";
import type { Setting } from "../prepare/setting.ts";
import { wayOf, ways } from "../ways/ways.ts";
import { foundApart } from "./apart.ts";
import type { ChannelRates, FoundRates } from "./channel-rates.ts";
import { type Found, foundWhole } from "./found.ts";

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
  /** What is not within the tolerance; null where errors are standard ones, and none was asked of them. */
  readonly beyond: readonly Beyond[] | null;
}

/** Of an evolved state. Where what it is off by is all that leaves a number unknown, this is followed by its directions, which
 *  fade with what they are made of.
 *  @param off  the directions, null where they are not known */
export function ratesOfEvolved(
  rho: ComplexMatrix,
  setting: Setting,
  stateError: number,
  off: () => StateOff | null,
): Rates {
  const rates = ratesOf(rho, setting, stateError);
  const budget = setting.budget - rates.evaluations;
  // Where the budget is all but spent it is nodes that are missing, and as many more are not left.
  if (stateError === 0 || !rates.beyond?.some(isMissed) || budget < rates.evaluations) return rates;
  const known = off();
  if (known === null) return rates;
  const again = ratesOf(rho, { ...setting, budget }, stateError, known);
  return { ...again, evaluations: rates.evaluations + again.evaluations };
}

/** Entropy and rates within the tolerance, each by itself and in sum: where rates of opposite signs leave less of their sum
 *  than their errors allow, all are sought once more, as much more closely. */
export function ratesOf(
  rho: ComplexMatrix,
  setting: Setting,
  stateError: number = 0,
  off: StateOff | null = null,
): Rates {
  const asked = { tolerance: setting.tolerance, stateError, off };
  const { rates, overrun } = ratesWithin(rho, setting, asked);
  const budget = setting.budget - rates.evaluations;
  if (overrun <= 1 || rates.beyond.some((one) => isMissed(one) && !isSum(one)) || budget <= 0) return rates;
  const closer = { ...setting, tolerance: setting.tolerance / (2 * overrun), budget };
  const again = ratesWithin(rho, closer, asked);
  const evaluations = rates.evaluations + again.rates.evaluations;
  // What was left of the budget may not have been enough.
  if (again.overrun >= overrun || !isCloser(again.rates, rates)) return { ...rates, evaluations };
  const { channels, closure, beyond } = again.rates;
  return { ...rates, channels, closure, evaluations, beyond };
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
  readonly rates: Rates & { readonly beyond: readonly Beyond[] };
  /** The error of dS/dt or of Π, all channels together, over what it is worth bringing down to. */
  readonly overrun: number;
}

/** What all numbers are held against, however closely they are sought. */
interface Asked {
  readonly tolerance: number;
  readonly stateError: number;
  readonly off: StateOff | null;
}

function ratesWithin(rho: ComplexMatrix, setting: Setting, asked: Asked): Attempt {
  const { tolerance } = asked;
  const found = foundOf(rho, setting, asked);
  const { entropy, unitary, excess } = found;
  const beyond = beyondIn(found, tolerance);
  const rates = {
    entropy: boundedOf(entropy),
    gain: null,
    totals: null,
    channels: found.channels.map(({ rates }) => rates),
    unitaryRate: unitary.rate,
    excess: excess && boundedOf(excess),
    closure: found.closure,
    evaluations: found.evaluations,
    beyond,
  };
  const overrun = Math.max(
    overrunOf(found.channels, "entropyRate", tolerance),
    overrunOf(found.channels, "production", tolerance),
  );
  return { rates, overrun };
}

/** The groups of a product one by one, any other state as it is. */
function foundOf(rho: ComplexMatrix, setting: Setting, { stateError, off }: Asked): Found {
  const way = wayOf(ways.ofState, rho, setting, stateError);
  return way?.name === "apart"
    ? foundApart(way.taken, rho, setting, stateError, off)
    : foundWhole(rho, setting, stateError, off);
}

const boundedOf = ({ value, error }: Bounded): Bounded => ({ value, error });

const RATES = ["entropyRate", "production", "flux", "heatCurrent"] as const;
const SUMS = ["entropyRate", "production", "flux"] as const;

const isSum = ({ quantity, channel }: Beyond): boolean => channel === null && SUMS.some((name) => name === quantity);

/** All that is not within the tolerance: most numbers are, without regard to their contributions, which may be dear. */
function beyondIn({ entropy, unitary, channels, excess }: Found, tolerance: number): Beyond[] {
  const beyond: Beyond[] = [];
  if (!isConverged(entropy, 0, tolerance)) beyond.push(beyondOf("entropy", entropy, entropy.contributions, tolerance));
  if (!isConverged(unitary.rate, 0, tolerance))
    beyond.push(beyondOf("unitaryRate", unitary.rate, unitary.contributions(), tolerance));
  for (let k = 0; k < channels.length; k++) {
    const { rates, contributions } = channels[k];
    for (let r = 0; r < RATES.length; r++) {
      const one = rates[RATES[r]];
      if (one !== null && !isConverged(one, 0, tolerance))
        beyond.push(beyondOf(RATES[r], one, contributions(RATES[r]), tolerance, k));
    }
  }
  for (let r = 0; r < SUMS.length && channels.length > 1; r++) {
    const total = totalOf(channels, SUMS[r]);
    if (total !== null && !isConverged(total, 0, tolerance))
      beyond.push(beyondOf(SUMS[r], total, contributionsTo(channels, SUMS[r]), tolerance));
  }
  if (excess !== null && !isConverged(excess, 0, tolerance)) {
    const contributions = excess.contributions + contributionsTo(channels, "entropyRate");
    beyond.push(beyondOf("excess", excess, contributions, tolerance));
  }
  return beyond;
}

/** Null where one has none. */
function totalOf(found: readonly FoundRates[], rate: keyof ChannelRates): Bounded | null {
  let value = 0;
  let error = 0;
  for (let k = 0; k < found.length; k++) {
    const one = found[k].rates[rate];
    if (one === null) return null;
    value += one.value;
    error += one.error;
  }
  return { value, error };
}

function contributionsTo(found: readonly FoundRates[], rate: keyof ChannelRates): number {
  return found.reduce((all, { contributions }) => all + contributions(rate), 0);
}

/** The error of a sum over the channels over the tolerance, or over twice what rounding does to each. */
function overrunOf(found: readonly FoundRates[], rate: "entropyRate" | "production", tolerance: number): number {
  let value = 0;
  let error = 0;
  let allowance = 0;
  for (let k = 0; k < found.length; k++) {
    const one = found[k].rates[rate];
    allowance += found[k].rounding[rate];
    if (one === null) continue;
    value += one.value;
    error += one.error;
  }
  return error / Math.max(tolerance * Math.abs(value), 2 * allowance, Number.MIN_VALUE);
}
