/** The rates of one channel in one state, from their integrals. */

import { traceOfTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { type Bounded, ROUNDING, widened, ZERO } from "../../spins/numbers/bounded.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { heatCurrent } from "./heat-current.ts";
import { logarithmSize } from "./moments.ts";
import { productionIntegral } from "./near-steady.ts";
import { type Changes, rateRounding, type StateIntegrals } from "./state-integrals.ts";

export interface ChannelRates {
  readonly entropyRate: Bounded;
  readonly production: Bounded | null;
  readonly flux: Bounded | null;
  /** −Tr[H D(ρ)]; zero without H. */
  readonly heatCurrent: Bounded;
}

/** Σ |contributions| to the rates. */
export type Contributions = { readonly [rate in keyof ChannelRates]: number };

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

/** Everything of a state that a channel's rates are made of. */
export interface Ground {
  readonly changes: Changes;
  readonly integrals: StateIntegrals;
  readonly stateError: number;
}

/** @param budget  evaluations left for Π by its own integral, which is sought where dS/dt + Φ does not do */
export function channelRates(setting: Setting, k: number, ground: Ground, budget: number): FoundRates {
  const { hamiltonian, channels, spins } = setting;
  const { changes, integrals } = ground;
  const { blur } = changes;
  const channel = channels[k];
  const integral = integrals.entropyRates[k];
  const entropyRate = { value: integral.value, error: integral.bound + blur.entropyRates[k] };
  const heat = heatCurrent(changes.byChannel[k], changes.terms[k], hamiltonian);
  const heated = widened({ value: heat.value, error: heat.error }, blur.heatCurrents[k]);
  const rounding = Math.max(ROUNDING * integral.magnitude, rateRounding(setting, k, integral.magnitude));
  const moved = contributionsOf(ground, spins, k);
  const alone = {
    rounding: { entropyRate: rounding + blur.entropyRates[k], production: 0 },
    contributions: { entropyRate: moved, production: 0, flux: 0, heatCurrent: heat.contributions },
    emitted: integrals.emitted[k].value,
    evaluations: 0,
  };
  if (!channel.active) {
    return { ...alone, rates: { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heated } };
  }
  const flux = changes.fluxes[k];
  if (flux === null) {
    const rates = {
      entropyRate: widened(entropyRate, lostIn(channel, moved)),
      production: null,
      flux,
      heatCurrent: heated,
    };
    return { ...alone, rates };
  }
  const { production, direct, evaluations } = productionOf(setting, k, ground, add(entropyRate, flux), budget);
  const lost = lostIn(channel, moved + flux.contributions);
  return {
    rates: {
      entropyRate: widened(direct ? better(entropyRate, production, flux) : entropyRate, lost),
      production: widened({ value: production.value, error: production.error }, lost),
      flux: widened({ value: flux.value, error: flux.error }, lost),
      heatCurrent: heated,
    },
    rounding: {
      entropyRate: alone.rounding.entropyRate,
      production: alone.rounding.entropyRate + flux.error,
    },
    contributions: { ...alone.contributions, production: moved + flux.contributions, flux: flux.contributions },
    emitted: direct ? production.value - flux.value : alone.emitted,
    evaluations,
  };
}

/** What coefficients that cancel may do to a rate. */
const lostIn = ({ cancelled: { relative, absolute } }: PreparedChannel, contributions: number): number =>
  relative * contributions + absolute;

/** M ∫ |integrand| of dS/dt. Of a state that the channel leaves as it is, or one that was computed, which knows no better, it is
 *  that of the terms which cancel in D(Q) ln Q, ln Q taken for the most that its mean over a state may be. */
function contributionsOf({ changes, integrals, stateError }: Ground, spins: readonly number[], k: number): number {
  const { magnitude } = integrals.entropyRates[k];
  const terms = changes.terms[k];
  if (terms === null || !(changes.isStill[k] || stateError > 0)) return magnitude;
  return Math.max(magnitude, traceOfTerms(terms, changes.rho.dimension) * logarithmSize(spins));
}

/** dS/dt, or Π − Φ where these are known better. */
function better(entropyRate: Bounded, production: Bounded, flux: Bounded): Bounded {
  const error = production.error + flux.error + ROUNDING * Math.max(Math.abs(production.value), Math.abs(flux.value));
  return error < entropyRate.error ? { value: production.value - flux.value, error } : entropyRate;
}

function add(a: Bounded, b: Bounded): Bounded {
  return { value: a.value + b.value, error: a.error + b.error };
}

/** Π as dS/dt + Φ, or by its own integral where that is better. */
function productionOf(
  setting: Setting,
  k: number,
  { changes, stateError }: Ground,
  sum: Bounded,
  budget: number,
): { production: Bounded; direct: boolean; evaluations: number } {
  const isEnough = sum.error <= setting.tolerance * Math.abs(sum.value);
  const direct = isEnough ? null : productionIntegral(setting.channels[k], changes.rho, setting, budget, stateError);
  const evaluations = direct?.evaluations ?? 0;
  if (direct === null || !(direct.error < sum.error)) return { production: sum, direct: false, evaluations };
  return { production: { value: direct.value, error: direct.error }, direct: true, evaluations };
}
