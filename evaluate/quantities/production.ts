/** Entropy production by von Neumann's entropy (Spohn, J. Math. Phys. 19, 1227 (1978)), to be held against Wehrl's. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import {
  type Dissipator,
  dissipate,
  dissipationSize,
  dissipator,
  dissipatorOf,
} from "../../spins/dynamics/liouvillian.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { identity, partialTrace, tensorProduct, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { GIBBS, KEPT } from "../../spins/numbers/safety-factors.ts";
import { stratumAt } from "../prepare/prepared-channel.ts";
import type { JumpUse } from "../problem/problem.ts";
import { logarithmError } from "./logarithm-error.ts";
import { logarithmicMoment, type Spectrum, STRAY, spectrum } from "./spectrum.ts";

/** A channel's dissipator and the state that it relaxes to. */
export interface Equilibration {
  readonly dissipator: Dissipator;
  /** ρ_eq on the channel's own parties, with its spectrum; null where D(1) = 0, and any multiple of 1 serves. */
  readonly equilibrium: Equilibrium | null;
}

interface Equilibrium {
  readonly state: ComplexMatrix;
  readonly spectrum: Spectrum;
}

/**
 * What `vonNeumannProduction` needs of a channel: the product Gibbs state of eq 31, β ε = ln((n̄+1)/n̄) for each bath, from the
 * channel itself; nothing for a channel that keeps the maximally mixed state (every dephasing).
 * @returns null for a channel of neither kind: it has no equilibrium state that eq 32 could refer to
 */
export function equilibration(use: ChannelUse | JumpUse, spins: readonly number[]): Equilibration | null {
  const own = use.on.map((party) => spins[party]);
  const dimensions = own.map((J) => Math.round(2 * J) + 1);
  const everyone = own.map((_, k) => k);
  if ("jumps" in use) {
    const local = dissipatorOf(use.jumps, everyone);
    return isKept(local, identity(totalDimension(dimensions)), dimensions)
      ? { dissipator: dissipatorOf(use.jumps, use.on), equilibrium: null }
      : null;
  }
  const { parameters } = use;
  const channel = stratumAt(use.channel, parameters);
  const jumps = channel.jumps(parameters, own);
  const D = dissipator(jumps, spins, use.on);
  const local = dissipator(jumps, own, everyone);
  if (isKept(local, identity(totalDimension(dimensions)), dimensions)) return { dissipator: D, equilibrium: null };
  const equilibrium = channel.steadyState?.(parameters, own) ?? null;
  if (equilibrium === null || !isKept(local, equilibrium, dimensions)) return null;
  return { dissipator: D, equilibrium: { state: equilibrium, spectrum: spectrum(equilibrium) } };
}

/**
 * Π_vN = −Σ Tr[D(ρ)(ln ρ − ln ρ_eq)], the sum over channels (Zicari 2023, eq 32), nats per unit of time, from 0 to ∞. For
 * dephasing it is the rate of change of von Neumann's entropy.
 *
 * Infinite, and given as Infinity, where a channel puts probability outside of ρ's support, which it may for states without full
 * rank at any n̄ (and does for any pure state but a stationary one); and where it moves any between ρ_eq's support and the rest: at
 * n̄ = 0 for every state but the ground state, which is the "zero-temperature catastrophe" that Wehrl's entropy production does not
 * have.
 * @param stateError  of ρ in the Frobenius norm
 * @returns with a bound on the error, of the state, of its spectrum and of rounding; Infinity where rounding decides what is in a support
 */
export function vonNeumannProduction(
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
    const rounding = gibbsRounding(equilibrium.state);
    error += logarithmError(reduced, equilibrium.spectrum, { ofX, ofA: 0, rounding });
  }
  return { value, error };
}

/** Without doubt where the support is known exactly and more than rounding lies outside. */
function infinite(outside: number, { zero }: Spectrum, rounding: number): Bounded {
  return {
    value: Number.POSITIVE_INFINITY,
    error: zero === 0 && outside > rounding ? 0 : Number.POSITIVE_INFINITY,
  };
}

/** Relative, of populations that are powers of a ratio of rates: three roundings a power, and those of their sum. */
export function gibbsRounding({ dimension }: ComplexMatrix): number {
  return GIBBS * dimension * Number.EPSILON;
}

/**
 * ρ_eq of eq 31: the product of the Gibbs states of the channels that have one.
 * @returns the parties in the order of the product; state null where there are none
 * @throws InvalidInput  when two baths of one party differ, and there is no equilibrium
 */
export function equilibriumState(
  uses: readonly (ChannelUse | JumpUse)[],
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

/** Whether D(σ) = 0, to the rounding of its terms. */
function isKept(D: Dissipator, sigma: ComplexMatrix, dimensions: readonly number[]): boolean {
  const change = dissipate(D, sigma, dimensions);
  const rate = D.rates.reduce((sum, each) => sum + Math.abs(each), 0);
  const largest = sigma.re.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  // |L|² of a spin operator is at most J(J+1) < d².
  const rounding = KEPT * Number.EPSILON * rate * largest * sigma.dimension ** 2;
  return change.re.every((entry, k) => Math.hypot(entry, change.im[k]) <= rounding);
}
