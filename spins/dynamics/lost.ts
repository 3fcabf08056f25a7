/** What rounding takes of an evolved state, and the refusal of times at which nothing would be left of it. */

import { InvalidInput } from "../input/invalid-input.ts";
import { ROUNDING } from "../numbers/bounded.ts";
import { CANCELLING, FADING } from "../numbers/safety-factors.ts";
import type { Cluster } from "./generator/cluster.ts";
import { largestSum } from "./liouvillian.ts";

/** An error that says nothing about a state. */
export const UNKNOWN = 0.1;

interface Lossy {
  readonly clusters: readonly Cluster[];
  /** The largest frequency that H has beyond the sum of the clusters' own. */
  readonly uncoupled: number;
}

/** What rounding of the numbers that the generator is made of leaves uncertain. */
export function lostUntil({ clusters, uncoupled }: Lossy, time: number): number {
  const own = clusters.reduce((sum, cluster) => {
    const cancelled = time * uncertain(cluster);
    if (!(cancelled < UNKNOWN)) refuseCancelled(time, cancelled);
    const turned = 2 * ROUNDING * remainderOf(cluster) * time;
    const mixed = Math.min(cluster.generator.dimension, cluster.explored.largest);
    return sum + FADING * Number.EPSILON * Math.sqrt(mixed) + cancelled + turned;
  }, 0);
  return own + 2 * uncoupled * time;
}

/** What rates whose terms cancel may do to dρ/dt, |δD(ρ)| ≤ 2 δrate ‖L‖² for each; what rounding does to others fades with the state. */
function uncertain({ sources: { dissipators } }: Cluster): number {
  return dissipators.reduce(
    (sum, { rates, sizes, operators }) =>
      operators.reduce((all, L, k) => {
        const isLost = sizes[k] > CANCELLING * Math.abs(rates[k]);
        return isLost ? all + 2 * Number.EPSILON * sizes[k] * largestSum(L, L.row) * largestSum(L, L.column) : all;
      }, sum),
    0,
  );
}

/** The largest frequency that the dissipators' constants add. */
function remainderOf({ sources: { dissipators } }: Cluster): number {
  return dissipators.reduce(
    (sum, { remainder }) => sum + (remainder === null ? 0 : largestSum(remainder, remainder.row)),
    0,
  );
}

const KNOWN = "one at which the error of the state is small beside its norm, at most 1";

export function refuseRates(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time} for which rates lie too far apart: thirty digits leave the state uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time, or leave out what is negligible",
  });
}

function refuseCancelled(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time}, until which rounding of a rate whose terms cancel leaves the state uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time, or what the terms leave as a parameter of its own",
  });
}

export function refuseTime(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time}, until which the state turns so often that rounding of the Hamiltonian leaves it uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time or a smaller Hamiltonian",
  });
}
