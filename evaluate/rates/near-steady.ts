/** Π by its own integral, for states near the steady one of a channel, where dS/dt and Φ cancel. */

import { integrate } from "../../runtime/integrate.ts";
import { EXACTLY, enlarged } from "../../runtime/quadrature/integral.ts";
import { largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { basisOffsets, otherParties, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, ROUNDING } from "../../spins/numbers/bounded.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { wayOf, ways } from "../ways/ways.ts";
import type { Changes } from "./moments.ts";

/**
 * Π = M ∫ g·Bg/Q with g = Pω − ∇P and P the Husimi function of ρ − σ* ⊗ Tr_a ρ, σ* the state of Q*: g vanishes for Q*
 * itself, so that nothing cancels. Where Q* is no state's, or there is none, P = Q. A qubit's sphere is closed, by
 * Π = −M ∫ D(P) ln(Q/Q*). Null for channels on several parties, and where the deviation is rounding.
 */
export function productionIntegral(
  channel: PreparedChannel,
  { rho, stateError }: Pick<Changes, "rho" | "stateError">,
  setting: Setting,
  budget: number,
): { readonly production: Bounded; readonly evaluations: number } | null {
  const { spins, dimensions, tolerance, workspace } = setting;
  const { steadyState, use } = channel;
  if (use === null || use.on.length > 1 || budget <= 0) return null;
  // Without a state to subtract the integral is no better than dS/dt + Tr[ρF]; a regular reservoir has no F.
  if (steadyState === null && channel.verdict.class !== "regular") return null;
  const [party] = use.on;
  const deviation = steadyState === null ? rho : subtractSteadyState(rho, steadyState, dimensions, party);
  // Π is quadratic in the deviation, whose entries carry the rounding of ρ, or what else ρ is off by.
  const off = Math.max(roundings(steadyState) * ROUNDING * largestEntry(rho), stateError);
  const blur = steadyState === null ? 0 : off / Math.max(largestEntry(deviation), Number.MIN_VALUE);
  if (blur > 0.1) return null;
  // Finer than the blur of the deviation would be in vain.
  const goal = { ...EXACTLY, relative: Math.max(0.5 * tolerance, 2 * blur) };
  const way = wayOf(ways.ofProduction, { channel, matrix: deviation }, setting);
  if (way === null) return null;
  const sought = { integrand: way.taken, party, inner: way.name, goal, along: false, share: 1 };
  const { integrals, evaluations } = integrate(rho, spins, [sought], budget, workspace);
  const [{ value, error }] = integrals;
  return { production: enlarged({ value, error }, { deviation: 2 * blur * Math.abs(value) }), evaluations };
}

/** Of an entry of σ*: a sum over its dimension where it was turned to its axis, else one. */
function roundings(steady: ComplexMatrix | null): number {
  if (steady === null) return 1;
  const { dimension, re, im } = steady;
  const isDiagonal = re.every((x, k) => k % (dimension + 1) === 0 || (x === 0 && im[k] === 0));
  return isDiagonal ? 1 : dimension;
}

function subtractSteadyState(
  rho: ComplexMatrix,
  steady: ComplexMatrix,
  dimensions: readonly number[],
  party: number,
): ComplexMatrix {
  const others = otherParties(dimensions, [party]);
  const rest = partialTrace(rho, dimensions, others);
  const own = basisOffsets(dimensions, [party]);
  const places = basisOffsets(dimensions, others);
  const deviation = { dimension: rho.dimension, re: rho.re.slice(), im: rho.im.slice() };
  for (let i = 0; i < own.length; i++) {
    for (let j = 0; j < own.length; j++) {
      const a = steady.re[i * own.length + j];
      const b = steady.im[i * own.length + j];
      if (a === 0 && b === 0) continue;
      for (let r = 0; r < places.length; r++) {
        for (let c = 0; c < places.length; c++) {
          const to = (own[i] + places[r]) * rho.dimension + own[j] + places[c];
          const x = rest.re[r * places.length + c];
          const y = rest.im[r * places.length + c];
          deviation.re[to] -= a * x - b * y;
          deviation.im[to] -= a * y + b * x;
        }
      }
    }
  }
  return deviation;
}
