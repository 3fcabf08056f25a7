/** Which rates have closed forms. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Setting } from "../prepare/setting.ts";

/** Whether dS/dt has a closed form that keeps its digits however small it is. */
export function isExact({ spins, channels }: Setting, k: number): boolean {
  const { use, on } = channels[k];
  return use !== null && on.length === 1 && isClosed(spins[on[0]], use);
}

export function isClosed(J: number, { channel }: ChannelUse): boolean {
  return J === 0.5 && channel.inner !== null;
}
