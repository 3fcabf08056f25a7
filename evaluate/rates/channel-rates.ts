/** The rates of one channel in one state, from their integrals. */

import { enlarged, type Integral } from "../../runtime/quadrature/integral.ts";
import { traceOfTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { type Bounded, difference, ROUNDING, sum, type Weighed, ZERO } from "../../spins/numbers/bounded.ts";
import { FADED, isConverged } from "../errors/convergence.ts";
import { logarithmSize } from "../errors/logarithm-size.ts";
import { traceNormOf } from "../errors/state-error.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { energySpread, heatCurrent } from "./heat-current.ts";
import { type Changes, lazily, momentRounding, rateRounding } from "./moments.ts";
import { productionIntegral } from "./near-steady.ts";
import { sizeOfMoment } from "./size-of-moment.ts";
import type { StateIntegrals } from "./sought.ts";

export interface ChannelRates {
  readonly entropyRate: Bounded;
  readonly production: Bounded | null;
  readonly flux: Bounded | null;
  /** −Tr[H D(ρ)]; zero without H. */
  readonly heatCurrent: Bounded;
}

/** Σ |contributions| to the rates. */
export type Contributions = { readonly [rate in keyof ChannelRates]: () => number };

/** A channel's rates with what else came of finding them. */
export interface FoundRates {
  readonly rates: ChannelRates;
  readonly contributions: Contributions;
  /** What rounding alone may do to dS/dt and Π: sums of channels are not worth knowing any better. */
  readonly rounding: { readonly entropyRate: number; readonly production: number };
  /** Π − Φ, or dS/dt, by the emitted integrand: what the closure compares. */
  readonly emitted: number;
  readonly evaluations: number;
}

/** @param budget  evaluations left for Π by its own integral, which is sought where dS/dt + Φ does not do */
export function channelRates(
  setting: Setting,
  k: number,
  changes: Changes,
  integrals: StateIntegrals,
  budget: number,
): FoundRates {
  const channel = setting.channels[k];
  const heat = setting.hamiltonian === null ? ZERO : heatCurrent(changes.by(k), changes.terms(k), setting.hamiltonian);
  const heated = enlarged(boundedOf(heat), { state: changes.blur.heatCurrents[k] });
  const [integral, emitted] = [integrals.entropyRates[k], integrals.emitted[k].value];
  // By whatever way: the emitted integrand has the terms of the flux, which a moment of D(ρ) never sees.
  const moved = () => Math.max(contributionsOf(changes, integral, setting, k), changes.fluxes[k]?.contributions ?? 0);
  // What moves a computed state may have faded.
  const least = changes.stateError > 0 ? FADED * channel.size : 0;
  const leastOfLogarithm = least * logarithmSize(setting.spins);
  const weighed = lazily(() => Math.max(moved(), momentOf(changes, setting, k), leastOfLogarithm));
  const warmed = () =>
    Math.max(heat.contributions, setting.hamiltonian === null ? 0 : least * energySpread(setting.hamiltonian));
  const contributions = { entropyRate: weighed, production: none, flux: none, heatCurrent: warmed };
  const rounding =
    Math.max(ROUNDING * integral.contributions, rateRounding(setting, k, integral.contributions)) +
    changes.blur.entropyRates[k];
  const alone = { contributions, rounding: { entropyRate: rounding, production: 0 }, emitted, evaluations: 0 };
  if (!channel.active) {
    return { ...alone, rates: { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heated } };
  }
  const entropyRate = enlarged(atMost(integral, changes, setting, k), { state: changes.blur.entropyRates[k] });
  const flux = changes.fluxes[k];
  if (flux === null) {
    const rates = { entropyRate: enlarged(entropyRate, lostIn(channel, moved)), production: null, flux };
    return { ...alone, rates: { ...rates, heatCurrent: heated } };
  }
  const flown = () => Math.max(flux.contributions, leastOfLogarithm);
  const split = splitRates(setting, k, changes, { entropyRate, flux, moved }, budget);
  const { direct } = split;
  return {
    rates: { ...split.rates, heatCurrent: heated },
    contributions: { ...contributions, production: () => weighed() + flown(), flux: flown },
    rounding: { entropyRate: rounding, production: rounding + flux.error },
    emitted: direct === null ? emitted : direct.value - flux.value,
    evaluations: split.evaluations,
  };
}

/** |dS/dt| is at most what D(ρ) is times the most that a mean of −ln Q may be: next to a zero of Q of a state at rest no grid tells that. */
function atMost({ value, error }: Bounded, changes: Changes, setting: Setting, k: number): Bounded {
  if (isConverged({ value, error }, 0, setting.tolerance)) return { value, error };
  const most = traceNormOf(changes.by(k)) * logarithmSize(setting.spins) + momentRounding(changes, setting, k);
  return most < error ? { value: Math.max(-most, Math.min(most, value)), error: 2 * most } : { value, error };
}

const none = (): number => 0;

const boundedOf = ({ value, error }: Bounded): Bounded => ({ value, error });

/** What coefficients that cancel may do to a rate. */
const lostIn = ({ cancelled: { relative, absolute } }: PreparedChannel, contributions: () => number) => ({
  coefficients: relative === 0 ? absolute : relative * contributions() + absolute,
});

/** M ∫ |integrand| of dS/dt. Of a state that the channel leaves as it is, or one that was computed, which knows no better, it is
 *  that of the terms which cancel in D(Q) ln Q, ln Q taken for the most that its mean over a state may be. */
function contributionsOf(changes: Changes, { contributions }: Integral, { spins }: Setting, k: number): number {
  if (!(changes.isStill[k] || changes.stateError > 0)) return contributions;
  const terms = changes.terms(k);
  if (terms === null) return contributions;
  return Math.max(contributions, traceOfTerms(terms, changes.rho.dimension) * logarithmSize(spins));
}

/** M ∫ |D(Q) ln Q|, of whichever integrand the rate was found by: where a channel leaves a state nearly as it is the emitted one,
 *  quadratic in what is left, is far below it. */
function momentOf({ rho, by }: Changes, { spins }: Setting, k: number): number {
  const change = by(k);
  return change === null ? 0 : sizeOfMoment(rho, change, spins);
}

interface Known {
  readonly entropyRate: Bounded;
  readonly flux: Weighed;
  /** Contributions to dS/dt. */
  readonly moved: () => number;
}

/** dS/dt, Π and Φ, with Π by its own integral (`direct`) where that knows it better than the sum of the others. */
function splitRates(
  setting: Setting,
  k: number,
  changes: Changes,
  { entropyRate, flux, moved }: Known,
  budget: number,
) {
  const channel = setting.channels[k];
  const added = sum(entropyRate, flux);
  const isEnough = added.error <= setting.tolerance * Math.abs(added.value);
  const own = isEnough ? null : productionIntegral(channel, changes, setting, budget);
  const direct = own !== null && own.production.error < added.error ? own.production : null;
  const lost = lostIn(channel, () => moved() + flux.contributions);
  return {
    rates: {
      entropyRate: enlarged(direct === null ? entropyRate : better(entropyRate, direct, flux), lost),
      production: enlarged(direct ?? added, lost),
      flux: enlarged(boundedOf(flux), lost),
    },
    direct,
    evaluations: own?.evaluations ?? 0,
  };
}

/** dS/dt, or Π − Φ where these are known better. */
function better(entropyRate: Bounded, production: Bounded, flux: Bounded): Bounded {
  const rounding = ROUNDING * Math.max(Math.abs(production.value), Math.abs(flux.value));
  const other = enlarged(difference(production, flux), { sum: rounding });
  return other.error < entropyRate.error ? other : entropyRate;
}
