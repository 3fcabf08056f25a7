import { InvalidInput } from "../runtime/invalid-input.ts";
import type { Method, Problem } from "../runtime/problem.ts";
import { spinDimensions } from "../runtime/state.ts";
import { type Channels, channelUses } from "./channel-uses.ts";
import { type Fields, fieldsAt, numberAt, numbersAt, refuse } from "./fields.ts";
import { stateOf } from "./state.ts";

const required = ["spins", "state", "channels"];
const numeric = ["tolerance", "samples", "seed", "budget"] as const;
const methods: readonly Method[] = ["quadrature", "monte-carlo"];

/** Entries of 16 bytes: 268 MB. */
const largestDimension = 4096;

/**
 * A job as it was given, to what the runtime evaluates. Here fields are looked for and typed; that their values make
 * sense (times ascend, rates are ≥ 0, …) is for the runtime to say.
 * @throws InvalidInput  naming the field, what was found and what was expected
 */
export function problemOf(job: unknown, channels: Channels): Problem {
  const fields = fieldsAt(job, "", [...required, "hamiltonian", "times", "method", ...numeric], required);
  refuseUnsupported(fields);
  const spins = spinsOf(fields.spins);
  const given = numeric.filter((key) => Object.hasOwn(fields, key));
  return {
    spins,
    state: stateOf(fields.state, "state", spins),
    channels: channelUses(fields.channels, channels),
    ...(Object.hasOwn(fields, "times") ? { times: numbersAt(fields.times, "times", "a list of times") } : {}),
    ...(Object.hasOwn(fields, "method") ? { method: methodOf(fields.method) } : {}),
    ...Object.fromEntries(given.map((key) => [key, numberAt(fields[key], key)])),
  };
}

function refuseUnsupported(fields: Fields): void {
  if (Object.hasOwn(fields, "hamiltonian")) {
    throw new InvalidInput("hamiltonian: not supported in this version; leave the field out (the interaction picture)");
  }
  if (fields.times === "steady") {
    throw new InvalidInput('times: "steady" is not supported in this version; give a list of times');
  }
}

function spinsOf(value: unknown): readonly number[] {
  const spins = numbersAt(value, "spins", "a list of spins such as [0.5, 1]");
  const dimension = spinDimensions(spins).reduce((all, d) => all * d, 1);
  if (dimension > largestDimension) {
    throw new InvalidInput(`spins: ${dimension} states in all; a density matrix fits up to ${largestDimension}`);
  }
  return spins;
}

function methodOf(value: unknown): Method {
  const method = methods.find((name) => name === value);
  return method ?? refuse("method", value, methods.map((name) => `"${name}"`).join(" or "));
}
