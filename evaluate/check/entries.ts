/** Channels by the entries that they were written in. */

import { entriesOf, refuseShape } from "../../spins/input/given.ts";

/** The entry of each channel.
 *  @throws InvalidInput  where it is no such list */
export function checkedEntries(written: unknown, count: number): readonly number[] {
  const expected = "a list of places, one for each of channels";
  const entries = entriesOf(["entries"], written, expected);
  if (entries.length !== count || !entries.every((one) => Number.isSafeInteger(one) && (one as number) >= 0))
    refuseShape(["entries"], written, expected);
  return entries as number[];
}

interface Named {
  readonly name: string;
  readonly on: readonly number[];
}

/** What to call the k-th channel: its entry, and where that makes several, such as one for each spin, on which of them it is:
 *  "channels[0] on qubit 1 (dephasing)", the name where theirs differ.
 *  @param entries  of each channel
 *  @param spins  J of all parties */
export function entryName(
  channels: readonly Named[],
  k: number,
  entries: readonly number[],
  spins: readonly number[],
): string {
  const [{ name, on }, entry] = [channels[k], entries[k]];
  const alike = channels.filter((_, c) => entries[c] === entry);
  if (alike.length === 1) return `channels[${entry}]`;
  const kind = on.every((party) => spins[party] === 0.5) ? "qubit" : "spin";
  const which = alike.some((one) => one.name !== name) ? ` (${name})` : "";
  return `channels[${entry}] on ${kind}${on.length === 1 ? "" : "s"} ${on.join(", ")}${which}`;
}
