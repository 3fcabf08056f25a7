/** What an error of an evolved or steady state does to everything that is computed from it. */
import { largestRow } from "./dynamics/hamiltonian.ts";
import { dissipationSize } from "./dynamics/liouvillian.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { totalDimension } from "./matrix/complex-matrix.ts";
import { logarithmSize } from "./moments.ts";
import type { PreparedChannel } from "./prepared-channel.ts";

/** What the error spreads through. */
export interface Blurred {
  readonly spins: readonly number[];
  readonly channels: readonly PreparedChannel[];
  readonly hamiltonian: ComplexMatrix | null;
}

/** To first order in the error, by channel where there are several values. */
export interface Blur {
  readonly entropy: number;
  readonly unitaryRate: number;
  readonly entropyRates: readonly number[];
  readonly fluxes: readonly number[];
  readonly heatCurrents: readonly number[];
}

/** @param error  of the state in the Frobenius norm; 0 for one that was given */
export function stateBlur({ spins, channels, hamiltonian }: Blurred, error: number): Blur {
  // A trace norm is at most √d times the Frobenius norm.
  const root = Math.sqrt(totalDimension(spins.map((J) => 2 * J + 1)));
  const logarithm = root * error * logarithmSize(spins);
  const H = hamiltonian === null ? 0 : largestRow(hamiltonian);
  const sizes = channels.map(({ dissipator }) => dissipationSize(dissipator));
  return {
    entropy: logarithm,
    unitaryRate: 2 * H * logarithm,
    entropyRates: sizes.map((size) => size * logarithm),
    fluxes: channels.map(({ flux }) => (flux === null ? 0 : error * sumOfEntries(flux.matrix))),
    heatCurrents: sizes.map((size) => root * size * H * error),
  };
}

function sumOfEntries({ re, im }: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < re.length; k++) sum += Math.hypot(re[k], im[k]);
  return sum;
}
