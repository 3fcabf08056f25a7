/** The rates of one channel in one state, from their integrals. */
import { type BoundedValue, widened, ZERO } from "./flux/flux.ts";
import { heatCurrent } from "./flux/heat-current.ts";
import { productionIntegral } from "./near-steady.ts";
import { floorOf, isWithin } from "./rounding.ts";
import type { Setting } from "./setting.ts";
import type { Blur } from "./state-error.ts";
import { type Changes, rateRounding, type StateIntegrals } from "./state-integrals.ts";

export interface ChannelRates {
  readonly entropyRate: BoundedValue;
  readonly production: BoundedValue | null;
  readonly flux: BoundedValue | null;
  /** −Tr[H D(ρ)]; zero without H. */
  readonly heatCurrent: BoundedValue;
}

/** A channel's rates with what else came of finding them. */
export interface FoundRates {
  readonly rates: ChannelRates;
  /** What rounding allows dS/dt and Π to be off by. */
  readonly rounding: { readonly entropyRate: number; readonly production: number };
  /** Π − Φ, or dS/dt, by the emitted integrand: what the closure compares. */
  readonly emitted: number;
  readonly converged: boolean;
  readonly evaluations: number;
}

/** Everything of a state that a channel's rates are made of. */
export interface Ground {
  readonly changes: Changes;
  readonly integrals: StateIntegrals;
  readonly blur: Blur;
  readonly stateError: number;
}

/** @param budget  evaluations left for Π by its own integral, which is sought where dS/dt + Φ does not do */
export function channelRates(setting: Setting, k: number, ground: Ground, budget: number): FoundRates {
  const { tolerance, hamiltonian, channels } = setting;
  const { changes, integrals, blur } = ground;
  const channel = channels[k];
  const integral = integrals.entropyRates[k];
  const entropyRate = { value: integral.value, error: integral.bound + blur.entropyRates[k] };
  const heat = widened(heatCurrent(changes.byChannel[k], hamiltonian, channel.dissipator), blur.heatCurrents[k]);
  const rounding = Math.max(floorOf(integral), rateRounding(setting, k, integral.magnitude)) + blur.entropyRates[k];
  const emitted = integrals.emitted[k].value;
  const alone = {
    rounding: { entropyRate: rounding, production: 0 },
    emitted,
    converged: isWithin(entropyRate, tolerance, rounding),
    evaluations: 0,
  };
  if (!channel.active) {
    return { ...alone, rates: { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heat } };
  }
  const flux = changes.fluxes[k];
  if (flux === null) return { ...alone, rates: { entropyRate, production: null, flux, heatCurrent: heat } };
  const { production, direct, evaluations } = productionOf(setting, k, ground, add(entropyRate, flux), budget);
  return {
    rates: { entropyRate, production, flux, heatCurrent: heat },
    rounding: { entropyRate: rounding, production: rounding + flux.error },
    emitted: direct ? production.value - flux.value : emitted,
    converged: alone.converged && isWithin(production, tolerance, rounding + flux.error),
    evaluations,
  };
}

function add(a: BoundedValue, b: BoundedValue): BoundedValue {
  return { value: a.value + b.value, error: a.error + b.error };
}

/** Π as dS/dt + Φ, or by its own integral where that is better. */
function productionOf(
  setting: Setting,
  k: number,
  { changes, stateError }: Ground,
  sum: BoundedValue,
  budget: number,
): { production: BoundedValue; direct: boolean; evaluations: number } {
  const isEnough = sum.error <= setting.tolerance * Math.abs(sum.value);
  const direct = isEnough ? null : productionIntegral(setting.channels[k], changes.rho, setting, budget, stateError);
  const evaluations = direct?.evaluations ?? 0;
  if (direct === null || !(direct.error < sum.error)) return { production: sum, direct: false, evaluations };
  return { production: { value: direct.value, error: direct.error }, direct: true, evaluations };
}
