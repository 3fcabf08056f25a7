/** What of a state turns for ever. */

import { FREQUENCY } from "../../numbers/safety-factors.ts";
import type { Cluster } from "../generator/cluster.ts";
import { apply, partOf } from "../generator/part.ts";
import type { Parts } from "../generator/parts.ts";
import { largestRow } from "../hamiltonian.ts";
import { Unsettled } from "../unsettled.ts";
import { euclidean, type Limit } from "./limit.ts";
import { type Kernel, kernelOf, oscillating } from "./null-space.ts";
import { hasTinyEntries, partsAlike, refuseSize } from "./nullity.ts";

/** The largest part whose oscillations are looked for. */
const LARGEST_OSCILLATING = 128;
/** What of a state on an oscillating mode is rounding. */
const EXCITED = 1e-9;
/** What of a state neither rests nor decays. */
export interface Modes {
  readonly share: (x: Float64Array) => Float64Array;
  /** Whether that is for ever, or only longer than thirty digits tell. */
  readonly forever: boolean;
}

/** Where no channel acts nothing decays, and all turns that does not rest; else what does not decay whatever the rates are. */
export function modesOf(
  { sources, parties }: Cluster,
  parts: Parts,
  p: number,
  { kernel, own }: { readonly kernel: Kernel; readonly own: number },
): Modes | null {
  if (sources.dissipators.every(({ rates }) => rates.length === 0)) {
    const share = (x: Float64Array) => {
      const rest = apply(kernel.projection.high, x);
      return x.map((value, k) => value - rest[k]);
    };
    return { share, forever: true };
  }
  if (kernel.matrix.rows > LARGEST_OSCILLATING) refuseSize(kernel.matrix.rows, parties, LARGEST_OSCILLATING);
  const power = oscillating(kernel);
  if (power === null) return null;
  const level = partsAlike(sources, parts);
  const part = partOf(level, p);
  const alike = level === parts || hasTinyEntries(part) ? null : kernelOf(part, own);
  const forever = alike !== null && oscillating(alike) !== null;
  return { share: (x) => apply(power, x), forever };
}

/** Frequencies below this share of the largest are its rounding. */
const ROUNDED = FREQUENCY * Number.EPSILON;

export function frequencyOf({ sources: { hamiltonian } }: Cluster): number {
  return hamiltonian === null ? 0 : largestRow(hamiltonian);
}

/** The same limit, refused to what has a share of oscillating modes. */
export function guarded(limit: Limit, { matrix }: Kernel, modes: Modes | null, largestFrequency: number): Limit {
  if (modes === null) return limit;
  return (x, whole) => {
    const turning = modes.share(x);
    const share = euclidean(turning);
    if (share > EXCITED * euclidean(x)) {
      if (!modes.forever) refuseUnclear();
      const frequency = euclidean(apply(matrix.high, turning)) / share;
      if (frequency < ROUNDED * largestFrequency) {
        throw new Unsettled(
          `whether the state comes to rest is not to be told: its frequencies cancel up to ${frequency.toExponential(0)}, which is rounding`,
        );
      }
      throw new Unsettled(
        "the state never comes to rest: a share of it has modes that do not decay, " +
          `and turns at a frequency of about ${Number(frequency.toPrecision(6))}`,
        null,
        false,
      );
    }
    return limit(x, whole);
  };
}

export function refuseUnclear(): never {
  throw new Unsettled(
    "rates lie too far apart for it: thirty digits do not tell it from slow modes",
    "leave out what is negligible",
  );
}
