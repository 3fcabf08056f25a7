/** What a channel's reservoirs together say of it. */
import type { Evaluator, Parameters, Positivity, ReservoirClass, ReservoirVerdict } from "../evaluator.ts";
import { guard } from "./guard.ts";

const CLASSES: readonly ReservoirClass[] = ["diffusive", "potential", "regular", "undecided", "undefined"];
const POSITIVITIES: readonly Positivity[] = ["proven", "searched", "violated"];

export interface Verdict {
  readonly class: ReservoirClass;
  readonly positivity: Positivity | null;
  readonly refusal: string | null;
}

/** Of a channel whose rates are all zero: A = 0 and B = 0. */
export const withoutNoise: Verdict = { class: "diffusive", positivity: "proven", refusal: null };

/** Of bare jump matrices. */
export const ofBareJumps: Verdict = {
  class: "undecided",
  positivity: null,
  refusal:
    "bare matrices do not say which of them belong to one reservoir, nor what they would be for other J, and Π depends on " +
    "both; declare a channel (symbolic/channels) and name it here to get Π and Φ",
};

/** The worst of the reservoirs, the positivity for the spins at hand, and the first refusal. Where Π < 0 occurs in one of several
 *  reservoirs, nothing is known of their sum.
 *  @param spins  J of the channel's parties */
export function verdict(channel: Evaluator, parameters: Parameters, spins: readonly number[]): Verdict {
  const isHalfInteger = spins.some((J) => Math.round(2 * J) % 2 === 1);
  const size = spins.every((J) => J === 0.5) ? "qubit" : isHalfInteger ? "halfInteger" : "integer";
  let worst = 0;
  let positivity = 0;
  let known = true;
  const reservoirs = channel.reservoirs.map((reservoir, which) => atParameters(reservoir, which, channel, parameters));
  for (const reservoir of reservoirs) {
    worst = Math.max(worst, CLASSES.indexOf(reservoir.class));
    if (reservoir.positivity === null) known = false;
    else positivity = Math.max(positivity, POSITIVITIES.indexOf(reservoir.positivity[size]));
  }
  if (POSITIVITIES[positivity] === "violated" && reservoirs.length > 1) known = false;
  return {
    class: CLASSES[worst],
    positivity: known ? POSITIVITIES[positivity] : null,
    refusal: reservoirs.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  };
}

/** A regular reservoir is so only where B > 0 on the whole sphere, which depends on the parameters. */
function atParameters(
  reservoir: ReservoirVerdict,
  which: number,
  channel: Evaluator,
  parameters: Parameters,
): ReservoirVerdict {
  if (reservoir.class !== "regular" || channel.parties.length > 1) return reservoir;
  const found = guard(channel.jumps(parameters).filter(({ reservoir: index }) => index === which));
  if (found === "regular") return reservoir;
  const why =
    found === "undefined"
      ? "the drift A leaves the range of B on the curve det B = 0, and the integral of Π diverges there"
      : "it could not be shown that the drift A stays in the range of B";
  return {
    ...reservoir,
    class: found,
    positivity: null,
    refusal: `reservoir "${reservoir.name}": at these parameters B is not positive on the whole sphere, and ${why}`,
  };
}
