/** `wehrl survey`: coherence against production over many random states of two qubits, and the files of it. */

import { checkedGiven } from "../../evaluate/check/validate-channels.ts";
import { conventions } from "../../evaluate/problem/conventions.ts";
import { channels } from "../../generated/index.ts";
import { ginibreStates, paperStates, type StateSampler } from "../../paper/states/random-states.ts";
import {
  type Counterexample,
  requireStates,
  type SurveyedState,
  type SurveyFinding,
  survey,
} from "../../paper/survey/finding.ts";
import type { RateUnit } from "../../paper/survey/plot.ts";
import type { RankCorrelation } from "../../paper/survey/rank-correlation.ts";
import type { Origin } from "../../paper/survey/survey-files.ts";
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { requireSeed } from "../../spins/states/random-stream.ts";
import { type Line, labelled, outputWidth, page } from "../../text/columns.ts";
import { withBound, withStandardError } from "../../text/digits.ts";
import { printJson } from "../print/json-print.ts";
import { openFolder } from "../print/output.ts";
import { startProgress } from "../print/progress.ts";
import { channelNamed } from "../read/channel-named.ts";
import { readParameters } from "../read/parameter-list.ts";

const classes = ["x", "classes", "ginibre"] as const;

export interface SurveyOptions {
  readonly channel: string;
  readonly parameters?: string;
  readonly states: number;
  readonly seed?: number;
  readonly class?: (typeof classes)[number];
  readonly tolerance?: number;
  readonly out?: string;
  readonly json?: true;
}

/** Surveys random states with progress on standard error, writes the files, and tells what was found.
 *  @returns what to print, and whether all rates came within the tolerance
 *  @throws InvalidInput  naming the option; no folder is made for numbers that are none */
export async function surveyStates(
  options: SurveyOptions,
): Promise<{ readonly text: string; readonly converged: boolean }> {
  const origin = originOf(options);
  const folder = options.out === undefined ? null : openFolder(options.out);
  const finding = surveyed(origin);
  const summary = `${printJson(summaryOf(finding, origin))}\n`;
  await folder?.write(await filesOf(finding, origin, summary));
  const text = options.json ? summary : asText(finding, origin, options.out);
  return { text, converged: finding.notConverged === 0 };
}

/** What is surveyed, and the command that does it again.
 *  @throws InvalidInput  naming the option */
function originOf(options: SurveyOptions): Origin {
  const { seed = 1, tolerance = 1e-3, states } = options;
  requireSeed(["seed"], seed);
  requireStates(states);
  if (!(tolerance > 0 && tolerance < 1))
    throw new InvalidInput({ path: ["tolerance"], found: `${tolerance}`, expected: "a relative error in (0, 1)" });
  const channel = channelNamed(options.channel, channels, ["--channel"]);
  const parameters = parametersOf(channel, options.parameters ?? "");
  const form = options.class ?? (channel.name === "dephasing" ? "x" : "classes");
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return {
    command: `wehrl survey --channel ${channel.name} --parameters ${given.join(",")} --states ${states} --seed ${seed} --class ${form} --tolerance ${tolerance}`,
    channel: channel.name,
    parameters,
    class: form,
    states,
    seed,
    tolerance,
  };
}

function surveyed({ channel: name, parameters, class: form, states, seed, tolerance }: Origin): SurveyFinding {
  const sampler: StateSampler =
    form === "ginibre" ? ginibreStates(seed) : paperStates({ form: form === "x" ? form : "classes", seed });
  const progress = startProgress("surveying", states, "states");
  const channel = channels[name];
  try {
    return survey({ channel, parameters, sampler, states, seed, tolerance, onProgress: progress.update });
  } finally {
    progress.stop();
  }
}

/** By their names. Only a survey that is kept needs what writes Parquet and what draws. */
async function filesOf(
  finding: SurveyFinding,
  origin: Origin,
  summary: string,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { surveyCsv, surveyParquet } = await import("../../paper/survey/survey-files.ts");
  const { plotOf } = await import("../../paper/survey/plot.ts");
  return new Map<string, string | Uint8Array>([
    ["survey.csv", surveyCsv(finding, origin)],
    ["survey.parquet", surveyParquet(finding, origin)],
    ["survey.svg", await plotOf(finding, unitOf(origin))],
    ["survey.json", summary],
  ]);
}

/** What is not given is a rate of 1, or the paper's n̄ = 1/2. */
function parametersOf(channel: Evaluator, list: string): Parameters {
  const names = channel.parameters.map(({ name }) => name);
  const given = checkedGiven(channel, readParameters(list, names), ["--parameters"]);
  return Object.fromEntries(
    channel.parameters.map(({ name, unit, meaning }) => {
      const value = given[name] ?? (unit === "1/time" ? 1 : name === "nbar" ? 0.5 : undefined);
      if (value === undefined)
        throw new InvalidInput({ path: ["--parameters", name], found: "nothing", expected: `the ${meaning}` });
      return [name, value];
    }),
  );
}

/** λ of dephasing, Γ̄ = Γ(2n̄ + 1) of damping (Zicari 2023, figures 2 and 4); for others none. The name is for the plot's axis. */
function unitOf({ channel, parameters }: Origin): RateUnit {
  if (channel === "dephasing" && parameters.lambda > 0) return { value: parameters.lambda, name: "_λ_" };
  if (channel === "amplitude-damping" && parameters.Gamma > 0)
    return { value: parameters.Gamma * (2 * parameters.nbar + 1), name: "Γ̄" };
  return { value: 1, name: null };
}

function summaryOf(finding: SurveyFinding, origin: Origin) {
  const { acceptance, coherence, relativeCoherence, counterexample, relativeCounterexample, notConverged } = finding;
  return {
    schema: "wehrl.survey/1",
    conventions,
    survey: origin,
    acceptance,
    notConverged,
    coherence: { ...coherence, counterexample: counterexampleData(counterexample) },
    relativeCoherence: { ...relativeCoherence, counterexample: counterexampleData(relativeCounterexample) },
  };
}

function counterexampleData(found: Counterexample | null) {
  if (found === null) return null;
  const data = ({ index, state, coherence, relativeCoherence, production }: SurveyedState) => ({
    index,
    coherence,
    relativeCoherence,
    production: production.value,
    error: production.error,
    state: { re: rowsOf(state.re), im: rowsOf(state.im) },
  });
  return { more: data(found.more), less: data(found.less) };
}

const rowsOf = (entries: Float64Array): number[][] =>
  [0, 4, 8, 12].map((at) => Array.from(entries.subarray(at, at + 4)));

const origins: Readonly<Record<string, string>> = {
  x: "eq 27, α and β uniform on [0, 1/4]",
  classes: "eq 30, α, β and γ uniform on [0, 1/4]",
  ginibre: "GG†/Tr GG†, G complex normal (Hilbert–Schmidt measure)",
};

function asText(finding: SurveyFinding, origin: Origin, out: string | undefined): string {
  const set = Object.entries(origin.parameters).map(([name, value]) => `${name} = ${value}`);
  const { coherence, relativeCoherence, counterexample, relativeCounterexample, acceptance, notConverged } = finding;
  const lines = [
    ...labelled("channel", `${origin.channel} on both of two qubits: ${set.join(", ")}`),
    ...labelled("states", `${origin.states}: ${origins[origin.class]}; seed ${origin.seed}`),
    ...labelled("acceptance", `${(100 * acceptance).toFixed(2)} % of the candidates are states`),
    ...labelled(
      "tolerance",
      `${origin.tolerance} relative${notConverged === 0 ? "" : `; ${notConverged} states beyond`}`,
    ),
    "",
    ...against("C", coherence),
    ...against("C_rel", relativeCoherence),
    "",
    ...counterexampleText("C", counterexample),
    "",
    ...counterexampleText("C_rel", relativeCounterexample),
    ...(out === undefined ? [] : ["", ...labelled("files", `${out}/survey.csv, .parquet, .svg, .json`)]),
    "",
  ];
  return page(lines, outputWidth(process.stdout));
}

function against(name: string, { spearman, error, discordant }: RankCorrelation): readonly Line[] {
  return labelled(
    `Π and ${name}`,
    `rank correlation (Spearman) ${withStandardError(spearman, error)}; ${(100 * discordant).toFixed(2)} % of the pairs of states are discordant`,
  );
}

function counterexampleText(name: string, found: Counterexample | null): readonly Line[] {
  if (found === null) return labelled("counterex.", `none: more ${name} never comes with less Π, beyond the errors`);
  const line = ({ index, coherence, relativeCoherence, production: { value, error } }: SurveyedState): string =>
    `state ${index}: C = ${coherence.toFixed(6)}, C_rel = ${relativeCoherence.toFixed(6)}, Π = ${withBound(value, error)}, ρ =`;
  return [
    ...labelled("counterex.", `the strongest against "more ${name}, more Π"`),
    `  more ${name}, less Π: ${line(found.more)}`,
    ...matrixText(found.more),
    `  less ${name}, more Π: ${line(found.less)}`,
    ...matrixText(found.less),
  ];
}

function matrixText({ state: { re, im } }: SurveyedState): readonly string[] {
  const real = im.every((entry) => entry === 0);
  const entry = (k: number): string =>
    real
      ? re[k].toFixed(6).padStart(11)
      : `${re[k].toFixed(6)}${im[k] < 0 ? "-" : "+"}${Math.abs(im[k]).toFixed(6)}i`.padStart(21);
  return [0, 4, 8, 12].map((at) => `  ${[0, 1, 2, 3].map((c) => entry(at + c)).join("")}`);
}
