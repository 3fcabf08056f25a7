/** The `channels` of a job: compiled ones, jumps, and baths as they are spoken of. */
import type { JumpUse } from "../../evaluate/problem/problem.ts";
import { channels as builtIn } from "../../generated/index.ts";
import type { ChannelUse, Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Path } from "../../text/refusal.ts";
import { type Channels, channelNamed, ownChannels } from "./channel-named.ts";
import { limits } from "./job-limits.ts";
import { fieldsAt, listAt, numbersAt, objectAt, refuse } from "./json-fields.ts";
import { jumpUse } from "./jump-use.ts";
import type { MatrixSetting } from "./matrix-file.ts";
import { convertedParameters, spokenAt, spokenNames } from "./spoken-parameters.ts";
import { relaxationNames, relaxationOf } from "./thermal-relaxation.ts";

const keys = ["channel", "on", "parameters"];

export const channelsExpected = 'a list of { "channel": …, "on": […], "parameters": {…} } or { "jumps": […] }';

/** What an entry of a job's channels comes to. */
interface ReadEntry {
  readonly uses: readonly (ChannelUse | JumpUse)[];
  /** What was converted, a line each, with the channel as the result names it. */
  readonly converted: readonly string[];
}

/** What acts on the state, and of which entry of the job. */
interface ReadChannels {
  readonly uses: readonly (ChannelUse | JumpUse)[];
  readonly entries: readonly number[];
  /** What was converted in parameters, a line each, with the channel before it. */
  readonly conversions: readonly string[];
}

/** What jobs are read with. */
interface Setting extends MatrixSetting {
  readonly known: Channels;
  readonly spins: readonly number[];
}

/** That a channel's parties exist and its parameters are in range is for the runtime to say, where they are given as it has them. */
export function channelUses(value: unknown, setting: Setting): ReadChannels {
  const list = listAt(value, ["channels"], channelsExpected);
  if (list.length > limits.channels) refuse(["channels"], value, `at most ${limits.channels}`);
  const read = list.map((entry, k) => entryAt(entry, ["channels", k], setting));
  const uses = read.flatMap((one) => one.uses);
  if (uses.length > limits.channels)
    throw new InvalidInput({
      path: ["channels"],
      found: `${uses.length} in all`,
      expected: `at most ${limits.channels}`,
    });
  return {
    uses,
    entries: read.flatMap((one, k) => one.uses.map(() => k)),
    conversions: read.flatMap(({ converted }) => converted),
  };
}

function entryAt(entry: unknown, path: Path, setting: Setting): ReadEntry {
  const { spins, known } = setting;
  const given = objectAt(entry, path, `an object with ${keys.join(", ")}`);
  if (Object.hasOwn(given, "jumps")) return { uses: [jumpUse(entry, path, spins, setting)], converted: [] };
  const fields = fieldsAt(entry, path, keys, {
    channel: "the name of a channel",
    on: 'a list of indices of spins, or "each"',
  });
  const { channel: name } = fields;
  if (typeof name !== "string") return refuse([...path, "channel"], name, "the name of a channel");
  const isRelaxation = name === "thermal-relaxation" && !Object.hasOwn(known, name);
  return isRelaxation ? relaxationUses(fields, path, setting) : channelUse(name, fields, path, setting);
}

type Fields = Readonly<Record<string, unknown>>;

function relaxationUses({ on, parameters }: Fields, path: Path, { known, spins, texts }: Setting): ReadEntry {
  const place = [...path, "parameters"];
  const parties = partiesAt(on, [...path, "on"], spins);
  const spoken = spokenAt(parameters, place, relaxationNames, "thermal-relaxation", texts);
  const { damping, dephasing, converted } = relaxationOf(
    spoken,
    place,
    parties.map((party) => spins[party]!),
  );
  const [damped, dephased] = ["amplitude-damping", "dephasing"].map((name) => channelNamed(name, known, path));
  const uses = parties.flatMap((party) => [
    { channel: damped!, on: [party], parameters: damping },
    { channel: dephased!, on: [party], parameters: dephasing },
  ]);
  const lists = parties.map((party) => [party]);
  return {
    uses,
    converted: [
      ...converted.damping.map((line) => namedLine(damped!.name, lists, line)),
      namedLine(dephased!.name, lists, converted.dephasing),
    ],
  };
}

const namedLine = (name: string, lists: readonly (readonly number[])[], line: string): string =>
  `${name} on ${lists.map((on) => `[${on.join(", ")}]`).join(", ")}: ${line}`;

function channelUse(name: string, { on, parameters }: Fields, path: Path, { known, spins, texts }: Setting): ReadEntry {
  const channel = channelNamed(name, known, [...path, "channel"], known === builtIn ? ownChannels : null);
  const place = [...path, "parameters"];
  const spoken = spokenAt(parameters, place, spokenNames(channel), channel.name, texts);
  const lists = partyLists(channel, on, [...path, "on"], spins);
  const own = lists.flat().flatMap((party) => spins[party] ?? []);
  const { parameters: numbers, converted } = convertedParameters(channel, spoken, place, own);
  return {
    uses: lists.map((parties) => ({ channel, on: parties, parameters: numbers })),
    converted: converted.map((line) => namedLine(channel.name, lists, line)),
  };
}

/** Of a channel of one party one list for each spin. */
function partyLists(
  channel: Evaluator,
  on: unknown,
  path: Path,
  spins: readonly number[],
): readonly (readonly number[])[] {
  const isOfOne = channel.parties.length === 1;
  if (isOfOne && (on === "each" || (Array.isArray(on) && on.length > 1)))
    return partiesAt(on, path, spins).map((one) => [one]);
  const expected = isOfOne ? 'a list of indices of spins, or "each"' : "a list of indices of spins";
  return [numbersAt(on, path, expected)];
}

/** Spins that exist, each once; all of them where it says "each". */
function partiesAt(on: unknown, path: Path, spins: readonly number[]): readonly number[] {
  if (on === "each") return [...spins.keys()];
  const parties = numbersAt(on, path, 'a list of indices of spins, or "each"');
  if (parties.length === 0) refuse(path, on, 'at least one index of a spin, or "each"');
  parties.forEach((party, k) => {
    if (spins[party] === undefined) refuse([...path, k], party, `the index of a spin, 0 to ${spins.length - 1}`);
    if (parties.indexOf(party) !== k)
      throw new InvalidInput({ path: [...path, k], found: `${party} twice`, expected: "each spin once" });
  });
  return parties;
}
