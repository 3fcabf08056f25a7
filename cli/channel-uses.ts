import type { Evaluator } from "../runtime/evaluator.ts";
import { InvalidInput } from "../runtime/invalid-input.ts";
import type { ChannelUse } from "../runtime/problem.ts";
import { fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse } from "./fields.ts";
import { suggestion } from "./suggestion.ts";

export type Channels = Readonly<Record<string, Evaluator>>;

const keys = ["channel", "on", "parameters"];

/** The `channels` of a job. That parties exist and parameters are in range is for the runtime to say. */
export function channelUses(value: unknown, known: Channels): readonly ChannelUse[] {
  const expected = 'a list of { "channel": …, "on": […], "parameters": {…} }';
  return listAt(value, "channels", expected).map((entry, k) => channelUse(entry, `channels[${k}]`, known));
}

function channelUse(value: unknown, path: string, known: Channels): ChannelUse {
  const fields = fieldsAt(value, path, keys, keys);
  const channel = channelNamed(fields.channel, `${path}.channel`, known);
  const names = channel.parameters.map(({ name }) => name).join(", ");
  const parameters = objectAt(fields.parameters, `${path}.parameters`, `an object with ${names}`);
  return {
    channel,
    on: numbersAt(fields.on, `${path}.on`, "a list of indices of spins"),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, given]) => [name, numberAt(given, `${path}.parameters.${name}`)]),
    ),
  };
}

function channelNamed(name: unknown, path: string, known: Channels): Evaluator {
  if (typeof name !== "string") refuse(path, name, "the name of a channel");
  const channel = Object.hasOwn(known, name) ? known[name] : undefined;
  if (channel === undefined) {
    throw new InvalidInput(`${path}: unknown channel ${JSON.stringify(name)}${suggestion(name, Object.keys(known))}`);
  }
  return channel;
}
