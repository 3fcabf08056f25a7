/**
 * What a change of the code does to the numbers: every job through two builds of the command, and the largest relative changes.
 *
 *   npm run changes -- --before OTHER/dist/cli.js [--audit] [JOBS.json …]
 *
 * A file holds one job, or { "cases": [{ "name", "job", "args" }, …] }, with arguments of `run` where there are any; without one, the
 * examples and the reference. Exit status 1 where a number moved by more than 1e-13 of itself and by more than its error, or where an
 * answer became a refusal.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type Change, changesBetween, isWithin } from "./changes/compare.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    before: { type: "string" },
    after: { type: "string", default: "dist/cli.js" },
    audit: { type: "boolean", default: false },
  },
});
if (options.before === undefined) throw new Error("--before: name the cli.js of the build to compare with");

interface Named {
  readonly name: string;
  readonly args: readonly string[];
  readonly input: string;
}

interface Answer {
  readonly status: number | null;
  readonly out: string;
  readonly line: string;
}

function jobsIn(file: string): readonly Named[] {
  const content = JSON.parse(readFileSync(file, "utf8")) as {
    readonly cases?: readonly { readonly name: string; readonly job: unknown; readonly args?: readonly string[] }[];
  };
  const cases = content.cases?.filter(({ job }) => job !== undefined) ?? [
    { name: basename(file), job: content, args: [] },
  ];
  return cases.map(({ name, job, args = [] }) => ({
    name,
    args: ["run", "-", "--json", ...args],
    input: JSON.stringify(job, spelledOut),
  }));
}

/** { "$repeat": [["a", 3], ["b", 1]] } stands for "aaab". */
const spelledOut = (_key: string, value: { readonly $repeat?: readonly (readonly [string, number])[] } | null) =>
  value?.$repeat?.map(([text, times]) => text.repeat(times)).join("") ?? value;

const ask = (program: string, { args, input }: Named): Promise<Answer> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    let [out, line] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      line += text;
    });
    child.on("close", (status) => resolve({ status, out, line: line.trim().split("\n").at(-1) ?? "" }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });

const sizeOf = ({ change }: Change): string => (change === Number.POSITIVE_INFINITY ? "new" : change.toExponential(1));

const files =
  positionals.length > 0
    ? positionals
    : [...readdirSync("examples").map((name) => `examples/${name}`), "test/reference/cases.json"];
const audit: readonly Named[] = options.audit ? [{ name: "audit", args: ["audit", "--json"], input: "" }] : [];
let [compared, within] = [0, 0];
let largest = { change: 0, where: "nowhere" };
const beyond: string[] = [];
for (const one of [...files.flatMap(jobsIn), ...audit]) {
  const [before, after] = [await ask(options.before, one), await ask(options.after, one)];
  if (before.status !== after.status) {
    beyond.push(`${one.name}: status ${before.status} became ${after.status}: ${before.line} → ${after.line}`);
    continue;
  }
  if (before.out === "") {
    if (before.line !== after.line) console.log(`${one.name}: ${before.line}\n  → ${after.line}`);
    continue;
  }
  const changes = changesBetween(JSON.parse(before.out), JSON.parse(after.out));
  compared += changes.compared;
  for (const change of changes.found) {
    if (Number.isFinite(change.change) && change.change > largest.change)
      largest = { change: change.change, where: `${one.name}: ${change.path}: ${change.before} → ${change.after}` };
    if (change.change > 1e-13 && isWithin(change)) within++;
    if (!isWithin(change))
      beyond.push(`${one.name}: ${change.path}: ${change.before} → ${change.after} (${sizeOf(change)})`);
  }
}
for (const line of beyond) console.log(line);
console.log(
  `${compared} numbers of ${files.length} files: largest relative change ${largest.change.toExponential(1)} (${largest.where}), ${within} beyond 1e-13 within their error, ${beyond.length} beyond 1e-13 and their error`,
);
process.exitCode = beyond.length === 0 ? 0 : 1;
