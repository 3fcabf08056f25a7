/**
 * Holds the library's numbers and error bounds on many ill-conditioned states of two qubits against the oracle of the tests, and on states
 * of three and four qubits of every rank against products of plain grids, finer ones until two in succession agree.
 * Usage: npm run sweep [-- --states N] [-- --many N] [-- --seed S] [-- --readme]
 * Exit status 1 on any complaint: a number that is not finite or off by more than its bound, convergence that is claimed or
 * denied against the errors, an oracle that knows no better. Each is printed.
 */
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { accuracyCase, type Comparison, compare, complaints, deviationOverBound } from "../test/support/accuracy.ts";
import { type IllConditionedKind, illConditionedKinds } from "../test/support/ill-conditioned-states.ts";
import { roundUp } from "../text/round-up.ts";
import { writeReadmeBlock } from "./readme-block.ts";
import { manyTable, sweepMany } from "./sweep/many-qubits.ts";

/** What was found of one kind of states. */
interface KindRecord {
  states: number;
  /** States with every number within its bound. */
  within: number;
  notConverged: number;
  /** The largest |deviation|/error, of the state with this seed. */
  deviation: number;
  worstSeed: number | null;
  /** The largest error/|value| of a number that is not what its contributions cancel to, among states that converged. */
  relativeError: number;
}

interface Sweep {
  readonly kinds: ReadonlyMap<IllConditionedKind, KindRecord>;
  readonly complaints: readonly string[];
  readonly numbers: number;
}

/** Numbers that are less than this share of their contributions have lost digits to rounding. */
const CANCELLED = 1e-6;
/** Of numbers below this the square of the rounding of Q, (4ε)², is more than the tolerance. */
const TINY = 1e-21;
/** `evaluateMany` gets the states of a setting in lists of a tenth of this: each of the kinds meets each of ten settings. */
const TOGETHER = 200;

function sweep(states: number, seed: number): Sweep {
  const kinds = new Map(illConditionedKinds.map((kind) => [kind, emptyRecord()]));
  const texts: string[] = [];
  let numbers = 0;
  withBar(states, (bar) => {
    for (let from = 0; from < states; from += TOGETHER) {
      const count = Math.min(TOGETHER, states - from);
      const cases = Array.from({ length: count }, (_, k) => accuracyCase(from + k, seed));
      compare(cases).forEach((found, k) => {
        numbers += found.length;
        record(kinds.get(cases[k].kind)!, found, cases[k].seed);
        texts.push(...complaints(found).map((text) => `${cases[k].kind}, seed ${cases[k].seed}: ${text}`));
      });
      bar.update(from + count);
    }
  });
  return { kinds, complaints: texts, numbers };
}

function withBar<T>(states: number, work: (bar: SingleBar) => T): T {
  const bar = new SingleBar({
    stream: process.stderr,
    format: "sweeping [{bar}] {value}/{total} states, {eta_formatted} left",
    hideCursor: true,
    noTTYOutput: false,
  });
  bar.start(states, 0);
  try {
    return work(bar);
  } finally {
    bar.stop();
  }
}

function emptyRecord(): KindRecord {
  return { states: 0, within: 0, notConverged: 0, deviation: 0, worstSeed: null, relativeError: 0 };
}

function record(kind: KindRecord, found: readonly Comparison[], seed: number): void {
  const deviation = Math.max(...found.map(deviationOverBound));
  const converged = found.every((one) => one.converged);
  kind.states++;
  if (deviation <= 1) kind.within++;
  if (!converged) kind.notConverged++;
  if (kind.worstSeed === null || !(deviation <= kind.deviation)) {
    kind.deviation = deviation;
    kind.worstSeed = seed;
  }
  if (!converged) return;
  for (const { value, error, truth } of found) {
    if (Math.abs(value) <= Math.max(CANCELLED * truth.size, TINY)) continue;
    kind.relativeError = Math.max(kind.relativeError, error / Math.abs(value));
  }
}

function table({ kinds, numbers }: Sweep, states: number, seed: number): string {
  const rows = [...kinds].map(
    ([kind, { states: count, within, deviation, worstSeed, relativeError, notConverged }]) =>
      `| ${kind} | ${count} | ${within} | ${roundUp(deviation, 3)} (seed ${worstSeed}) | ${roundUp(relativeError)} | ${notConverged} |`,
  );
  return [
    `\`npm run sweep\` on ${states} states, seed ${seed}: ${numbers} numbers, each beside the oracle's.`,
    "",
    "| states of two qubits | number | all within their bounds | largest deviation/bound | largest bound/value¹ | not converged |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
    "¹ of numbers above 1e-21 and above 1e-6 of the sum of their contributions, in states that converged; the tolerance is 1e-9",
  ].join("\n");
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("expected an integer from 0 on");
  return value;
}

const options = new Command("sweep")
  .description("holds S, dS/dt, Π, Φ and their bounds on ill-conditioned states of two qubits against an oracle")
  .addHelpText("after", "\nExit status: 0 without a complaint, 1 with one or more; each is printed.")
  .option("--states <N>", "how many of two qubits", count, 10_000)
  .option("--many <N>", "how many of three and four qubits", count, 0)
  .option("--seed <S>", "of the first state; the others follow", count, 1)
  .option("--readme", "also write the tables into README.md")
  .parse()
  .opts<{ states: number; many: number; seed: number; readme?: true }>();
const tables: { readonly block: string; readonly text: string; readonly complaints: readonly string[] }[] = [];
if (options.states > 0) {
  const found = sweep(options.states, options.seed);
  const text = table(found, options.states, options.seed);
  tables.push({ block: "sweep", text, complaints: found.complaints });
}
if (options.many > 0) {
  const found = withBar(options.many, (bar) => sweepMany(options.many, options.seed, bar));
  tables.push({ block: "many", text: manyTable(found, options.many, options.seed), complaints: found.complaints });
}
for (const { block, text, complaints: texts } of tables) {
  console.log(text);
  for (const line of texts) console.log(line);
  if (options.readme) writeReadmeBlock(block, text);
}
process.exitCode = tables.some(({ complaints: texts }) => texts.length > 0) ? 1 : 0;
