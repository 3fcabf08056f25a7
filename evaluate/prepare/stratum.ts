import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";

/** The channel as it is at these parameters: of the first stratum that applies, or its own. */
export function stratumAt(channel: Evaluator, parameters: Parameters): Evaluator {
  const found = channel.strata.find(({ where }) =>
    Object.entries(where).every(
      ([name, value]) => parameters[name] === (typeof value === "string" ? parameters[value] : value),
    ),
  );
  return found?.evaluator ?? channel;
}
