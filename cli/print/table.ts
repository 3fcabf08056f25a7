import type { ChannelResult, Problem, Result, Series } from "../../evaluate/problem/problem.ts";
import type { QuantityValues } from "../../evaluate/quantities/quantities.ts";
import { type Column, fileWidth, type Line, labelled, page, type Table } from "../../text/columns.ts";
import { counted } from "../../text/counted.ts";
import { rightDigits, roundedOff, withStandardError } from "../../text/digits.ts";
import { roundUp } from "../../text/round-up.ts";
import { shortTimes } from "../../text/short-times.ts";
import { spinText } from "../../text/spin-text.ts";
import { longest, shortened } from "../../text/visible.ts";
import {
  boundedBeside,
  closureMeaning,
  convergence,
  errorMeaning,
  excessMeaning,
  heatMeaning,
  notProduced,
  observablesMeaning,
  steadyMeaning,
} from "./meanings.ts";

type Print = (value: number, error: number) => string;

/** A result to read: what was computed, the numbers with the digits their errors leave, how they were found. */
export function tableText(
  result: Result,
  problem: Problem,
  job: unknown,
  source: string,
  quantities: readonly QuantityValues[] = [],
  width = fileWidth,
  conversions: readonly string[] = [],
): string {
  const { hamiltonian } = job as { readonly hamiltonian?: unknown };
  const lines = [
    ...labelled("job", source),
    ...heading(result, problem),
    ...conversions.flatMap((line) => labelled("converted", line)),
    ...(hamiltonian === undefined
      ? []
      : labelled(
          "Hamiltonian",
          typeof hamiltonian === "string"
            ? shortened(hamiltonian.replace(/\s+/g, " "), longest.message)
            : "the job's matrix",
        )),
    ...labelled("units", "ħ = k_B = 1, natural logarithms; entropies in nats, rates in nats per unit of time"),
    "",
    numbers(result, problem, quantities),
    "",
    ...footing(result, quantities),
    "",
  ];
  return page(lines, width);
}

function heading(result: Result, { spins, channels }: Problem): readonly Line[] {
  const dimension = spins.reduce((all, J) => all * (2 * J + 1), 1);
  return [
    ...labelled("spins", `J = ${spins.map(spinText).join(", ")} (dimension ${dimension})`),
    ...result.channels.flatMap((channel, k) =>
      labelled(`channel ${k}`, channelLine(channel, channels[channel.entry]!)),
    ),
  ];
}

const verdicts = {
  proven: "Π ≥ 0 proven",
  searched: "Π ≥ 0 in every state searched",
  violated: "Π < 0 occurs",
} as const;

function channelLine(channel: ChannelResult, use: Problem["channels"][number]): string {
  const set =
    "jumps" in use ? jumpsText(channel) : Object.entries(use.parameters).map(([name, value]) => `${name} = ${value}`);
  const how = channel.proof === null ? "" : ` ${channel.proof}`;
  const verdict = channel.positivity === null ? "sign of Π not known" : verdicts[channel.positivity] + how;
  const end = channel.refusal === null ? verdict : `Π and Φ refused: ${channel.refusal}`;
  return `${channel.channel} on [${channel.on.join(", ")}]: ${set.join(", ")}; ${channel.class}, ${end}`;
}

/** How many, and the parameters of the channel that they come to: a forgotten root shows. */
function jumpsText({ jumps, asChannel: found }: ChannelResult): readonly string[] {
  const number = counted(jumps ?? 0, "jump");
  if (found === null) return [number];
  const { axis, ...rates } = found;
  const digits = (value: number) => Number(value.toPrecision(12));
  const set = Object.entries(rates).map(([name, value]) => `${name} = ${digits(value)}`);
  const about = axis[2] === 1 ? "" : ` about [${axis.map((x) => Number(x.toPrecision(6))).join(", ")}]`;
  return [`${number} with ${set.join(", ")}${about}`];
}

function numbers(result: Result, { hamiltonian }: Problem, quantities: readonly QuantityValues[]): Table {
  const print = result.errorKind === "bound" ? rightDigits : withStandardError;
  const time: Column = {
    header: ["", "time"],
    cells: shortTimes(result.times),
    footer: result.errorKind === "bound" ? "error ≤" : "std. error",
  };
  const totals = [
    ...column("entropy S", "nat", result.entropy, print),
    ...column("dS/dt diss.", "nat/time", result.entropyRate, print),
    ...column("production Π", "nat/time", result.production, print),
    ...column("flux Φ", "nat/time", result.flux, print),
    ...column("excess", "nat/time", result.excess, print),
    ...(hamiltonian === undefined ? [] : column("dS/dt unitary", "nat/time", result.unitaryRate, print)),
  ];
  // Bounds, whatever the errors of the integrals are.
  const heat = result.channels.flatMap(({ heatCurrent }, k) =>
    column(`heat channel ${k}`, "energy/time", heatCurrent, rightDigits),
  );
  const means = Object.entries(result.observables ?? {}).flatMap(([name, series]) =>
    column(`⟨${name}⟩`, "", series, rightDigits),
  );
  // Totals are refused with one of their channels; the others still have theirs.
  const shares = result.production === null ? result.channels.flatMap((channel, k) => share(channel, k, print)) : [];
  return { first: time, others: [...totals, ...shares, ...heat, ...means, ...quantities.map(quantityColumn)] };
}

function quantityColumn({ symbol, unit, values, error }: QuantityValues): Column {
  const [one] = column(symbol, unit === "1" ? "" : unit, { values, error }, rightDigits);
  return one!;
}

function share(channel: ChannelResult, k: number, print: Print): readonly Column[] {
  return [
    ...column(`Π channel ${k}`, "nat/time", channel.production, print),
    ...column(`Φ channel ${k}`, "nat/time", channel.flux, print),
  ];
}

function column(name: string, unit: string, series: Series | null, print: Print): readonly Column[] {
  if (series === null) return [];
  const { values, error } = series;
  const cells = Array.from(values, (value, k) => print(value, error[k]!));
  const footer = print === rightDigits ? printedBound(cells, values, error) : roundUp(largest(error));
  return [{ header: [name, unit], cells, footer }];
}

/** Holds for every value of a column as it is printed: what printing rounds off adds to its bound. `<b` is a bound itself. */
function printedBound(cells: readonly string[], values: Float64Array, bounds: Float64Array): string {
  const printed = bounds.map((bound, k) => bound + (/^-?\d/.test(cells[k]!) ? roundedOff(cells[k]!, values[k]!) : 0));
  return roundUp(largest(printed));
}

function footing(result: Result, quantities: readonly QuantityValues[]): readonly Line[] {
  return [
    ...labelled("method", `${result.method}; evaluations a time: ${counts(result.evaluations)}`),
    ...(result.closure.some(Number.isNaN)
      ? []
      : labelled(
          "closure",
          `dissipators' matrices against the derived integrands: ≤ ${roundUp(largest(result.closure))} nat/time; ${closureMeaning}`,
        )),
    ...(result.steadyStates === null ? [] : labelled("steady", steadyMeaning(result.steadyStates))),
    ...(result.excess === null ? [] : labelled("excess", excessMeaning)),
    ...(result.channels.every(({ heatCurrent }) => heatCurrent === null) ? [] : labelled("heat", heatMeaning)),
    ...(result.states === null
      ? []
      : labelled("states", "not in a table: --json prints them, --states FILE.npy writes them")),
    ...(result.observables === null ? [] : labelled("observables", observablesMeaning)),
    ...(result.times.at(-1)! > 0 ? producedLines(result) : []),
    ...labelled("converged", converged(result)),
    ...labelled(
      "digits",
      `${digitsMeaning[result.errorKind]}; errors are ${errorMeaning(result)}${quantities.length === 0 ? "" : boundedBeside(result)}`,
    ),
    ...result.warnings.flatMap((warning) => labelled("warning", warning)),
  ];
}

const digitsMeaning = {
  bound: "each is right to one unit of the last printed; <b: at most b in size; b?: no bound known",
  standard: "0.1160(24) is 0.1160 with standard error 0.0024",
} as const;

function converged(result: Result): string {
  const answer = convergence(result);
  return answer === "no" ? "no: the numbers are the best that were reached" : answer;
}

function producedLines(result: Result): readonly Line[] {
  if (result.produced !== null) return labelled("produced", produced(result, result.produced));
  return result.production === null ? [] : labelled("produced", notProduced);
}

function produced({ times, errorKind }: Result, { values, error }: Series): string {
  const last = values.length - 1;
  const print = errorKind === "bound" ? rightDigits : withStandardError;
  return `∫ Π dt from 0 to ${shortTimes(times)[last]}: ${print(values[last]!, error[last]!)} nat`;
}

function counts(evaluations: Float64Array): string {
  const most = largest(evaluations);
  const least = evaluations.reduce((low, n) => Math.min(low, n), Infinity);
  return least === most ? String(most) : `${least} to ${most}`;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
