/** A channel with everything that does not change over time: of the stratum that applies, with its matrices, and what its coefficients lose
 *  where they cancel. */

import type { ChannelUse, Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { enlarged } from "../../runtime/quadrature/integral.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { type Dissipator, dissipationSize, dissipator, placeOf } from "../../spins/dynamics/liouvillian.ts";
import { type ComplexMatrix, modulus, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type BoundedMatrix, boundedTrace, type Weighed, ZERO } from "../../spins/numbers/bounded.ts";
import { EMITTED } from "../../spins/numbers/safety-factors.ts";
import { squareOf } from "../check/strength.ts";
import type { Reservoir } from "../jumps/reservoir.ts";
import { regularFluxMatrix } from "./regular-flux.ts";
import { type Verdict, verdict, withoutFlux, withoutNoise } from "./verdict.ts";

export interface PreparedChannel {
  readonly name: string;
  readonly on: readonly number[];
  /** The compiled channel that applies; null for jumps that no evaluator integrates. */
  readonly use: ChannelUse | null;
  /** J of the channel's parties. */
  readonly spins: readonly number[];
  readonly dissipator: Dissipator;
  /** Of the terms that cancel in D(ρ). */
  readonly size: number;
  /** False when all rates are zero: every quantity is zero then, exactly. */
  readonly active: boolean;
  readonly verdict: Verdict;
  /** F with Φ = Tr[ρF]; null where Φ is refused, or zero. */
  readonly flux: BoundedMatrix | null;
  /** The state that Q* belongs to, where there is one. */
  readonly steadyState: ComplexMatrix | null;
  readonly cancelled: Cancelled;
}

export function prepareChannel(use: ChannelUse | Reservoir, spins: readonly number[]): PreparedChannel {
  return "channel" in use ? preparedCompiled(use, spins) : prepareReservoir(use, spins);
}

/** A channel that was prepared, and what for. */
interface Kept {
  readonly spins: readonly number[];
  readonly prepared: PreparedChannel;
  readonly parameters: Parameters;
}

/** The last first. */
const known = new WeakMap<Evaluator, Kept[]>();
/** Of one channel at a time; matrices of large spins are not worth their memory. */
const [MOST_KEPT, LARGEST_KEPT] = [32, 64];

/** One state after the other is asked for with the same channels. */
function preparedCompiled(use: ChannelUse, spins: readonly number[]): PreparedChannel {
  const { channel, on, parameters } = use;
  if (spins.reduce((product, J) => product * (2 * J + 1), 1) > LARGEST_KEPT) return prepareCompiled(use, spins);
  let ofChannel = known.get(channel);
  if (ofChannel === undefined) {
    ofChannel = [];
    known.set(channel, ofChannel);
  }
  for (let k = 0; k < ofChannel.length; k++) if (isFor(ofChannel[k], use, spins)) return ofChannel[k].prepared;
  const prepared = prepareCompiled({ channel, on: [...on], parameters: { ...parameters } }, spins);
  if (ofChannel.length >= MOST_KEPT) ofChannel.pop();
  ofChannel.unshift({ spins: [...spins], prepared, parameters: { ...parameters } });
  return prepared;
}

function isFor(kept: Kept, { on, parameters }: ChannelUse, spins: readonly number[]): boolean {
  if (!areEqual(kept.spins, spins) || !areEqual(kept.prepared.on, on)) return false;
  for (const name in parameters) if (!Object.is(parameters[name], kept.parameters[name])) return false;
  for (const name in kept.parameters) if (!(name in parameters)) return false;
  return true;
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

/** The channel of the first stratum that applies, its matrices, and its verdict at these parameters. */
function prepareCompiled(declared: ChannelUse, spins: readonly number[]): PreparedChannel {
  const { on, parameters } = declared;
  const channel = stratumAt(declared.channel, parameters);
  const use = { ...declared, channel };
  const own = on.map((party) => spins[party]);
  const jumps = channel.jumps(parameters, own);
  const D = dissipator(jumps, spins, on, channel.remainder?.(parameters, own) ?? []);
  const lost = cancelled(use, jumps, own);
  // A rate that came out as zero may be none.
  const active = D.rates.length > 0 || lost.absolute > 0;
  const expected = active ? verdict(channel, parameters, own, jumps) : withoutNoise;
  const dissipates = active && expected.class !== "diffusive" && expected.refusal === null;
  const flux = dissipates ? fluxMatrix(use, own) : null;
  const isThere = flux === null || hasOnlyNumbers(flux.matrix);
  return {
    name: channel.name,
    on,
    use,
    spins: own,
    dissipator: D,
    size: dissipationSize(D),
    active,
    verdict: isThere ? expected : withoutFlux(expected),
    flux: isThere ? flux : null,
    steadyState: dissipates && channel.steadyState !== null ? channel.steadyState(parameters, own) : null,
    cancelled: lost,
  };
}

const hasOnlyNumbers = ({ re, im }: ComplexMatrix): boolean =>
  [re, im].every((entries) => entries.every(Number.isFinite));

function fluxMatrix(use: ChannelUse, spins: readonly number[]): BoundedMatrix | null {
  const { channel, parameters } = use;
  if (channel.fluxMatrix !== null) {
    const matrix = channel.fluxMatrix(parameters, spins);
    return { matrix, error: matrix.error ?? 0, errors: matrix.errors ?? null, sizes: matrix.sizes ?? null };
  }
  return channel.pointwise.flux === null || spins.length > 1 ? null : regularFluxMatrix(use, spins[0]);
}

function prepareReservoir(
  { name, on, verdict, dissipator: make }: Reservoir,
  spins: readonly number[],
): PreparedChannel {
  const D = make(spins, on);
  const active = D.rates.length > 0;
  return {
    name,
    on,
    use: null,
    spins: on.map((party) => spins[party]),
    dissipator: D,
    size: dissipationSize(D),
    active,
    verdict: active ? verdict : withoutNoise,
    flux: null,
    steadyState: null,
    cancelled: NOTHING,
  };
}

/** Whether Π and Φ are given at all; without an integrand, where Π = dS/dt. */
export function isSplit({ active, use, verdict: { refusal } }: PreparedChannel): boolean {
  return !active || (refusal === null && use?.channel.pointwise.production !== null);
}

/** Φ of a state; null where it is refused. */
export function fluxOf(channel: PreparedChannel, rho: ComplexMatrix, dimensions: readonly number[]): Weighed | null {
  if (!isSplit(channel)) return null;
  if (channel.flux === null) return ZERO;
  const { matrix: F } = channel.flux;
  const { own, others } = placeOf(channel.dissipator, dimensions);
  const [d, n] = [own.length, rho.dimension];
  const reduced = reducedOf(d);
  let terms = 0;
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      let re = 0;
      let im = 0;
      let size = 0;
      for (let t = 0; t < others.length; t++) {
        const k = (own[r] + others[t]) * n + own[c] + others[t];
        const x = rho.re[k];
        const y = rho.im[k];
        re += x;
        im += y;
        size += modulus(x, y);
      }
      reduced.re[r * d + c] = re;
      reduced.im[r * d + c] = im;
      terms += size * modulus(F.re[c * d + r], F.im[c * d + r]);
    }
  }
  // What rounding of the sums of a partial trace, half an ε of their terms each, does to Tr[ρF]; |ρ| ≤ 1.
  const reduction = others.length === 1 ? 0 : 0.5 * others.length * Number.EPSILON * terms;
  return enlarged(boundedTrace(reduced, channel.flux, 1), { reduction });
}

/** Written and read within one flux. */
const reductions: ComplexMatrix[] = [];

function reducedOf(dimension: number): ComplexMatrix {
  if (dimension > LARGEST_KEPT) return zeroMatrix(dimension);
  reductions[dimension] ??= zeroMatrix(dimension);
  return reductions[dimension];
}

/** What rates of entropy may be off by, as a share of their contributions and besides; 0 where that is rounding as everywhere. */
interface Cancelled {
  readonly relative: number;
  readonly absolute: number;
}

const NOTHING: Cancelled = { relative: 0, absolute: 0 };

/** @param jumps  the channel's
 *  @param spins  J of its parties */
function cancelled({ channel, parameters }: ChannelUse, jumps: readonly Jump[], spins: readonly number[]): Cancelled {
  // Of emitted A and B, two roundings for each of the two factors of a square; and of the rates in tr C = Σ rate |l|².
  const inCoefficients = 2 * Number.EPSILON * (channel.cancelling?.(parameters, spins) ?? 0);
  const inRates = jumps.reduce((sum, jump) => sum + Number.EPSILON * (jump.rateSize ?? 0) * squareOf(jump), 0);
  const strength = jumps.reduce((sum, jump) => sum + Math.abs(jump.rate) * squareOf(jump), 0);
  const lost = inCoefficients + inRates;
  if (lost <= USUAL * strength) return NOTHING;
  const size = spins.reduce((sum, J) => sum + J * (2 * J + 2), 0);
  const isRelative = strength > 0 && inCoefficients > USUAL * strength;
  return { relative: isRelative ? inCoefficients / strength : 0, absolute: lost * size };
}

/** The share of Σ rate |l|² that is in the bounds of all channels. */
const USUAL = EMITTED * Number.EPSILON;

/** The channel as it is at these parameters: of the first stratum that applies, or its own. */
export function stratumAt(channel: Evaluator, parameters: Parameters): Evaluator {
  const found = channel.strata.find(({ where }) =>
    Object.entries(where).every(
      ([name, value]) => parameters[name] === (typeof value === "string" ? parameters[value] : value),
    ),
  );
  return found?.evaluator ?? channel;
}
