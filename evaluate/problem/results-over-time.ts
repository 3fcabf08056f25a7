/** What `evaluate` returns, from the rates at each time. */

import type { Bounded } from "../../spins/numbers/bounded.ts";
import { mendedWarnings } from "../../spins/states/nearest-state.ts";
import { shortTimes } from "../../text/short-times.ts";
import { entryName } from "../check/entries.ts";
import { refuseNaN } from "../check/out-of-range.ts";
import { type CheckedProblem, timesOf } from "../check/validate.ts";
import { contradicted } from "../errors/contradiction.ts";
import { convergedBy, isMissed, missText } from "../errors/convergence.ts";
import { asChannel } from "../jumps/as-channel.ts";
import { isOfJumps } from "../jumps/noise-evaluator.ts";
import { SHIFTS } from "../monte-carlo/lattice-average.ts";
import { isSplit, type PreparedChannel } from "../prepare/prepared-channel.ts";
import type { ChannelRates } from "../rates/channel-rates.ts";
import type { Rates } from "../rates/rates.ts";
import type { ChannelResult, Result, Series } from "./problem.ts";

/** The rates at each time, and ∫₀ᵗ Π dt' up to it; null where that is not given. */
interface Found {
  readonly rates: readonly Rates[];
  readonly produced: readonly Bounded[] | null;
}

export const STEADY = "steady state";

/** The name of a time, NaN being that of the steady state. */
export const whereOf = (time: number): string => (Number.isNaN(time) ? STEADY : `t = ${time}`);

export function resultOf(
  checked: CheckedProblem,
  channels: readonly PreparedChannel[],
  { rates, produced }: Found,
  steadyStates: number | null,
  observed: Pick<Result, "observables" | "states"> = { observables: null, states: null },
): Result {
  const times = timesOf(checked.when);
  const series = <T>(name: string, list: readonly T[], value: (one: T) => Bounded) =>
    seriesOf(() => name, times, list, value);
  const totals = rates.map(summed);
  const split = channels.every(isSplit);
  const production = split ? series("production", totals, (one) => one.production!) : null;
  const isStandard = rates.some(({ beyond }) => beyond === null);
  const nameOf = (k: number) => entryName(channels, k, checked.entries, checked.spins);
  const held = heldChannels(checked, channels, rates, production, isStandard, nameOf);
  const missed = notConverged(checked, rates, nameOf);
  const { errorKind, method } = howOf(checked, isStandard);
  return {
    times: Float64Array.from(times),
    entropy: series("entropy", rates, ({ entropy }) => entropy),
    entropyRate: series("entropyRate", totals, ({ entropyRate }) => entropyRate),
    production,
    flux: split ? series("flux", totals, ({ flux }) => flux!) : null,
    unitaryRate: series("unitaryRate", rates, ({ unitaryRate }) => unitaryRate),
    closure: Float64Array.from(rates, ({ closure }) => closure),
    produced: produced && series("produced", produced, (one) => one),
    excess: checked.excess ? series("excess", rates, ({ excess }) => excess!) : null,
    steadyStates,
    observables: observed.observables,
    states: observed.states,
    channels: held.map(({ result }) => result),
    errorKind,
    method,
    evaluations: Float64Array.from(rates, ({ evaluations }) => evaluations),
    converged: isStandard ? null : missed.length === 0,
    convergedBy: isStandard ? null : rates.map(({ beyond }) => convergedBy(beyond!)),
    stateDistance: checked.mending.distance,
    warnings: [
      ...mendedWarnings(checked.mending),
      ...checked.warnings,
      ...missed,
      ...held.flatMap(({ warning }) => warning ?? []),
    ],
  };
}

/** How the numbers were found. */
function howOf({ method, samples, seed }: CheckedProblem, isStandard: boolean): Pick<Result, "errorKind" | "method"> {
  const errorKind = isStandard ? "standard" : "bound";
  if (method === "monte-carlo")
    return { errorKind, method: `Monte Carlo, ${samples} points uniform on the spheres, seed ${seed}` };
  const lattices = `quasi-Monte-Carlo by ${SHIFTS} shifts of a lattice, seed ${seed}`;
  const closed = "spheres of qubits and of pure states in closed form";
  if (method === "quasi-monte-carlo")
    return { errorKind, method: `${lattices}: ${closed}, the others at the lattice's points; flux by Tr[ρF]` };
  const beyond = isStandard ? `, those that are too many by ${lattices}` : "";
  return {
    errorKind,
    method: `quadrature: ${closed}, others on Gauss–trapezoid grids and adaptive patches${beyond}; flux by Tr[ρF]`,
  };
}

/** Each channel's rates, its verdict held against them. */
function heldChannels(
  checked: CheckedProblem,
  channels: readonly PreparedChannel[],
  rates: readonly Rates[],
  production: Series | null,
  isStandard: boolean,
  nameOf: (channel: number) => string,
): readonly { readonly result: ChannelResult; readonly warning: string | null }[] {
  const times = timesOf(checked.when);
  return channels.map((channel, c) => {
    const result = channelResult(channel, c, rates, checked, () => nameOf(c));
    // A standard error is no bound: what lies below zero by it may be chance.
    if (isStandard) return { result, warning: null };
    const given = [result.production, ...(channels.length === 1 ? [production] : [])];
    const held = given.flatMap((one) => (one !== null && isBelowZero(one) ? [one] : []));
    if (held.length === 0) return { result, warning: null };
    return contradicted(result, nameOf(c), held, (k) => whereOf(times[k]));
  });
}

const isBelowZero = ({ values, error }: Series): boolean => values.some((value, k) => value + error[k] < 0);

/** The most times, and the most numbers, that are named. */
const NAMED = 3;

/** One line that says when, and names what missed with its value and error. */
function notConverged(
  { when, tolerance }: CheckedProblem,
  rates: readonly Rates[],
  nameOf: (channel: number) => string,
): readonly string[] {
  const times = timesOf(when);
  const open = times.flatMap((_, k) => (rates[k].beyond?.some(isMissed) ? [k] : []));
  if (open.length === 0) return [];
  const short = shortTimes(times);
  const all = open.length > 1 && open.length === times.length;
  const named = all
    ? "all times"
    : `t = ${firstOf(
        open.map((k) => short[k]),
        ", ",
      )}`;
  const where = when.kind === "steady" ? STEADY : named;
  const missed = rates.flatMap(({ beyond }, k) =>
    (beyond ?? [])
      .filter(isMissed)
      .map((one) => missText(one, nameOf) + (open.length > 1 ? ` at t = ${short[k]}` : "")),
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
  { name, on, verdict, spins }: PreparedChannel,
  which: number,
  rates: readonly Rates[],
  { hamiltonian, when, uses, channels }: CheckedProblem,
  called: () => string,
): ChannelResult {
  const times = timesOf(when);
  const given = rates.every(({ channels }) => channels[which].production !== null);
  const series = (quantity: string, value: (one: ChannelRates) => Bounded) =>
    seriesOf(
      () => `${quantity} of ${called()}`,
      times,
      rates,
      ({ channels }) => value(channels[which]),
    );
  const { jumps, asChannel } = jumpsOf(channels[which], spins);
  return {
    channel: name,
    entry: uses[which],
    on: [...on],
    jumps,
    asChannel,
    class: verdict.class,
    positivity: verdict.positivity,
    proof: verdict.proof,
    refusal: verdict.refusal,
    entropyRate: series("entropyRate", ({ entropyRate }) => entropyRate),
    production: given ? series("production", ({ production }) => production!) : null,
    flux: given ? series("flux", ({ flux }) => flux!) : null,
    heatCurrent: hamiltonian === null ? null : series("heatCurrent", ({ heatCurrent }) => heatCurrent),
  };
}

/** @param spins  J of its parties */
function jumpsOf(
  use: CheckedProblem["channels"][number],
  spins: readonly number[],
): Pick<ChannelResult, "jumps" | "asChannel"> {
  if (!("channel" in use)) return { jumps: use.jumps, asChannel: null };
  if (!isOfJumps(use)) return { jumps: null, asChannel: null };
  const jumps = use.channel.jumps(use.parameters, spins);
  return { jumps: jumps.length, asChannel: asChannel(jumps) };
}

/** The one way of a number into a result.
 *  @param what  the quantity and where, for the refusal
 *  @returns  the value, its error infinite where no bound is known
 *  @throws InvalidInput  when the value is NaN */
export function requireNumber(what: () => string, { value, error }: Bounded): Bounded {
  if (Number.isNaN(value)) refuseNaN(what());
  return { value, error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error };
}

/** @param of  the number in each
 *  @throws InvalidInput  when a value is no number */
export function seriesOf<T>(
  name: () => string,
  times: readonly number[],
  list: readonly T[],
  of: (one: T) => Bounded,
): Series {
  const values = new Float64Array(list.length);
  const error = new Float64Array(list.length);
  const what = () => `${name()} at ${whereOf(times[values.findIndex(Number.isNaN)])}`;
  for (let k = 0; k < list.length; k++) {
    const one = of(list[k]);
    values[k] = one.value;
    error[k] = requireNumber(what, one).error;
  }
  return { values, error };
}

/** Over the channels, of those that give Π and Φ. Bounds add up; standard errors do not, and come with the sums. */
export function summed({ totals, channels }: Rates): NonNullable<Rates["totals"]> {
  if (totals !== null) return totals;
  return {
    entropyRate: totalOf(channels, "entropyRate"),
    production: totalOf(channels, "production"),
    flux: totalOf(channels, "flux"),
  };
}

function totalOf(channels: Rates["channels"], rate: "entropyRate" | "production" | "flux"): Bounded {
  let value = 0;
  let error = 0;
  for (let k = 0; k < channels.length; k++) {
    const one = channels[k][rate];
    if (one === null) continue;
    value += one.value;
    error += one.error;
  }
  return { value, error };
}
