/** The entropy that is produced until a time. */

import { enlarged } from "../../runtime/error-parts.ts";
import { type Evolution, integrals } from "../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, boundedTrace, sum, ZERO } from "../../spins/numbers/bounded.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";

/** ∫₀ᵗ Π dt' = S(t) − S(0) + ∫₀ᵗ Φ dt' until each time, with ∫₀ᵗ Φ dt' = Tr[∫₀ᵗ ρ dt' F].
 *  @returns  to be asked at one time after the other, with S(t) − S(0) */
export function producedOver(
  times: readonly number[],
  state: ComplexMatrix,
  channels: readonly PreparedChannel[],
  system: Evolution,
): (gain: Bounded) => Bounded {
  const flows = channels.flatMap(({ flux, on }) =>
    flux === null ? [] : [{ flux, integrated: integrals(system, state, on, times) }],
  );
  let k = 0;
  return (gain) => {
    const time = times[k++];
    const until = flows.map(({ flux, integrated }) => {
      const now = integrated.next().value!;
      const flow = boundedTrace(now.state, flux, time);
      return enlarged(flow, { state: now.error * frobenius(flux.matrix) });
    });
    return time === 0 ? ZERO : sum(gain, ...until);
  };
}
