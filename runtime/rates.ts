/** Entropy and its rates for one state. */
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, ZERO } from "./flux.ts";
import { heatCurrent } from "./heat-current.ts";
import { dissipate, dissipationSize } from "./liouvillian.ts";
import { changeRounding, logarithmSphere, moment, requestMoments } from "./moments.ts";
import { productionIntegral } from "./near-steady.ts";
import { fluxOf } from "./prepared-channel.ts";
import { type Integral, ROUNDING } from "./quadrature.ts";
import { answerAll } from "./requests.ts";
import type { Setting } from "./setting.ts";
import { stateIntegrals } from "./state-integrals.ts";

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
  readonly converged: boolean;
}

export function ratesOf(rho: ComplexMatrix, setting: Setting): Rates {
  const { channels, dimensions, tolerance, hamiltonian, relaxation } = setting;
  const changes = channels.map((channel) => (channel.active ? dissipate(channel.dissipator, rho, dimensions) : null));
  const fluxes = channels.map((channel) => fluxOf(channel, rho, dimensions));
  const byEverything = relaxation === null ? null : relaxation.drift(rho);
  const integrals = stateIntegrals({ rho, byChannel: changes, byEverything, fluxes }, setting);
  const { entropy, unitary, whole, entropyRates, emitted } = integrals;
  let { evaluations } = integrals;
  let converged = entropy.converged && (unitary.converged || unitary.settled);
  let closure = integrals.dissipation.value;
  const rates = channels.map((channel, k): ChannelRates => {
    const entropyRate = { value: entropyRates[k].value, error: entropyRates[k].bound };
    const rounding = floorOf(entropyRates[k]) + changeRounding(dissipationSize(channel.dissipator), setting.spins);
    const heat = heatCurrent(changes[k], hamiltonian, channel.dissipator);
    converged &&= isWithin(entropyRate, tolerance, rounding);
    if (!channel.active) return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: heat };
    const flux = fluxes[k];
    if (flux === null) {
      closure -= emitted[k].value;
      return { entropyRate, production: null, flux: null, heatCurrent: heat };
    }
    const sum = { value: entropyRate.value + flux.value, error: entropyRate.error + flux.error };
    const wanted = tolerance * Math.abs(sum.value);
    const direct = sum.error > wanted ? productionIntegral(channel, rho, setting, setting.budget - evaluations) : null;
    evaluations += direct?.evaluations ?? 0;
    const production = direct !== null && direct.error < sum.error ? direct : sum;
    converged &&= isWithin(production, tolerance, rounding + flux.error);
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
    entropy: { value: entropy.value, error: entropy.bound },
    channels: rates,
    unitaryRate: { value: unitary.value, error: unitary.bound },
    excess,
    closure,
    evaluations,
    converged,
  };
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

/** 4ε of the contributions. */
function floorOf({ magnitude }: Integral): number {
  return ROUNDING * magnitude;
}

/** Within the tolerance, or as well as rounding allows. */
function isWithin({ value, error }: BoundedValue, tolerance: number, rounding: number): boolean {
  return error <= Math.max(tolerance * Math.abs(value), rounding);
}
