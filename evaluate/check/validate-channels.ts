/** Where the channels that a user asks for are checked. */

import type { ChannelUse, Evaluator, ParameterDescription, Parameters } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { entriesOf, fieldsOf, reading, refuseShape, requireObject } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { described } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { listed } from "../../text/visible.ts";
import { isOfJumps } from "../jumps/noise-evaluator.ts";
import { jointReservoir, looksLikeOneBath, recognised } from "../jumps/recognise.ts";
import type { Reservoir } from "../jumps/reservoir.ts";
import type { JumpUse } from "../problem/problem.ts";
import { checkedEntries } from "./entries.ts";
import { checkStrength } from "./strength.ts";
import { checkedJumps, joined, requireParties } from "./validate-jumps.ts";

const expectedUses = "a list of { channel, on, parameters } or { jumps, on }";

/** The entries of a list of channels, which are not looked at yet. */
export const usesOf = (uses: unknown): readonly unknown[] => entriesOf(["channels"], uses, expectedUses);

/** What acts on the state, of which use each is and in which entry that was written, and what is to be said of it. */
export interface CheckedChannels {
  readonly channels: readonly (ChannelUse | Reservoir)[];
  readonly uses: readonly number[];
  readonly entries: readonly number[];
  readonly warnings: readonly string[];
}

/** @param written  the entry of each use; undefined for its own place
 *  @throws InvalidInput  naming the entry, its field, and what was expected */
export function checkedChannels(uses: unknown, spins: readonly number[], written?: unknown): CheckedChannels {
  const list = usesOf(uses);
  const entryOf = written === undefined ? list.map((_, k) => k) : checkedEntries(written, list.length);
  const given = list.map((use, k) => checkedEntry(use, ["channels", entryOf[k]], spins));
  const channels: (ChannelUse | Reservoir)[] = [];
  const places: number[] = [];
  const entries: number[] = [];
  const warnings: string[] = [];
  for (const { use, place } of joined(given, entryOf)) {
    const entry = entryOf[place];
    const found = "jumps" in use ? recognised(use, `channels[${entry}]`, spins) : null;
    for (const one of found?.uses ?? [seenAlike(use as ChannelUse, spins)]) {
      const path = ["channels", entry];
      reading(path, () => checkStrength(one, path, spins));
      channels.push(one);
      places.push(place);
      entries.push(entry);
    }
    if (found !== null) warnings.push(...found.warnings);
  }
  return { channels, uses: places, entries, warnings: [...warnings, ...splitBaths(channels, entries, spins)] };
}

function checkedEntry(use: unknown, path: Path, spins: readonly number[]): ChannelUse | JumpUse {
  const isBare = reading(path, () => {
    requireObject(path, use, "{ channel, on, parameters } or { jumps, on }");
    return Object.hasOwn(use as object, "jumps");
  });
  return isBare ? checkedJumps(use, path, spins) : checkedUse(use, path, spins.length);
}

/** Jumps that may be one bath, listed as two: Π is a sum over reservoirs. */
function splitBaths(
  acting: readonly (ChannelUse | Reservoir)[],
  entries: readonly number[],
  spins: readonly number[],
): readonly string[] {
  const ofJumps: { readonly entry: number; readonly party: number; readonly jumps: readonly Jump[] }[] = [];
  acting.forEach((use, k) => {
    if (!("channel" in use && isOfJumps(use))) return;
    const [party] = use.on;
    ofJumps.push({ entry: entries[k], party, jumps: use.channel.jumps({}, [spins[party]]) });
  });
  if (ofJumps.length < 2) return [];
  return ofJumps.flatMap((a, k) =>
    ofJumps
      .slice(k + 1)
      .flatMap((b) =>
        a.party === b.party && looksLikeOneBath(a.jumps, b.jumps)
          ? [
              `channels[${a.entry}] and channels[${b.entry}] lower and raise spin ${a.party} about one axis and are listed as two reservoirs; ` +
                "Π depends on it: if they are one bath, list their jumps in one entry, or name both its reservoir",
            ]
          : [],
      ),
  );
}

function checkedUse(given: unknown, path: Path, parties: number): ChannelUse {
  const expected = "{ channel, on, parameters }";
  const fields = fieldsOf(path, given, expected, ["channel", "on", "parameters"]);
  const on = entriesOf([...path, "on"], fields.on, "a list of indices of spins, such as [0]");
  const channel = compiledOf([...path, "channel"], fields.channel);
  if (on.length !== channel.parties.length && !(channel.more === true && on.length > channel.parties.length)) {
    throw new InvalidInput({
      path: [...path, "on"],
      found: `[${listed(on.map(described))}] of ${on.length} entries`,
      expected: `${channel.parties.length}${channel.more === true ? " or more" : ""}, on which ${channel.name} acts`,
      remedy: remedyOf(channel, on),
    });
  }
  requireParties(on, path, parties);
  return { channel, on, parameters: checkedParameters(channel, fields.parameters, [...path, "parameters"]) };
}

/** On more spins than the parties of a channel that sees them alike: its jumps, each with all spins in the place of one. */
function seenAlike(use: ChannelUse, spins: readonly number[]): ChannelUse | Reservoir {
  const { channel, on, parameters } = use;
  const { parties } = channel;
  if (on.length === parties.length) return use;
  const own = parties.map((_, k) => spins[on[k]]);
  const jumps = channel.jumps(parameters, own).map((jump) => ({
    ...jump,
    re: on.map(() => jump.re[0]),
    im: on.map(() => jump.im[0]),
  }));
  return jointReservoir(channel.name, jumps, on, spins);
}

/** Spins that a bath sees alike, in a state that stays the same under their exchange, are one spin. */
function remedyOf({ parties }: Evaluator, { length }: readonly unknown[]): string | null {
  if (parties.length < 2 || length <= parties.length) return null;
  return `${length} qubits that stay symmetric under exchange are one spin J = N/2: give spins [${length / 2}] and the channel of one spin`;
}

/** A misspelt name in `channels["…"]` arrives as undefined.
 *  @throws InvalidInput  naming the field */
export function compiledOf(path: Path, channel: unknown): Evaluator {
  const expected = 'a compiled channel, such as channels["dephasing"] of wehrl';
  return reading(path, () => {
    requireObject(path, channel, expected);
    if (!isCompiled(channel as Partial<Evaluator>)) refuseShape(path, channel, expected);
    return channel as Evaluator;
  });
}

/** Whether Π ≥ 0 is judged for every J, or not given: modules of earlier versions lack J = 1 or 3/2. */
const isJudged = ({ positivity }: Evaluator["reservoirs"][number]): boolean =>
  positivity === null ||
  [positivity?.qubit, positivity?.one, positivity?.threeHalves, positivity?.halfInteger, positivity?.integer].every(
    (verdict) => typeof verdict === "string",
  );

/** Whether a value has what is asked of an evaluator of this version. */
export function isCompiled({
  name,
  parties,
  parameters,
  reservoirs,
  strata,
  jumps,
  pointwise,
}: Partial<Evaluator>): boolean {
  return (
    typeof name === "string" &&
    [parties, parameters, reservoirs, strata].every(Array.isArray) &&
    parameters!.every((one) => typeof one?.name === "string") &&
    reservoirs!.every((one) => one != null && isJudged(one)) &&
    typeof jumps === "function" &&
    typeof pointwise?.entropyRate === "function" &&
    typeof pointwise.coefficients === "function"
  );
}

function checkedParameters(channel: Evaluator, given: unknown, path: Path): Parameters {
  const parameters = checkedGiven(channel, given, path);
  for (const description of channel.parameters) {
    const { name, meaning } = description;
    if (Object.hasOwn(parameters, name)) continue;
    throw new InvalidInput({
      path: [...path, name],
      found: "nothing",
      expected: `the ${meaning}, in ${rangeText(description)}`,
    });
  }
  return parameters;
}

/** Parameters that are there, of which some may be left out: their names and ranges.
 *  @throws InvalidInput  naming the parameter */
export function checkedGiven(channel: Evaluator, given: unknown, path: Path): Parameters {
  const names = channel.parameters.map(({ name }) => name);
  return reading(path, () => {
    requireObject(path, given, `an object with ${names.join(", ")}`);
    const parameters: Record<string, number> = {};
    for (const name of Reflect.ownKeys(given as object)) {
      if (typeof name !== "string" || !names.includes(name)) {
        const found = `no parameter of ${channel.name}`;
        throw new InvalidInput({ path: [...path, String(name)], found, ...oneOf(String(name), names) });
      }
      parameters[name] = (given as Parameters)[name];
    }
    for (const description of channel.parameters) {
      if (Object.hasOwn(parameters, description.name)) checkRange(description, parameters, path);
    }
    return parameters;
  });
}

function checkRange(description: ParameterDescription, parameters: Parameters, path: Path): void {
  const { name, minimum, maximum, openMinimum, openMaximum } = description;
  const value = parameters[name];
  const inside =
    Number.isFinite(value) &&
    (openMinimum ? value > minimum : value >= minimum) &&
    (openMaximum ? value < maximum : value <= maximum);
  if (!inside)
    throw new InvalidInput({
      path: [...path, name],
      found: described(value),
      expected: `the ${description.meaning}, in ${rangeText(description)}`,
    });
}

function rangeText({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const end = (value: number) => String(value).replace("Infinity", "inf");
  const left = openMinimum || minimum === Number.NEGATIVE_INFINITY ? "(" : "[";
  const right = openMaximum || maximum === Number.POSITIVE_INFINITY ? ")" : "]";
  return `${left}${end(minimum)}, ${end(maximum)}${right}`;
}
