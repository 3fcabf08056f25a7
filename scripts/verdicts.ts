/**
 * Searches every reservoir whose Π ≥ 0 is not proven for every J, by the published command, and writes what was found to
 * docs/verdicts.json and docs/verdicts.md.
 *
 *   npm run verdicts -- [--workers N] [--starts N] [--seed N]
 *
 * What a build has found is kept in .verdicts/ and not searched again: a run that was stopped goes on. Status 1 where a verdict is
 * contradicted: *violated* without a state, or another beside Π < 0.
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { Command, InvalidArgumentError } from "commander";
import { sizeOf } from "../evaluate/prepare/verdict.ts";
import type { Positivity, ReservoirVerdict } from "../runtime/evaluator.ts";
import type { Entry, Found } from "./verdicts/entry.ts";
import { type Question, questions } from "./verdicts/questions.ts";
import { contradictions, tableOf } from "./verdicts/table.ts";

const run = promisify(execFile);
const folder = ".verdicts";
const own = ["--channels", `${folder}/channels`];
const program = "dist/cli.js";

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("expected an integer from 1 on");
  return value;
}

const { workers, starts, seed } = new Command("verdicts")
  .description("searches for Π < 0 and writes docs/verdicts.json and docs/verdicts.md")
  .option("--workers <N>", "searches at a time", integer, 2)
  .option("--starts <N>", "of each search", integer, 50)
  .option("--seed <S>", "of each search", integer, 1)
  .parse()
  .opts<{ workers: number; starts: number; seed: number }>();

/** Of the channel, for J of one party. */
async function verdictOf({ channel, spin }: Question): Promise<Positivity> {
  const { stdout } = await run(process.execPath, [program, "channels", channel, "--json", ...own]);
  const [{ reservoirs }] = (JSON.parse(stdout) as { channels: { reservoirs: ReservoirVerdict[] }[] }).channels;
  return reservoirs[0].positivity![sizeOf([spin])];
}

async function answer(question: Question, cache: string): Promise<Entry> {
  const { channel, spin, parameters } = question;
  const kept = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const chosen = kept.length > 0 ? ["--parameters", kept.join(",")] : [];
  const effort = ["--starts", String(starts), "--seed", String(seed)];
  const args = ["positivity", channel, "--spin", String(spin), ...chosen, ...effort];
  const file = `${cache}/${args.slice(1).join(" ")}.json`;
  if (!existsSync(file)) {
    const { stdout } = await run(process.execPath, [program, ...args, "--json", ...own], { maxBuffer: 1 << 24 });
    writeFileSync(file, stdout);
  }
  const found = JSON.parse(readFileSync(file, "utf8")) as Found;
  return { ...question, verdict: await verdictOf(question), command: `wehrl ${args.join(" ")}`, found };
}

async function main(): Promise<void> {
  execFileSync(process.execPath, [program, "gen", "scripts/verdicts/damping-with-dephasing.ts", "--out", own[1]]);
  const build = /build-\w+/.exec(readFileSync(program, "utf8"))![0];
  const cache = `${folder}/${build}`;
  mkdirSync(cache, { recursive: true });
  const entries: Entry[] = [];
  let begun = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let k = begun++; k < questions.length; k = begun++) {
        entries[k] = await answer(questions[k], cache);
        console.error(
          `${++done}/${questions.length} ${entries[k].command}: ${entries[k].found.violated ? "Π < 0" : "none"}`,
        );
      }
    }),
  );
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const head = `"schema": "wehrl.verdicts/1",\n  "starts": ${starts},\n  "seed": ${seed},\n  "entries": `;
  writeFileSync("docs/verdicts.json", `{\n  ${head}[\n${lines.join(",\n")}\n  ]\n}\n`);
  writeFileSync("docs/verdicts.md", tableOf(entries, starts, seed));
  for (const text of contradictions(entries)) {
    console.error(text);
    process.exitCode = 1;
  }
}

await main();
