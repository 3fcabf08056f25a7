/** The whole computation: a problem in, entropies and rates over time with bounds on their errors out; and the one way from states to rates,
 *  of one state, a curve of times, a list of states or of parameters, with the tables of those before. */

import { enlarged } from "../../runtime/quadrature/integral.ts";
import { newWorkspace } from "../../runtime/spheres/local-average.ts";
import { type Evolution, evolution, type Followed, integrals, trajectory } from "../../spins/dynamics/evolve.ts";
import { isQuadratic } from "../../spins/dynamics/spin-degree.ts";
import { type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import { type ComplexMatrix, frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, boundedTrace, difference, sum, ZERO } from "../../spins/numbers/bounded.ts";
import { requireState } from "../check/out-of-range.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import { withMended } from "../errors/mended-error.ts";
import { sampleRates } from "../monte-carlo/monte-carlo.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { referenceState, relaxation } from "../prepare/relaxation.ts";
import type { Setting } from "../prepare/setting.ts";
import { atRest } from "../rates/at-rest.ts";
import { type Rates, ratesOfEvolved } from "../rates/rates.ts";
import { beyondGrids } from "../ways/beyond-grids.ts";
import { wayOf, ways } from "../ways/ways.ts";
import { type Observation, observationOf } from "./observed.ts";
import type { Problem, Result } from "./problem.ts";
import { resultOf, STEADY, whereOf } from "./results-over-time.ts";

/**
 * Entropy S, dS/dt, Π and Φ of a state and its channels at the asked times.
 * @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there
 */
export function evaluate(problem: Problem): Result {
  const checked = checkProblem(problem);
  const { hamiltonian, when } = checked;
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const system = systemOf(checked, channels);
  const rest = system === null ? null : restOf(checked, system);
  const observation = checked.states || checked.observables.size > 0 ? observationOf(checked) : null;
  const twist = hamiltonian === null ? null : twistOf(hamiltonian, checked.spins);
  const rates = ratesOfItems(checked, {
    hamiltonian,
    twist,
    isQuadratic: twist === null || isQuadratic(twist, checked.spins),
    relaxation: checked.excess ? relaxation(system!, rest!) : null,
    closes: true,
  });
  if (when.kind === "steady") {
    const { error, count } = rest!;
    // A single one knows nothing of the state that leads to it.
    const mended = count === 1 ? 0 : spread(checked);
    const item = { state: requireState(() => STEADY, rest!.state, error), error, mended, channels };
    const own = atRest(rates(item), checked.tolerance);
    observation?.see(item);
    return resultOf(checked, channels, { rates: [own], produced: null }, rest!.count, observation?.found());
  }
  const found = overTimes(checked, when.times, channels, system, rates, observation);
  return resultOf(checked, channels, found, rest?.count ?? null, observation?.found());
}

/** The evolution by everything; null where nothing is to be evolved. */
function systemOf(checked: CheckedProblem, channels: readonly PreparedChannel[]): Evolution | null {
  const { when, excess, dimensions, hamiltonian } = checked;
  if (when.kind === "times" && !excess && when.times.every((time) => time === 0)) return null;
  const dissipators = channels.map(({ dissipator }) => dissipator);
  return evolution(dissipators, dimensions, hamiltonian);
}

/** The steady state, where it is asked for or measured from. */
function restOf({ when, excess, state }: CheckedProblem, system: Evolution): SteadyState | null {
  if (when.kind === "steady") return steadyState(system, state);
  return excess ? referenceState(system, state) : null;
}

/** The rates at each time, and ∫₀ᵗ Π dt' up to it; that is null where a channel refuses Φ, and where H changes S too. */
function overTimes(
  checked: CheckedProblem,
  times: readonly number[],
  channels: readonly PreparedChannel[],
  system: Evolution | null,
  ratesOf: RatesOfItem,
  observation: Observation | null,
): { readonly rates: readonly Rates[]; readonly produced: readonly Bounded[] | null } {
  const { state, method, onProgress, hamiltonian, spins } = checked;
  const isProduced = (hamiltonian === null || twistOf(hamiltonian, spins) === null) && channels.every(isSplit);
  const isBefore = isProduced && times[0] > 0 && method === "quadrature";
  const before = isBefore ? ratesOf({ state, error: 0, mended: checked.mending.error, channels }) : null;
  const rates: Rates[] = [];
  const produced: Bounded[] = [];
  const producedUntil = isProduced ? producedOver(checked, times, channels, system) : null;
  for (const item of evolvedItems(checked, system, times, channels, (k) => whereOf(times[k]))) {
    const own = ratesOf(item, isProduced ? state : null);
    observation?.see(item);
    rates.push(own);
    const gain = own.gain ?? difference(own.entropy, (before ?? rates[0]).entropy);
    if (producedUntil !== null) produced.push(producedUntil(gain));
    onProgress(rates.length);
  }
  return { rates, produced: isProduced ? produced : null };
}

/** A state whose rates are sought. */
export interface Item {
  readonly state: ComplexMatrix;
  /** What it is off by in the Frobenius norm, */
  readonly error: number;
  /** In which directions, where that is known, */
  readonly off?: Followed["off"];
  /** … and by what was mended in the state that was given. */
  readonly mended: number;
  readonly channels: readonly PreparedChannel[];
}

/** What is asked beside S and the channels' rates. */
type Asked = Pick<Setting, "hamiltonian" | "twist" | "isQuadratic" | "relaxation" | "closes">;

/** Nothing: a Hamiltonian has moved the states, and is no more asked for after that. */
export const RATES_ALONE: Asked = {
  hamiltonian: null,
  twist: null,
  isQuadratic: true,
  relaxation: null,
  closes: false,
};

/** What is the same for all items of a job. */
type Common = Pick<CheckedProblem, "spins" | "dimensions" | "tolerance" | "budget" | "method" | "samples" | "seed">;

/** @param start  the state at t = 0, from which on S is gained; null where that is not asked for */
type RatesOfItem = (item: Item, start?: ComplexMatrix | null) => Rates;

const nowhere = (): null => null;

export function ratesOfItems(common: Common, asked: Asked): RatesOfItem {
  const way = wayOf(ways.ofRates, common.method)?.name;
  const { handed, takeUsed } = beyondGrids(way === "lattices", common.seed);
  const workspace = newWorkspace(handed);
  let setting: (Common & Setting) | null = null;
  return ({ state, error, off = nowhere, mended, channels }, start = null) => {
    if (setting?.channels !== channels) setting = settingOf(common, asked, channels, workspace);
    if (way === "sampled") return sampleRates(state, setting, error + mended, start);
    const found = ratesOfEvolved(state, setting, error, off);
    const rates = takeUsed() || way === "lattices" ? { ...found, beyond: null } : found;
    return mended === 0 ? rates : withMended(rates, state, setting, mended);
  };
}

/** Of one shape whoever asks, which compiled code relies on. */
function settingOf(
  { spins, dimensions, tolerance, budget, method, samples, seed }: Common,
  { hamiltonian, twist, isQuadratic, relaxation, closes }: Asked,
  channels: Setting["channels"],
  workspace: Setting["workspace"],
): Common & Setting {
  return {
    spins,
    dimensions,
    channels,
    hamiltonian,
    twist,
    isQuadratic,
    relaxation,
    closes,
    tolerance,
    budget,
    workspace,
    method,
    samples,
    seed,
  };
}

/** What is mended in a state, after any evolution: a trace norm, which no channel raises, is at most √d times the Frobenius norm. */
export const spread = ({ state, mending }: Pick<CheckedProblem, "state" | "mending">): number =>
  Math.sqrt(state.dimension) * mending.error;

/** The states that one evolves to.
 *  @param system  null where that is the state itself
 *  @param where  the name of the k-th time, for a refusal
 *  @throws InvalidInput  when no state comes out */
export function* evolvedItems(
  { state, mending }: Pick<CheckedProblem, "state" | "mending">,
  system: Evolution | null,
  times: readonly number[],
  channels: readonly PreparedChannel[],
  where: (k: number) => string,
): Generator<Item> {
  const atStart = { state, error: 0, mended: mending.error, channels };
  if (system === null) {
    for (const _ of times) yield atStart;
    return;
  }
  let k = 0;
  for (const { state: now, error, off } of trajectory(system, state, times)) {
    const at = k++;
    const mended = times[at] === 0 ? mending.error : spread({ state, mending });
    yield { state: requireState(() => where(at), now, error), error, off, mended, channels };
  }
}

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt' until each time, with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F].
 *  @returns  to be asked at one time after the other, with S(t) − S(0) */
function producedOver(
  checked: CheckedProblem,
  times: readonly number[],
  channels: readonly PreparedChannel[],
  system: Evolution | null,
): (gain: Bounded) => Bounded {
  const flows = channels.flatMap(({ flux, on }) =>
    flux === null || system === null ? [] : [{ flux, integrated: integrals(system, checked.state, on, times) }],
  );
  let k = 0;
  return (gain) => {
    const time = times[k++];
    const until = flows.map(({ flux, integrated }) => {
      const now = integrated.next().value!;
      const flow = boundedTrace(now.state, flux, time);
      return enlarged(flow, { state: (now.error + time * spread(checked)) * frobenius(flux.matrix) });
    });
    return time === 0 ? ZERO : sum(gain, ...until);
  };
}
