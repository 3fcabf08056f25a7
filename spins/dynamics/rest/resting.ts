/** What of a cluster is at rest. */
import { allParts, type Cluster } from "../generator/cluster.ts";
import { partOf } from "../generator/part.ts";
import type { Parts } from "../generator/parts.ts";
import { type Limit, limitOf, nothing, refinedOf, same } from "./limit.ts";
import { kernelOf } from "./null-space.ts";
import { coordinatesOf, isDominated, nullities } from "./nullity.ts";
import { frequencyOf, guarded, modesOf, refuseUnclear } from "./oscillation.ts";
import type { RefinedState } from "./refined-state.ts";

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
  const dimensions = nullities(cluster, parts);
  const dimension = dimensions.reduce((sum, one) => sum + one, 0);
  if (dimension === 0) return refuseUnclear();
  const limits: Limit[] = [];
  let one: RefinedState | null = null;
  let oscillates = false;
  dimensions.forEach((own, p) => {
    const part = partOf(parts, p);
    if (part.size === 1) limits.push(own === 1 ? same : nothing);
    else if (own === 0 && (dimension === 1 || isDominated(part))) limits.push(nothing);
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
