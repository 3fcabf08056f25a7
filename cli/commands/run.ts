import { resolve } from "node:path";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import { evaluateQuantities, type QuantityValues } from "../../evaluate/quantities/quantities.ts";
import { channels as builtIn } from "../../generated/index.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { csvText } from "../print/csv.ts";
import { printJson } from "../print/json-print.ts";
import { openOutput } from "../print/output.ts";
import { startLines } from "../print/progress-lines.ts";
import { resultDocument } from "../print/result.ts";
import { openStatesFile } from "../print/states-file.ts";
import { tableText } from "../print/table.ts";
import { type KnownChannels, withFolder } from "../read/channel-folder.ts";
import { nameOf, readGiven } from "../read/given-job.ts";
import type { ReadProblem } from "../read/job.ts";
import { requireUnread } from "../read/job-files.ts";
import { parseJson } from "../read/json-text.ts";
import { readJob } from "../read/read-job.ts";
import { quantityNames } from "../read/with-option.ts";

export type Format = "json" | "csv" | "table";

/** Fields of a job that the command line may set instead. */
export interface Overrides {
  readonly method?: string;
  readonly samples?: number;
  readonly seed?: number;
  readonly tolerance?: number;
  readonly excess?: boolean;
}

/** What the command line says besides the job. */
interface Settings {
  readonly format: Format;
  /** A file; standard output without one. */
  readonly out: string | undefined;
  /** A folder of channels of the user's own. */
  readonly channels: string | undefined;
  /** Names of quantities to give beside the result, separated by commas. */
  readonly with?: string | undefined;
  /** A file of NumPy for ρ at every time. */
  readonly states?: string | undefined;
  readonly overrides: Overrides;
}

/**
 * Reads a job, evaluates it, writes the result.
 * @param source  a file, or "-" for standard input
 * @returns false where a tolerance was missed; Monte Carlo has none to miss
 * @throws InvalidInput  with the source's name in front
 */
export async function run(source: string, settings: Settings): Promise<boolean> {
  const { format, out, channels, overrides } = settings;
  const name = nameOf(source);
  const names = settings.with === undefined ? [] : quantityNames(settings.with);
  const output = openOutput(out);
  requireApart(settings);
  const statesFile = settings.states === undefined ? null : openStatesFile(settings.states);
  const given = parseJson(await readJob(source), name);
  requireUnread({ "--out": out, "--states": settings.states }, given, source);
  const job = overridden(given, overrides);
  const known = await withFolder(builtIn, channels);
  const computed = await compute(job, source, known, { names, overrides, keepsStates: statesFile !== null });
  await statesFile?.write(computed.result.states!);
  await output.write(rendered(format, computed, job, name, output.width));
  return computed.result.converged !== false;
}

/** The job with what the command line sets. Quadrature asked for there takes the place of the job's sampling. */
function overridden(job: unknown, overrides: Overrides): unknown {
  if (Object.keys(overrides).length === 0 || typeof job !== "object" || job === null || Array.isArray(job)) return job;
  if (overrides.method !== "quadrature") return { ...job, ...overrides };
  const { samples: _points, seed: _seed, ...rest } = job as Record<string, unknown>;
  return { ...rest, ...overrides };
}

interface Computed extends ReadProblem {
  readonly result: Result;
  readonly quantities: readonly QuantityValues[];
}

/** What the command line asks of a job. */
interface Asked {
  readonly names: readonly string[];
  readonly overrides: Overrides;
  readonly keepsStates: boolean;
}

/** @throws InvalidInput  where one file is to hold both the result and the states */
function requireApart({ out, states }: Pick<Settings, "out" | "states">): void {
  if (out === undefined || states === undefined || resolve(out) !== resolve(states)) return;
  throw new InvalidInput({ path: ["--states"], found: "the file of --out", expected: "another" });
}

async function compute(
  job: unknown,
  source: string,
  { channels, warnings }: KnownChannels,
  { names, overrides, keepsStates }: Asked,
): Promise<Computed> {
  try {
    const own = await readGiven(job, channels, source);
    const read = keepsStates ? { ...own, problem: { ...own.problem, states: true } } : own;
    const { quantities, result } = await evaluated(read, names);
    const hidden = [...warnings].filter(([name]) => result.channels.some(({ channel }) => channel === name));
    return {
      ...read,
      result: { ...result, warnings: [...result.warnings, ...hidden.map(([, warning]) => warning)] },
      quantities,
    };
  } catch (error) {
    throw error instanceof InvalidInput ? blamed(error, nameOf(source), overrides) : error;
  }
}

/** What is wrong with a field of the job, or with the option that stands in its place. */
function blamed(error: InvalidInput, name: string, overrides: Overrides): InvalidInput {
  const [field, ...rest] = error.path;
  if (field === "--with") return error;
  if (!Object.hasOwn(overrides, String(field))) return error.of(name);
  return new InvalidInput({ ...error, path: [`--${field}`, ...rest] }, { cause: error });
}

/** What is refused of the names is refused of their option. */
async function evaluated({ problem }: ReadProblem, names: readonly string[]) {
  try {
    const quantities = evaluateQuantities(problem, names);
    return { quantities, result: await evaluateShown(problem) };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const [field, k] = error.path;
    throw field === "names" ? error.within(["--with"], ["names", k!]) : error;
  }
}

/** With progress on standard error over several times. */
async function evaluateShown(problem: Problem): Promise<Result> {
  const { times } = problem;
  if (!Array.isArray(times) || times.length < 2) return evaluate(problem);
  // What draws is loaded for terminals alone.
  const start = process.stderr.isTTY ? (await import("../print/progress.ts")).startProgress : startLines;
  const progress = start("evaluating", times.length, "times");
  try {
    return evaluate({ ...problem, onProgress: progress.update });
  } finally {
    progress.stop();
  }
}

function rendered(
  format: Format,
  { result, problem, quantities, conversions }: Computed,
  job: unknown,
  name: string,
  width: number,
): string {
  switch (format) {
    case "json":
      return `${printJson(resultDocument(result, job, quantities, { ...problem, conversions }))}\n`;
    case "csv":
      return csvText(result, job, quantities, conversions);
    case "table":
      return tableText(result, problem, job, name, quantities, width, conversions);
  }
}
