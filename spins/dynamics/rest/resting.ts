/** What of a cluster is at rest. */

import { totalDimension } from "../../matrices/complex-matrix.ts";
import { allParts, type Cluster } from "../generator/cluster.ts";
import { partOf } from "../generator/part.ts";
import type { Parts } from "../generator/parts.ts";
import { type BandedRest, bandedRest } from "./banded-rest.ts";
import { type Limit, limitOf, nothing, refinedOf, same, shareOf } from "./limit.ts";
import { kernelOf } from "./null-space.ts";
import { coordinatesOf, isDominated, nullities } from "./nullity.ts";
import { frequencyOf, guarded, modesOf, refuseUnclear } from "./oscillation.ts";
import { type RefinedState, refinedState } from "./refined-state.ts";

export interface Resting {
  readonly cluster: Cluster;
  readonly parts: Parts;
  readonly limits: readonly Limit[];
  readonly oscillates: boolean;
  /** Of the cluster's kernel. */
  readonly dimension: number;
  /** The steady state of a part, where it is the only one of all. */
  readonly one: RefinedState | null;
}

/** @throws Unsettled  when doubles do not tell what is at rest, or a part is too large to decompose */
export function decompose(cluster: Cluster): Resting {
  const parts = allParts(cluster);
  const banded = Array.from({ length: parts.starts.length - 1 }, (_, p) => bandedOf(cluster, parts, p));
  const dimensions = nullities(cluster, parts, (p) => banded[p] && Number(banded[p].state !== null));
  const dimension = dimensions.reduce((sum, one) => sum + one, 0);
  if (dimension === 0) return refuseUnclear();
  const limits: Limit[] = [];
  let one: RefinedState | null = null;
  let oscillates = false;
  dimensions.forEach((own, p) => {
    const part = partOf(parts, p);
    if (part.size === 1) limits.push(own === 1 ? same : nothing);
    else if (banded[p] !== null && dimension === 1) {
      one ??= bandedState(cluster, coordinatesOf(parts, p), banded[p]);
      limits.push(
        banded[p].state === null ? nothing : shareOf(one ?? refuseUnclear(), coordinatesOf(parts, p), cluster.sources),
      );
    } else if (own === 0 && (dimension === 1 || isDominated(part))) limits.push(nothing);
    else {
      const kernel = kernelOf(part, own) ?? refuseUnclear();
      const coordinates = coordinatesOf(parts, p);
      const refined = refinedOf(cluster, coordinates, kernel, own);
      if (dimension === 1) one = refined;
      const modes = dimension === 1 ? null : modesOf(cluster, parts, p, { kernel, own });
      oscillates ||= modes !== null;
      limits.push(guarded(limitOf(kernel, coordinates, cluster, refined), kernel, modes, frequencyOf(cluster)));
    }
  });
  return { cluster, parts, limits, oscillates, dimension, one };
}

function bandedOf({ sources }: Cluster, parts: Parts, p: number): BandedRest | null {
  const diagonal = totalDimension(sources.dimensions) + 1;
  const populations: number[] = [];
  coordinatesOf(parts, p).forEach((coordinate, k) => {
    if (coordinate % diagonal === 0) populations.push(k);
  });
  return bandedRest(partOf(parts, p), populations);
}

/** The steady state of a part that has one. */
function bandedState(
  { sources }: Cluster,
  coordinates: Int32Array,
  { state, solve, magnified }: BandedRest,
): RefinedState | null {
  if (state === null) return null;
  return refinedState({
    sources,
    coordinates,
    start: { high: state, low: new Float64Array(state.length) },
    resolve: solve,
    magnified,
  });
}
