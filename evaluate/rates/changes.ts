/** What moves a state, and how much of what is known of that is rounding. */

import { enlarged } from "../../runtime/error-parts.ts";
import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import type { Weighed } from "../../spins/numbers/bounded.ts";
import { AT_REST } from "../../spins/numbers/safety-factors.ts";
import { type Blur, stateBlur } from "../errors/state-error.ts";
import { fluxOf } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { isExact } from "../ways/closed-forms.ts";
import { lazily } from "./lazily.ts";

/** The state, its change by each channel and by everything, and each channel's flux. */
export interface Changes {
  readonly rho: ComplexMatrix;
  /** What ρ is off by in the Frobenius norm. */
  readonly stateError: number;
  /** D(ρ) of the k-th channel; null where that is not active. */
  readonly by: (k: number) => ComplexMatrix | null;
  readonly byEverything: ComplexMatrix | null;
  readonly fluxes: readonly (Weighed | null)[];
  /** T_ij of D(ρ) (`dissipation-terms.ts`), where they are needed: for heat, where the channel leaves the state as it is, and where that
   *  was computed. */
  readonly terms: (k: number) => Float64Array | null;
  /** Whether D(ρ) is zero to rounding and to what ρ is off by, and dS/dt has no form that knows better. */
  readonly isStill: readonly boolean[];
  /** What the errors of ρ do to all of these. */
  readonly blur: Blur;
}

/** A change of the state is zero to rounding below this share of the terms that it is the difference of. */
export const STILL = AT_REST * Number.EPSILON;

/** @param stateError  what ρ is off by in the Frobenius norm */
export function changesOf(rho: ComplexMatrix, setting: Setting, stateError: number): Changes {
  const { channels, dimensions, relaxation, hamiltonian, twist } = setting;
  const changes = channels.map(({ active, dissipator }) =>
    lazily(() => (active ? dissipate(dissipator, rho, dimensions) : null)),
  );
  const by = (k: number) => changes[k]();
  const blur = stateBlur(setting, rho, stateError, { by, turned: () => (twist === null ? null : turn(twist, rho)) });
  const isStill = channels.map(({ active, dissipator }, k) => {
    if (!active || isExact(setting, k)) return false;
    return frobenius(by(k)!) <= (STILL + stateError) * dissipationSize(dissipator);
  });
  const terms = channels.map(({ active, dissipator }, k) => {
    const isNeeded = active && (hamiltonian !== null || isStill[k] || stateError > 0);
    return lazily(() => (isNeeded ? dissipationTerms(dissipator, rho, dimensions) : null));
  });
  return {
    rho,
    stateError,
    by,
    byEverything: relaxation === null ? null : relaxation.drift(rho),
    fluxes: channels.map((channel, k) => enlarged(fluxOf(channel, rho, dimensions), { state: blur.fluxes[k] })),
    terms: (k) => terms[k](),
    isStill,
    blur,
  };
}
