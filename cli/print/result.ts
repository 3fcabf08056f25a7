import { conventions } from "../../evaluate/problem/conventions.ts";
import type { ChannelResult, Result, Series } from "../../evaluate/problem/problem.ts";
import type { QuantityValues } from "../../evaluate/quantities/quantities.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

type Values = readonly (number | "Infinity" | "-Infinity" | null)[];

/** A result as the job's reader gets it in JSON, schema "wehrl.result/1". What is refused is null; what was not asked for is left out.
 *  @param reading  of which entry of the job each channel of the problem is, and what was converted
 *  @param quantities  what was asked for beside it; keys `with` and `error.with` are there where anything was */
export function resultDocument(
  result: Result,
  job: unknown,
  quantities: readonly QuantityValues[] = [],
  {
    entries,
    conversions = [],
  }: { readonly entries?: readonly number[]; readonly conversions?: readonly string[] } = {},
) {
  const asked = isAsked(job, "excess");
  return {
    schema: "wehrl.result/1",
    conventions,
    job,
    // Only the steady state has no time.
    times: values(result.times).map((time) => time ?? "steady"),
    entropy: values(result.entropy.values),
    entropyRate: values(result.entropyRate.values),
    production: valuesOf(result.production),
    flux: valuesOf(result.flux),
    unitaryRate: values(result.unitaryRate.values),
    // Monte Carlo has none.
    closure: values(result.closure),
    produced: valuesOf(result.produced),
    observables: listsOf(result.observables, ({ values }) => values),
    ...(quantities.length === 0
      ? {}
      : { with: Object.fromEntries(quantities.map((quantity) => [quantity.name, values(quantity.values)])) }),
    states: isAsked(job, "states") ? result.states?.values.map(matrixDocument) : undefined,
    excess: asked ? valuesOf(result.excess) : undefined,
    steadyStates: result.steadyStates ?? undefined,
    error: errorDocument(result, job, quantities),
    errorKind: result.errorKind,
    channels: result.channels.map((channel, place) => channelDocument(channel, place, entries)),
    conversions: conversions.length > 0 ? conversions : undefined,
    stateDistance: result.stateDistance,
    method: result.method,
    evaluations: values(result.evaluations),
    converged: result.converged,
    convergedBy: result.convergedBy,
    warnings: result.warnings,
  };
}

const isAsked = (job: unknown, field: "excess" | "states"): boolean =>
  (job as { readonly [name: string]: unknown })[field] === true;

/** A list for each observable, where there are any. */
const listsOf = (observables: Result["observables"], list: (series: Series) => Float64Array) =>
  observables === null
    ? undefined
    : Object.fromEntries(Object.entries(observables).map(([name, series]) => [name, values(list(series))]));

/** As a job takes a state. */
function matrixDocument({ dimension, re, im }: ComplexMatrix) {
  const rows = (entries: Float64Array) =>
    Array.from({ length: dimension }, (_, r) => Array.from(entries.subarray(r * dimension, (r + 1) * dimension)));
  return { re: rows(re), im: rows(im) };
}

function errorDocument(result: Result, job: unknown, quantities: readonly QuantityValues[]) {
  return {
    entropy: values(result.entropy.error),
    entropyRate: values(result.entropyRate.error),
    production: errorsOf(result.production),
    flux: errorsOf(result.flux),
    unitaryRate: values(result.unitaryRate.error),
    produced: errorsOf(result.produced),
    observables: listsOf(result.observables, ({ error }) => error),
    ...(quantities.length === 0
      ? {}
      : { with: Object.fromEntries(quantities.map(({ name, error }) => [name, values(error)])) }),
    states: isAsked(job, "states") && result.states !== null ? values(result.states.error) : undefined,
    excess: isAsked(job, "excess") ? errorsOf(result.excess) : undefined,
  };
}

function channelDocument(channel: ChannelResult, place: number, entries?: readonly number[]) {
  const entry = entries?.[channel.entry] ?? channel.entry;
  return {
    channel: channel.channel,
    // Where an entry of the job is several reservoirs, or joined to another.
    entry: entry === place ? undefined : entry,
    on: channel.on,
    jumps: channel.jumps ?? undefined,
    asChannel: channel.asChannel ?? undefined,
    class: channel.class,
    positivity: channel.positivity,
    proof: channel.proof,
    refusal: channel.refusal,
    entropyRate: values(channel.entropyRate.values),
    production: valuesOf(channel.production),
    flux: valuesOf(channel.flux),
    heatCurrent: channel.heatCurrent === null ? undefined : values(channel.heatCurrent.values),
    error: {
      entropyRate: values(channel.entropyRate.error),
      production: errorsOf(channel.production),
      flux: errorsOf(channel.flux),
      heatCurrent: channel.heatCurrent === null ? undefined : values(channel.heatCurrent.error),
    },
  };
}

function valuesOf(series: Series | null): Values | null {
  return series === null ? null : values(series.values);
}

function errorsOf(series: Series | null): Values | null {
  return series === null ? null : values(series.error);
}

/** JSON has no infinities: they become strings. What is not there is null. */
function values(numbers: Float64Array): Values {
  return Array.from(numbers, (x) => (Number.isNaN(x) ? null : Number.isFinite(x) ? x : (String(x) as "Infinity")));
}
