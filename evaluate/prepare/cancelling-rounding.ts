/** What rounding takes where coefficients of a channel cancel (a² − 2ab + b², cosh r − sinh r). */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { EMITTED } from "../../spins/numbers/safety-factors.ts";
import { squareOf } from "../check/validate-channels.ts";

/** What rates of entropy may be off by, as a share of their contributions and besides; 0 where that is rounding as everywhere. */
export interface Cancelled {
  readonly relative: number;
  readonly absolute: number;
}

export const NOTHING: Cancelled = { relative: 0, absolute: 0 };

/** @param jumps  the channel's
 *  @param spins  J of its parties */
export function cancelled(
  { channel, parameters }: ChannelUse,
  jumps: readonly Jump[],
  spins: readonly number[],
): Cancelled {
  // Of emitted A and B, two roundings for each of the two factors of a square; and of the rates in tr C = Σ rate |l|².
  const inCoefficients = 2 * Number.EPSILON * (channel.cancelling?.(parameters, spins) ?? 0);
  const inRates = jumps.reduce((sum, jump) => sum + Number.EPSILON * (jump.rateSize ?? 0) * squareOf(jump), 0);
  const strength = jumps.reduce((sum, jump) => sum + Math.abs(jump.rate) * squareOf(jump), 0);
  const lost = inCoefficients + inRates;
  if (lost <= USUAL * strength) return NOTHING;
  const size = spins.reduce((sum, J) => sum + J * (2 * J + 2), 0);
  const isRelative = strength > 0 && inCoefficients > USUAL * strength;
  return { relative: isRelative ? inCoefficients / strength : 0, absolute: lost * size };
}

/** The share of Σ rate |l|² that is in the bounds of all channels. */
const USUAL = EMITTED * Number.EPSILON;
