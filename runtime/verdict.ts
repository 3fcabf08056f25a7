/** What a channel's reservoirs together say of it. */
import type { Evaluator, Positivity, ReservoirClass } from "./evaluator.ts";

const CLASSES: readonly ReservoirClass[] = ["diffusive", "potential", "regular", "undecided", "undefined"];
const POSITIVITIES: readonly Positivity[] = ["proven", "searched", "violated"];

export interface Verdict {
  readonly class: ReservoirClass;
  readonly positivity: Positivity | null;
  readonly refusal: string | null;
}

/** The worst of the reservoirs, the positivity for the spins at hand, and the first refusal.
 *  @param spins  J of the channel's parties */
export function verdict(channel: Evaluator, spins: readonly number[]): Verdict {
  const size = spins.every((J) => J === 0.5) ? "qubit" : "general";
  let worst = 0;
  let positivity = 0;
  let judged = true;
  for (const reservoir of channel.reservoirs) {
    worst = Math.max(worst, CLASSES.indexOf(reservoir.class));
    if (reservoir.positivity === null) judged = false;
    else positivity = Math.max(positivity, POSITIVITIES.indexOf(reservoir.positivity[size]));
  }
  return {
    class: CLASSES[worst],
    positivity: judged ? POSITIVITIES[positivity] : null,
    refusal: channel.reservoirs.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  };
}
