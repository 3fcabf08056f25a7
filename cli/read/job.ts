import { type Method, methods, type Problem } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { checkedSpins } from "../../spins/states/density-matrix.ts";
import type { Channels } from "./channel-named.ts";
import { channelsExpected, channelUses } from "./channel-uses.ts";
import { realsAt } from "./entries.ts";
import { hamiltonianOf, observablesOf } from "./job-hamiltonian.ts";
import { limits } from "./job-limits.ts";
import { stateOf } from "./job-state.ts";
import type { JobTexts } from "./job-texts.ts";
import { booleanAt, fieldsAt, numberAt, refuse } from "./json-fields.ts";
import { withoutTexts } from "./texts-needed.ts";

const required = {
  spins: "a list of spins such as [0.5, 1]",
  state: 'a state such as { "coherent": [{ "theta": 1.2, "phi": 0 }] }',
  channels: channelsExpected,
};
const optional = ["constants", "hamiltonian", "observables", "states", "times", "excess", "method"];
const numeric = ["tolerance", "samples", "seed", "budget"] as const;

/** @param constants  the job's field of that name */
type ReadTexts = (constants: unknown) => JobTexts;

/** A problem, and what was converted in parameters, a line each, with the channel before it. */
export interface ReadProblem {
  readonly problem: Problem;
  readonly conversions: readonly string[];
}

/**
 * A job as it was given, to what the runtime evaluates. Here fields are looked for and typed; that their values make
 * sense (times ascend, rates are ≥ 0, …) is for the runtime to say.
 * @param readTexts  for jobs that have texts, which `needsTexts` tells
 * @param folder  that files of the job are named from
 * @throws InvalidInput  naming the field, what was found and what was expected
 */
export function readProblem(
  job: unknown,
  channels: Channels,
  readTexts: ReadTexts = withoutTexts,
  folder = ".",
): ReadProblem {
  const fields = fieldsAt(job, [], [...Object.keys(required), ...optional, ...numeric], required);
  const texts = readTexts(fields.constants);
  const spins = spinsOf(fields.spins, texts);
  const hamiltonian = Object.hasOwn(fields, "hamiltonian")
    ? once(() => hamiltonianOf(fields.hamiltonian, spins, { texts, folder }))
    : null;
  const { state, error } = stateOf(fields.state, ["state"], { spins, texts, hamiltonian, folder });
  const { uses, entries, conversions } = channelUses(fields.channels, { known: channels, spins, texts, folder });
  const given = numeric.filter((key) => Object.hasOwn(fields, key));
  const problem = {
    spins,
    state,
    ...(error > 0 ? { stateError: error } : {}),
    channels: uses,
    entries,
    ...(hamiltonian === null ? {} : { hamiltonian: hamiltonian() }),
    ...(Object.hasOwn(fields, "observables")
      ? { observables: observablesOf(fields.observables, spins, { texts, folder }) }
      : {}),
    ...(Object.hasOwn(fields, "states") ? { states: booleanAt(fields.states, ["states"]) } : {}),
    ...(Object.hasOwn(fields, "times") ? { times: timesOf(fields.times, texts) } : {}),
    ...(Object.hasOwn(fields, "excess") ? { excess: booleanAt(fields.excess, ["excess"]) } : {}),
    ...(Object.hasOwn(fields, "method") ? { method: methodOf(fields.method) } : {}),
    ...Object.fromEntries(given.map((key) => [key, numberAt(fields[key], [key])])),
  };
  return { problem, conversions };
}

/** The problem alone. */
export const problemOf = (...job: Parameters<typeof readProblem>): Problem => readProblem(...job).problem;

/** A value that is computed where it is first asked for. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function timesOf(value: unknown, texts: JobTexts): NonNullable<Problem["times"]> {
  if (value === "steady") return value;
  if (Array.isArray(value) && value.includes("steady"))
    throw new InvalidInput({
      path: ["times"],
      found: '"steady" in a list',
      expected: "numbers",
      remedy: 'write "times": "steady"; what comes before it is a job of its own',
    });
  return realsAt(value, ["times"], 'a list of times, such as [0, 0.5], or "steady"', texts);
}

function spinsOf(value: unknown, texts: JobTexts): readonly number[] {
  const spins = realsAt(value, ["spins"], required.spins, texts);
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
