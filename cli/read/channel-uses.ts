import type { JumpUse } from "../../evaluate/problem/problem.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Path } from "../../text/refusal.ts";
import { type Channels, channelNamed } from "./channel-named.ts";
import { limits } from "./job-limits.ts";
import type { JobTexts } from "./job-texts.ts";
import { fieldsAt, listAt, numbersAt, objectAt, refuse } from "./json-fields.ts";
import { jumpUse } from "./jump-use.ts";

const keys = ["channel", "on", "parameters"];

/** The `channels` of a job. That a channel's parties exist and its parameters are in range is for the runtime to say. */
export function channelUses(
  value: unknown,
  known: Channels,
  spins: readonly number[],
  texts: JobTexts,
): readonly (ChannelUse | JumpUse)[] {
  const expected = 'a list of { "channel": …, "on": […], "parameters": {…} } or { "jumps": […] }';
  const list = listAt(value, ["channels"], expected);
  if (list.length > limits.channels) refuse(["channels"], value, `at most ${limits.channels}`);
  return list.map((entry, k) => {
    const path = ["channels", k];
    const fields = objectAt(entry, path, `an object with ${keys.join(", ")}`);
    return Object.hasOwn(fields, "jumps") ? jumpUse(entry, path, spins, texts) : channelUse(entry, path, known, texts);
  });
}

function channelUse(value: unknown, path: Path, known: Channels, texts: JobTexts): ChannelUse {
  const fields = fieldsAt(value, path, keys, keys);
  if (typeof fields.channel !== "string") refuse([...path, "channel"], fields.channel, "the name of a channel");
  const channel = channelNamed(fields.channel, known, [...path, "channel"]);
  const names = channel.parameters.map(({ name }) => name).join(", ");
  const parameters = objectAt(fields.parameters, [...path, "parameters"], `an object with ${names}`);
  return {
    channel,
    on: numbersAt(fields.on, [...path, "on"], "a list of indices of spins"),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, given]) => [name, texts.real(given, [...path, "parameters", name])]),
    ),
  };
}
