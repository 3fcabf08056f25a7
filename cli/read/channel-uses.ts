import type { JumpUse } from "../../evaluate/problem/problem.ts";
import { channels as builtIn } from "../../generated/index.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Path } from "../../text/refusal.ts";
import { type Channels, channelNamed, ownChannels } from "./channel-named.ts";
import { limits } from "./job-limits.ts";
import { fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse } from "./json-fields.ts";
import { matrixAt } from "./matrix.ts";

const keys = ["channel", "on", "parameters"];
const onExpected = "a list of indices of spins";
const jumpsExpected = 'a list of matrices { "re": [[…]], "im": [[…]] }';

export const channelsExpected =
  'a list of { "channel": …, "on": […], "parameters": {…} } or { "jumps": […], "on": […] }';

/** The `channels` of a job. That a channel's parties exist and its parameters are in range is for the runtime to say. */
export function channelUses(
  value: unknown,
  known: Channels,
  spins: readonly number[],
): readonly (ChannelUse | JumpUse)[] {
  const list = listAt(value, ["channels"], channelsExpected);
  if (list.length > limits.channels) refuse(["channels"], value, `at most ${limits.channels}`);
  return list.map((entry, k) => {
    const path = ["channels", k];
    const fields = objectAt(entry, path, `an object with ${keys.join(", ")}`);
    return Object.hasOwn(fields, "jumps") ? jumpUse(entry, path, spins) : channelUse(entry, path, known);
  });
}

/** Matrices on some of the parties; that many rows are needed as these have states together. */
function jumpUse(value: unknown, path: Path, spins: readonly number[]): JumpUse {
  const fields = fieldsAt(value, path, ["jumps", "on"], { jumps: jumpsExpected, on: onExpected });
  const on = numbersAt(fields.on, [...path, "on"], onExpected);
  if (on.length === 0) refuse([...path, "on"], on, "at least one index of a spin");
  on.forEach((party, k) => {
    const place = [...path, "on", k];
    if (spins[party] === undefined) refuse(place, party, `the index of a spin, 0 to ${spins.length - 1}`);
    if (on.indexOf(party) !== k)
      throw new InvalidInput({ path: place, found: `${party} twice`, expected: "each spin once" });
  });
  const jumps = listAt(fields.jumps, [...path, "jumps"], jumpsExpected);
  if (jumps.length === 0) refuse([...path, "jumps"], jumps, 'at least one matrix { "re": [[…]], "im": [[…]] }');
  const own = on.map((party) => spins[party]!);
  return { jumps: jumps.map((jump, k) => matrixAt(jump, [...path, "jumps", k], own)), on };
}

function channelUse(value: unknown, path: Path, known: Channels): ChannelUse {
  const fields = fieldsAt(value, path, keys, { channel: "the name of a channel", on: onExpected });
  if (typeof fields.channel !== "string") refuse([...path, "channel"], fields.channel, "the name of a channel");
  const channel = channelNamed(fields.channel, known, [...path, "channel"], known === builtIn ? ownChannels : null);
  const names = channel.parameters.map(({ name }) => name).join(", ");
  const parameters = objectAt(fields.parameters, [...path, "parameters"], `an object with ${names}`);
  return {
    channel,
    on: numbersAt(fields.on, [...path, "on"], onExpected),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, given]) => [name, numberAt(given, [...path, "parameters", name])]),
    ),
  };
}
