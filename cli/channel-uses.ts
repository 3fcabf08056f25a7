import type { Evaluator, ParameterDescription, Parameters } from "../runtime/evaluator.ts";
import { InvalidInput } from "../runtime/invalid-input.ts";
import type { ChannelUse } from "../runtime/problem.ts";
import { fieldsAt, listAt, numberAt, numbersAt, refuse } from "./fields.ts";
import { suggestion } from "./nearest.ts";

export type Channels = Readonly<Record<string, Evaluator>>;

const entryForm = 'a list of { "channel": …, "on": […], "parameters": {…} }';

/** The `channels` of a job for `parties` spins. Ranges of parameters are the runtime's to check. */
export function channelUses(value: unknown, parties: number, known: Channels): readonly ChannelUse[] {
  return listAt(value, "channels", entryForm).map((entry, k) => channelUse(entry, `channels[${k}]`, parties, known));
}

function channelUse(value: unknown, path: string, parties: number, known: Channels): ChannelUse {
  const fields = fieldsAt(value, path, ["channel", "on", "parameters"], ["channel", "on", "parameters"]);
  const channel = channelNamed(fields.channel, `${path}.channel`, known);
  const on = partiesOf(fields.on, `${path}.on`, parties, channel);
  return { channel, on, parameters: parametersOf(fields.parameters, `${path}.parameters`, channel) };
}

function channelNamed(name: unknown, path: string, known: Channels): Evaluator {
  if (typeof name !== "string") refuse(path, name, "the name of a channel");
  const channel = Object.hasOwn(known, name) ? known[name] : undefined;
  if (channel === undefined) {
    throw new InvalidInput(`${path}: unknown channel ${JSON.stringify(name)}${suggestion(name, Object.keys(known))}`);
  }
  return channel;
}

function partiesOf(value: unknown, path: string, parties: number, channel: Evaluator): readonly number[] {
  const count = channel.parties.length;
  const on = numbersAt(
    value,
    path,
    `${count} ${count === 1 ? "index" : "indices"} of parties for ${channel.name}`,
    count,
  );
  for (const [k, party] of on.entries()) {
    const here = `${path}[${k}]`;
    if (!Number.isInteger(party) || party < 0 || party >= parties) {
      refuse(here, party, parties === 1 ? "0, the only spin" : `the index of a spin, 0 to ${parties - 1}`);
    }
    if (on.indexOf(party) !== k) throw new InvalidInput(`${here}: party ${party} is listed twice`);
  }
  return on;
}

function parametersOf(value: unknown, path: string, channel: Evaluator): Parameters {
  const names = channel.parameters.map((parameter) => parameter.name);
  const fields = fieldsAt(value, path, names, names);
  return Object.fromEntries(
    channel.parameters.map((parameter) => [
      parameter.name,
      numberAt(fields[parameter.name], `${path}.${parameter.name}`, `a number in ${rangeOf(parameter)}`),
    ]),
  );
}

/** An interval as papers write it: `[0, ∞)`. */
export function rangeOf({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const low = minimum === -Infinity ? "(−∞" : `${openMinimum ? "(" : "["}${minimum}`;
  const high = maximum === Infinity ? "∞)" : `${maximum}${openMaximum ? ")" : "]"}`;
  return `${low}, ${high}`;
}
