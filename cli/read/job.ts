import type { Method, Problem } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { checkedSpins } from "../../spins/states/density-matrix.ts";
import type { Channels } from "./channel-named.ts";
import { channelsExpected, channelUses } from "./channel-uses.ts";
import { limits } from "./job-limits.ts";
import { stateOf } from "./job-state.ts";
import { booleanAt, fieldsAt, numberAt, numbersAt, refuse } from "./json-fields.ts";

const required = {
  spins: "a list of spins such as [0.5, 1]",
  state: 'a state such as { "coherent": [{ "theta": 1.2, "phi": 0 }] }',
  channels: channelsExpected,
};
const numeric = ["tolerance", "samples", "seed", "budget"] as const;
const methods: readonly Method[] = ["quadrature", "monte-carlo"];

type ReadHamiltonian = (value: unknown, spins: readonly number[]) => ComplexMatrix;

const noReader: ReadHamiltonian = () => {
  throw new Error("problemOf reads a job with a Hamiltonian only with hamiltonianOf, from cli/read/job-hamiltonian.ts");
};

/**
 * A job as it was given, to what the runtime evaluates. Here fields are looked for and typed; that their values make
 * sense (times ascend, rates are ≥ 0, …) is for the runtime to say.
 * @param readHamiltonian  for jobs that have one: its grammar is the compiler's, which no other job waits for
 * @throws InvalidInput  naming the field, what was found and what was expected
 */
export function problemOf(job: unknown, channels: Channels, readHamiltonian = noReader): Problem {
  const fields = fieldsAt(
    job,
    [],
    [...Object.keys(required), "hamiltonian", "times", "excess", "method", ...numeric],
    required,
  );
  const spins = spinsOf(fields.spins);
  const given = numeric.filter((key) => Object.hasOwn(fields, key));
  return {
    spins,
    state: stateOf(fields.state, ["state"], spins),
    channels: channelUses(fields.channels, channels, spins),
    ...(Object.hasOwn(fields, "hamiltonian") ? { hamiltonian: readHamiltonian(fields.hamiltonian, spins) } : {}),
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
  const spins = numbersAt(value, ["spins"], required.spins);
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
