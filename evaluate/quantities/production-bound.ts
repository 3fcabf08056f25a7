/** The proven lower bound on a thermal channel's Π, 2Γf(1 − ∫A² dm), and the affinity in it. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { thermalNoise } from "../../spins/dynamics/noise-matrix.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { provenFor } from "../../theorem/thermal-positivity.ts";
import type { CheckedProblem } from "../check/validate.ts";
import { type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { type Affinity, affinityOf } from "./affinity.ts";

/** 2Γf of a channel that is one thermal reservoir, about any axis; 0 where nothing is proven of it, null where it is no such channel.
 *  Energy apart, nats per unit of time. */
export function strengthOf({ use, spins, active, verdict }: PreparedChannel): number | null {
  if (use === null || !active || verdict.class !== "potential" || use.channel.reservoirs.length !== 1) return null;
  if (use.channel.reservoirs[0].positivity?.qubit !== "proven") return null;
  const { Gamma, N } = thermalNoise(use.channel.jumps(use.parameters, spins));
  return 2 * Gamma * (provenFor(spins[0], N)?.factor ?? 0);
}

/** The channels of a problem that have an affinity, by their places. */
export function thermalChannels(problem: CheckedProblem, name: string) {
  const found = problem.channels.flatMap((use, k) => {
    const channel = prepareChannel(use, problem.spins);
    const strength = strengthOf(channel);
    return strength === null ? [] : [{ k, channel, strength }];
  });
  if (found.length > 0) return found;
  throw new InvalidInput({
    path: ["channels"],
    found: "no channel that is one thermal bath",
    expected: `thermal damping, about any axis, for ${name}`,
  });
}

/** The proven bound on Π of one spin under one channel; null where nothing is proven of it. */
export function provenBound(use: ChannelUse, J: number, rho: ComplexMatrix, tolerance = 1e-6): Bounded | null {
  const channel = prepareChannel(use, [J]);
  const strength = strengthOf(channel);
  return strength === null || strength === 0 ? null : boundBy(strength, affinityOf(rho, [J], channel, 0, tolerance));
}

export const affinityIn = (
  { spins, tolerance }: CheckedProblem,
  channel: PreparedChannel,
  rho: ComplexMatrix,
  stateError: number,
): Affinity => affinityOf(rho, spins, channel, stateError, tolerance);

/** strength·(1 − ∫A² dm). */
export const boundBy = (strength: number, { variance: { value, error } }: Affinity): Bounded => ({
  value: strength * value,
  error: strength * error,
});
