/** `wehrl husimi`: Q of one spin, the local integrand of its Π and its current, as numbers or as a map. */
import { type SphereFields, sphereFields, type Viewed } from "../../evaluate/directions/sphere-fields.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels as builtIn } from "../../generated/index.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { pointsOf } from "../../spins/states/majorana-points.ts";
import { distanceFromPure } from "../../spins/states/pure-state.ts";
import { withBound, withStandardError } from "../../text/digits.ts";
import { quoted } from "../../text/visible.ts";
import { arrayBytes } from "../print/array-bytes.ts";
import { fieldsCsv } from "../print/fields-csv.ts";
import { openOutput } from "../print/output.ts";
import type { SpinMap } from "../print/spin-map.ts";
import { say } from "../print/standard-error.ts";
import { withFolder } from "../read/channel-folder.ts";
import { nameOf, readGiven } from "../read/given-job.ts";
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

const endings = ["npy", "csv", "svg", "pdf", "png"] as const;

/** @throws InvalidInput  with the source's name in front */
export async function husimi(source: string, options: HusimiOptions): Promise<void> {
  const ending = endingOf(options.out);
  const [rows, columns] = gridOf(options.grid);
  const output = openOutput(options.out);
  const job = parseJson(await readJob(source), nameOf(source));
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

function endingOf(out: string | undefined): (typeof endings)[number] {
  if (out === undefined) return "csv";
  const ending = endings.find((one) => out.endsWith(`.${one}`));
  if (ending !== undefined) return ending;
  throw new InvalidInput({
    source: `--out ${out}`,
    found: "another ending",
    expected: `a name that ends in ${endings.map((one) => `.${one}`).join(", ")}`,
  });
}

/** Nodes of a grid that are not too many to write. */
const MOST_NODES = 1e6;

function gridOf(text: string): readonly [number, number] {
  const [, rows, columns] = (/^(\d+)x(\d+)$/.exec(text) ?? []).map(Number);
  if (rows! >= 2 && columns! >= 3 && rows! * columns! <= MOST_NODES) return [rows!, columns!];
  const expected = `rows and columns such as 64x128, at least 2x3 and ${MOST_NODES} nodes at most`;
  throw new InvalidInput({ path: ["--grid"], found: quoted(text), expected });
}

function timeOf(text: string | undefined, { times = [0] }: Problem): number | "steady" {
  if (text === undefined) return times === "steady" ? times : times[0]!;
  const time = Number(text);
  if (text === "steady") return text;
  if (text.trim() !== "" && time >= 0 && Number.isFinite(time)) return time;
  throw new InvalidInput({ path: ["--time"], found: quoted(text), expected: 'a time in [0, inf), or "steady"' });
}

function heldOf(given: readonly string[], count: number, party: number): NonNullable<Viewed["held"]> {
  const held: ({ readonly theta: number; readonly phi: number } | null)[] = Array.from({ length: count }, () => null);
  for (const text of given) {
    const [, index, ...angles] = (/^(\d+)=([^,]+),([^,]+)$/.exec(text.replace(/\s/g, "")) ?? []).map(Number);
    if (angles.length !== 2 || !angles.every(Number.isFinite))
      throw new InvalidInput({ path: ["--at"], found: quoted(text), expected: "index=theta,phi, such as 1=1.2,0.6" });
    const isOther = held[index!] === null && index !== party;
    if (!isOther)
      throw new InvalidInput({
        path: ["--at"],
        found: quoted(text),
        expected: `each other spin once, of the indices 0 to ${count - 1} but ${party}`,
      });
    held[index!] = { theta: angles[0]!, phi: angles[1]! % (2 * Math.PI) };
  }
  return held;
}

async function rendered(map: SpinMap, ending: (typeof endings)[number]): Promise<string | Uint8Array> {
  if (ending === "csv") return fieldsCsv(map, toldOf(map));
  if (ending === "npy") return arrayBytes("<f8", [7, map.fields.theta.length, map.fields.phi.length], planesOf(map));
  const { spinPicture } = await import("../print/spin-picture.ts");
  return spinPicture(map, ending);
}

function planesOf({ fields, weight }: SpinMap): Float64Array {
  const { theta, phi, Q, production, current } = fields;
  const nowhere = new Float64Array(Q.length).fill(Number.NaN);
  const thetas = Q.map((_, k) => theta[Math.floor(k / phi.length)]!);
  const phis = Q.map((_, k) => phi[k % phi.length]!);
  const planes = [thetas, phis, weight, Q, production ?? nowhere, ...(current ?? [nowhere, nowhere])];
  const all = new Float64Array(planes.length * Q.length);
  planes.forEach((plane, k) => {
    all.set(plane, k * Q.length);
  });
  return all;
}

const withError = ({ value, error, errorKind }: NonNullable<SpinMap["sums"]>["production"]): string =>
  errorKind === "bound" ? withBound(value, error) : withStandardError(value, error);

/** What is to be known of it besides the numbers, a line each. */
function toldOf({ sums, fields, majorana }: SpinMap): readonly string[] {
  const { others } = fields;
  return [
    ...(sums === null
      ? []
      : [`sum              Σ weight·production = ${sums.grid}; Π = ${withError(sums.production)} nat/time`]),
    ...(fields.refusal === null ? [] : [`refused          Π: ${fields.refusal}`]),
    ...(others.length === 0 ? [] : [`left out         ${[...new Set(others)].join(", ")}, which act on other spins`]),
    ...(majorana === null
      ? []
      : [
          `Majorana points  zeros of Q (theta, phi): ${majorana.points.map(({ theta, phi }) => `(${theta}, ${phi})`).join(" ")}; state to ${majorana.residual.toExponential(1)}`,
        ]),
  ];
}
