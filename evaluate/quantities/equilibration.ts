/** What a reservoir relaxes to by itself. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { type Dissipator, dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import { Unsettled } from "../../spins/dynamics/unsettled.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { identity, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { type Spectrum, spectrum } from "../../spins/matrices/spectrum.ts";
import { GIBBS, KEPT } from "../../spins/numbers/safety-factors.ts";
import type { Path } from "../../text/refusal.ts";
import type { Reservoir } from "../jumps/reservoir.ts";
import { stratumAt } from "../prepare/prepared-channel.ts";

/** A dissipator and a state that it keeps. */
export interface Equilibration {
  readonly dissipator: Dissipator;
  /** σ on the dissipator's own parties; null where D(1) = 0, and any multiple of 1 serves. */
  readonly equilibrium: Equilibrium | null;
}

export interface Equilibrium {
  readonly state: ComplexMatrix;
  readonly spectrum: Spectrum;
  /** What σ is off by: in the Frobenius norm; c with −cσ ≤ δσ ≤ cσ; and relative, in which each population was made. */
  readonly error: number;
  readonly relative: number;
  readonly rounding: number;
}

/** Of what acts on some parties of the whole: D there, and by itself. */
interface Acting {
  readonly on: readonly number[];
  readonly own: readonly number[];
  readonly at: (spins: readonly number[], on: readonly number[]) => Dissipator;
  /** The state that a potential belongs to, where there is one. */
  readonly known: ComplexMatrix | null;
}

/**
 * Of a channel, all its reservoirs together: the product Gibbs state of eq 31, β ε = ln((n̄+1)/n̄) for each bath, from the channel itself;
 * nothing for a channel that keeps the maximally mixed state (every dephasing).
 * @returns null for a channel of neither kind: it has no equilibrium state that eq 32 could refer to
 */
export function equilibration(use: ChannelUse | Reservoir, spins: readonly number[]): Equilibration | null {
  return equilibrationOf(
    actingOf(use, spins, () => true),
    spins,
  );
}

/**
 * Of each reservoir by itself, with any steady state: by Spohn's theorem of those of full rank all give the same production.
 * @throws InvalidInput  where none is to be found
 */
export function equilibrationsApart(
  use: ChannelUse | Reservoir,
  spins: readonly number[],
  path: Path,
): readonly Equilibration[] {
  const count = "channel" in use ? stratumAt(use.channel, use.parameters).reservoirs.length : 1;
  return Array.from({ length: count }, (_, which) => {
    const acting = actingOf(use, spins, ({ reservoir }) => reservoir === which);
    return equilibrationOf(acting, spins) ?? computed(acting, spins, path);
  });
}

function actingOf(use: ChannelUse | Reservoir, spins: readonly number[], isMeant: (jump: Jump) => boolean): Acting {
  const { on } = use;
  const own = on.map((party) => spins[party]);
  if (!("channel" in use)) return { on, own, at: use.dissipator, known: null };
  const { parameters } = use;
  const channel = stratumAt(use.channel, parameters);
  const jumps = channel.jumps(parameters, own).filter(isMeant);
  const known = jumps.some(({ rate }) => rate !== 0) ? (channel.steadyState?.(parameters, own) ?? null) : null;
  return { on, own, at: (all, parties) => dissipator(jumps, all, parties), known };
}

const dimensionsOf = (spins: readonly number[]): number[] => spins.map((J) => Math.round(2 * J) + 1);

const localOf = ({ own, at }: Acting): Dissipator => at(own, [...own.keys()]);

function equilibrationOf(acting: Acting, spins: readonly number[]): Equilibration | null {
  const local = localOf(acting);
  const dimensions = dimensionsOf(acting.own);
  const D = acting.at(spins, acting.on);
  if (isKept(local, identity(totalDimension(dimensions)), dimensions)) return { dissipator: D, equilibrium: null };
  const { known } = acting;
  if (known === null || !isKept(local, known, dimensions)) return null;
  const rounding = gibbsRounding(known);
  return {
    dissipator: D,
    equilibrium: { state: known, spectrum: spectrum(known), error: 0, relative: 0, rounding },
  };
}

/** What the maximally mixed state evolves to, whose support is that of all steady states. */
function computed(acting: Acting, spins: readonly number[], path: Path): Equilibration {
  const dimensions = dimensionsOf(acting.own);
  const d = totalDimension(dimensions);
  const mixed = identity(d);
  const even = { ...mixed, re: mixed.re.map((x) => x / d) };
  try {
    const { state, error, relative } = steadyState(
      evolution([{ ...localOf(acting), remainder: null }], dimensions),
      even,
    );
    return {
      dissipator: acting.at(spins, acting.on),
      equilibrium: { state, spectrum: spectrum(state), error, relative, rounding: 0 },
    };
  } catch (error) {
    if (!(error instanceof Unsettled)) throw error;
    throw new InvalidInput({
      path,
      found: "a reservoir whose own steady state is not to be found",
      expected: "one that is, for spohn-production",
    });
  }
}

/** Relative, of populations that are powers of a ratio of rates: three roundings a power, and those of their sum. */
export function gibbsRounding({ dimension }: ComplexMatrix): number {
  return GIBBS * dimension * Number.EPSILON;
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
