/** Entropy and its rates for one state. */
import { combine, zeroMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, ZERO } from "./flux.ts";
import type { Functional } from "./functional.ts";
import { better, integrate } from "./integrate.ts";
import { dissipate } from "./liouvillian.ts";
import { type InnerSphere, type LocalAverage, localAverage } from "./local-average.ts";
import { steadyDeviation } from "./near-steady.ts";
import { fluxOf, isSplit, type PreparedChannel } from "./prepared-channel.ts";
import { type Integral, ROUNDING } from "./quadrature.ts";

export interface ChannelRates {
  readonly entropyRate: BoundedValue;
  readonly production: BoundedValue | null;
  readonly flux: BoundedValue | null;
}

export interface Rates {
  readonly entropy: BoundedValue;
  readonly channels: readonly ChannelRates[];
  readonly closure: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

export interface Setting {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly channels: readonly PreparedChannel[];
  readonly tolerance: number;
  readonly budget: number;
}

/** An integral that is asked for: what, over which party's sphere in which way, and how well it must be known. */
interface Request {
  readonly party: number;
  readonly inner: InnerSphere;
  readonly functional: Functional;
  readonly goal: (value: number, magnitude: number) => number;
  readonly answer: (integral: Integral) => void;
}

/** The share of the budget for a product of grids where a closed qubit sphere offers another way. */
const PATIENCE = 0.25;

/** How well the closure's logarithmic moment is worth knowing, relative to its contributions. */
const CLOSURE = 1e-8;

const EXACT_ZERO: Integral = { value: 0, bound: 0, magnitude: 0, converged: true, settled: true };

export function ratesOf(rho: ComplexMatrix, setting: Setting): Rates {
  const { channels, dimensions, spins, tolerance } = setting;
  const matrices: ComplexMatrix[] = [rho];
  const changes = channels.map((channel) => (channel.active ? dissipate(channel.dissipator, rho, dimensions) : null));
  const fluxes = channels.map((channel) => fluxOf(channel, rho, dimensions));
  const entropyRates: Integral[] = channels.map(() => EXACT_ZERO);
  let entropy = EXACT_ZERO;
  let closing = EXACT_ZERO;

  const logParty = partyForLogarithms(setting);
  const logInner = spins[logParty] === 0.5 ? "closed" : "grid";
  const requests: Request[] = [
    {
      party: logParty,
      inner: logInner,
      functional: { kind: "entropy" },
      goal: within(setting, 0),
      answer: (integral) => {
        entropy = integral;
      },
    },
  ];
  const requestLogMoment = (change: ComplexMatrix, goal: Request["goal"], answer: (integral: Integral) => void) => {
    matrices.push(change);
    const functional: Functional = { kind: "logMoment", tensor: matrices.length - 1 };
    requests.push({ party: logParty, inner: logInner, functional, goal, answer });
  };
  if (channels.some(({ active }) => active)) {
    const whole = changes.reduce<ComplexMatrix>(
      (sum, change) => (change === null ? sum : combine(1, sum, 1, change)),
      zeroMatrix(rho.dimension),
    );
    const loosely = (_: number, magnitude: number) => Math.max(CLOSURE, tolerance) * magnitude;
    requestLogMoment(whole, loosely, (integral) => {
      closing = integral;
    });
  }
  channels.forEach((channel, k) => {
    if (!channel.active) return;
    const goal = within(setting, fluxes[k]?.value ?? 0);
    const answer = (integral: Integral) => {
      entropyRates[k] = integral;
    };
    if (channel.use.on.length > 1) {
      requestLogMoment(changes[k]!, goal, answer);
      return;
    }
    const party = channel.use.on[0];
    const inner = spins[party] === 0.5 && channel.use.channel.inner !== null ? "closed" : "grid";
    requests.push({ party, inner, functional: { kind: "entropyRate", use: channel.use }, goal, answer });
  });

  let evaluations = answerAll(requests, matrices, setting, setting.budget);
  evaluations += retryByLogarithms(rho, changes, fluxes, entropyRates, logParty, setting, setting.budget - evaluations);

  let converged = entropy.converged;
  let closure = closing.value;
  const rates = channels.map((channel, k): ChannelRates => {
    const entropyRate = { value: entropyRates[k].value, error: entropyRates[k].bound };
    const rounding = ROUNDING * entropyRates[k].magnitude;
    converged &&= isWithin(entropyRate, tolerance, rounding);
    const flux = fluxes[k];
    if (flux === null || !isSplit(channel)) {
      closure -= entropyRate.value;
      return { entropyRate, production: null, flux: null };
    }
    if (!channel.active) return { entropyRate: ZERO, production: ZERO, flux: ZERO };
    const sum = { value: entropyRate.value + flux.value, error: entropyRate.error + flux.error };
    const wanted = setting.tolerance * Math.abs(sum.value);
    const near = sum.error > wanted ? steadyDeviation(channel, rho, setting, setting.budget - evaluations) : null;
    evaluations += near?.evaluations ?? 0;
    const production = near !== null && near.error < sum.error ? near : sum;
    converged &&= isWithin(production, tolerance, rounding + flux.error);
    closure -= production === sum ? entropyRate.value : production.value - flux.value;
    return { entropyRate, production: { value: production.value, error: production.error }, flux };
  });
  return {
    entropy: { value: entropy.value, error: entropy.bound },
    channels: rates,
    closure,
    evaluations,
    converged,
  };
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
  const busy = channels.filter(({ active }) => active).flatMap(({ use }) => use.on);
  const qubits = spins.map((_, party) => party).filter((party) => spins[party] === 0.5);
  return qubits.find((party) => busy.includes(party)) ?? qubits[0] ?? busy[0] ?? 0;
}

/** Requests that share a party and a way of integrating its sphere share one sweep. */
function answerAll(
  requests: readonly Request[],
  matrices: readonly ComplexMatrix[],
  { spins }: Setting,
  budget: number,
): number {
  let spent = 0;
  const open = [...requests];
  while (open.length > 0) {
    const { party, inner } = open[0];
    const group = open.filter((request) => request.party === party && request.inner === inner);
    for (const request of group) open.splice(open.indexOf(request), 1);
    const average = averageFor(group, matrices, spins);
    const goal = (f: number, value: number, magnitude: number) => group[f].goal(value, magnitude);
    const share = average.inner === "grid" && hasOtherQubit(spins, party) ? PATIENCE : 1;
    const { integrals, evaluations } = integrate(average, goal, share * (budget - spent));
    spent += evaluations;
    group.forEach((request, f) => {
      request.answer(integrals[f]);
    });
  }
  return spent;
}

function hasOtherQubit(spins: readonly number[], party: number): boolean {
  return spins.some((J, other) => J === 0.5 && other !== party);
}

/** Only the matrices that the group refers to, renumbered. */
function averageFor(
  group: readonly Request[],
  matrices: readonly ComplexMatrix[],
  spins: readonly number[],
): LocalAverage {
  const used = [matrices[0]];
  const functionals = group.map(({ functional }): Functional => {
    if (functional.kind === "entropy" || functional.kind === "entropyRate") return functional;
    used.push(matrices[functional.tensor]);
    return { ...functional, tensor: used.length - 1 };
  });
  return localAverage(used, spins, group[0].party, group[0].inner, functionals);
}

/** Where a rate did not converge on a product of grids but a qubit's sphere is closed: −M ∫ D(Q) ln Q over the others. */
function retryByLogarithms(
  rho: ComplexMatrix,
  changes: readonly (ComplexMatrix | null)[],
  fluxes: readonly (BoundedValue | null)[],
  entropyRates: Integral[],
  party: number,
  setting: Setting,
  budget: number,
): number {
  if (setting.spins[party] !== 0.5 || setting.spins.length === 1) return 0;
  const requests: Request[] = [];
  const matrices = [rho];
  entropyRates.forEach((integral, k) => {
    if (integral.converged || setting.channels[k].use.on.length > 1) return;
    matrices.push(changes[k]!);
    requests.push({
      party,
      inner: "closed",
      functional: { kind: "logMoment", tensor: matrices.length - 1 },
      goal: within(setting, fluxes[k]?.value ?? 0),
      answer: (other) => {
        entropyRates[k] = better(other, integral);
      },
    });
  });
  return answerAll(requests, matrices, setting, budget);
}
