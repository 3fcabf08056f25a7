/** Entropy and its rates for one state. */

import { dissipate, dissipationSize } from "./dynamics/liouvillian.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, widened, ZERO } from "./flux/flux.ts";
import { heatCurrent } from "./flux/heat-current.ts";
import { logarithmSphere, moment, requestMoments } from "./moments.ts";
import { productionIntegral } from "./near-steady.ts";
import { fluxOf } from "./prepared-channel.ts";
import { type Integral, ROUNDING } from "./quadrature/quadrature.ts";
import { answerAll } from "./requests.ts";
import type { Setting } from "./setting.ts";
import { stateBlur } from "./state-error.ts";
import { rateRounding, stateIntegrals } from "./state-integrals.ts";

export interface ChannelRates {
  readonly entropyRate: BoundedValue;
  readonly production: BoundedValue | null;
  readonly flux: BoundedValue | null;
  /** −Tr[H D(ρ)]; zero without H. */
  readonly heatCurrent: BoundedValue;
}

export interface Rates {
  readonly entropy: BoundedValue;
  readonly channels: readonly ChannelRates[];
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
  const { rates, excess } = ratesWithin(rho, setting, blurred);
  const budget = setting.budget - rates.evaluations;
  if (excess <= 1 || !rates.converged || budget <= 0) return { ...rates, converged: rates.converged && excess <= 1 };
  const closer = { ...setting, tolerance: setting.tolerance / (2 * excess), budget };
  const again = ratesWithin(rho, closer, blurred);
  const evaluations = rates.evaluations + again.rates.evaluations;
  // What was left of the budget may not have been enough.
  if (again.excess >= excess || !isCloser(again.rates, rates)) return { ...rates, evaluations, converged: false };
  const { channels, closure } = again.rates;
  return { ...rates, channels, closure, evaluations, converged: again.excess <= 1 };
}

/** Whether no channel lost what another gained; rounding may differ by a little. */
function isCloser(a: Rates, b: Rates): boolean {
  return a.channels.every(
    ({ entropyRate, production }, k) =>
      entropyRate.error <= 2 * b.channels[k].entropyRate.error &&
      (production === null || production.error <= 2 * b.channels[k].production!.error),
  );
}

/** A sum over the channels, and what rounding allows it to be off by. */
interface Total {
  value: number;
  error: number;
  rounding: number;
}

function addTo(total: Total, { value, error }: BoundedValue, rounding: number): void {
  total.value += value;
  total.error += error;
  total.rounding += rounding;
}

interface Attempt {
  readonly rates: Rates;
  /** The error of dS/dt or of Π, all channels together, over what it may be. */
  readonly excess: number;
}

/** @param ofSums  the tolerance that sums over the channels are held against */
function ratesWithin(
  rho: ComplexMatrix,
  setting: Setting,
  { ofSums, stateError }: { readonly ofSums: number; readonly stateError: number },
): Attempt {
  const { channels, dimensions, tolerance, hamiltonian, relaxation } = setting;
  const changes = channels.map((channel) => (channel.active ? dissipate(channel.dissipator, rho, dimensions) : null));
  const blur = stateBlur(setting, stateError);
  const fluxes = channels.map((channel, k) => widened(fluxOf(channel, rho, dimensions), blur.fluxes[k]));
  const byEverything = relaxation === null ? null : relaxation.drift(rho);
  const integrals = stateIntegrals({ rho, byChannel: changes, byEverything, fluxes }, setting);
  const { entropy, unitary, whole, entropyRates, emitted } = integrals;
  let { evaluations } = integrals;
  let converged = entropy.converged && (unitary.converged || unitary.settled);
  let closure = integrals.dissipation.value;
  const totals: Total[] = [0, 1].map(() => ({ value: 0, error: 0, rounding: 0 }));
  const rates = channels.map((channel, k): ChannelRates => {
    const entropyRate = { value: entropyRates[k].value, error: entropyRates[k].bound + blur.entropyRates[k] };
    const rounding =
      Math.max(floorOf(entropyRates[k]), rateRounding(setting, k, entropyRates[k].magnitude)) + blur.entropyRates[k];
    const heat = widened(heatCurrent(changes[k], hamiltonian, channel.dissipator), blur.heatCurrents[k]);
    converged &&= isWithin(entropyRate, tolerance, rounding);
    addTo(totals[0], entropyRate, rounding);
    if (!channel.active) return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heat };
    const flux = fluxes[k];
    if (flux === null) {
      closure -= emitted[k].value;
      return { entropyRate, production: null, flux: null, heatCurrent: heat };
    }
    const sum = { value: entropyRate.value + flux.value, error: entropyRate.error + flux.error };
    const wanted = tolerance * Math.abs(sum.value);
    const direct =
      sum.error > wanted ? productionIntegral(channel, rho, setting, setting.budget - evaluations, stateError) : null;
    evaluations += direct?.evaluations ?? 0;
    const production = direct !== null && direct.error < sum.error ? direct : sum;
    converged &&= isWithin(production, tolerance, rounding + flux.error);
    addTo(totals[1], production, rounding + flux.error);
    closure -= production === sum ? emitted[k].value : production.value - flux.value;
    return {
      entropyRate,
      production: { value: production.value, error: production.error },
      flux,
      heatCurrent: heat,
    };
  });
  let excess: BoundedValue | null = null;
  if (relaxation !== null && byEverything !== null) {
    const reference = referenceMoment(relaxation.steady, byEverything, whole, setting, setting.budget - evaluations);
    evaluations += reference.evaluations;
    excess = {
      value: whole.value - reference.integral.value,
      error: whole.bound + reference.integral.bound,
    };
    converged &&= isWithin(excess, tolerance, floorOf(whole) + floorOf(reference.integral));
  }
  return {
    rates: {
      entropy: { value: entropy.value, error: entropy.bound + blur.entropy },
      channels: rates,
      unitaryRate: { value: unitary.value, error: unitary.bound + blur.unitaryRate },
      excess,
      closure,
      evaluations,
      converged,
    },
    excess: Math.max(...totals.map((total) => total.error / allowed(total, ofSums))),
  };
}

function allowed({ value, rounding }: Total, tolerance: number): number {
  return Math.max(tolerance * Math.abs(value), 2 * rounding, Number.MIN_VALUE);
}

/** −M ∫ ∂Q/∂t ln Q_ss. */
function referenceMoment(
  steady: ComplexMatrix,
  drift: ComplexMatrix,
  whole: Integral,
  setting: Setting,
  budget: number,
): { integral: Integral; evaluations: number } {
  const { spins, tolerance, channels } = setting;
  const size = channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
  const goal = (value: number) => tolerance * Math.min(Math.abs(value), Math.abs(whole.value - value));
  const wanted = moment(drift, size, spins, goal);
  const matrices = [steady];
  const evaluations = answerAll(
    requestMoments([wanted], logarithmSphere(steady, setting), matrices),
    matrices,
    spins,
    budget,
  );
  return { integral: wanted.integral, evaluations };
}

/** How much more than 4ε of the contributions rounding may do to a state that is nearly pure: they are those of
 *  |∇Q|²/Q, where ρ enters as ln Q. */
const SENSITIVE = 64;

/** As well as rounding allows: 4ε of the contributions, or what refinement ended at because the rest is sensitive to it. */
function floorOf({ bound, magnitude, settled }: Integral): number {
  const floor = ROUNDING * magnitude;
  return settled && bound <= SENSITIVE * floor ? Math.max(bound, floor) : floor;
}

/** Within the tolerance, or as well as rounding allows. */
function isWithin({ value, error }: BoundedValue, tolerance: number, rounding: number): boolean {
  return error <= Math.max(tolerance * Math.abs(value), rounding);
}
