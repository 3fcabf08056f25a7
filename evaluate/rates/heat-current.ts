/** The energy that a channel takes out of the spins. */

import { traceOfTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { aroundMean, type Hamiltonian, largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING, traceProduct, type Weighed, weighed, ZERO } from "../../spins/numbers/bounded.ts";

/**
 * −Tr[H D(ρ)] = −Tr[(H − Tr H/d) D(ρ)], energy per unit of time into the channel's reservoirs. The error bounds rounding: that of the
 * trace, 4ε Σ |D_ij H_ji|, and that of D(ρ), 4ε of the terms that it is the difference of, times |H_ji|. The contributions are what those
 * terms move over the spread of energies, whatever of it the trace picks.
 * @param change  D(ρ); null where the channel changes nothing
 * @param terms  T_ij of D(ρ) (see `dissipation-terms.ts`)
 * @param hamiltonian  H; without one, or where it is a number, the current is zero
 */
export function heatCurrent(
  change: ComplexMatrix | null,
  terms: Float64Array | null,
  hamiltonian: Hamiltonian | null,
): Weighed {
  if (change === null || terms === null || hamiltonian === null) return ZERO;
  const energies = aroundMean(hamiltonian);
  const spread = spreadOf(energies);
  if (spread === 0) return ZERO;
  const { value, error } = traceProduct(change, energies);
  const rounding = ROUNDING * weighed(energies, terms);
  return { value: 0 - value, error: error + rounding, contributions: traceOfTerms(terms, energies.dimension) * spread };
}

/** Of a Hamiltonian's levels around their mean. */
export const energySpread = (hamiltonian: Hamiltonian): number => spreadOf(aroundMean(hamiltonian));

/** √(Tr H²/d) for Tr H = 0, the spread of energies; in units of the largest entry, whose square may be no double. */
function spreadOf(H: ComplexMatrix): number {
  const unit = largestEntry(H);
  if (unit === 0) return 0;
  let square = 0;
  for (let k = 0; k < H.re.length; k++) square += (H.re[k] / unit) ** 2 + (H.im[k] / unit) ** 2;
  return unit * Math.sqrt(square / H.dimension);
}
