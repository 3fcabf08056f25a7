/** What rounding takes where coefficients of a channel cancel (a² − 2ab + b², cosh r − sinh r). */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { EMITTED } from "../../spins/numbers/safety-factors.ts";
import { strengthOf } from "../check/validate-channels.ts";

/** What rates of entropy may be off by, as a share of their contributions and besides; 0 where that is rounding as everywhere. */
export interface Cancelled {
  readonly relative: number;
  readonly absolute: number;
}

export const NOTHING: Cancelled = { relative: 0, absolute: 0 };

export function cancelled(use: ChannelUse, spins: readonly number[]): Cancelled {
  const strength = strengthOf(use, spins);
  const inCoefficients = emittedRounding(use, spins);
  const lost = inCoefficients + rateRounding(use, spins);
  if (lost <= USUAL * strength) return NOTHING;
  const size = spins.reduce((sum, J) => sum + J * (2 * J + 2), 0);
  return { relative: inCoefficients > USUAL * strength ? inCoefficients / strength : 0, absolute: lost * size };
}

/** Rounding of Σ rate |l|² in its share that is in the bounds of all channels. */
const USUAL = EMITTED * Number.EPSILON;

/** Of emitted A and B, two roundings for each of the two factors of a square. */
const emittedRounding = ({ channel, parameters }: ChannelUse, spins: readonly number[]): number =>
  2 * Number.EPSILON * (channel.cancelling?.(parameters, spins) ?? 0);

/** What rounding of rates whose terms cancel does to tr C = Σ rate |l|². */
const rateRounding = ({ channel, parameters }: ChannelUse, spins: readonly number[]): number =>
  channel
    .jumps(parameters, spins)
    .reduce(
      (sum, { rateSize, re, im }) => sum + Number.EPSILON * (rateSize ?? 0) * squares([...re.flat(), ...im.flat()]),
      0,
    );

const squares = (v: readonly number[]): number => v.reduce((sum, entry) => sum + entry * entry, 0);
