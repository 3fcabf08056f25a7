/** `wehrl check`: the laws held against compiled channels, for those who have no test runner. */

import { channels as builtIn } from "../../generated/index.ts";
import type { Fault } from "../../laws/fault.ts";
import type { Law, Outcome } from "../../laws/law.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type Line, labelled, outputWidth, page } from "../../text/columns.ts";
import { printJson } from "../print/json-print.ts";
import { startProgress } from "../print/progress.ts";
import { channelsIn } from "../read/channel-folder.ts";

export interface CheckOptions {
  readonly runs?: number;
  readonly seed: number;
  readonly json?: true;
}

type FaultLines = (fault: Fault) => readonly string[];

/** A law and a channel: what came of it, or why it was not tried. */
interface Finding {
  readonly law: string;
  readonly notClaimed: string | null;
  readonly outcome: Outcome | null;
}

interface Checked {
  readonly channel: string;
  readonly findings: readonly Finding[];
}

/**
 * @param folder  of channels that `wehrl gen` wrote; without one, the channels that come compiled
 * @returns the page, and whether all that is claimed holds
 * @throws InvalidInput  where the folder has no channels, fast-check is not there, or the runs are no number of runs
 */
export async function check(
  folder: string | undefined,
  { runs, seed, json }: CheckOptions,
): Promise<{ readonly text: string; readonly holds: boolean }> {
  requireWhole("--runs", runs ?? 1, 1);
  requireWhole("--seed", seed, -(2 ** 31));
  const channels = Object.values(folder === undefined ? builtIn : await channelsIn(folder, folder));
  if (channels.length === 0)
    throw new InvalidInput({ path: [folder!], found: "no channels", expected: "a folder that `wehrl gen` wrote" });
  const { laws, faultLines } = await lawsWithPeer();
  const progress = startProgress("checking", channels.length * laws.length);
  let checked: readonly Checked[];
  try {
    checked = channels.map((channel) => ({
      channel: channel.name,
      findings: laws.map((law) => {
        progress.begin(`${channel.name} ${law.claim}`);
        return findingOf(law, channel, runs, seed);
      }),
    }));
  } finally {
    progress.stop();
  }
  const command = ["wehrl check", folder, `--seed ${seed}`, runs === undefined ? undefined : `--runs ${runs}`];
  const again = command.filter((part) => part !== undefined).join(" ");
  const text = json
    ? `${printJson({ schema: "wehrl.check/1", seed, channels: checked })}\n`
    : page(
        [...checked.flatMap((one) => paragraph(one, faultLines)), ...summary(checked, again), ""],
        outputWidth(process.stdout),
      );
  return { text, holds: failuresIn(checked) === 0 };
}

/** What is not among this package's own dependencies may be missing. */
async function lawsWithPeer(): Promise<{ readonly laws: readonly Law[]; readonly faultLines: FaultLines }> {
  try {
    return await import("../../laws/index.ts");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new InvalidInput({
      source: "wehrl check",
      found: "no package fast-check",
      expected: "one, from which the laws draw their cases",
      remedy: "install it beside wehrl: npm install --save-dev fast-check",
    });
  }
}

/** What fast-check takes: 32 bits. */
function requireWhole(option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value < 2 ** 31) return;
  throw new InvalidInput({
    path: [option],
    found: String(value),
    expected: `a whole number from ${least} to 2147483647`,
  });
}

function findingOf(law: Law, channel: Evaluator, runs: number | undefined, seed: number): Finding {
  const notClaimed = law.notClaimed(channel);
  const outcome = notClaimed === null ? law.tryOn(channel, { runs, seed }) : null;
  return { law: law.claim, notClaimed, outcome };
}

const failuresIn = (checked: readonly Checked[]): number =>
  checked.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome?.fault != null).length;

const said = (label: string, text: string): readonly Line[] => labelled(`  ${label}`, text, 15, 2);

function paragraph({ channel, findings }: Checked, faultLines: FaultLines): readonly Line[] {
  const reasons = [...new Set(findings.flatMap(({ notClaimed }) => notClaimed ?? []))];
  const others = reasons.flatMap((reason) => {
    const names = findings.filter(({ notClaimed }) => notClaimed === reason).map(({ law }) => law);
    return said("not claimed", `${names.join("; ")}: ${reason}`);
  });
  return [channel, ...findings.flatMap((one) => linesOf(one, faultLines)), ...others, ""];
}

function linesOf({ law, outcome }: Finding, faultLines: FaultLines): readonly Line[] {
  if (outcome === null) return [];
  if (outcome.fault === null) {
    return outcome.runs === 0 ? said("not tried", `${law}: no case`) : said("holds", `${law} (${outcome.runs} cases)`);
  }
  const [found, ...cases] = faultLines(outcome.fault);
  return [...said("fails", `${law}: ${found}`), ...cases.map((line) => `    ${line}`)];
}

function summary(checked: readonly Checked[], again: string): readonly string[] {
  const all = checked.flatMap(({ findings }) => findings);
  const failures = failuresIn(checked);
  const others = all.filter(({ outcome }) => outcome === null).length;
  const counts = [`${all.length - failures - others} laws hold`, `${failures} fail`, `${others} are not claimed`];
  return [`${counts.join(", ")}; again: ${again}`];
}
