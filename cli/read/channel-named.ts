import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { channelHint } from "./hints.ts";

export type Channels = Readonly<Record<string, Evaluator>>;

/** What is said where no folder was given. */
export const ownChannels = "one of your own is known with --channels, the folder that `wehrl gen` wrote";

/** @param own  how channels of one's own are made known; null where they are, or cannot be
 *  @throws InvalidInput  for a name that is none, with the nearest one */
export function channelNamed(name: string, known: Channels, path: Path, own: string | null = null): Evaluator {
  if (Object.hasOwn(known, name)) return known[name]!;
  const { expected, remedy } = oneOf(name, Object.keys(known));
  const remedies = [channelHint(name) ?? remedy, own].filter((one) => one !== null).join(" – ");
  throw new InvalidInput({
    path,
    found: `unknown channel ${quoted(name)}`,
    expected,
    remedy: remedies === "" ? null : remedies,
  });
}
