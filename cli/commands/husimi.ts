/** `wehrl husimi`: Q of one spin, the local integrand of its Π and its current, as numbers or as a map. */
import { type SphereFields, sphereFields } from "../../evaluate/directions/sphere-fields.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels as builtIn } from "../../generated/index.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { pointsOf } from "../../spins/states/majorana-points.ts";
import { distanceFromPure } from "../../spins/states/pure-state.ts";
import { fieldsCsv } from "../print/fields-csv.ts";
import { fieldsNpy } from "../print/fields-npy.ts";
import { toldOf } from "../print/map-lines.ts";
import { openOutput } from "../print/output.ts";
import type { SpinMap } from "../print/spin-map.ts";
import { say } from "../print/standard-error.ts";
import { withFolder } from "../read/channel-folder.ts";
import { nameOf, readGiven } from "../read/given-job.ts";
import { endingOf, gridOf, heldOf, type MapEnding, timeOf } from "../read/husimi-options.ts";
import { requireUnread } from "../read/job-files.ts";
import { parseJson } from "../read/json-text.ts";
import { readJob } from "../read/read-job.ts";

export interface HusimiOptions {
  readonly grid: string;
  readonly spin: number;
  readonly at?: readonly string[];
  readonly time?: string;
  readonly out?: string;
  /** A folder of channels of the user's own. */
  readonly channels?: string;
}

/** @throws InvalidInput  with the source's name in front */
export async function husimi(source: string, options: HusimiOptions): Promise<void> {
  const ending = endingOf(options.out);
  const [rows, columns] = gridOf(options.grid);
  const output = openOutput(options.out);
  const job = parseJson(await readJob(source), nameOf(source));
  requireUnread({ "--out": options.out }, job, source);
  const { channels } = await withFolder(builtIn, options.channels);
  let map: SpinMap;
  try {
    map = mapOf(job, (await readGiven(job, channels, source)).problem, options, rows, columns);
  } catch (error) {
    throw error instanceof InvalidInput && !String(error.path[0]).startsWith("--") ? error.of(nameOf(source)) : error;
  }
  await output.write(await rendered(map, ending));
  if (options.out !== undefined) for (const line of toldOf(map)) say(line);
}

function mapOf(job: unknown, given: Problem, options: HusimiOptions, rows: number, columns: number): SpinMap {
  const { spin: party } = options;
  const { spins } = given;
  if (spins[party] === undefined)
    throw new InvalidInput({
      path: ["--spin"],
      found: `${party}`,
      expected: `the index of a spin, 0 to ${spins.length - 1}`,
    });
  const time = timeOf(options.time, given);
  const problem: Problem = { ...given, times: time === "steady" ? time : [time] };
  const held = heldOf(options.at ?? [], spins.length, party);
  const rule = productRule(rows, columns, 0);
  const theta = rule.cosHalf.map((cos, r) => 2 * Math.atan2(rule.sinHalf[r]!, cos));
  const fields = sphereFields(problem, { party, held }, { theta, phi: rule.phi });
  const weight = fields.Q.map((_, k) => rule.rowWeight[Math.floor(k / columns)]! * rule.columnWeight[k % columns]!);
  const isPure = distanceFromPure(normalised(fields.matrix)) !== null;
  return {
    job,
    problem,
    party,
    held,
    J: spins[party],
    time,
    fields,
    weight,
    majorana: isPure ? pointsOf(fields.matrix) : null,
    sums: held.every((direction) => direction === null) ? sumsOf(problem, fields, weight) : null,
  };
}

function normalised({ dimension, re, im }: SphereFields["matrix"]): SphereFields["matrix"] {
  let trace = 0;
  for (let k = 0; k < re.length; k += dimension + 1) trace += re[k]!;
  return { dimension, re: re.map((x) => x / trace), im: im.map((x) => x / trace) };
}

function sumsOf(problem: Problem, { production, channels }: SphereFields, weight: Float64Array): SpinMap["sums"] {
  if (production === null) return null;
  const { channels: found, errorKind } = evaluate(problem);
  let [value, error] = [0, 0];
  for (const k of channels) {
    value += found[k]!.production!.values[0]!;
    error += found[k]!.production!.error[0]!;
  }
  return { grid: production.reduce((sum, x, k) => sum + weight[k]! * x, 0), production: { value, error, errorKind } };
}

async function rendered(map: SpinMap, ending: MapEnding): Promise<string | Uint8Array> {
  if (ending === "csv") return fieldsCsv(map, toldOf(map));
  if (ending === "npy") return fieldsNpy(map);
  const { spinPicture } = await import("../print/spin-picture.ts");
  return spinPicture(map, ending);
}
