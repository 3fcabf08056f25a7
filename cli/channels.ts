import { channels as builtIn } from "../generated/index.ts";
import type { Evaluator, ParameterDescription, ReservoirVerdict } from "../runtime/evaluator.ts";
import { withFolder } from "./channel-folder.ts";
import { type Line, labelled, outputWidth, page } from "./columns.ts";
import { printJson } from "./json-print.ts";
import { warn } from "./standard-error.ts";

/**
 * Every channel with what can be known of it without running it, to read or, with `json`, to parse.
 * @param folder  of channels of the user's own
 */
export async function listChannels(format: "json" | "text", folder: string | undefined): Promise<string> {
  const { channels, warnings } = await withFolder(builtIn, folder);
  for (const warning of warnings.values()) warn(warning);
  const all = Object.values(channels);
  if (format === "json") return `${printJson({ schema: "wehrl.channels/1", channels: all.map(describe) })}\n`;
  return page(
    all.flatMap((channel) => [...paragraph(channel), ""]),
    outputWidth(process.stdout),
  );
}

function describe({ name, cites, parties, parameters, reservoirs, equations }: Evaluator) {
  return {
    name,
    cites,
    parties,
    parameters: parameters.map((parameter) => {
      const { name, unit, meaning } = parameter;
      return { name, range: rangeOf(parameter), unit, meaning };
    }),
    reservoirs,
    equations,
  };
}

function paragraph({ name, cites, parties, parameters, reservoirs, equations }: Evaluator): readonly Line[] {
  return [
    name,
    ...entry("cites", cites),
    ...entry("acts on", parties.length === 1 ? "one spin" : `${parties.length} spins: ${parties.join(", ")}`),
    ...parameters.flatMap((parameter, k) => {
      const { name, unit, meaning } = parameter;
      return entry(k === 0 ? "parameters" : "", `${name} in ${rangeOf(parameter)}, ${unitText(unit)}: ${meaning}`);
    }),
    ...reservoirs.flatMap(verdict),
    ...Object.entries(equations).map(([key, equation], k) => equationLine(k === 0 ? "equations" : "", key, equation)),
  ];
}

function verdict({ name, class: kind, positivity, evidence, refusal }: ReservoirVerdict): readonly Line[] {
  return [
    ...entry("reservoir", `${name}: ${kind}${evidence === "" ? "" : `; ${evidence}`}`),
    ...entry("positivity", positivity === null ? "not known" : positivityText(positivity)),
    ...(refusal === null ? [] : entry("refused", refusal)),
  ];
}

function positivityText({ qubit, halfInteger, integer }: NonNullable<ReservoirVerdict["positivity"]>): string {
  if (qubit === halfInteger && qubit === integer) return `Π ≥ 0 ${qubit} for every J`;
  if (halfInteger === integer) return `Π ≥ 0 ${qubit} for J = 1/2, ${integer} for J ≥ 1`;
  if (qubit === halfInteger) return `Π ≥ 0 ${qubit} for J = 1/2, 3/2, …, ${integer} for J = 1, 2, …`;
  return `Π ≥ 0 ${qubit} for J = 1/2, ${halfInteger} for J = 3/2, 5/2, …, ${integer} for J = 1, 2, …`;
}

/** An interval as papers write it: `[0, ∞)`. */
function rangeOf({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const low = minimum === -Infinity ? "(−∞" : `${openMinimum ? "(" : "["}${minimum}`;
  const high = maximum === Infinity ? "∞)" : `${maximum}${openMaximum ? ")" : "]"}`;
  return `${low}, ${high}`;
}

function unitText(unit: string): string {
  return unit === "1" ? "dimensionless" : unit;
}

function entry(label: string, text: string): readonly Line[] {
  return labelled(`  ${label}`, text);
}

/** An equation is not wrapped: a break would change how it reads. */
function equationLine(label: string, key: string, equation: string): string {
  return `  ${label.padEnd(11)}${equation.includes("=") ? equation : `${key} = ${equation}`}`;
}
