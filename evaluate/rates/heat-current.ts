/** The energy that a channel takes out of the spins. */

import { traceOfTerms } from "../../spins/dynamics/dissipation-terms.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING, traceProduct, type Weighed, weighed, ZERO } from "../../spins/numbers/bounded.ts";

/**
 * −Tr[H D(ρ)], energy per unit of time into the channel's reservoirs. The error bounds rounding: that of the trace,
 * 4ε Σ |D_ij H_ji|, and that of D(ρ), 4ε of the terms that it is the difference of, times |H_ji|. The contributions are what those
 * terms move over the spread of energies, whatever of it the trace picks.
 * @param change  D(ρ); null where the channel changes nothing
 * @param terms  T_ij of D(ρ) (see `dissipation-terms.ts`)
 * @param hamiltonian  H; without one the current is zero
 */
export function heatCurrent(
  change: ComplexMatrix | null,
  terms: Float64Array | null,
  hamiltonian: ComplexMatrix | null,
): Weighed {
  if (change === null || terms === null || hamiltonian === null) return ZERO;
  const { value, error } = traceProduct(change, hamiltonian);
  const contributions = traceOfTerms(terms, hamiltonian.dimension) * spreadOf(hamiltonian);
  return { value: 0 - value, error: error + ROUNDING * weighed(hamiltonian, terms), contributions };
}

/** √(Tr H²/d − (Tr H/d)²), the spread of energies. */
function spreadOf({ dimension: d, re, im }: ComplexMatrix): number {
  let [mean, square] = [0, 0];
  for (let i = 0; i < d; i++) mean += re[i * (d + 1)] / d;
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) square += Math.hypot(re[i * d + j] - (i === j ? mean : 0), im[i * d + j]) ** 2;
  return Math.sqrt(square / d);
}
