/**
 * Declarations, Hamiltonians, jobs and texts of operators from strangers: each must end in a value that holds, or in a line for the user, within two
 * seconds and 500 MB.
 *
 *   npm run fuzz -- [kind|all] [count] [seed] [first]
 *
 * The cases run in a worker; where one does not come back, it is named and the rest goes on in a new worker. Status 1 where
 * any case fell short. One case again: npm run fuzz -- jobs 1 1 4711
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { caseOf, type Kind, kinds } from "../test/cli/fuzz/cases.ts";
import { judge } from "../test/cli/fuzz/judge.ts";

const limit = { milliseconds: 2000, megabytes: 500 } as const;
/** Where a case that runs is given up; one that comes back late is counted as late. */
const patience = 30_000;
/** Of the valid declarations the share that is compiled, which takes a thousand times longer than to validate. */
const compiled = 0.005;

interface Work {
  readonly kind: Kind;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

type Report =
  | { readonly begun: number }
  | { readonly index: number; readonly outcome: string; readonly milliseconds: number; readonly text?: string };

if (isMainThread) await main();
else work(workerData as Work);

/** In the worker: every case in turn. */
function work({ kind, seed, from, to }: Work): void {
  for (let index = from; index < to; index++) {
    parentPort!.postMessage({ begun: index } satisfies Report);
    const one = caseOf(kind, seed, index, "all", compiled);
    const start = performance.now();
    let outcome: string;
    try {
      outcome = judge(one);
    } catch (error) {
      outcome =
        error instanceof Error
          ? `${error.name}: ${error.message} ${error.stack?.split("\n").at(1)?.trim() ?? ""}`
          : String(error);
    }
    const milliseconds = performance.now() - start;
    const isWell =
      (outcome === "value" || outcome === "refused") && milliseconds < (one.milliseconds ?? limit.milliseconds);
    parentPort!.postMessage({ index, outcome, milliseconds, ...(isWell ? {} : { text: one.text }) } satisfies Report);
  }
}

interface Tally {
  value: number;
  refused: number;
  short: number;
  slowest: number;
}

/** One worker from an index on; @returns where the next is to begin. */
function round(given: Work, tally: Tally): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: limit.megabytes },
  });
  let [at, since] = [given.from, performance.now() + patience];
  return new Promise((resolve) => {
    const give = (why: string): void => {
      clearInterval(watch);
      void worker.terminate();
      tally.short++;
      say(given, at, why, caseOf(given.kind, given.seed, at, "all", compiled).text);
      resolve(at + 1);
    };
    const watch = setInterval(() => {
      if (performance.now() - since > patience) give(`no end within ${patience / 1000} s`);
    }, 250);
    worker.on("message", (report: Report) => {
      since = performance.now();
      if ("begun" in report) at = report.begun;
      else count(report, given, tally);
      if (!("begun" in report) && report.index === given.to - 1) {
        clearInterval(watch);
        resolve(given.to);
      }
    });
    worker.on("error", (error) => give(`the worker ends: ${error.message}`));
  });
}

function count(
  { index, outcome, milliseconds, text }: Extract<Report, { index: number }>,
  given: Work,
  tally: Tally,
): void {
  tally.slowest = Math.max(tally.slowest, milliseconds);
  if (text === undefined) tally[outcome as "value" | "refused"]++;
  else {
    tally.short++;
    say(
      given,
      index,
      outcome !== "value" && outcome !== "refused"
        ? outcome
        : `${outcome}, after ${(milliseconds / 1000).toFixed(1)} s`,
      text,
    );
  }
}

function say({ kind, seed }: Work, index: number, what: string, text: string): void {
  console.log(`${kind}, seed ${seed}, ${index}: ${what}\n  ${JSON.stringify(text.slice(0, 1500))}`);
}

async function main(): Promise<void> {
  const [which = "all", count = "100000", seed = "1", first = "0"] = process.argv.slice(2);
  const chosen = kinds.filter((kind) => which === "all" || which === kind);
  if (chosen.length === 0) throw new Error(`${which} is none of ${kinds.join(", ")}, all`);
  for (const kind of chosen) {
    const tally = { value: 0, refused: 0, short: 0, slowest: 0 };
    const to = Number(first) + Number(count);
    for (let from = Number(first); from < to; ) from = await round({ kind, seed: Number(seed), from, to }, tally);
    const { value, refused, short, slowest } = tally;
    console.log(
      `${count} ${kind}, seed ${seed}: ${value} values, ${refused} refused, ${short} fall short; the slowest took ${slowest.toFixed(0)} ms`,
    );
    if (short > 0) process.exitCode = 1;
  }
}
