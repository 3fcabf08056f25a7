/** The command's start, by the clock: what a user waits for a job that takes no time itself. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atMost, row } from "./results.ts";

const PAIRS = 41;

/** `wehrl run` of figure 3's state at one time beside a Node that does nothing; processes take turns, and pairs of them are
 *  compared, since what else the machine does lasts longer than a pair. */
export function start(): void {
  const { times: _, ...job } = JSON.parse(readFileSync("examples/figure-3.json", "utf8"));
  const file = join(mkdtempSync(join(tmpdir(), "wehrl-bench-")), "job.json");
  writeFileSync(file, JSON.stringify(job));
  const pairs = Array.from({ length: PAIRS }, () => [wall(["-e", "0"]), wall(["dist/cli.js", "run", file])] as const);
  row("`node -e 0`", median(pairs.map(([empty]) => empty)), null, "by the clock, the median");
  row("`wehrl run` of one time", median(pairs.map(([, run]) => run)), null, "by the clock, the median");
  atMost("`wehrl run` of one time / `node -e 0`", median(pairs.map(([empty, run]) => run / empty)), 2.5);
}

/** Microseconds of a process. */
function wall(args: readonly string[]): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return 1e3 * (performance.now() - begin);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
