/** Whether a state is a product of states of single spins, as far as its entropy tells. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, partialTrace, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { logarithmSize } from "./logarithm-size.ts";

export interface Factors {
  readonly factors: readonly ComplexMatrix[];
  /** What the distance of ρ from their product does to S. */
  readonly off: number;
}

/** What the distance of ρ from a product may take of the tolerance. */
const SHARE = 0.25;

/** @returns null where ρ is no product to within the tolerance, and where a closed sphere leaves one to integrate at most */
export function factorsOf(rho: ComplexMatrix, { spins, dimensions, tolerance }: Setting): Factors | null {
  if (spins.length < 2 || (spins.length === 2 && spins.includes(0.5))) return null;
  const factors = spins.map((_, party) => partialTrace(rho, dimensions, [party]));
  const distance = Math.sqrt(rho.dimension) * frobenius(combine(1, rho, -1, factors.reduce(tensorProduct)));
  // The bound grows with the distance up to 1.
  if (!(distance < 1)) return null;
  const off = distance === 0 ? 0 : distance * (1 - Math.log(distance)) * logarithmSize(spins);
  const least = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  return off <= SHARE * tolerance * least ? { factors, off } : null;
}
