import { labelledConventions } from "../../evaluate/problem/conventions.ts";
import type { Result, Series } from "../../evaluate/problem/problem.ts";
import type { QuantityValues } from "../../evaluate/quantities/quantities.ts";
import { timeText } from "../../text/short-times.ts";
import { visible, visibleJson } from "../../text/visible.ts";
import {
  boundedBeside,
  convergence,
  errorMeaning,
  excessMeaning,
  heatMeaning,
  notProduced,
  observablesMeaning,
  steadyMeaning,
} from "./meanings.ts";

interface Column {
  readonly name: string;
  readonly values: Float64Array | readonly string[] | null;
}

const rate = "[nat/time]";

/**
 * Comma-separated values: comment lines (`#`) with the conventions and the job, a row of names with units, one line a time.
 * What is refused or not there is an empty cell, infinite is Infinity, and the time of the steady state is the word `steady`. The
 * first comment line says how to read the file.
 */
export function csvText(
  result: Result,
  job: unknown,
  quantities: readonly QuantityValues[] = [],
  conversions: readonly string[] = [],
): string {
  const columns = [...columnsOf(result), ...quantities.flatMap(quantityColumns)];
  const rows = Array.from(result.times, (_, k) => columns.map(({ values }) => cell(values?.[k])).join(","));
  return [
    ...comments(result, job, quantities, conversions).map((line) => `# ${line}`),
    columns.map(({ name }) => name).join(","),
    ...rows,
    "",
  ].join("\n");
}

const cell = (value: number | string | undefined): string =>
  value === undefined || Number.isNaN(value) ? "" : String(value);

function comments(
  result: Result,
  job: unknown,
  quantities: readonly QuantityValues[],
  conversions: readonly string[],
): readonly string[] {
  const lines = [
    ...labelledConventions().map(([label, text]) => label.padEnd(17) + text),
    `errors           ${errorMeaning(result)}${quantities.length === 0 ? "" : boundedBeside(result)}`,
    `method           ${result.method}`,
    `converged        ${convergence(result)}`,
    ...(result.steadyStates === null ? [] : [`steady states    ${steadyMeaning(result.steadyStates)}`]),
    ...(result.excess === null ? [] : [`excess           ${excessMeaning}`]),
    ...(result.produced === null && result.production !== null && result.times.at(-1)! > 0
      ? [`produced         ${notProduced}`]
      : []),
    ...(result.observables === null ? [] : [`observables      ${observablesMeaning}`]),
    ...(result.channels.some(({ heatCurrent }) => heatCurrent !== null) ? [`heat current     ${heatMeaning}`] : []),
    ...conversions.map((line) => `converted        ${line}`),
    ...result.warnings.map((warning) => `warning          ${warning}`),
    ...result.channels.map(
      (channel, k) =>
        `channel ${k}        ${channel.channel} on [${channel.on.join(", ")}]: class ${channel.class}, ` +
        `positivity ${channel.positivity ?? "not known"}${channel.proof === null ? "" : ` ${channel.proof}`}${channel.refusal === null ? "" : `; refused: ${channel.refusal}`}`,
    ),
    `job              ${visibleJson(JSON.stringify(job))}`,
  ].map((line) => visible(line.replace(/\s*\n\s*/g, " ")));
  const skip = lines.length + 1;
  return [
    `wehrl result. Read: pandas.read_csv(f, comment="#", float_precision="round_trip"); CSV.read(f, DataFrame; comment="#"); ` +
      `numpy.genfromtxt(f, delimiter=",", skip_header=${skip + 1})`,
    ...lines,
  ];
}

function columnsOf(result: Result): readonly Column[] {
  return [
    { name: "time", values: Array.from(result.times, timeText) },
    ...pair("entropy", "[nat]", result.entropy),
    ...pair("entropy rate", rate, result.entropyRate),
    ...pair("production", rate, result.production),
    ...pair("flux", rate, result.flux),
    ...pair("unitary rate", rate, result.unitaryRate),
    { name: `closure ${rate}`, values: result.closure },
    ...pair("produced", "[nat]", result.produced),
    ...(result.excess === null ? [] : pair("excess", rate, result.excess)),
    ...Object.entries(result.observables ?? {}).flatMap(([name, series]) => pair(`observable ${name}`, "", series)),
    { name: "evaluations", values: result.evaluations },
    ...result.channels.flatMap((channel, k) => {
      const where = `channel ${k}`;
      return [
        ...pair(`${where} entropy rate`, rate, channel.entropyRate),
        ...pair(`${where} production`, rate, channel.production),
        ...pair(`${where} flux`, rate, channel.flux),
        ...(channel.heatCurrent === null ? [] : pair(`${where} heat current`, "[energy/time]", channel.heatCurrent)),
      ];
    }),
  ];
}

/** A comma in a name, of parties, would end the cell. */
function quantityColumns({ name, unit, values, error }: QuantityValues): readonly Column[] {
  const shown = name.replaceAll(",", " ");
  return pair(shown, `[${unit}]`, { values, error });
}

function pair(name: string, unit: string, series: Series | null): readonly Column[] {
  return [
    { name: `${name} ${unit}`.trimEnd(), values: series?.values ?? null },
    { name: `${name} error ${unit}`.trimEnd(), values: series?.error ?? null },
  ];
}
