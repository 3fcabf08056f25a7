/** Entropy and its rates for one state. */

import { enlarged, type Integral } from "../../runtime/quadrature/integral.ts";
import { commutation } from "../../spins/dynamics/generator/exact-drift.ts";
import { largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, sum, type Weighed } from "../../spins/numbers/bounded.ts";
import { type Beyond, beyondOf, isConverged, isMissed } from "../errors/convergence.ts";
import type { Setting } from "../prepare/setting.ts";
import { logarithmSize } from "../ways/ways.ts";
import { type ChannelRates, channelRates, type FoundRates } from "./channel-rates.ts";
import { excessProduction } from "./excess.ts";
import { type Changes, changesOf, STILL } from "./moments.ts";
import { sizeOfMoment } from "./size-of-moment.ts";
import { stateIntegrals } from "./state-integrals.ts";

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
  /** What is not within the tolerance; null where none was asked of it. */
  readonly beyond: readonly Beyond[] | null;
}

/** Entropy and rates within the tolerance, each by itself and in sum: where rates of opposite signs leave less of their sum
 *  than their errors allow, all are sought once more, as much more closely. */
export function ratesOf(rho: ComplexMatrix, setting: Setting, stateError: number = 0): Rates {
  const asked = { tolerance: setting.tolerance, stateError };
  const { rates, overrun } = ratesWithin(rho, setting, asked);
  const budget = setting.budget - rates.evaluations;
  if (overrun <= 1 || rates.beyond.some((one) => isMissed(one) && !isSum(one.quantity)) || budget <= 0) return rates;
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
}

function ratesWithin(rho: ComplexMatrix, setting: Setting, { tolerance, stateError }: Asked): Attempt {
  const changes = changesOf(rho, setting, stateError);
  const integrals = stateIntegrals(changes, setting);
  let { evaluations } = integrals;
  const found = setting.channels.map((_, k) => {
    const one = channelRates(setting, k, changes, integrals, setting.budget - evaluations);
    evaluations += one.evaluations;
    return one;
  });
  const entropy = enlarged(boundedOf(integrals.entropy), { state: changes.blur.entropy });
  const unitaryRate = unitaryRateOf(changes, setting, integrals.unitary);
  const excess = excessOf(changes, setting, integrals.whole, setting.budget - evaluations);
  evaluations += excess?.evaluations ?? 0;
  const beyond = [
    ...beyondOf("entropy", entropy, () => integrals.entropy.contributions, tolerance),
    ...beyondOf("unitaryRate", unitaryRate, () => twistContributions(changes, setting, integrals.unitary), tolerance),
    ...channelsBeyond(found, tolerance),
    ...sumsBeyond(found, tolerance),
    ...(excess === null ? [] : excessBeyond(excess, found, tolerance)),
  ];
  const rates = {
    entropy,
    gain: null,
    totals: null,
    channels: found.map((one) => one.rates),
    unitaryRate,
    excess: excess && boundedOf(excess),
    closure: closureOf(found, setting, integrals.dissipation),
    evaluations,
    beyond,
  };
  const overrun = Math.max(overrunOf(found, "entropyRate", tolerance), overrunOf(found, "production", tolerance));
  return { rates, overrun };
}

function excessOf(changes: Changes, setting: Setting, whole: Integral, budget: number) {
  const { relaxation } = setting;
  if (relaxation === null || changes.byEverything === null) return null;
  return excessProduction(relaxation, changes, changes.byEverything, whole, setting, budget);
}

/** Both ways to dS/dt against each other; NaN where that is not asked for. */
function closureOf(found: readonly FoundRates[], { channels, closes }: Setting, dissipation: Integral): number {
  if (!closes) return Number.NaN;
  return found.reduce((rest, { emitted }, k) => (channels[k].active ? rest - emitted : rest), dissipation.value);
}

const boundedOf = ({ value, error }: Bounded): Bounded => ({ value, error });

const RATES = ["entropyRate", "production", "flux", "heatCurrent"] as const;
const SUMS = ["entropyRate", "production", "flux"] as const;

const isSum = (quantity: string): boolean => SUMS.some((name) => name === quantity);

function channelsBeyond(found: readonly FoundRates[], tolerance: number): readonly Beyond[] {
  const beyond: Beyond[] = [];
  found.forEach(({ rates, contributions }, k) => {
    for (const name of RATES) {
      const rate = rates[name];
      if (rate !== null && !isConverged(rate, 0, tolerance))
        beyond.push(...beyondOf(`channels[${k}].${name}`, rate, contributions[name], tolerance));
    }
  });
  return beyond;
}

/** Of what is summed over several channels. */
function sumsBeyond(found: readonly FoundRates[], tolerance: number): readonly Beyond[] {
  if (found.length < 2) return [];
  return SUMS.flatMap((name) => {
    if (found.some(({ rates }) => rates[name] === null)) return [];
    const total = sum(...found.map(({ rates }) => rates[name]!));
    return beyondOf(name, total, () => contributionsTo(found, name), tolerance);
  });
}

function excessBeyond(excess: Weighed, found: readonly FoundRates[], tolerance: number): readonly Beyond[] {
  return beyondOf("excess", excess, () => excess.contributions + contributionsTo(found, "entropyRate"), tolerance);
}

function contributionsTo(found: readonly FoundRates[], rate: keyof ChannelRates): number {
  return found.reduce((all, { contributions }) => all + contributions[rate](), 0);
}

/** Exactly zero of a given state that commutes with H. */
function unitaryRateOf({ rho, stateError, blur }: Changes, { hamiltonian, twist, spins }: Setting, unitary: Integral) {
  const still = hamiltonian === null || twist === null || stateError > 0 ? null : commutation(hamiltonian, rho);
  if (still === null) return enlarged(boundedOf(unitary), { state: blur.unitaryRate });
  return { value: 0, error: Math.sqrt(rho.dimension) * still * logarithmSize(spins) };
}

/** M ∫ |integrand| of the unitary rate, by whatever way; of a given state that H leaves as it is that of both terms of the commutator. */
function twistContributions({ rho, stateError }: Changes, { twist, spins }: Setting, unitary: Integral): number {
  if (twist === null) return unitary.contributions;
  const [turned, size] = [turn(twist, rho), 2 * largestRow(twist)];
  const isStill = stateError === 0 && frobenius(turned) <= STILL * size;
  return Math.max(unitary.contributions, isStill ? size * logarithmSize(spins) : sizeOfMoment(rho, turned, spins));
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
