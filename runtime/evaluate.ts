/** The whole computation: a problem in, entropies and rates over time with bounds on their errors out. */

import { drift, type Evolution, evolution, evolutionError, evolve, integrateState } from "./dynamics/evolve.ts";
import { withoutRotations } from "./dynamics/hamiltonian.ts";
import { type SteadyState, steadyState } from "./dynamics/steady-state.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { type BoundedValue, traceProduct, ZERO } from "./flux/flux.ts";
import { InvalidInput } from "./invalid-input.ts";
import { sampleRates } from "./monte-carlo.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "./prepared-channel.ts";
import type { ChannelResult, Problem, Result, Series } from "./problem.ts";
import { type Rates, ratesOf } from "./rates.ts";
import type { Relaxation, Setting } from "./setting.ts";
import { type CheckedProblem, checkProblem } from "./validate.ts";

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
  const rest = checked.steady || checked.excess ? steadyState(system, state) : null;
  const setting = {
    ...checked,
    channels,
    twist: hamiltonian === null ? null : withoutRotations(hamiltonian, checked.spins),
    relaxation: checked.excess ? relaxation(system, rest!) : null,
  };
  const ratesAt = (rho: ComplexMatrix, error: number): Rates =>
    checked.method === "monte-carlo" ? sampleRates(rho, setting, error) : ratesOf(rho, setting, error);
  if (checked.steady) return assemble(checked, channels, [ratesAt(rest!.state, rest!.error)], null, rest!.count);
  const { rates, produced } = overTimes(checked, setting, system, ratesAt, problem.onProgress);
  return assemble(checked, channels, rates, produced, rest?.count ?? null);
}

/** The rates at each time, and ∫₀ᵗ Π dt' up to it; that is null where a channel refuses Φ, and where H changes S too. */
function overTimes(
  { times, state }: CheckedProblem,
  { channels, twist }: Setting,
  system: Evolution,
  ratesAt: (rho: ComplexMatrix, error: number) => Rates,
  onProgress: Problem["onProgress"],
): { readonly rates: readonly Rates[]; readonly produced: Series | null } {
  const isProduced = twist === null && channels.every(isSplit);
  const before = isProduced && times[0] > 0 ? ratesAt(state, 0) : null;
  const rates: Rates[] = [];
  const produced: BoundedValue[] = [];
  times.forEach((time, k) => {
    rates.push(ratesAt(evolve(system, state, time), evolutionError(system, time)));
    const [start, end] = [(before ?? rates[0]).entropy, rates[k].entropy];
    if (isProduced) produced.push(producedUntil(time, start, end, state, channels, system));
    onProgress?.(k + 1);
  });
  return { rates, produced: isProduced ? series(produced) : null };
}

/** @throws InvalidInput  when there is more than one steady state */
function relaxation(system: Evolution, { state, count, ...steadyError }: SteadyState): Relaxation {
  if (count > 1) {
    throw new InvalidInput(
      `excess: the generator has ${count} independent steady states, and the excess is measured from a single one; ` +
        "leave it out, or add a channel that makes the steady state unique",
    );
  }
  return { steady: state, steadyError, drift: (rho) => drift(system, rho) };
}

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt', with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F]. */
function producedUntil(
  time: number,
  start: BoundedValue,
  end: BoundedValue,
  state: ComplexMatrix,
  channels: readonly PreparedChannel[],
  system: Evolution,
): BoundedValue {
  if (time === 0) return ZERO;
  let value = end.value - start.value;
  let error = end.error + start.error;
  for (const { flux, on } of channels) {
    if (flux === null) continue;
    const flow = traceProduct(integrateState(system, state, on, time), flux.matrix);
    value += flow.value;
    error += flow.error + time * flux.error;
  }
  return { value, error };
}

function assemble(
  checked: CheckedProblem,
  channels: readonly PreparedChannel[],
  rates: readonly Rates[],
  produced: Series | null,
  steadyStates: number | null,
): Result {
  const count = rates.length;
  const monteCarlo = checked.method === "monte-carlo";
  const results = channels.map((channel, c) => channelResult(channel, c, rates, checked.hamiltonian));
  const split = channels.every(isSplit);
  const missed = notConverged(checked, rates);
  return {
    times: Float64Array.from(checked.times),
    entropy: series(rates.map(({ entropy }) => entropy)),
    entropyRate: sumSeries(
      results.map(({ entropyRate }) => entropyRate),
      count,
    ),
    production: split
      ? sumSeries(
          results.map(({ production }) => production!),
          count,
        )
      : null,
    flux: split
      ? sumSeries(
          results.map(({ flux }) => flux!),
          count,
        )
      : null,
    unitaryRate: series(rates.map(({ unitaryRate }) => unitaryRate)),
    closure: Float64Array.from(rates, ({ closure }) => closure),
    produced,
    excess: checked.excess ? series(rates.map(({ excess }) => excess!)) : null,
    steadyStates,
    channels: results,
    errorKind: monteCarlo ? "standard" : "bound",
    method: monteCarlo
      ? `Monte Carlo, ${checked.samples} points uniform on the spheres, seed ${checked.seed}`
      : "quadrature: spheres of qubits and of pure states in closed form, others on Gauss–trapezoid grids and adaptive patches; flux by Tr[ρF]",
    evaluations: Float64Array.from(rates, ({ evaluations }) => evaluations),
    converged: monteCarlo ? null : missed.length === 0,
    warnings: [...checked.warnings, ...missed],
  };
}

function notConverged({ times, steady }: CheckedProblem, rates: readonly Rates[]): readonly string[] {
  const open = times.filter((_, k) => rates[k].converged === false);
  if (open.length === 0) return [];
  const all = open.length > 1 && open.length === times.length;
  const where = steady ? "steady state" : all ? "all times" : `t = ${open.join(", ")}`;
  return [`${where}: not converged; the errors say how far`];
}

function channelResult(
  { name, on, verdict }: PreparedChannel,
  which: number,
  rates: readonly Rates[],
  hamiltonian: ComplexMatrix | null,
): ChannelResult {
  const own = rates.map(({ channels }) => channels[which]);
  const given = own.every(({ production }) => production !== null);
  return {
    channel: name,
    on,
    class: verdict.class,
    positivity: verdict.positivity,
    refusal: verdict.refusal,
    entropyRate: series(own.map(({ entropyRate }) => entropyRate)),
    production: given ? series(own.map(({ production }) => production!)) : null,
    flux: given ? series(own.map(({ flux }) => flux!)) : null,
    heatCurrent: hamiltonian === null ? null : series(own.map(({ heatCurrent }) => heatCurrent)),
  };
}

function series(values: readonly { readonly value: number; readonly error: number }[]): Series {
  return {
    values: Float64Array.from(values, ({ value }) => value),
    error: Float64Array.from(values, ({ error }) => error),
  };
}

function emptySeries(count: number): Series {
  return { values: new Float64Array(count), error: new Float64Array(count) };
}

/** Bounds add up; so, at most, do standard errors, which are not independent on the same points. */
function sumSeries(list: readonly Series[], count: number): Series {
  const sum = emptySeries(count);
  for (const { values, error } of list) {
    for (let k = 0; k < count; k++) {
      sum.values[k] += values[k];
      sum.error[k] += error[k];
    }
  }
  return sum;
}
