/** The same computation for many states, times or parameters of one problem. */

import type { Parameters } from "../../runtime/evaluator.ts";
import { evolution, evolved } from "../../spins/dynamics/evolve.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { entriesOf, fieldsOf, reading } from "../../spins/input/given.ts";
import { InvalidInput, inside } from "../../spins/input/invalid-input.ts";
import { refuseShape } from "../../spins/input/shape.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { totalDimension, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { checkedState, normalised, spinDimensions } from "../../spins/states/state.ts";
import type { Path } from "../../text/refusal.ts";
import { requireNumber, requireState } from "../check/require-number.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import { usesOf } from "../check/validate-channels.ts";
import { isConverged } from "../errors/convergence.ts";
import { type Blurred, stateBlur } from "../errors/state-error.ts";
import type { PairChannel } from "../pair/qubit-pair.ts";
import { type QubitPair, qubitPair } from "../pair/qubit-pair-rates.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { ratesOf } from "../rates/rates.ts";
import type { Problem, Series } from "./problem.ts";

/** What is the same for all. */
export type SharedProblem = Pick<Problem, (typeof sharedFields)[number]>;

const sharedFields = ["spins", "channels", "hamiltonian", "tolerance", "budget"] as const;

/**
 * What differs: the state; the time (ascending, ≥ 0) that one state has evolved; or the parameters of every channel, one
 * list in the channels' order an item; channels that a list leaves out keep the problem's.
 */
export type Items =
  | { readonly states: readonly ComplexMatrix[] }
  | { readonly state: ComplexMatrix; readonly times: readonly number[] }
  | { readonly state: ComplexMatrix; readonly parameters: readonly (readonly Parameters[])[] };

/** One entry an item. Errors bound |value − truth|. */
export interface ManyResults {
  /** Wehrl entropy S (eq 5), nats. */
  readonly entropy: Series;
  /** dS/dt|diss (eq 6), Π and Φ (eq 7), nats per unit of time, summed over the channels; Π and Φ are NaN, with an
   *  infinite error, where a channel refuses them. */
  readonly entropyRate: Series;
  readonly production: Series;
  readonly flux: Series;
  /** Evaluations of an integrand. */
  readonly evaluations: Float64Array;
  /** 1 where everything came within the tolerance, else 0. */
  readonly converged: Uint8Array;
}

/**
 * Entropies and rates of many states at once: the numbers of `evaluate` with its bounds, without closure and ∫ Π dt.
 * Nodes, amplitudes and arrays are shared, and of a pair of qubits under channels with closed forms no node costs an allocation.
 * @throws InvalidInput  naming the item, when a state, a time or a parameter is not allowed
 */
export function evaluateMany(shared: SharedProblem, items: Items): ManyResults {
  const given = fieldsOf(["problem"], shared, "an object with spins and channels", sharedFields, []) as SharedProblem;
  const expected = "{ states }, { state, times } or { state, parameters }";
  const { state, ...own } = fieldsOf(["items"], items, expected, ["states", "state", "times", "parameters"]);
  const [kind, ...more] = Object.keys(own);
  if (kind === undefined || more.length > 0 || (kind === "states") !== (state === undefined))
    return refuseShape(["items"], items, expected);
  if (kind === "states") return overStates(given, own.states);
  if (kind === "times") return overTimes(given, state as ComplexMatrix, own.times);
  return overParameters(given, state as ComplexMatrix, own.parameters);
}

function overStates(shared: SharedProblem, given: unknown): ManyResults {
  const states = entriesOf(["states"], given, "a list of density matrices");
  const results = emptyResults(states.length);
  const checked = checkProblem({ ...shared, state: maximallyMixed(shared.spins) });
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const rates = manyRates(checked, channels);
  states.forEach((state, k) => {
    const rho = inside(
      ["states", k],
      ["state"],
      () => normalised(checkedState(checked.spins, state as ComplexMatrix)).state,
    );
    rates(rho, channels, k, results);
  });
  return results;
}

/** A state to check with what all states share: there may be none. */
function maximallyMixed(spins: readonly number[]): ComplexMatrix {
  const rho = zeroMatrix(totalDimension(spinDimensions(spins)));
  for (let i = 0; i < rho.dimension; i++) rho.re[i * (rho.dimension + 1)] = 1 / rho.dimension;
  return rho;
}

function overTimes(shared: SharedProblem, state: ComplexMatrix, given: unknown): ManyResults {
  const times = entriesOf(["times"], given, "a list of ascending times ≥ 0; the steady state is one of `evaluate`");
  const checked = checkProblem({ ...shared, state, times: times as number[] });
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const system = evolution(
    channels.map(({ dissipator }) => dissipator),
    checked.dimensions,
    checked.hamiltonian,
  );
  const results = emptyResults(times.length);
  const rates = manyRates(checked, channels);
  checked.times.forEach((time, k) => {
    const { state: now, error } = evolved(system, checked.state, time);
    rates(requireState(`times[${k}]`, now, error), channels, k, results, error);
  });
  return results;
}

function overParameters(shared: SharedProblem, state: ComplexMatrix, given: unknown): ManyResults {
  const items = entriesOf(["parameters"], given, "a list with the parameters of every channel for each item");
  const results = emptyResults(items.length);
  if (items.length === 0) checkProblem({ ...shared, state });
  const declared = usesOf(shared.channels);
  let rates: ItemRates | null = null;
  items.forEach((item, k) => {
    const path = ["parameters", k];
    const own = entriesOf(path, item, "a list with the parameters of every channel, in their order");
    if (own.length > declared.length)
      throw new InvalidInput({
        path,
        found: `${own.length} entries for ${counted(declared.length)}`,
        expected: "one for each, in their order",
      });
    const uses = declared.map((use, c) => withParameters(use, own[c])) as SharedProblem["channels"];
    const checked = insideItem(path, own, () => checkProblem({ ...shared, state, channels: uses }));
    const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
    rates ??= manyRates(checked, channels);
    rates(checked.state, channels, k, results);
  });
  return results;
}

/** Bare jumps have none. */
function withParameters(use: unknown, parameters: unknown): unknown {
  const isBare = reading(["channels"], () => Object.hasOwn(Object(use), "jumps"));
  return parameters === undefined || isBare ? use : reading(["channels"], () => ({ ...Object(use), parameters }));
}

const counted = (channels: number): string => `${channels} ${channels === 1 ? "channel" : "channels"}`;

/** What is refused of a channel's parameters is refused of the item's entry that they are. */
function insideItem<T>(path: Path, entries: readonly unknown[], check: () => T): T {
  const placed = (rest: () => T, entry: unknown, c: number) =>
    entry === undefined ? rest : () => inside([...path, c], ["channels", c, "parameters"], rest);
  return entries.reduce(placed, check)();
}

type ItemRates = (
  rho: ComplexMatrix,
  channels: readonly PreparedChannel[],
  item: number,
  results: ManyResults,
  stateError?: number,
) => void;

/** How one item after the other is evaluated: a pair of qubits with what is kept between them, all else by `ratesOf`. */
function manyRates(checked: CheckedProblem, first: readonly PreparedChannel[]): ItemRates {
  const { spins, dimensions, tolerance, budget } = checked;
  const isPair = spins.length === 2 && totalDimension(dimensions) === 4;
  let pair: QubitPair | null = null;
  let prepared: readonly PreparedChannel[] | null = null;
  let shape = "";
  const pairFor = (channels: readonly PreparedChannel[]): QubitPair | null => {
    if (!isPair || channels === prepared) return pair;
    prepared = channels;
    const own = pairChannels(channels);
    const ownShape = own?.map(({ party }) => party).join() ?? "none";
    if (own === null) pair = null;
    else if (pair !== null && ownShape === shape) pair.setChannels(own);
    else pair = qubitPair(own, tolerance);
    shape = ownShape;
    return pair;
  };
  pairFor(first);
  return (rho, channels, item, results, stateError = 0) => {
    const split = channels.every(isSplit);
    const own = pairFor(channels);
    const blur = blurOf({ spins, dimensions, channels, hamiltonian: null, twist: null }, rho, stateError);
    const isWithin = (found: QubitPair["found"]): boolean =>
      stateError === 0 ||
      (["entropy", "entropyRate", "production", "flux"] as const).every((name) =>
        isConverged({ value: found[name], error: found[`${name}Error`] + blur[name] }, 0, tolerance),
      );
    if (own?.rates(rho, budget) && isWithin(own.found)) {
      const { found } = own;
      set(results.entropy, item, found.entropy, found.entropyError + blur.entropy);
      set(results.entropyRate, item, found.entropyRate, found.entropyRateError + blur.entropyRate);
      if (split) set(results.production, item, found.production, found.productionError + blur.production);
      if (split) set(results.flux, item, found.flux, found.fluxError + blur.flux);
      results.evaluations[item] = found.evaluations;
      results.converged[item] = 1;
    } else {
      const setting = { ...checked, channels, hamiltonian: null, twist: null, relaxation: null };
      const rates = ratesOf(rho, setting, stateError);
      set(results.entropy, item, rates.entropy.value, rates.entropy.error);
      set(results.entropyRate, item, 0, 0);
      if (split) set(results.production, item, 0, 0);
      if (split) set(results.flux, item, 0, 0);
      for (const { entropyRate, production, flux } of rates.channels) {
        add(results.entropyRate, item, entropyRate.value, entropyRate.error);
        if (!split) continue;
        add(results.production, item, production!.value, production!.error);
        add(results.flux, item, flux!.value, flux!.error);
      }
      results.evaluations[item] = rates.evaluations;
      results.converged[item] = rates.misses?.length === 0 ? 1 : 0;
    }
    requireNumbers(results, item, split);
    if (split) return;
    set(results.production, item, Number.NaN, Number.POSITIVE_INFINITY);
    set(results.flux, item, Number.NaN, Number.POSITIVE_INFINITY);
  };
}

/** @throws InvalidInput  when a number of the item that is not refused is none */
function requireNumbers(results: ManyResults, item: number, split: boolean): void {
  for (const name of ["entropy", "entropyRate", ...(split ? (["production", "flux"] as const) : [])] as const) {
    const { values, error } = results[name];
    error[item] = requireNumber(`${name} of item ${item}`, { value: values[item], error: error[item] }).error;
  }
}

/** What the state's error does to the sums over the channels. */
interface SummedBlur {
  readonly entropy: number;
  readonly entropyRate: number;
  readonly production: number;
  readonly flux: number;
}

const NO_BLUR: SummedBlur = { entropy: 0, entropyRate: 0, production: 0, flux: 0 };

function blurOf(
  setting: Blurred & { readonly dimensions: readonly number[] },
  rho: ComplexMatrix,
  stateError: number,
): SummedBlur {
  if (stateError === 0) return NO_BLUR;
  const byChannel = setting.channels.map(({ active, dissipator }) =>
    active ? dissipate(dissipator, rho, setting.dimensions) : null,
  );
  const blur = stateBlur(setting, rho, stateError, { byChannel, turned: null });
  const entropyRate = blur.entropyRates.reduce((sum, one) => sum + one, 0);
  const flux = blur.fluxes.reduce((sum, one) => sum + one, 0);
  return { entropy: blur.entropy, entropyRate, production: entropyRate + flux, flux };
}

/** The active channels, where each has a closed form on one qubit; else null. */
function pairChannels(channels: readonly PreparedChannel[]): PairChannel[] | null {
  const own: PairChannel[] = [];
  for (const channel of channels) {
    const { active, use, flux } = channel;
    if (!active) continue;
    if (use === null || use.on.length > 1 || use.channel.inner === null) return null;
    own.push({ party: use.on[0], use, split: isSplit(channel), flux });
  }
  return own;
}

function emptyResults(count: number): ManyResults {
  const series = (): Series => ({ values: new Float64Array(count), error: new Float64Array(count) });
  return {
    entropy: series(),
    entropyRate: series(),
    production: series(),
    flux: series(),
    evaluations: new Float64Array(count),
    converged: new Uint8Array(count),
  };
}

function set(series: Series, item: number, value: number, error: number): void {
  series.values[item] = value;
  series.error[item] = error;
}

function add(series: Series, item: number, value: number, error: number): void {
  series.values[item] += value;
  series.error[item] += error;
}
