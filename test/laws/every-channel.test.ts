/** The laws, for every channel that is registered and for which they are claimed. */
import { describe, it } from "vitest";
import { channels } from "../../generated/index.ts";
import { laws } from "../../laws/laws.ts";

for (const channel of Object.values(channels)) {
  describe(channel.name, () => {
    for (const { claim, notClaimed, check } of laws)
      it.skipIf(notClaimed(channel) !== null)(claim, () => check(channel));
  });
}
