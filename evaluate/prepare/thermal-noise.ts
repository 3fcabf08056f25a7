/** A reservoir whose noise is axisymmetric about its drift, as the thermal bath that it is in a turned frame. */

import type { Jump } from "../../spins/dynamics/jump.ts";
import { dot, noiseOf, times, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";

export interface ThermalNoise {
  /** Γ = |m|. */
  readonly Gamma: number;
  /** N = 2n̄ + 1 = α/|m|, α the noise across m; at least 1, which C ≥ 0 makes it. */
  readonly N: number;
  /** m/|m|: Q* ∝ (N − n·axis)^{2J}. */
  readonly axis: Vector3;
}

/** Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] has P = ΓN across z and m = Γz; dephasing about z adds to P along z alone. */
export function thermalNoise(jumps: readonly Jump[]): ThermalNoise {
  const { P, m } = noiseOf(jumps);
  const axis = unit(m);
  const Gamma = Math.hypot(...m);
  return { Gamma, N: Math.max((trace(P) - dot(axis, times(P, axis))) / (2 * Gamma), 1), axis };
}
