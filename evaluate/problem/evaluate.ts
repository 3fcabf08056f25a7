/** The whole computation: a problem in, entropies and rates over time with bounds on their errors out. */

import { drift, type Evolution, evolution, evolved, integrateState } from "../../spins/dynamics/evolve.ts";
import { type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import { Unsettled } from "../../spins/dynamics/unsettled.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, boundedTrace, widened, ZERO } from "../../spins/numbers/bounded.ts";
import { requireNumber, requireState } from "../check/require-number.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import { heldAgainst } from "../errors/contradiction.ts";
import { missText } from "../errors/convergence.ts";
import { sampleRates } from "../monte-carlo/monte-carlo.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import type { Relaxation, Setting } from "../prepare/setting.ts";
import type { ChannelRates } from "../rates/channel-rates.ts";
import { type Rates, ratesOf } from "../rates/rates.ts";
import type { ChannelResult, Problem, Result, Series } from "./problem.ts";

/**
 * Entropy S, dS/dt, Π and Φ of a state and its channels at the asked times.
 * @throws InvalidInput  when the problem is not well posed, or a steady state that is asked for is not there
 */
export function evaluate(problem: Problem): Result {
  const checked = checkProblem(problem);
  const { state, times, hamiltonian } = checked;
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const moves = checked.steady || checked.excess || times.some((time) => time > 0);
  const system = moves
    ? evolution(
        channels.map(({ dissipator }) => dissipator),
        checked.dimensions,
        hamiltonian,
      )
    : evolution([], checked.dimensions);
  const rest = checked.steady ? steadyState(system, state) : checked.excess ? referenceState(system, state) : null;
  const setting = {
    ...checked,
    channels,
    twist: hamiltonian === null ? null : twistOf(hamiltonian, checked.spins),
    relaxation: checked.excess ? relaxation(system, rest!) : null,
  };
  const ratesAt: RatesAt = (rho, error, where, start = null) => {
    const state = requireState(where, rho, error);
    return checked.method === "monte-carlo"
      ? sampleRates(state, setting, error, start)
      : ratesOf(state, setting, error);
  };
  if (checked.steady) {
    const rates = ratesAt(rest!.state, rest!.error, whereOf(Number.NaN));
    return assemble(checked, channels, [rates], null, rest!.count);
  }
  const { rates, produced } = overTimes(checked, setting, system, ratesAt);
  return assemble(checked, channels, rates, produced, rest?.count ?? null);
}

/** @param start  the state from which on S is gained, where that is asked for */
type RatesAt = (rho: ComplexMatrix, error: number, where: string, start?: ComplexMatrix | null) => Rates;

const whereOf = (time: number): string => (Number.isNaN(time) ? "steady state" : `t = ${time}`);

/** The rates at each time, and ∫₀ᵗ Π dt' up to it; that is null where a channel refuses Φ, and where H changes S too. */
function overTimes(
  { times, state, method, onProgress }: CheckedProblem,
  { channels, twist }: Setting,
  system: Evolution,
  ratesAt: RatesAt,
): { readonly rates: readonly Rates[]; readonly produced: readonly Bounded[] | null } {
  const isProduced = twist === null && channels.every(isSplit);
  const before = isProduced && times[0] > 0 && method === "quadrature" ? ratesAt(state, 0, whereOf(0)) : null;
  const rates: Rates[] = [];
  const produced: Bounded[] = [];
  times.forEach((time, k) => {
    const now = evolved(system, state, time);
    rates.push(ratesAt(now.state, now.error, whereOf(time), isProduced ? state : null));
    const gain = rates[k].gain ?? difference(rates[k].entropy, (before ?? rates[0]).entropy);
    if (isProduced) produced.push(producedUntil(time, gain, state, channels, system));
    onProgress(k + 1);
  });
  return { rates, produced: isProduced ? produced : null };
}

/** From which the excess is measured. @throws InvalidInput  when there is none */
function referenceState(system: Evolution, state: ComplexMatrix): SteadyState {
  try {
    return steadyState(system, state);
  } catch (error) {
    throw error instanceof Unsettled ? error.ofExcess() : error;
  }
}

/** @throws InvalidInput  when there is more than one steady state */
function relaxation(system: Evolution, { state, count, ...steadyError }: SteadyState): Relaxation {
  if (count > 1) {
    throw new InvalidInput({
      path: ["excess"],
      found: `true, but the generator has ${count} independent steady states`,
      expected: "a single one to measure it from",
      remedy: "leave it out, or add a channel that makes the steady state unique",
    });
  }
  return { steady: state, steadyError, drift: (rho) => drift(system, rho) };
}

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt', with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F]. */
function producedUntil(
  time: number,
  gain: Bounded,
  state: ComplexMatrix,
  channels: readonly PreparedChannel[],
  system: Evolution,
): Bounded {
  if (time === 0) return ZERO;
  let { value, error } = gain;
  for (const { flux, on } of channels) {
    if (flux === null) continue;
    const integrated = integrateState(system, state, on, time);
    const flow = widened(boundedTrace(integrated.state, flux, time), integrated.error * frobenius(flux.matrix));
    value += flow.value;
    error += flow.error;
  }
  return { value, error };
}

function assemble(
  checked: CheckedProblem,
  channels: readonly PreparedChannel[],
  rates: readonly Rates[],
  produced: readonly Bounded[] | null,
  steadyStates: number | null,
): Result {
  const monteCarlo = checked.method === "monte-carlo";
  const series = <T>(name: string, list: readonly T[], value: (one: T) => Bounded) =>
    seriesOf(name, checked.times, list.map(value));
  const totals = rates.map((one) => one.totals ?? summed(one));
  const split = channels.every(isSplit);
  const production = split ? series("production", totals, (one) => one.production!) : null;
  const held = channels.map((channel, c) => {
    const result = channelResult(channel, c, rates, checked);
    // A standard error is no bound: what lies below zero by it may be chance.
    if (monteCarlo) return { result, warning: null };
    const only = channels.length === 1 ? production : null;
    return heldAgainst(result, `channels[${c}]`, only, (k) => whereOf(checked.times[k]));
  });
  const missed = notConverged(checked, rates);
  return {
    times: Float64Array.from(checked.times),
    entropy: series("entropy", rates, ({ entropy }) => entropy),
    entropyRate: series("entropyRate", totals, ({ entropyRate }) => entropyRate),
    production,
    flux: split ? series("flux", totals, ({ flux }) => flux!) : null,
    unitaryRate: series("unitaryRate", rates, ({ unitaryRate }) => unitaryRate),
    closure: Float64Array.from(rates, ({ closure }) => closure),
    produced: produced && series("produced", produced, (one) => one),
    excess: checked.excess ? series("excess", rates, ({ excess }) => excess!) : null,
    steadyStates,
    channels: held.map(({ result }) => result),
    errorKind: monteCarlo ? "standard" : "bound",
    method: monteCarlo
      ? `Monte Carlo, ${checked.samples} points uniform on the spheres, seed ${checked.seed}`
      : "quadrature: spheres of qubits and of pure states in closed form, others on Gauss–trapezoid grids and adaptive patches; flux by Tr[ρF]",
    evaluations: Float64Array.from(rates, ({ evaluations }) => evaluations),
    converged: monteCarlo ? null : missed.length === 0,
    warnings: [...checked.warnings, ...missed, ...held.flatMap(({ warning }) => warning ?? [])],
  };
}

/** The most times, and the most numbers, that are named. */
const NAMED = 4;

/** One line that says when, and names what missed with its value and error. */
function notConverged({ times, steady, tolerance }: CheckedProblem, rates: readonly Rates[]): readonly string[] {
  const open = times.filter((_, k) => (rates[k].misses ?? []).length > 0);
  if (open.length === 0) return [];
  const all = open.length > 1 && open.length === times.length;
  const where = steady ? "steady state" : all ? "all times" : `t = ${firstOf(open.map(String), ", ")}`;
  const missed = rates.flatMap(({ misses }, k) =>
    (misses ?? []).map((miss) => missText(miss) + (open.length > 1 ? ` at t = ${times[k]}` : "")),
  );
  return [
    `${where}: not converged; ${firstOf(missed, "; ")}; expected errors within ${tolerance} of the value or 1e-12 of the contributions to it`,
  ];
}

function firstOf(texts: readonly string[], separator: string): string {
  const more = texts.length > NAMED ? [`${texts.length - NAMED} more`] : [];
  return [...texts.slice(0, NAMED), ...more].join(separator);
}

function channelResult(
  { name, on, verdict }: PreparedChannel,
  which: number,
  rates: readonly Rates[],
  { hamiltonian, times }: CheckedProblem,
): ChannelResult {
  const own = rates.map(({ channels }) => channels[which]);
  const given = own.every(({ production }) => production !== null);
  const series = (quantity: string, value: (one: ChannelRates) => Bounded) =>
    seriesOf(`channels[${which}].${quantity}`, times, own.map(value));
  return {
    channel: name,
    on,
    class: verdict.class,
    positivity: verdict.positivity,
    refusal: verdict.refusal,
    entropyRate: series("entropyRate", ({ entropyRate }) => entropyRate),
    production: given ? series("production", ({ production }) => production!) : null,
    flux: given ? series("flux", ({ flux }) => flux!) : null,
    heatCurrent: hamiltonian === null ? null : series("heatCurrent", ({ heatCurrent }) => heatCurrent),
  };
}

/** @throws InvalidInput  when a value is no number */
function seriesOf(name: string, times: readonly number[], values: readonly Bounded[]): Series {
  const numbers = values.map((value, k) => requireNumber(`${name} at ${whereOf(times[k])}`, value));
  return {
    values: Float64Array.from(numbers, ({ value }) => value),
    error: Float64Array.from(numbers, ({ error }) => error),
  };
}

/** Over the channels, whose bounds add up; of those that give Π and Φ. */
function summed({ channels }: Rates): NonNullable<Rates["totals"]> {
  const total = (rate: "entropyRate" | "production" | "flux") =>
    channels.map((channel) => channel[rate] ?? ZERO).reduce(sum, ZERO);
  return { entropyRate: total("entropyRate"), production: total("production"), flux: total("flux") };
}

const sum = (a: Bounded, b: Bounded): Bounded => ({
  value: a.value + b.value,
  error: a.error + b.error,
});

const difference = (a: Bounded, b: Bounded): Bounded => ({
  value: a.value - b.value,
  error: a.error + b.error,
});
