import type { Method, Problem } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { checkedSpins } from "../../spins/states/density-matrix.ts";
import type { Channels } from "./channel-named.ts";
import { channelUses } from "./channel-uses.ts";
import { hamiltonianOf } from "./job-hamiltonian.ts";
import { limits } from "./job-limits.ts";
import { stateOf } from "./job-state.ts";
import type { JobTexts } from "./job-texts.ts";
import { booleanAt, fieldsAt, numberAt, numbersAt, refuse } from "./json-fields.ts";
import { withoutTexts } from "./texts-needed.ts";

const required = ["spins", "state", "channels"];
const optional = ["constants", "hamiltonian", "times", "excess", "method"];
const numeric = ["tolerance", "samples", "seed", "budget"] as const;
const methods: readonly Method[] = ["quadrature", "monte-carlo"];

/** @param constants  the job's field of that name */
type ReadTexts = (constants: unknown) => JobTexts;

/**
 * A job as it was given, to what the runtime evaluates. Here fields are looked for and typed; that their values make
 * sense (times ascend, rates are ≥ 0, …) is for the runtime to say.
 * @param readTexts  for jobs that have texts, which `needsTexts` tells
 * @throws InvalidInput  naming the field, what was found and what was expected
 */
export function problemOf(job: unknown, channels: Channels, readTexts: ReadTexts = withoutTexts): Problem {
  const fields = fieldsAt(job, [], [...required, ...optional, ...numeric], required);
  const texts = readTexts(fields.constants);
  const spins = spinsOf(fields.spins);
  const given = numeric.filter((key) => Object.hasOwn(fields, key));
  return {
    spins,
    state: stateOf(fields.state, ["state"], spins),
    channels: channelUses(fields.channels, channels, spins, texts),
    ...(Object.hasOwn(fields, "hamiltonian") ? { hamiltonian: hamiltonianOf(fields.hamiltonian, spins, texts) } : {}),
    ...(Object.hasOwn(fields, "times") ? { times: timesOf(fields.times) } : {}),
    ...(Object.hasOwn(fields, "excess") ? { excess: booleanAt(fields.excess, ["excess"]) } : {}),
    ...(Object.hasOwn(fields, "method") ? { method: methodOf(fields.method) } : {}),
    ...Object.fromEntries(given.map((key) => [key, numberAt(fields[key], [key])])),
  };
}

function timesOf(value: unknown): NonNullable<Problem["times"]> {
  if (value === "steady") return value;
  return numbersAt(value, ["times"], 'a list of times, such as [0, 0.5], or "steady"');
}

function spinsOf(value: unknown): readonly number[] {
  const spins = numbersAt(value, ["spins"], "a list of spins such as [0.5, 1]");
  if (spins.length > limits.spins)
    throw new InvalidInput({
      path: ["spins"],
      found: `${spins.length} spins`,
      expected: `at most ${limits.spins}`,
      remedy: "those that stay symmetric are one spin",
    });
  return checkedSpins(spins);
}

function methodOf(value: unknown): Method {
  const method = methods.find((name) => name === value);
  return method ?? refuse(["method"], value, methods.map((name) => `"${name}"`).join(" or "));
}
