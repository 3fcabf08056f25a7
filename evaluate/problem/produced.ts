/** The entropy that is produced until a time. */

import { enlarged } from "../../runtime/error-parts.ts";
import { type Evolution, integrateState } from "../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, boundedTrace, sum, ZERO } from "../../spins/numbers/bounded.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt', with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F].
 *  @param gain  S(t) − S(0) */
export function producedUntil(
  time: number,
  gain: Bounded,
  state: ComplexMatrix,
  channels: readonly PreparedChannel[],
  system: Evolution,
): Bounded {
  if (time === 0) return ZERO;
  const flows = channels.map(({ flux, on }) => {
    if (flux === null) return ZERO;
    const integrated = integrateState(system, state, on, time);
    const flow = boundedTrace(integrated.state, flux, time);
    return enlarged(flow, { state: integrated.error * frobenius(flux.matrix) });
  });
  return sum(gain, ...flows);
}
