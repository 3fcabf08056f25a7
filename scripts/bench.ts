/**
 * Measures this package and others side by side, in turns, and holds the ratios against what is promised.
 * Usage: npm run bench [-- --json] [-- --readme]
 *   --json     the results as JSON instead of tables
 *   --readme   also writes the tables into README.md, between its bench markers
 * Exit status 1 where a ratio is missed.
 */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { zeroMatrix } from "../spins/matrices/complex-matrix.ts";
import { classState } from "../spins/states/named-states.ts";
import { curve } from "./bench/curve.ts";
import { driven } from "./bench/driven.ts";
import { nearlySingular } from "./bench/guard.ts";
import { kernels } from "./bench/kernels.ts";
import { batch, largeSpins, sizes, times } from "./bench/many.ts";
import { pair } from "./bench/one-pair.ts";
import { isMet, ratios, row, rows, tables } from "./bench/results.ts";
import { start } from "./bench/start.ts";
import { mixed } from "./bench/states.ts";
import { writeReadmeBlock } from "./readme-block.ts";

/** By the clock on the wall: it runs in a process of its own. */
function generation(): void {
  let note = "by the clock";
  const start = performance.now();
  try {
    execFileSync(process.execPath, ["--import", "tsx", "cli/commands/main.ts", "gen", "--check"], { stdio: "pipe" });
  } catch {
    note = "by the clock; reported a difference";
  }
  const microseconds = 1e3 * (performance.now() - start);
  row("npm run gen -- --check: all channels derived", microseconds, null, note);
}

const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
const entangled = zeroMatrix(4);
for (const [k, value] of [
  [0, 0.64],
  [3, 0.48],
  [12, 0.48],
  [15, 0.36],
])
  entangled.re[k] = value;
pair("figure 3", figure3);
pair("R/A₀ near 1", mixed(entangled, 0.03));
kernels();
nearlySingular();
times();
curve();
batch();
sizes();
driven();
largeSpins();
start();
generation();

const missed = ratios.filter((ratio) => !isMet(ratio));
if (process.argv.includes("--json"))
  console.log(JSON.stringify({ machine: cpus()[0].model, rows, ratios, missed }, null, 2));
else console.log(tables());
if (process.argv.includes("--readme")) writeReadmeBlock("bench", tables());
process.exitCode = missed.length > 0 ? 1 : 0;
