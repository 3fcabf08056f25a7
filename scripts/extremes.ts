/**
 * Holds the library's states, S, dS/dt, Π and Φ of random systems at rest and in time, at extreme rates, times and fields, against
 * arithmetic of sixty digits; random systems at rest, at ordinary rates, against their evolution over a long time; and the states
 * alone of ordinary systems, of which the largest deviation must be within eight times of its bound.
 * Usage: npm run extremes [-- --systems N] [-- --rest N] [-- --states N] [-- --seed S] [-- --seconds T] [-- --workers W] [-- --only KIND]
 * Exit status 1 where a number is outside its bound, is none, or took too long. Each is printed with its seed.
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { type Judgement, judge, stateTruth, systemTruth } from "../test/support/extremes/judge.ts";
import { restTruth } from "../test/support/extremes/long-time.ts";
import {
  extreme,
  extremeSystem,
  type Kind,
  kindOf,
  ordinary,
  ordinaryKinds,
  tame,
} from "../test/support/extremes/systems.ts";
import { Undecided } from "../test/support/many-digits/elimination.ts";

/** At extreme magnitudes, at rest beside a long time, or the states of what is ordinary. */
const judges = {
  extremes: { range: extreme, truthOf: systemTruth, of: "all", name: "at extreme magnitudes" },
  rest: { range: tame, truthOf: restTruth, of: "all", name: "at rest, beside their evolution over a long time" },
  states: { range: ordinary, truthOf: stateTruth, of: "state", name: "at ordinary rates and times, their states" },
} as const;
type Judge = keyof typeof judges;

/** The least that the largest deviation of an ordinary state is in its bound. */
const TIGHT = 1 / 8;

interface Task {
  readonly by: Judge;
  readonly seed: number;
  /** Of a single spin, at most. */
  readonly largest: number;
}

/** Of a worker. */
const MEGABYTES = 1000;

/** From a worker: the oracle is done and the library is asked; or all is done. */
type Message = { readonly asked: true } | { readonly judgement: Judgement };

function serve(): void {
  parentPort!.on("message", ({ by, seed, largest }: Task) => {
    const { range, truthOf, of } = judges[by];
    const system = extremeSystem(seed, { ...range, largest: by === "states" && largest > 1 ? range.largest : largest });
    const tell = (message: Message) => parentPort!.postMessage(message);
    try {
      const truth = truthOf(system);
      tell({ asked: true });
      tell({ judgement: judge(system, truth, of) });
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      tell({ judgement: { outcome: "oracle undecided", words: error.message, deviation: 0 } });
    }
  });
}

/** What was found of one system. */
interface Found extends Judgement {
  readonly by: Judge;
  readonly kind: Kind;
  readonly seed: number;
  /** Of the library. */
  readonly seconds: number;
}

async function main(): Promise<void> {
  const options = new Command("extremes")
    .description("holds states, S, dS/dt, Π, Φ and their bounds at extreme magnitudes against sixty digits")
    .addHelpText("after", "\nExit status: 0 with all within their bounds, 1 without; each that is not is printed.")
    .option("--systems <N>", "how many at extreme magnitudes", count, 2000)
    .option("--rest <N>", "how many at rest beside their evolution", count, 1000)
    .option("--states <N>", "how many ordinary ones, of which only the state is held", count, 0)
    .option("--seed <S>", "of the first; the others follow", count, 1)
    .option("--seconds <T>", "that the library may take for one", Number, 10)
    .option("--workers <W>", "at once", count, 2)
    .option("--only <KIND>", `one of: ${ordinaryKinds.join("; ")}`)
    .option("--small", "single spins up to J = 1 only, which are quick")
    .option("--words", "also print each refusal")
    .parse()
    .opts<Options>();
  const numbers = { extremes: options.systems, rest: options.rest, states: options.states };
  const tasks = (Object.keys(judges) as Judge[]).flatMap((by) => {
    const number = numbers[by];
    return Array.from(
      { length: number },
      (_, k): Task => ({ by, seed: options.seed + k, largest: options.small ? 1 : 2 }),
    );
  });
  const wanted = tasks.filter(
    ({ by, seed }) => options.only === undefined || kindOf(seed, judges[by].range) === options.only,
  );
  const found = await judgeAll(wanted, options);
  report(found, options);
  process.exitCode = found.some(({ outcome }) => outcome === "outside") || isLoose(found) ? 1 : 0;
}

/** Whether bounds of states are far wider than what was seen: told by many only. */
function isLoose(found: readonly Found[]): boolean {
  const states = found.filter(({ by }) => by === "states");
  return states.length >= 100 && !states.some(({ deviation }) => deviation >= TIGHT);
}

interface Options {
  readonly systems: number;
  readonly rest: number;
  readonly states: number;
  readonly seed: number;
  readonly seconds: number;
  readonly workers: number;
  readonly only?: string;
  readonly small?: true;
  readonly words?: true;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("expected an integer from 0 on");
  return value;
}

async function judgeAll(tasks: readonly Task[], { seconds: limit, workers }: Options): Promise<Found[]> {
  const bar = new SingleBar({
    stream: process.stderr,
    format: "judging [{bar}] {value}/{total} systems, {eta_formatted} left",
    hideCursor: true,
    noTTYOutput: false,
  });
  bar.start(tasks.length, 0);
  const found: Found[] = [];
  const open = [...tasks];
  const lane = async (): Promise<void> => {
    let worker: Worker | null = null;
    for (let task = open.shift(); task !== undefined; task = open.shift()) {
      worker ??= new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } });
      const { judgement, seconds, alive } = await judgeOne(worker, task, limit);
      if (!alive) {
        await worker.terminate();
        worker = null;
      }
      found.push({ ...judgement, ...task, kind: kindOf(task.seed, judges[task.by].range), seconds });
      bar.update(found.length);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, lane));
  bar.stop();
  return found.sort((a, b) => a.by.localeCompare(b.by) || a.seed - b.seed);
}

interface Answer {
  readonly judgement: Judgement;
  readonly seconds: number;
  /** Whether the worker can take another task. */
  readonly alive: boolean;
}

/** The library has a time limit, and one of memory; the oracle may take what it needs. */
function judgeOne(worker: Worker, task: Task, limit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let started: number | null = null;
    let timer: NodeJS.Timeout | undefined;
    const end = (judgement: Judgement, alive: boolean) => {
      clearTimeout(timer);
      worker.off("message", hear);
      worker.off("error", fail);
      resolve({ judgement, alive, seconds: started === null ? 0 : (performance.now() - started) / 1000 });
    };
    const lost = (words: string) => end({ outcome: "outside", words, deviation: Number.POSITIVE_INFINITY }, false);
    const fail = (error: Error) => {
      if (started !== null) lost(`it broke its worker: ${error.message}`);
      else reject(new Error(`${task.by}, seed ${task.seed}: the judge itself failed`, { cause: error }));
    };
    const hear = (message: Message) => {
      if ("judgement" in message) {
        end(message.judgement, true);
        return;
      }
      started = performance.now();
      timer = setTimeout(() => lost(`not within ${limit} s`), 1000 * limit);
    };
    worker.on("message", hear);
    worker.on("error", fail);
    worker.postMessage(task);
  });
}

function report(found: readonly Found[], { seed, words }: Options): void {
  for (const by of Object.keys(judges) as Judge[]) {
    const own = found.filter((one) => one.by === by);
    if (own.length === 0) continue;
    console.log(`\`npm run extremes\`: ${own.length} systems ${judges[by].name}, seeds from ${seed}.\n`);
    console.log(
      "| systems | number | within | not converged | refused | outside | oracle undecided | deviation/bound | slowest |",
    );
    console.log("|---|---|---|---|---|---|---|---|---|");
    for (const kind of ordinaryKinds)
      row(
        kind,
        own.filter((one) => one.kind === kind),
      );
    row("all", own);
    console.log("\nrefused:");
    for (const [reason, of] of reasons(own)) console.log(`  ${of.length} × ${reason} (seed ${of[0].seed})`);
    for (const one of own) {
      if (one.outcome === "outside" || (words && one.outcome === "refused"))
        console.log(`${one.by}, seed ${one.seed}, ${one.kind}: ${one.outcome}: ${one.words}`);
    }
    console.log("");
  }
}

function row(name: string, own: readonly Found[]): void {
  if (own.length === 0) return;
  const of = (outcome: Judgement["outcome"]) => own.filter((one) => one.outcome === outcome).length;
  const inside = own.filter(({ outcome }) => outcome === "within" || outcome === "not converged");
  const worst = inside.reduce<Found | null>((a, b) => (a === null || b.deviation > a.deviation ? b : a), null);
  const slowest = own.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  const refused = `${of("refused")} (${((100 * of("refused")) / own.length).toFixed(1)} %)`;
  console.log(
    `| ${name} | ${own.length} | ${of("within")} | ${of("not converged")} | ${refused} | ${of("outside")} | ${of("oracle undecided")} ` +
      `| ${worst === null ? "–" : `${worst.deviation.toFixed(3)} (seed ${worst.seed})`} | ${slowest.seconds.toFixed(2)} s (seed ${slowest.seed}) |`,
  );
}

/** Refusals by their words without numbers, the most frequent first. */
function reasons(own: readonly Found[]): [string, Found[]][] {
  const groups = new Map<string, Found[]>();
  for (const one of own) {
    if (one.outcome !== "refused") continue;
    const reason = one.words.replace(/[-+]?\d[\d.]*(e[-+]?\d+)?/g, "#").slice(0, 160);
    groups.set(reason, [...(groups.get(reason) ?? []), one]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

if (isMainThread) await main();
else serve();
