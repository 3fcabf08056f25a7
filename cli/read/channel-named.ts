import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { channelHint } from "./hints.ts";

export type Channels = Readonly<Record<string, Evaluator>>;

/** @throws InvalidInput  for a name that is none, with the nearest one */
export function channelNamed(name: string, known: Channels, path: Path): Evaluator {
  if (Object.hasOwn(known, name)) return known[name]!;
  const { expected, remedy } = oneOf(name, Object.keys(known));
  throw new InvalidInput({
    path,
    found: `unknown channel ${quoted(name)}`,
    expected,
    remedy: channelHint(name) ?? remedy,
  });
}
