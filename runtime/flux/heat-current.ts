/** The energy that a channel takes out of the spins. */

import { largestRow } from "../dynamics/hamiltonian.ts";
import { type Dissipator, dissipationSize } from "../dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../evaluator.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";
import { type BoundedValue, traceProduct, ZERO } from "./flux.ts";

/**
 * −Tr[H D(ρ)], energy per unit of time into the channel's reservoirs. The error bounds rounding: that of the trace,
 * 4ε Σ |D_ij H_ji|, and that of D(ρ), 4ε of the terms that it is the difference of times the largest row of |H|.
 * @param change  D(ρ); null where the channel changes nothing
 * @param hamiltonian  H; without one the current is zero
 */
export function heatCurrent(
  change: ComplexMatrix | null,
  hamiltonian: ComplexMatrix | null,
  dissipator: Dissipator,
): BoundedValue {
  if (change === null || hamiltonian === null) return ZERO;
  const { value, error } = traceProduct(change, hamiltonian);
  return { value: 0 - value, error: error + ROUNDING * dissipationSize(dissipator) * largestRow(hamiltonian) };
}
