/** How averages over spheres are taken that no refinement of grids has to be tried for. */

import { costOfLevel } from "../../runtime/spheres/levels.ts";
import { type LocalAverage, spheresOf, type Workspace } from "../../runtime/spheres/local-average.ts";
import { latticeAverage } from "../monte-carlo/lattice-average.ts";
import { integrateAnalytic } from "./analytic.ts";
import { integrateNested } from "./nested.ts";

/** Spheres with nodes from which on each further level is some fifty times as large as the last, or more. */
const MANY = 4;
/** The level of a grid that differences of levels need to say anything, and what of it is within reach whatever the budget. */
const [LEVEL, REACH] = [3, 4e7];

/** What a workspace is handed, and whether any average went by lattices since that was last asked.
 *  @param always  by lattices whatever has nodes, not only what is beyond all grids */
export function beyondGrids(
  always: boolean,
  seed: number,
): { readonly handed: NonNullable<Workspace["handed"]>; readonly takeUsed: () => boolean } {
  let isUsed = false;
  return {
    handed(average, goals, budget) {
      if (always) {
        if (spheresOf(average) === 0 || average.inner === "grid") return null;
      } else {
        const isMany = isBeyond(average, budget);
        for (const way of waysTo(average, isMany)) {
          const found = way(average, goals, budget);
          if (found !== null) return found;
        }
        if (!isMany) return null;
      }
      isUsed = true;
      return latticeAverage(average, goals, budget, seed);
    },
    takeUsed() {
      const was = isUsed;
      isUsed = false;
      return was;
    },
  };
}

/** In the order in which they are tried: of a single sphere rules of known size first, where there is one. */
function waysTo({ outer }: LocalAverage, isMany: boolean): readonly (typeof integrateAnalytic)[] {
  if (isMany) return [integrateAnalytic];
  return outer.length > 1 ? [integrateNested, integrateAnalytic] : [integrateAnalytic, integrateNested];
}

function isBeyond(average: LocalAverage, budget: number): boolean {
  if (average.inner === "grid" || average.outer.length < MANY) return false;
  return costOfLevel(average, LEVEL) > Math.max(budget, REACH);
}
