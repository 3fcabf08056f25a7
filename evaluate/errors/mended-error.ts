/** What the mending of a given state does to its rates: added to their errors when they have been found, since no closer integral would change it. */

import { enlarged } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { excessBlur } from "../rates/excess.ts";
import { changesOf } from "../rates/moments.ts";
import type { Rates } from "../rates/rates.ts";

/** @param error  of ρ in the Frobenius norm, above 0 */
export function withMended(rates: Rates, rho: ComplexMatrix, setting: Setting, error: number): Rates {
  const changes = changesOf(rho, setting, error);
  const { blur } = changes;
  return {
    ...rates,
    entropy: enlarged(rates.entropy, { state: blur.entropy }),
    unitaryRate: enlarged(rates.unitaryRate, { state: blur.unitaryRate }),
    excess: enlarged(rates.excess, { state: excessBlur(changes, setting) }),
    channels: rates.channels.map(({ entropyRate, production, flux, heatCurrent }, k) => ({
      entropyRate: enlarged(entropyRate, { state: blur.entropyRates[k] }),
      production: enlarged(production, { state: blur.entropyRates[k] + blur.fluxes[k] }),
      flux: enlarged(flux, { state: blur.fluxes[k] }),
      heatCurrent: enlarged(heatCurrent, { state: blur.heatCurrents[k] }),
    })),
  };
}
