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
import { type Changes, momentRounding, rateRounding } from "./moments.ts";
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

/** A channel's rates with what else came of finding them. */
export interface FoundRates {
  readonly rates: ChannelRates;
  /** Σ |contributions| to one of them. */
  readonly contributions: (rate: keyof ChannelRates) => number;
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
  const { hamiltonian } = setting;
  const { active } = setting.channels[k];
  const integral = integrals.entropyRates[k];
  const emitted = integrals.emitted[k].value;
  const heat = hamiltonian === null ? ZERO : heatCurrent(changes.by(k), changes.terms(k), hamiltonian);
  const contributions = (rate: keyof ChannelRates) => contributionsTo(rate, heat, integral, changes, setting, k);
  const rounding =
    Math.max(ROUNDING * integral.contributions, rateRounding(setting, k, integral.contributions)) +
    changes.blur.entropyRates[k];
  const flux = active ? changes.fluxes[k] : ZERO;
  const entropyRate = active
    ? enlarged(atMost(integral, changes, setting, k), { state: changes.blur.entropyRates[k] })
    : ZERO;
  const heatOfState = enlarged(boundedOf(heat), { state: changes.blur.heatCurrents[k] });
  const found = !active
    ? STILL
    : flux === null
      ? unsplitRates(entropyRate, integral, changes, setting, k)
      : splitRates(entropyRate, flux, integral, changes, setting, k, budget);
  const { production } = found;
  return {
    rates: { entropyRate: found.entropyRate, production, flux: found.flux, heatCurrent: heatOfState },
    contributions,
    rounding: { entropyRate: rounding, production: !active || flux === null ? 0 : rounding + flux.error },
    emitted: found.direct === null ? emitted : found.direct.value - flux!.value,
    evaluations: found.evaluations,
  };
}

/** All but the heat, and Π by its own integral (`direct`) where that knows it better than the sum of the others. */
interface Split extends Omit<ChannelRates, "heatCurrent"> {
  readonly direct: Bounded | null;
  readonly evaluations: number;
}

const STILL: Split = { entropyRate: ZERO, production: ZERO, flux: ZERO, direct: null, evaluations: 0 };

/** Σ |contributions| to a rate of a channel in a state. */
function contributionsTo(
  rate: keyof ChannelRates,
  heat: Weighed,
  integral: Integral,
  changes: Changes,
  setting: Setting,
  k: number,
): number {
  const { hamiltonian, spins } = setting;
  const { active, size } = setting.channels[k];
  // What moves a computed state may have faded.
  const least = changes.stateError > 0 ? FADED * size : 0;
  if (rate === "heatCurrent")
    return Math.max(heat.contributions, hamiltonian === null ? 0 : least * energySpread(hamiltonian));
  const flux = active ? changes.fluxes[k] : null;
  if (flux === null && rate !== "entropyRate") return 0;
  const leastOfLogarithm = least * logarithmSize(spins);
  const flown = flux === null ? 0 : Math.max(flux.contributions, leastOfLogarithm);
  if (rate === "flux") return flown;
  const weighed = Math.max(movedBy(integral, changes, setting, k), momentOf(changes, setting, k), leastOfLogarithm);
  return rate === "entropyRate" ? weighed : weighed + flown;
}

/** Contributions to dS/dt by whatever way: the emitted integrand has the terms of the flux, which a moment of D(ρ) never sees. */
const movedBy = (integral: Integral, changes: Changes, setting: Setting, k: number): number =>
  Math.max(contributionsOf(changes, integral, setting, k), changes.fluxes[k]?.contributions ?? 0);

/** |dS/dt| is at most what D(ρ) is times the most that a mean of −ln Q may be: next to a zero of Q of a state at rest no grid tells that. */
function atMost({ value, error }: Bounded, changes: Changes, setting: Setting, k: number): Bounded {
  if (isConverged({ value, error }, 0, setting.tolerance)) return { value, error };
  const most = traceNormOf(changes.by(k)) * logarithmSize(setting.spins) + momentRounding(changes, setting, k);
  return most < error ? { value: Math.max(-most, Math.min(most, value)), error: 2 * most } : { value, error };
}

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

/** Where Π and Φ are refused. */
function unsplitRates(entropyRate: Bounded, integral: Integral, changes: Changes, setting: Setting, k: number): Split {
  const lost = lostIn(setting.channels[k], () => movedBy(integral, changes, setting, k));
  return { entropyRate: enlarged(entropyRate, lost), production: null, flux: null, direct: null, evaluations: 0 };
}

function splitRates(
  entropyRate: Bounded,
  flux: Weighed,
  integral: Integral,
  changes: Changes,
  setting: Setting,
  k: number,
  budget: number,
): Split {
  const channel = setting.channels[k];
  const added = sum(entropyRate, flux);
  const isEnough = added.error <= setting.tolerance * Math.abs(added.value);
  const own = isEnough ? null : productionIntegral(channel, changes, setting, budget);
  const direct = own !== null && own.production.error < added.error ? own.production : null;
  const lost = lostIn(channel, () => movedBy(integral, changes, setting, k) + flux.contributions);
  return {
    entropyRate: enlarged(direct === null ? entropyRate : better(entropyRate, direct, flux), lost),
    production: enlarged(direct ?? added, lost),
    flux: enlarged(boundedOf(flux), lost),
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
