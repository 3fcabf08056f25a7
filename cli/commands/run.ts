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
import { tableText } from "../print/table.ts";
import { type KnownChannels, withFolder } from "../read/channel-folder.ts";
import { problemOf } from "../read/job.ts";
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
  const name = source === "-" ? "standard input" : source;
  const names = settings.with === undefined ? [] : quantityNames(settings.with);
  const output = openOutput(out);
  const given = parseJson(await readJob(source), name);
  const job = overridden(given, overrides);
  const known = await withFolder(builtIn, channels);
  const computed = await compute(job, known, names).catch((error) => {
    throw error instanceof InvalidInput ? blamed(error, name, overrides) : error;
  });
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

interface Computed {
  readonly problem: Problem;
  readonly result: Result;
  readonly quantities: readonly QuantityValues[];
}

async function compute(
  job: unknown,
  { channels, warnings }: KnownChannels,
  names: readonly string[],
): Promise<Computed> {
  const hasHamiltonian = Object.hasOwn(Object(job), "hamiltonian");
  const readHamiltonian = hasHamiltonian ? (await import("../read/job-hamiltonian.ts")).hamiltonianOf : undefined;
  const problem = problemOf(job, channels, readHamiltonian);
  const quantities = evaluateQuantities(problem, names);
  const result = await evaluateShown(problem);
  const hidden = [...warnings].filter(([name]) => result.channels.some(({ channel }) => channel === name));
  return {
    problem,
    result: { ...result, warnings: [...result.warnings, ...hidden.map(([, warning]) => warning)] },
    quantities,
  };
}

/** What is wrong with a field of the job, or with the option that stands in its place. */
function blamed(error: InvalidInput, name: string, overrides: Overrides): InvalidInput {
  const [field, ...rest] = error.path;
  if (!Object.hasOwn(overrides, String(field))) return error.of(name);
  return new InvalidInput({ ...error, path: [`--${field}`, ...rest] }, { cause: error });
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
  { result, problem, quantities }: Computed,
  job: unknown,
  name: string,
  width: number,
): string {
  switch (format) {
    case "json":
      return `${printJson(resultDocument(result, job, quantities))}\n`;
    case "csv":
      return csvText(result, job, quantities);
    case "table":
      return tableText(result, problem, job, name, quantities, width);
  }
}
