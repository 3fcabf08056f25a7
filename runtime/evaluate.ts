/** The whole computation: a problem in, entropies and rates over time with bounds on their errors out. */
import type { ComplexMatrix } from "./evaluator.ts";
import { type Evolution, evolution, evolve, integrateState } from "./evolve.ts";
import { traceProduct } from "./flux.ts";
import { sampleRates } from "./monte-carlo.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "./prepared-channel.ts";
import type { ChannelResult, Problem, Result, Series } from "./problem.ts";
import { type Rates, ratesOf } from "./rates.ts";
import { type CheckedProblem, checkProblem } from "./validate.ts";

/**
 * Entropy S, dS/dt, Π and Φ of a state and its channels at the asked times.
 * @throws InvalidInput  when the problem is not well posed
 */
export function evaluate(problem: Problem): Result {
  const checked = checkProblem(problem);
  const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
  const moves = checked.times.some((time) => time > 0);
  const system = evolution(moves ? channels.map(({ dissipator }) => dissipator) : [], checked.dimensions);
  const ratesAt = (state: ComplexMatrix): Rates =>
    checked.method === "monte-carlo"
      ? sampleRates(state, { ...checked, channels })
      : ratesOf(state, { ...checked, channels });
  const rates = checked.times.map((time) => ratesAt(evolve(system, checked.state, time)));
  const start = checked.times[0] === 0 ? rates[0] : ratesAt(checked.state);
  return assemble(checked, channels, rates, producedOverTime(checked, channels, system, rates, start));
}

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt', with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F]; null where a channel refuses Φ. */
function producedOverTime(
  { times, state }: CheckedProblem,
  channels: readonly PreparedChannel[],
  system: Evolution,
  rates: readonly Rates[],
  start: Rates,
): Series | null {
  if (!channels.every(isSplit)) return null;
  const produced = emptySeries(times.length);
  times.forEach((time, k) => {
    if (time === 0) return;
    let value = rates[k].entropy.value - start.entropy.value;
    let error = rates[k].entropy.error + start.entropy.error;
    for (const { flux, use } of channels) {
      if (flux === null) continue;
      const flow = traceProduct(integrateState(system, state, use.on, time), flux);
      value += flow.value;
      error += flow.error;
    }
    produced.values[k] = value;
    produced.error[k] = error;
  });
  return produced;
}

function assemble(
  checked: CheckedProblem,
  channels: readonly PreparedChannel[],
  rates: readonly Rates[],
  produced: Series | null,
): Result {
  const count = rates.length;
  const monteCarlo = checked.method === "monte-carlo";
  const results = channels.map((channel, c) => channelResult(channel, c, rates));
  const split = channels.every(isSplit);
  const warnings = rates.flatMap((rate, k) =>
    rate.converged ? [] : [`t = ${checked.times[k]}: not converged within the budget; the errors say how far`],
  );
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
    unitaryRate: new Float64Array(count),
    closure: Float64Array.from(rates, ({ closure }) => closure),
    produced,
    channels: results,
    errorKind: monteCarlo ? "standard" : "bound",
    method: monteCarlo
      ? `Monte Carlo, ${checked.samples} points uniform on the spheres, seed ${checked.seed}`
      : "quadrature: qubit spheres in closed form, others on Gauss–trapezoid grids and adaptive patches; flux by Tr[ρF]",
    evaluations: Float64Array.from(rates, ({ evaluations }) => evaluations),
    converged: warnings.length === 0,
    warnings,
  };
}

function channelResult({ use, verdict }: PreparedChannel, which: number, rates: readonly Rates[]): ChannelResult {
  const own = rates.map(({ channels }) => channels[which]);
  const given = own.every(({ production }) => production !== null);
  return {
    channel: use.channel.name,
    on: use.on,
    class: verdict.class,
    positivity: verdict.positivity,
    refusal: verdict.refusal,
    entropyRate: series(own.map(({ entropyRate }) => entropyRate)),
    production: given ? series(own.map(({ production }) => production!)) : null,
    flux: given ? series(own.map(({ flux }) => flux!)) : null,
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
