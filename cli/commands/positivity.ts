/** `wehrl positivity`: a search for states and parameters at which a channel has Π < 0. */

import { type PositivityFinding, searchPositivity } from "../../evaluate/positivity/search.ts";
import { provenBound } from "../../evaluate/quantities/production-bound.ts";
import { channels as builtIn } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput, inside } from "../../spins/input/invalid-input.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { type Line, labelled, outputWidth, page } from "../../text/columns.ts";
import { withBound } from "../../text/digits.ts";
import { printJson } from "../print/json-print.ts";
import { startProgress } from "../print/progress.ts";
import { warn } from "../print/standard-error.ts";
import { withFolder } from "../read/channel-folder.ts";
import { channelNamed, ownChannels } from "../read/channel-named.ts";
import { readParameters } from "../read/parameter-list.ts";

export interface PositivityOptions {
  readonly spin: number;
  /** `Gamma=1,nbar=0.5`: what is kept; the rest is searched. */
  readonly parameters?: string;
  readonly starts?: number;
  readonly seed?: number;
  /** A folder of channels of the user's own. */
  readonly channels?: string;
  readonly json?: true;
}

/** Minimises Π of a channel over states and parameters, with progress on standard error, and tells what was found. */
export async function positivity(
  name: string,
  { spin, parameters = "", starts = 50, seed = 1, channels: folder, json }: PositivityOptions,
): Promise<string> {
  const channel = await knownChannel(name, folder);
  if (!(spin >= 0.5) || !Number.isInteger(2 * spin))
    throw new InvalidInput({ path: ["--spin"], found: `${spin}`, expected: "1/2, 1, 3/2, …" });
  const names = channel.parameters.map((parameter) => parameter.name);
  const kept = readParameters(parameters, names);
  const progress = startProgress("searching", starts, "starts");
  const onProgress = (share: number) => progress.update(Math.round(share * starts));
  let finding: PositivityFinding;
  try {
    finding = inside(["--spin"], ["J"], () =>
      searchPositivity({ channel, J: spin, parameters: kept, starts, seed, onProgress }),
    );
  } finally {
    progress.stop();
  }
  const bound = provenBound({ channel, on: [0], parameters: finding.parameters }, spin, finding.state);
  const effort = { starts, seed, evaluations: finding.evaluations, bound };
  return json ? `${printJson(asData(name, spin, finding, effort))}\n` : asText(name, spin, finding, effort);
}

async function knownChannel(name: string, folder: string | undefined): Promise<Evaluator> {
  const { channels, warnings } = await withFolder(builtIn, folder);
  const channel = channelNamed(name, channels, ["channel"], folder === undefined ? ownChannels : null);
  const warning = warnings.get(name);
  if (warning !== undefined) warn(warning);
  return channel;
}

interface Effort {
  readonly starts: number;
  readonly seed: number;
  readonly evaluations: number;
  /** What is proven to be below Π there; null where nothing is. */
  readonly bound: Bounded | null;
}

const matrixRows = (entries: Float64Array, dimension: number): number[][] =>
  Array.from({ length: dimension }, (_, i) => Array.from(entries.subarray(i * dimension, (i + 1) * dimension)));

function asData(
  name: string,
  spin: number,
  { state, parameters, box, production, quotient, violated }: PositivityFinding,
  { bound, ...search }: Effort,
) {
  const { dimension, re, im } = state;
  return {
    schema: "wehrl.positivity/1",
    channel: name,
    spin,
    violated,
    parameters,
    production: production.value,
    error: production.error,
    quotient: quotient.value,
    quotientError: quotient.error,
    bound: bound?.value ?? null,
    boundError: bound?.error ?? null,
    state: { re: matrixRows(re, dimension), im: matrixRows(im, dimension) },
    search: { ...search, box },
  };
}

/** Each parameter's part of the search. */
function boxText(names: readonly string[], box: PositivityFinding["box"]): string {
  const searched = Object.entries(box).map(([name, [from, to]]) => `${name} in (${from}, ${to})`);
  const others = names.filter((name) => box[name] === undefined);
  const kept =
    others.length === 0 ? [] : [`${others.join(", ")} as above: kept, the unit of time, or a turn of the axes`];
  return ["all states", ...searched, ...kept].join("; ").replaceAll("-Infinity", "−inf").replaceAll("Infinity", "inf");
}

function asText(
  name: string,
  spin: number,
  { state, parameters, box, production, quotient, violated }: PositivityFinding,
  effort: Effort,
): string {
  const { dimension, re, im } = state;
  const entry = (k: number): string => {
    const real = (Math.abs(re[k]) < 5e-7 ? 0 : re[k]).toFixed(6);
    return Math.abs(im[k]) < 5e-7 ? real : `${real}${im[k] < 0 ? "-" : "+"}${Math.abs(im[k]).toFixed(6)}i`;
  };
  const rows = Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_, j) => entry(i * dimension + j).padStart(19)).join("  "),
  );
  const at = Object.entries(parameters).map(([parameter, value]) => `${parameter} = ${value}`);
  const lines = [
    ...labelled("channel", `${name}, J = ${spin}`),
    ...labelled(
      "verdict",
      violated ? "Π < 0 beyond its error: the second law is violated" : "no state with Π < 0 was found",
    ),
    ...labelled(
      violated ? "least Π" : "least found",
      violated
        ? `${withBound(production.value, production.error)} nat/time`
        : `Π Σ rate |l|²/|D(ρ)|² = ${withBound(quotient.value, quotient.error)}, Π = ${withBound(production.value, production.error)} nat/time`,
    ),
    ...boundLine(production, effort.bound),
    ...labelled("at", at.join(", ")),
    ...labelled("searched", boxText(Object.keys(parameters), box)),
    ...labelled(
      "search",
      `${effort.starts} starts, seed ${effort.seed}, ${effort.evaluations} evaluations; minimised over states and free parameters: Π Σ rate |l|²/|D(ρ)|², and Π where that is negative`,
    ),
    "state",
    ...rows,
    "",
  ];
  return page(lines, outputWidth(process.stdout));
}

function boundLine(production: Bounded, bound: Bounded | null): readonly Line[] {
  if (bound === null)
    return labelled("bound", "no lower bound above zero is proven at this J and these parameters (docs/positivity.md)");
  const over = bound.value > bound.error ? `; Π is ${(production.value / bound.value).toPrecision(3)} of it` : "";
  return labelled("bound", `Π ≥ ${withBound(bound.value, bound.error)} nat/time is proven (docs/positivity.md)${over}`);
}
