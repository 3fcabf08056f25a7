import type { JumpUse } from "../../evaluate/problem/problem.ts";
import type { ChannelUse, Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { quoted, shortened } from "../../text/visible.ts";
import { fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse } from "./fields.ts";
import { limits } from "./limits.ts";
import { matrixAt } from "./matrix.ts";
import { suggestion } from "./suggestion.ts";

export type Channels = Readonly<Record<string, Evaluator>>;

const keys = ["channel", "on", "parameters"];
const jumpKeys = ["jumps", "on"];

/** The `channels` of a job. That a channel's parties exist and its parameters are in range is for the runtime to say. */
export function channelUses(
  value: unknown,
  known: Channels,
  spins: readonly number[],
): readonly (ChannelUse | JumpUse)[] {
  const expected = 'a list of { "channel": …, "on": […], "parameters": {…} } or { "jumps": […], "on": […] }';
  const list = listAt(value, "channels", expected);
  if (list.length > limits.channels) refuse("channels", value, `at most ${limits.channels}`);
  return list.map((entry, k) => {
    const path = `channels[${k}]`;
    const fields = objectAt(entry, path, `an object with ${keys.join(", ")}`);
    return Object.hasOwn(fields, "jumps") ? jumpUse(entry, path, spins) : channelUse(entry, path, known);
  });
}

/** Matrices on some of the parties; that many rows are needed as these have states together. */
function jumpUse(value: unknown, path: string, spins: readonly number[]): JumpUse {
  const fields = fieldsAt(value, path, jumpKeys, jumpKeys);
  const on = numbersAt(fields.on, `${path}.on`, "a list of indices of spins");
  if (on.length === 0) refuse(`${path}.on`, on, "at least one index of a spin");
  on.forEach((party, k) => {
    if (spins[party] === undefined) refuse(`${path}.on[${k}]`, party, `the index of a spin, 0 to ${spins.length - 1}`);
    if (on.indexOf(party) !== k) throw new InvalidInput(`${path}.on[${k}]: ${party} is there twice`);
  });
  const jumps = listAt(fields.jumps, `${path}.jumps`, 'a list of matrices { "re": [[…]], "im": [[…]] }');
  if (jumps.length === 0) refuse(`${path}.jumps`, jumps, 'at least one matrix { "re": [[…]], "im": [[…]] }');
  const own = on.map((party) => spins[party]!);
  return { jumps: jumps.map((jump, k) => matrixAt(jump, `${path}.jumps[${k}]`, own)), on };
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
      Object.entries(parameters).map(([name, given]) => [
        name,
        numberAt(given, `${path}.parameters.${shortened(name)}`),
      ]),
    ),
  };
}

function channelNamed(name: unknown, path: string, known: Channels): Evaluator {
  if (typeof name !== "string") refuse(path, name, "the name of a channel");
  const channel = Object.hasOwn(known, name) ? known[name] : undefined;
  if (channel === undefined) {
    throw new InvalidInput(`${path}: unknown channel ${quoted(name)}${suggestion(name, Object.keys(known))}`);
  }
  return channel;
}
