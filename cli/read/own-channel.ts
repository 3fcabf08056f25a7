/** Channels of the user's own, whose faults are told as theirs. */

import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { whyOf } from "../../text/described.ts";

type Work = (...given: never[]) => unknown;

/**
 * A channel of the user's, of which a function that throws is said as the channel's fault.
 * @param source  the option that names its folder
 * @param remedy  what tells more
 */
export function ownChannel(channel: Evaluator, source: string, remedy: string): Evaluator {
  const saying = <T extends object>(fields: T, prefix: readonly string[]): T => {
    const said = Object.entries(fields).map(([name, value]): [string, unknown] => {
      if (typeof value !== "function") return [name, value];
      return [name, refusing(value.bind(fields), { source, path: [channel.name, ...prefix, name], remedy })];
    });
    return Object.fromEntries(said) as T;
  };
  return {
    ...saying(channel, []),
    pointwise: saying(channel.pointwise, ["pointwise"]),
    strata: channel.strata.map(({ where, evaluator }) => ({
      where,
      evaluator: ownChannel(evaluator, source, remedy),
    })),
  };
}

interface Place {
  readonly source: string;
  readonly path: readonly string[];
  readonly remedy: string;
}

/** @throws InvalidInput  in place of what the function throws */
const refusing =
  (work: Work, place: Place): Work =>
  (...given) => {
    try {
      return work(...given);
    } catch (error) {
      if (error instanceof InvalidInput) throw error;
      const found = `a function that fails: ${whyOf(error)}`;
      throw new InvalidInput({ ...place, found, expected: "one that gives numbers" }, { cause: error });
    }
  };
