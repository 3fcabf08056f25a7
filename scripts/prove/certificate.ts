/** What a finished proof leaves in docs/positivity/, and what is kept of one that goes on. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { boxesOf, type Tally } from "./branch.ts";
import type { Inequality } from "./inequalities.ts";

/** What was found of one task; the task −1 is what is proven above all tasks. */
export interface TaskRecord {
  readonly task: number;
  readonly byDepth: readonly number[];
  readonly nearOne: number;
  readonly bounds: number;
  readonly margin: number;
  readonly seconds: number;
}

export interface Certificate {
  readonly schema: "wehrl.positivity-certificate/1";
  readonly inequality: string;
  readonly statement: string;
  readonly degree: number;
  /** w_M for 1 ≤ M ≤ orders, as doubles; the proof takes them rounded down. */
  readonly weights: readonly number[];
  readonly method: string;
  readonly boxes: number;
  readonly boxesByDepth: readonly number[];
  readonly boxesNearOne: number;
  readonly boundsEvaluated: number;
  readonly smallestMargin: number;
  /** By the clock, of all workers together. */
  readonly seconds: number;
  readonly node: string;
  /** SHA-256 of the prover's sources. */
  readonly prover: string;
  readonly taskDepth: number;
  /** Boxes and smallest margin of every task, in their order. */
  readonly tasks: readonly (readonly [boxes: number, margin: number | null])[];
}

const METHOD =
  "branch and bound over reflection coefficients; in each box the dual bound at the centre's own χ, its linear part exactly, its quadratic part " +
  "as a form, the rest by majorants; midpoints in double precision with one radius a sum, rounded outwards";

/** The sources that decide what is proven: all of this folder but this file, which only writes it down. */
export function proverHash(): string {
  const folder = fileURLToPath(new URL("../../../scripts/prove/", import.meta.url));
  const here = existsSync(folder) ? folder : fileURLToPath(new URL("./", import.meta.url));
  const names = readdirSync(here).filter((name) => name.endsWith(".ts") && name !== "certificate.ts");
  const text = names.sort().map((name) => `${name}\n${readFileSync(`${here}${name}`, "utf8")}`);
  return createHash("sha256").update(text.join("\n")).digest("hex");
}

export const recordOf = (task: number, tally: Tally, seconds: number): TaskRecord => ({
  task,
  byDepth: Array.from(tally.byDepth, (count) => count ?? 0),
  nearOne: tally.nearOne,
  bounds: tally.bounds,
  margin: tally.margin,
  seconds,
});

/** Records of unfinished proofs, by the prover's sources and the inequality; each process writes a file of its own. */
export function openState(inequality: Inequality, part: string) {
  const folder = `node_modules/.cache/wehrl-prove/${proverHash().slice(0, 16)}/${inequality.name}`;
  mkdirSync(folder, { recursive: true });
  const known = new Map<number, TaskRecord>();
  // The last line of a process that was killed may be cut.
  for (const file of readdirSync(folder))
    for (const line of readFileSync(`${folder}/${file}`, "utf8").split("\n"))
      if (line.endsWith("}")) known.set((JSON.parse(line) as TaskRecord).task, JSON.parse(line) as TaskRecord);
  const keep = (record: TaskRecord): void => appendFileSync(`${folder}/${part}.jsonl`, `${JSON.stringify(record)}\n`);
  return { known, keep };
}

/** Infinity where no box of a task needed a bound. */
const marginOf = (margin: number | null): number | null => (margin === Number.POSITIVE_INFINITY ? null : margin);

export function certificateOf(inequality: Inequality, above: TaskRecord, tasks: readonly TaskRecord[]): Certificate {
  const all = [above, ...tasks];
  const depths = Math.max(...all.map(({ byDepth }) => byDepth.length));
  const byDepth = Array.from({ length: depths }, (_, k) => all.reduce((sum, one) => sum + (one.byDepth[k] ?? 0), 0));
  const total = (of: (record: TaskRecord) => number): number => all.reduce((sum, record) => sum + of(record), 0);
  return {
    schema: "wehrl.positivity-certificate/1",
    inequality: inequality.name,
    statement: inequality.statement,
    degree: inequality.degree,
    weights: Array.from({ length: inequality.orders }, (_, k) => inequality.weight(k + 1)),
    method: METHOD,
    boxes: byDepth.reduce((sum, count) => sum + count, 0),
    boxesByDepth: byDepth,
    boxesNearOne: total(({ nearOne }) => nearOne),
    boundsEvaluated: total(({ bounds }) => bounds),
    smallestMargin: all.reduce(
      (least, { margin }) => Math.min(least, margin ?? Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    ),
    seconds: Math.round(total(({ seconds }) => seconds) * 100) / 100,
    node: process.version,
    prover: proverHash(),
    taskDepth: inequality.taskDepth,
    tasks: tasks.map((one) => [boxesOf({ ...one, byDepth: [...one.byDepth] }), marginOf(one.margin)]),
  };
}

export const certificatePath = ({ name }: Inequality): string => `docs/positivity/${name}.json`;

export function writeCertificate(inequality: Inequality, certificate: Certificate): void {
  mkdirSync("docs/positivity", { recursive: true });
  const { tasks, ...rest } = certificate;
  // One line for all tasks: there may be thousands.
  const text = JSON.stringify(rest, null, 2).replace(/\n}$/, `,\n  "tasks": ${JSON.stringify(tasks)}\n}\n`);
  writeFileSync(certificatePath(inequality), text);
}
