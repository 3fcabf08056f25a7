/** Entropy and its rates for one state. */
import { combine, zeroMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, traceProduct, ZERO } from "./flux.ts";
import type { Functional } from "./functional.ts";
import { largestRow, turn } from "./hamiltonian.ts";
import { better } from "./integrate.ts";
import { dissipate, dissipationSize } from "./liouvillian.ts";
import { productionIntegral } from "./near-steady.ts";
import { fluxOf, type PreparedChannel } from "./prepared-channel.ts";
import { type Integral, ROUNDING } from "./quadrature.ts";
import { answerAll, type Request } from "./requests.ts";

export interface ChannelRates {
  readonly entropyRate: BoundedValue;
  readonly production: BoundedValue | null;
  readonly flux: BoundedValue | null;
  /** −Tr[H D(ρ)]; zero without H. */
  readonly heatCurrent: number;
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

export interface Setting {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly channels: readonly PreparedChannel[];
  readonly hamiltonian: ComplexMatrix | null;
  /** H without rotations of single spheres, which change no entropy; null when nothing is left. */
  readonly twist: ComplexMatrix | null;
  /** Where the excess is asked for: the steady state, and dρ/dt of the full generator. */
  readonly relaxation: Relaxation | null;
  readonly tolerance: number;
  readonly budget: number;
}

export interface Relaxation {
  readonly steady: ComplexMatrix;
  readonly drift: (rho: ComplexMatrix) => ComplexMatrix;
}

/** How well the closure's logarithmic moment is worth knowing, relative to its contributions. */
const CLOSURE = 1e-8;

/** How much more than 4ε rounding may do to a state that is nearly pure. */
const SENSITIVE = 64;

const EXACT_ZERO: Integral = { value: 0, bound: 0, magnitude: 0, converged: true, settled: true };

/** The integrals that a state is asked for; those that are not needed stay zero. */
interface Answers {
  entropy: Integral;
  /** −M ∫ X ln Q with X the change by all dissipators, by H, and by everything. */
  dissipation: Integral;
  unitary: Integral;
  whole: Integral;
  readonly entropyRates: Integral[];
}

export function ratesOf(rho: ComplexMatrix, setting: Setting): Rates {
  const { channels, dimensions, spins, tolerance, hamiltonian, relaxation } = setting;
  const changes = channels.map((channel) => (channel.active ? dissipate(channel.dissipator, rho, dimensions) : null));
  const fluxes = channels.map((channel) => fluxOf(channel, rho, dimensions));
  const answers: Answers = {
    entropy: EXACT_ZERO,
    dissipation: EXACT_ZERO,
    unitary: EXACT_ZERO,
    whole: EXACT_ZERO,
    entropyRates: channels.map(() => EXACT_ZERO),
  };
  const drift = relaxation === null ? null : relaxation.drift(rho);
  const { requests, matrices } = requestsFor(rho, changes, fluxes, drift, answers, setting);
  let evaluations = answerAll(requests, matrices, spins, setting.budget);
  evaluations += retryByLogarithms(rho, changes, fluxes, answers, setting, setting.budget - evaluations);

  const { entropy, unitary, entropyRates } = answers;
  let converged = entropy.converged && (unitary.converged || unitary.settled);
  let closure = answers.dissipation.value;
  const rates = channels.map((channel, k): ChannelRates => {
    const entropyRate = { value: entropyRates[k].value, error: entropyRates[k].bound };
    const rounding = floorOf(entropyRates[k]);
    const change = changes[k];
    const heatCurrent = hamiltonian === null || change === null ? 0 : 0 - traceProduct(change, hamiltonian).value;
    converged &&= isWithin(entropyRate, tolerance, rounding);
    if (!channel.active) return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent };
    const flux = fluxes[k];
    if (flux === null) {
      closure -= entropyRate.value;
      return { entropyRate, production: null, flux: null, heatCurrent };
    }
    const sum = { value: entropyRate.value + flux.value, error: entropyRate.error + flux.error };
    const wanted = tolerance * Math.abs(sum.value);
    const direct = sum.error > wanted ? productionIntegral(channel, rho, setting, setting.budget - evaluations) : null;
    evaluations += direct?.evaluations ?? 0;
    const production = direct !== null && direct.error < sum.error ? direct : sum;
    converged &&= isWithin(production, tolerance, rounding + flux.error);
    closure -= production === sum ? entropyRate.value : production.value - flux.value;
    return { entropyRate, production: { value: production.value, error: production.error }, flux, heatCurrent };
  });
  let excess: BoundedValue | null = null;
  if (relaxation !== null && drift !== null) {
    const reference = referenceMoment(relaxation.steady, drift, answers.whole, setting, setting.budget - evaluations);
    evaluations += reference.evaluations;
    excess = {
      value: answers.whole.value - reference.integral.value,
      error: answers.whole.bound + reference.integral.bound,
    };
    converged &&= isWithin(excess, tolerance, floorOf(answers.whole) + floorOf(reference.integral));
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

function requestsFor(
  rho: ComplexMatrix,
  changes: readonly (ComplexMatrix | null)[],
  fluxes: readonly (BoundedValue | null)[],
  drift: ComplexMatrix | null,
  answers: Answers,
  setting: Setting,
): { requests: readonly Request[]; matrices: readonly ComplexMatrix[] } {
  const { spins, channels, tolerance, twist } = setting;
  const matrices: ComplexMatrix[] = [rho];
  const party = partyForLogarithms(setting);
  const inner = spins[party] === 0.5 ? "closed" : "grid";
  const requests: Request[] = [];
  const request = (functional: Functional, goal: Request["goal"], answer: Request["answer"]) => {
    requests.push({ party, inner, functional, goal, answer });
  };
  const logarithms = logarithmSize(spins);
  /** @param size  of the terms whose difference the change is: its own rounding is 4ε of them */
  const requestLogMoment = (change: ComplexMatrix, size: number, goal: Request["goal"], answer: Request["answer"]) => {
    matrices.push(change);
    request({ kind: "logMoment", tensor: matrices.length - 1 }, goal, (integral) => {
      answer(blurred(integral, ROUNDING * size * logarithms));
    });
  };
  const sizes = channels.map(({ dissipator }) => dissipationSize(dissipator));
  const dissipation = sizes.reduce((a, b) => a + b, 0);
  const rotation = setting.hamiltonian === null ? 0 : 2 * largestRow(setting.hamiltonian);
  request({ kind: "entropy" }, within(setting, 0), (integral) => {
    answers.entropy = integral;
  });
  if (channels.some(({ active }) => active)) {
    const whole = changes.reduce<ComplexMatrix>(
      (sum, change) => (change === null ? sum : combine(1, sum, 1, change)),
      zeroMatrix(rho.dimension),
    );
    const loosely = (_: number, magnitude: number) => Math.max(CLOSURE, tolerance) * magnitude;
    requestLogMoment(whole, dissipation, loosely, (integral) => {
      answers.dissipation = integral;
    });
  }
  if (twist !== null) {
    requestLogMoment(turn(twist, rho), rotation, within(setting, 0), (integral) => {
      answers.unitary = integral;
    });
  }
  if (drift !== null) {
    requestLogMoment(drift, dissipation + rotation, within(setting, 0), (integral) => {
      answers.whole = integral;
    });
  }
  channels.forEach(({ active, use, on }, k) => {
    if (!active) return;
    const goal = within(setting, fluxes[k]?.value ?? 0);
    const answer = (integral: Integral) => {
      answers.entropyRates[k] = integral;
    };
    if (use === null || on.length > 1) {
      requestLogMoment(changes[k]!, sizes[k], goal, answer);
      return;
    }
    const own = spins[on[0]] === 0.5 && use.channel.inner !== null ? "closed" : "grid";
    requests.push({ party: on[0], inner: own, functional: { kind: "entropyRate", use }, goal, answer });
  });
  return { requests, matrices };
}

/** |M ∫ X ln Q| ≤ this · |X|, about: the largest mean of −ln Q over a state, Σ 2J (1 + 1/2 + … + 1/(2J+1)) where Q is a
 *  coherent state's. */
function logarithmSize(spins: readonly number[]): number {
  return spins.reduce((sum, J) => sum + 2 * J * (1 + Math.log(2 * J + 1)), 1);
}

function blurred(integral: Integral, blur: number): Integral {
  const magnitude = Math.max(integral.magnitude, blur / ROUNDING);
  return { ...integral, bound: integral.bound + blur, magnitude };
}

/** −M ∫ ∂Q/∂t ln Q_ss. */
function referenceMoment(
  steady: ComplexMatrix,
  drift: ComplexMatrix,
  whole: Integral,
  setting: Setting,
  budget: number,
): { integral: Integral; evaluations: number } {
  const party = partyForLogarithms(setting);
  const size = setting.channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
  let found = EXACT_ZERO;
  const request: Request = {
    party,
    inner: setting.spins[party] === 0.5 ? "closed" : "grid",
    functional: { kind: "logMoment", tensor: 1 },
    goal: (value) => setting.tolerance * Math.min(Math.abs(value), Math.abs(whole.value - value)),
    answer: (integral) => {
      found = blurred(integral, ROUNDING * size * logarithmSize(setting.spins));
    },
  };
  const evaluations = answerAll([request], [steady, drift], setting.spins, budget);
  return { integral: found, evaluations };
}

/** As well as rounding allows: 4ε of the contributions, or what refinement ended at because the rest is sensitive to it. */
function floorOf({ bound, magnitude, settled }: Integral): number {
  const floor = ROUNDING * magnitude;
  return settled && bound <= SENSITIVE * floor ? Math.max(bound, floor) : floor;
}

/** Within the tolerance, or as well as rounding allows. */
function isWithin({ value, error }: BoundedValue, tolerance: number, rounding: number): boolean {
  return error <= Math.max(tolerance * Math.abs(value), rounding);
}

/** The tolerance relative to the smaller of a rate and of what it becomes with the flux added. */
function within({ tolerance }: Setting, flux: number): Request["goal"] {
  return (value) => tolerance * Math.min(Math.abs(value), Math.abs(value + flux));
}

/** A qubit, whose logarithms are closed, rather one with a channel; else a party with a channel; else the first. */
function partyForLogarithms({ spins, channels }: Setting): number {
  const busy = channels.filter(({ active }) => active).flatMap(({ on }) => on);
  const qubits = spins.map((_, party) => party).filter((party) => spins[party] === 0.5);
  return qubits.find((party) => busy.includes(party)) ?? qubits[0] ?? busy[0] ?? 0;
}

/** Where a rate did not converge on a product of grids but a qubit's sphere is closed: −M ∫ D(Q) ln Q over the others. */
function retryByLogarithms(
  rho: ComplexMatrix,
  changes: readonly (ComplexMatrix | null)[],
  fluxes: readonly (BoundedValue | null)[],
  { entropyRates }: Answers,
  setting: Setting,
  budget: number,
): number {
  const party = partyForLogarithms(setting);
  if (setting.spins[party] !== 0.5 || setting.spins.length === 1) return 0;
  const requests: Request[] = [];
  const matrices = [rho];
  entropyRates.forEach((integral, k) => {
    const { use, on } = setting.channels[k];
    if (integral.converged || use === null || on.length > 1) return;
    matrices.push(changes[k]!);
    requests.push({
      party,
      inner: "closed",
      functional: { kind: "logMoment", tensor: matrices.length - 1 },
      goal: within(setting, fluxes[k]?.value ?? 0),
      answer: (other) => {
        const blur = ROUNDING * dissipationSize(setting.channels[k].dissipator) * logarithmSize(setting.spins);
        entropyRates[k] = better(blurred(other, blur), integral);
      },
    });
  });
  return answerAll(requests, matrices, setting.spins, budget);
}
