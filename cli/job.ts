import { InvalidInput } from "../runtime/invalid-input.ts";
import type { Method, Problem } from "../runtime/problem.ts";
import { type Channels, channelUses } from "./channel-uses.ts";
import { type Fields, fieldsAt, listAt, numberAt, numbersAt, refuse } from "./fields.ts";
import { stateOf } from "./state.ts";

const required = ["spins", "state", "channels"];
const settings = ["times", "tolerance", "method", "samples", "seed", "budget"];
const methods: readonly Method[] = ["quadrature", "monte-carlo"];

/**
 * A job as it was given, to what the runtime evaluates. `times` defaults to [0], `tolerance` to 1e-9.
 * @throws InvalidInput  naming the field, what was found and what was expected
 */
export function problemOf(job: unknown, channels: Channels): Problem {
  const fields = fieldsAt(job, "", [...required, "hamiltonian", ...settings], required);
  refuseUnsupported(fields);
  const spins = spinsOf(fields.spins);
  return {
    spins,
    state: stateOf(fields.state, "state", spins),
    channels: channelUses(fields.channels, spins.length, channels),
    times: timesOf(fields.times),
    tolerance: toleranceOf(fields.tolerance),
    ...methodOf(fields),
    ...countOf(fields, "samples", 2),
    ...countOf(fields, "seed", 0),
    ...countOf(fields, "budget", 1),
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
  const expected = "a list of spins, each a positive multiple of 1/2";
  const spins = numbersAt(value, "spins", expected);
  if (spins.length === 0) refuse("spins", value, expected);
  for (const [k, J] of spins.entries()) {
    if (J <= 0 || !Number.isInteger(2 * J)) refuse(`spins[${k}]`, J, "a positive multiple of 1/2: 0.5, 1, 1.5, …");
  }
  return spins;
}

function timesOf(value: unknown): readonly number[] {
  if (value === undefined) return [0];
  const expected = "a list of times, ascending, none negative";
  const times = listAt(value, "times", expected).map((time, k) => numberAt(time, `times[${k}]`));
  if (times.length === 0) refuse("times", value, expected);
  for (const [k, time] of times.entries()) {
    if (time < 0) refuse(`times[${k}]`, time, "a time ≥ 0 (the state is given at t = 0)");
    if (k > 0 && time <= times[k - 1]!) refuse(`times[${k}]`, time, `more than the time before, ${times[k - 1]}`);
  }
  return times;
}

function toleranceOf(value: unknown): number {
  if (value === undefined) return 1e-9;
  const expected = "a relative error between 0 and 1, such as 1e-9";
  const tolerance = numberAt(value, "tolerance", expected);
  if (tolerance <= 0 || tolerance >= 1) refuse("tolerance", tolerance, expected);
  return tolerance;
}

function methodOf(fields: Fields): { readonly method?: Method } {
  if (!Object.hasOwn(fields, "method")) return {};
  const method = methods.find((name) => name === fields.method);
  if (method === undefined) refuse("method", fields.method, methods.map((name) => `"${name}"`).join(" or "));
  return { method };
}

function countOf<Key extends "samples" | "seed" | "budget">(fields: Fields, key: Key, least: number) {
  if (!Object.hasOwn(fields, key)) return {};
  const count = numberAt(fields[key], key, `a whole number ≥ ${least}`);
  if (!Number.isSafeInteger(count) || count < least) refuse(key, count, `a whole number ≥ ${least}`);
  return { [key]: count } as { readonly [K in Key]: number };
}
