/** Entropy production by von Neumann's entropy (Spohn, J. Math. Phys. 19, 1227 (1978)), to be held against Wehrl's. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { dissipate, dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius, partialTrace, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { logarithmicMoment, type Spectrum, STRAY, spectrum } from "../../spins/matrices/spectrum.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { Reservoir } from "../jumps/reservoir.ts";
import { type Equilibration, type Equilibrium, equilibration } from "./equilibration.ts";
import { logarithmError } from "./logarithm-error.ts";

/**
 * −d/dt Σ S(ρ‖σ) = −Σ Tr[D(ρ)(ln ρ − ln σ)], the sum over reservoirs, σ a steady state of each by itself (Spohn 1978), nats per unit of
 * time, from 0 to ∞. With Gibbs states σ it is Π_vN (Zicari 2023, eq 32); for dephasing the rate of change of von Neumann's entropy.
 *
 * Infinite, and given as Infinity, where a reservoir puts probability outside of ρ's support, which it may for states without full
 * rank at any n̄ (and does for any pure state but a stationary one); and where it moves any between σ's support and the rest: at
 * n̄ = 0 for every state but the ground state, which is the "zero-temperature catastrophe" that Wehrl's entropy production does not
 * have.
 * @param stateError  of ρ in the Frobenius norm
 * @returns with a bound on the error, of the state, of its spectrum and of rounding; Infinity where rounding decides what is in a support
 */
export function spohnProduction(
  rho: ComplexMatrix,
  dimensions: readonly number[],
  equilibrations: readonly Equilibration[],
  stateError = 0,
): Bounded {
  const state = spectrum(rho);
  let [value, error] = [0, 0];
  for (const { dissipator: D, equilibrium } of equilibrations) {
    if (D.rates.length === 0) continue;
    const change = dissipate(D, rho, dimensions);
    const stray = STRAY * D.rates.reduce((total, rate) => total + Math.abs(rate), 0);
    const ofX = Math.sqrt(rho.dimension) * dissipationSize(D) * (stateError + 2 * ROUNDING);
    const own = logarithmicMoment(change, state);
    if (own.outside > stray) return infinite(own.outside, state, ofX);
    value -= own.value;
    error += logarithmError(change, state, { ofX, ofA: stateError });
    if (equilibrium === null) continue;
    const reduced = partialTrace(change, dimensions, D.on);
    const reference = logarithmicMoment(reduced, equilibrium.spectrum);
    if (reference.outside > stray) return infinite(reference.outside, equilibrium.spectrum, ofX);
    value += reference.value;
    error += referenceError(reduced, equilibrium, ofX);
  }
  return { value, error };
}

/** What σ is off by as an operator, |ln σ′ − ln σ| ≤ c/(1 − c) where −cσ ≤ σ′ − σ ≤ cσ, or in the Frobenius norm, whichever is less. */
function referenceError(
  X: ComplexMatrix,
  { spectrum: found, error, relative, rounding }: Equilibrium,
  ofX: number,
): number {
  const ofNorm = logarithmError(X, found, { ofX, ofA: error, rounding });
  if (error === 0 || !(relative < 0.5)) return ofNorm;
  const moved = (Math.sqrt(X.dimension) * frobenius(X) * relative) / (1 - relative);
  return Math.min(ofNorm, logarithmError(X, found, { ofX, ofA: 0, rounding }) + moved);
}

/** Without doubt where the support is known exactly and more than rounding lies outside. */
function infinite(outside: number, { zero }: Spectrum, rounding: number): Bounded {
  return {
    value: Number.POSITIVE_INFINITY,
    error: zero === 0 && outside > rounding ? 0 : Number.POSITIVE_INFINITY,
  };
}

/**
 * ρ_eq of eq 31: the product of the Gibbs states of the channels that have one.
 * @returns the parties in the order of the product; state null where there are none
 * @throws InvalidInput  when two baths of one party differ, and there is no equilibrium
 */
export function equilibriumState(
  uses: readonly (ChannelUse | Reservoir)[],
  spins: readonly number[],
): { readonly state: ComplexMatrix | null; readonly on: readonly number[] } {
  const on: number[] = [];
  const found = new Map<string, ComplexMatrix>();
  let state: ComplexMatrix | null = null;
  for (const use of uses) {
    const equilibrium = equilibration(use, spins)?.equilibrium?.state ?? null;
    if (equilibrium === null) continue;
    const key = use.on.join();
    const other = found.get(key);
    if (other === undefined && use.on.every((party) => !on.includes(party))) {
      on.push(...use.on);
      found.set(key, equilibrium);
      state = state === null ? equilibrium : tensorProduct(state, equilibrium);
    } else if (other === undefined || other.re.some((entry, k) => Math.abs(entry - equilibrium.re[k]) > 1e-14))
      throw new InvalidInput({
        path: ["channels"],
        found: `baths of party ${key} that differ`,
        expected: "one equilibrium state for each party (eq 31)",
      });
  }
  return { state, on };
}
