/**
 * Reservoirs written in ways that say the same: each form must get the class, the verdict and the numbers of the first.
 *
 *   npm run equivalents -- --reservoirs 300 --forms 10 --seed 1 [--from 0] [--workers 2] [--seconds 60] [--only "one turn"]
 *
 * The channels that come with wehrl are tried too, as numbers −1, −2, … Status 1 where an answer differs, or does not come.
 * One reservoir again: npm run equivalents -- --seed 1 --from 17 --reservoirs 1
 */
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { randomOf } from "../test/cli/fuzz/chance.ts";
import { type Answer, answerOf, type Difference } from "../test/support/equivalents/answers.ts";
import { builtIn, chanceOf, formsOf, sampleOf } from "../test/support/equivalents/cases.ts";
import { compare, instantsOf } from "../test/support/equivalents/compare.ts";
import { rewritings } from "../test/support/equivalents/forms.ts";

interface Work {
  readonly seed: number;
  readonly forms: number;
  readonly index: number;
  /** After which a form that is compiled or evaluated is given up. */
  readonly seconds: number;
  /** The forms that were tried before. */
  readonly done: number;
  readonly only: string | null;
}

interface Report {
  readonly name: string;
  readonly how: string;
  readonly differences: readonly Difference[];
  readonly base: string;
  readonly form: string;
  readonly milliseconds: number;
}

type Message = { readonly begun: number } | { readonly report: Report } | { readonly ended: true };

const textOf = ({ declaration }: Pick<Answer, "declaration">): string => JSON.stringify(declaration.reservoirs);

/** In the worker: all forms of one reservoir. */
function* tried({ seed, forms, index, done, only }: Work): Generator<Message> {
  const sample = sampleOf(seed, index);
  const names = only === null ? formsOf(sample, seed, index, forms) : [only];
  const instants = instantsOf(randomOf(seed, index, 0), sample.declaration.parties.length, sample.points);
  yield { begun: done };
  const base = answerOf(sample.declaration);
  if (done === 0) {
    const found = base.reservoirs[0]?.class ?? base.failure!.kind;
    const isExpected = sample.class === null || found === sample.class;
    const kind = `class: ${JSON.stringify(sample.class)} → ${JSON.stringify(found)}`;
    const differences = isExpected ? [] : [{ kind, text: "as it was drawn" }];
    yield {
      report: { name: "as it is", how: "", differences, base: textOf(base), form: "", milliseconds: base.milliseconds },
    };
  }
  for (let k = done; k < names.length; k++) {
    yield { begun: k };
    const name = names[k];
    const compared = compare(base, rewritings[name], chanceOf(seed, index, name), instants);
    if (compared === undefined) continue;
    const { form, answer, differences } = compared;
    yield {
      report: {
        name,
        how: form.how,
        differences,
        base: textOf(base),
        form: textOf(answer),
        milliseconds: answer.milliseconds,
      },
    };
  }
  yield { ended: true };
}

class Tally {
  readonly kinds = new Map<string, number[]>();
  readonly times: number[] = [];
  forms = 0;
  different = 0;

  add(index: number, { name, how, differences, base, form, milliseconds }: Report): void {
    this.forms++;
    this.times.push(milliseconds);
    if (differences.length === 0) return;
    this.different++;
    console.log(`${index}, ${name} (${how}):`);
    for (const { kind, text } of differences.slice(0, 3))
      console.log(`  ${kind}; ${text.slice(0, 300).replaceAll("\n", " ")}`);
    console.log(`  ${base}\n  ${form}`);
    const key = `${differences[0].kind} · ${name}`;
    this.kinds.set(key, [...(this.kinds.get(key) ?? []), index]);
  }

  summary(): string {
    const kinds = [...this.kinds].sort(([, a], [, b]) => b.length - a.length);
    const sorted = this.times.sort((a, b) => a - b);
    return [
      ...kinds.map(([kind, where]) => `${String(where.length).padStart(5)}  ${kind} (${where.slice(0, 6).join(", ")})`),
      `${this.forms} forms, ${this.different} with another answer; compiled in ${sorted[sorted.length >> 1]?.toFixed(0)} ms in the middle, ${sorted.at(-1)?.toFixed(0)} ms at most`,
    ].join("\n");
  }
}

/** A worker that is given one reservoir after the other, and replaced where it does not come back. */
class Bench {
  private worker: Worker | null = null;
  private readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  /** All forms of one reservoir. */
  async all(work: Work): Promise<void> {
    for (let done: number | null = 0; done !== null && done <= work.forms; ) done = await this.some({ ...work, done });
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }

  /** @returns the number of forms done where the worker has to be given up, or null */
  private some(work: Work): Promise<number | null> {
    this.worker ??= new Worker(new URL(import.meta.url));
    const { worker } = this;
    let [at, since] = [work.done, performance.now()];
    return new Promise((resolve) => {
      const end = (next: number | null): void => {
        clearInterval(watch);
        worker.off("message", hear).off("error", fail);
        if (next === null) resolve(next);
        else void this.end().then(() => resolve(next));
      };
      const give = (kind: string, text: string): void => {
        this.tally.add(work.index, givenUp(work, at, { kind, text }, performance.now() - since));
        end(at + 1);
      };
      const watch = setInterval(() => {
        if (performance.now() - since > 1000 * work.seconds) give(`no end within ${work.seconds} s`, "");
      }, 250);
      const hear = (message: Message): void => {
        since = performance.now();
        if ("begun" in message) at = message.begun;
        else if ("report" in message) this.tally.add(work.index, message.report);
        else end(null);
      };
      const fail = (error: Error): void => give("the worker ends", error.stack ?? error.message);
      worker.on("message", hear).on("error", fail).postMessage(work);
    });
  }
}

function givenUp({ seed, index, forms }: Work, at: number, difference: Difference, milliseconds: number): Report {
  const sample = sampleOf(seed, index);
  const name = formsOf(sample, seed, index, forms)[at] ?? "as it is";
  const form = rewritings[name]?.(sample.declaration, chanceOf(seed, index, name));
  const [base, text] = [textOf(sample), form === undefined ? "" : textOf(form)];
  return { name, how: form?.how ?? "", differences: [difference], base, form: text, milliseconds };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reservoirs: { type: "string", default: "300" },
      forms: { type: "string", default: "10" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: String(-builtIn.length) },
      workers: { type: "string", default: "2" },
      seconds: { type: "string", default: "60" },
      only: { type: "string" },
    },
  });
  const [reservoirs, forms, seed, from] = [values.reservoirs, values.forms, values.seed, values.from].map(Number);
  const tally = new Tally();
  let next = from;
  const to = Math.max(0, from) + reservoirs;
  const take = async (): Promise<void> => {
    const bench = new Bench(tally);
    while (next < to) {
      const index = next++;
      await bench.all({ seed, forms, index, seconds: Number(values.seconds), done: 0, only: values.only ?? null });
      if (index % 10 === 9)
        console.error(`${index + 1} of ${to}: ${tally.forms} forms, ${tally.different} with another answer`);
    }
    await bench.end();
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, take));
  console.log(tally.summary());
  if (tally.different > 0) process.exitCode = 1;
}

if (isMainThread) await main();
else
  parentPort!.on("message", (work: Work) => {
    for (const message of tried(work)) parentPort!.postMessage(message);
  });
