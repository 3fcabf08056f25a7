import { channels as builtIn } from "../../generated/index.ts";
import type { Evaluator, ParameterDescription, ReservoirVerdict } from "../../runtime/evaluator.ts";
import { positivityText } from "../../symbolic/derive/classify.ts";
import { type Line, labelled, outputWidth, page } from "../../text/columns.ts";
import { printJson } from "../print/json-print.ts";
import { warn } from "../print/standard-error.ts";
import { withFolder } from "../read/channel-folder.ts";
import { channelNamed, ownChannels } from "../read/channel-named.ts";

/**
 * The channels, a line each, or all that can be known of one without running it; with `json` all of each.
 * @param name  of the one that is asked for
 * @param folder  of channels of the user's own
 * @throws InvalidInput  for a name that is none, with the nearest one
 */
export async function listChannels(
  name: string | undefined,
  format: "json" | "text",
  folder: string | undefined,
): Promise<string> {
  const { channels, warnings } = await withFolder(builtIn, folder);
  for (const warning of warnings.values()) warn(warning);
  const asked =
    name === undefined
      ? Object.values(channels)
      : [channelNamed(name, channels, ["channel"], folder === undefined ? ownChannels : null)];
  if (format === "json") return `${printJson({ schema: "wehrl.channels/1", channels: asked.map(describe) })}\n`;
  const lines = name === undefined ? list(asked) : asked.flatMap(paragraph);
  return page([...lines, ""], outputWidth(process.stdout));
}

/** Name, parties, parameters and class, a line each. */
function list(channels: readonly Evaluator[]): readonly string[] {
  const rows = channels.map(({ name, parties, more, parameters, reservoirs }) => [
    name,
    parties.length === 1 ? "one spin" : more === true ? "two or more" : `${parties.length} spins`,
    parameters.map((parameter) => parameter.name).join(", "),
    [...new Set(reservoirs.map((reservoir) => reservoir.class))].join(", "),
  ]);
  const header = ["channel", "acts on", "parameters", "class"];
  const widths = header.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, k) => cell.padEnd(widths[k]))
      .join("  ")
      .trimEnd();
  return [
    line(header),
    ...rows.map(line),
    "",
    "`wehrl channels <channel>` tells all of one, `wehrl derive <channel>` how it comes about.",
  ];
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
    ...equationsOf(equations),
  ];
}

function verdict({ name, class: kind, positivity, evidence, refusal }: ReservoirVerdict): readonly Line[] {
  return [
    ...entry("reservoir", `${name}: ${kind}${evidence === "" ? "" : `; ${evidence}`}`),
    ...entry("positivity", positivity === null ? "not known" : `Π ≥ 0 ${positivityText(positivity)}`),
    ...(refusal === null ? [] : entry("refused", refusal)),
  ];
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

/** What letters stand for, if not for themselves, and the equations, each broken like those of a derivation. */
function equationsOf({ letters, ...equations }: Evaluator["equations"]): readonly Line[] {
  const lines = Object.entries(equations).map(([key, text]) => (text.includes("=") ? text : `${key} = ${text}`));
  return [
    ...(letters === undefined ? [] : entry("letters", letters)),
    ...lines.flatMap((line, k) => labelled(k === 0 ? "  equations" : "", line, 13, 2)),
  ];
}
