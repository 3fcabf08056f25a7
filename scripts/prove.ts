/**
 * Proves the lemmas of docs/positivity.md by branch and bound, and writes a certificate of each into docs/positivity/.
 *
 *   npm run prove -- 2                     all inequalities of degree d = 2J = 2
 *   npm run prove -- 3 --only d3-g-0.9     one of them
 *   npm run prove -- 4 --part 7/100        every hundredth task from the seventh on, as one of a hundred jobs of a Slurm array
 *
 * Tasks that are done are kept in node_modules/.cache/wehrl-prove and not done again; the certificate is written where all are. Exit status 1
 * where a polynomial violates an inequality, which is printed, or where a box was given up; 3 where tasks remain.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { emptyTally, prove, Stuck, type Tally, type Task, tasksOf } from "./prove/branch.ts";
import {
  certificateOf,
  certificatePath,
  openState,
  recordOf,
  type TaskRecord,
  writeCertificate,
} from "./prove/certificate.ts";
import { type Inequality, inequalities } from "./prove/inequalities.ts";
import { type Box, type Prover, proverOf } from "./prove/lower-bound.ts";
import { witnessAt } from "./prove/witness.ts";

type Outcome = { readonly record: TaskRecord } | { readonly stuck: Box; readonly why: string };

/** One task, by its number; −1 for what is proven above all tasks. */
function workOn(prover: Prover, tasks: readonly Task[], above: Tally, task: number): Outcome {
  const start = performance.now();
  const tally = task < 0 ? above : emptyTally();
  try {
    if (task >= 0) prove(prover, tasks[task], tally);
    return { record: recordOf(task, tally, (performance.now() - start) / 1000) };
  } catch (error) {
    if (error instanceof Stuck) return { stuck: error.box, why: error.message };
    throw error;
  }
}

interface Work {
  readonly name: string;
}

function serve({ name }: Work): void {
  const prover = proverOf(inequalities.find((one) => one.name === name)!);
  const above = emptyTally();
  const tasks = tasksOf(prover, above);
  parentPort!.on("message", (task: number) => parentPort!.postMessage(workOn(prover, tasks, above, task)));
}

/** Has workers do the tasks, each one at a time.
 *  @returns the box at which a proof stopped */
function distribute(
  inequality: Inequality,
  tasks: readonly number[],
  workers: number,
  onDone: (record: TaskRecord) => void,
) {
  return new Promise<Extract<Outcome, { stuck: Box }> | null>((resolve, reject) => {
    let [next, open] = [0, 0];
    const crew = Array.from({ length: Math.min(workers, tasks.length) }, () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { name: inequality.name } satisfies Work });
      const give = (): void => {
        if (next < tasks.length) {
          open++;
          worker.postMessage(tasks[next++]);
        } else if (open === 0) finish(null);
      };
      worker.on("message", (outcome: Outcome) => {
        open--;
        if ("stuck" in outcome) return finish(outcome);
        onDone(outcome.record);
        give();
      });
      worker.on("error", reject);
      return { worker, give };
    });
    const finish = (outcome: Extract<Outcome, { stuck: Box }> | null): void => {
      for (const { worker } of crew) void worker.terminate();
      resolve(outcome);
    };
    for (const { give } of crew) give();
    if (tasks.length === 0) finish(null);
  });
}

interface Options {
  readonly only?: string;
  readonly part: readonly [number, number];
  readonly workers: number;
}

/** @returns whether the inequality is proven; null where tasks remain */
async function run(inequality: Inequality, { part: [k, n], workers }: Options): Promise<boolean | null> {
  const { known, keep } = openState(inequality, `${k}-of-${n}`);
  let count: number;
  try {
    count = tasksOf(proverOf(inequality), emptyTally()).length;
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    return report(inequality, { stuck: error.box, why: error.message });
  }
  const all = [-1, ...Array.from({ length: count }, (_, task) => task)];
  const open = all.filter((task) => !known.has(task) && task % n === k % n);
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${inequality.statement} [{bar}] {value}/{total} tasks, {eta_formatted} left`,
    noTTYOutput: true,
    notTTYSchedule: 60_000,
  });
  bar.start(open.length, 0);
  const stuck = await distribute(inequality, open, workers, (record) => {
    known.set(record.task, record);
    keep(record);
    bar.increment();
  });
  bar.stop();
  if (stuck !== null) return report(inequality, stuck);
  if (all.some((task) => !known.has(task))) {
    console.log(`${inequality.statement}: ${known.size} of ${all.length} tasks are done`);
    return null;
  }
  const certificate = certificateOf(
    inequality,
    known.get(-1)!,
    all.slice(1).map((task) => known.get(task)!),
  );
  writeCertificate(inequality, certificate);
  const { boxes, smallestMargin, seconds } = certificate;
  console.log(
    `${inequality.statement}: proven in ${boxes} boxes, smallest margin ${smallestMargin.toPrecision(3)}, ${seconds} s of its workers together; ${certificatePath(inequality)}`,
  );
  return true;
}

function report(inequality: Inequality, { stuck, why }: Extract<Outcome, { stuck: Box }>): boolean {
  const witness = witnessAt(inequality, stuck);
  if (witness === null)
    console.log(`${inequality.statement}: undecided; ${why}, at ${Array.from(stuck.centre).join(", ")}`);
  else {
    const terms = witness.re.map((re, j) => `(${re} + ${witness.im[j]}i)z^${j}`);
    console.log(
      `${inequality.statement}: violated by p = ${terms.join(" + ")}: Σ w_M|ψ_M|² ≤ ${witness.sum} < I = ${witness.roughness}`,
    );
  }
  return false;
}

function partOf(text: string): readonly [number, number] {
  const [, k, n] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!(Number(k) >= 1 && Number(k) <= Number(n))) throw new InvalidArgumentError("expected K/N with 1 ≤ K ≤ N");
  return [Number(k), Number(n)];
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("expected an integer from 1 on");
  return Number(text);
}

async function main(): Promise<void> {
  const program = new Command("prove")
    .description("proves the lemmas of docs/positivity.md by branch and bound")
    .argument("<degree>", "d = 2J: 2, 3 or 4", positive)
    .option("--only <name>", `one of ${inequalities.map(({ name }) => name).join(", ")}`)
    .option("--part <K/N>", "every N-th task from the K-th on", partOf, [1, 1] as const)
    .option("--workers <N>", "threads", positive, 2)
    .parse();
  const [degree] = program.processedArgs as [number];
  const options = program.opts<Options>();
  const chosen = inequalities.filter((one) => one.degree === degree && (options.only ?? one.name) === one.name);
  if (chosen.length === 0)
    program.error(`no inequality of degree ${degree}${options.only ? ` is named ${options.only}` : ""}`, {
      exitCode: 2,
    });
  for (const inequality of chosen) {
    const proven = await run(inequality, options);
    if (proven !== true) process.exitCode = proven === false ? 1 : (process.exitCode ?? 3);
  }
}

if (isMainThread) await main();
else serve(workerData as Work);
