/** What an error of ρ does where it is known in which directions that is: of what has faded of them no more is spread (see `state-error.ts`). */

import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { aroundMean, largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { type StateOff, sizeOff } from "../../spins/dynamics/state-off.ts";
import { cholesky, inverseSize, relativeSize } from "../../spins/matrices/cholesky.ts";
import {
  type ComplexMatrix,
  combine,
  frobenius,
  partialTrace,
  zeroMatrix,
} from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING, traceProduct, weighed } from "../../spins/numbers/bounded.ts";
import { norm } from "../../spins/numbers/vector.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import { logarithmNorm } from "./logarithm-size.ts";
import {
  type Blur,
  type Blurred,
  entropyBlur,
  exponentOf,
  type Moved,
  rateBlur,
  stateBlur,
  traceNormBound,
  traceNormOf,
  turningOf,
} from "./state-error.ts";

/** @param error  of ρ in the Frobenius norm, 0 of a state that was given
 *  @param off  in which directions, where that is known */
export function blurOf(blurred: Blurred, rho: ComplexMatrix, error: number, off: StateOff | null, moved: Moved): Blur {
  if (error === 0) return noBlur(blurred.channels.length);
  const blur = stateBlur(blurred, rho, error, moved);
  return off === null ? blur : leastBlur(blur, knownBlur(blurred, rho, off, moved));
}

const noBlurs: Blur[] = [];

function noBlur(channels: number): Blur {
  const each = new Array<number>(channels).fill(0);
  noBlurs[channels] ??= { entropy: 0, unitaryRate: 0, entropyRates: each, fluxes: each, heatCurrents: each };
  return noBlurs[channels];
}

/**
 * Of what is linear in δρ the directions enter as they are; of the rest by their sizes beside ρ. A direction along ρ itself shifts ln Q by a
 * constant, of which no change of the state, whose trace is zero, makes an entropy.
 */
export function knownBlur(blurred: Blurred, rho: ComplexMatrix, off: StateOff, { by, turned }: Moved): Blur {
  const { spins, channels, twist, hamiltonian, isQuadratic, dimensions } = blurred;
  const { parts } = off;
  const root = Math.sqrt(rho.dimension);
  // What is done to the directions rounds too.
  const rest = off.rest + ROUNDING * sizeOff(off);
  const across = { parts: parts.map((part) => withoutState(part, rho)), rest };
  const logarithm = logarithmNorm(spins);
  const ways = [0, ...SHIFTS].map((share) => lifted(rho, across, share * (sizeOff(across) - rest), logarithm));
  const sumOver = (size: (part: ComplexMatrix) => number): number => parts.reduce((sum, part) => sum + size(part), 0);
  const rate = (Y: (part: ComplexMatrix) => ComplexMatrix, left: number, size: number, all: number, exponent = 1) => {
    const spread = root * sumOver((part) => frobenius(Y(part)));
    return Math.min(...ways.map((way) => way({ spread, left, size, all, exponent })));
  };
  const changed = ({ dissipator }: PreparedChannel, part: ComplexMatrix) => dissipate(dissipator, part, dimensions);
  const energies = hamiltonian === null ? null : aroundMean(hamiltonian);
  const left = reached(rho, rest);
  const leftBy = ({ dissipator }: PreparedChannel) => dissipationTerms(dissipator, left, dimensions);
  return {
    entropy: entropyBlur(rho, sizeOff(off), spins),
    unitaryRate:
      twist === null
        ? 0
        : rate(
            (part) => turn(twist, part),
            turningOf(twist, rho, rest),
            2 * largestRow(twist),
            traceNormOf(turned()),
            isQuadratic ? 1 : exponentOf(spins),
          ),
    entropyRates: channels.map((channel, k) =>
      rate((part) => changed(channel, part), root * norm(leftBy(channel)), channel.size, traceNormOf(by(k))),
    ),
    fluxes: channels.map(({ flux, on }) => {
      if (flux === null) return 0;
      const own = partialTrace(left, dimensions, on);
      return (
        sumOver((part) => traceSize(partialTrace(part, dimensions, on), flux.matrix)) + weighed(flux.matrix, own.re)
      );
    }),
    heatCurrents: channels.map((channel) => {
      if (energies === null) return 0;
      return sumOver((part) => traceSize(changed(channel, part), energies)) + weighed(energies, leftBy(channel));
    }),
  };
}

/** Of what the directions are together. */
const SHIFTS = [1e-8, 1e-5, 1e-2];

interface Spreading {
  /** ‖Y(δρ)‖₁ of the directions, and of the rest. */
  readonly spread: number;
  readonly left: number;
  /** ‖Y(X)‖₁ over ‖X‖₁, and ‖Y(ρ)‖₁. */
  readonly size: number;
  readonly all: number;
  readonly exponent: number;
}

/** ρ → ρ + s → ρ + s + δρ → ρ + δρ in the logarithm: beside s the directions are small where ρ alone is too nearly singular to tell. */
function lifted(rho: ComplexMatrix, { parts, rest }: StateOff, shift: number, logarithm: number) {
  const root = Math.sqrt(rho.dimension);
  const C = cholesky(rho, shift);
  const share = parts.reduce((sum, part) => sum + relativeSize(C, part), 0);
  const beside = share < 1 ? (rest * inverseSize(C)) / (1 - share) : Number.POSITIVE_INFINITY;
  const ofShift = rateBlur(rho.dimension * shift, Number.POSITIVE_INFINITY, logarithm);
  const size = parts.reduce((sum, part) => sum + traceNormBound(part), 0);
  const ofParts = rateBlur(size, share, logarithm);
  const ofRest = rateBlur(root * rest, beside, logarithm);
  return ({ spread, left, size, all, exponent }: Spreading): number =>
    2 * ofShift(0, size, all, exponent) +
    ofParts(spread, size, all, exponent) +
    ofRest(left, size, all + spread, exponent);
}

/** The size of an error wherever ρ has an entry: what a generator does not reach is zero exactly. */
function reached(rho: ComplexMatrix, error: number): ComplexMatrix {
  const left = zeroMatrix(rho.dimension);
  for (let k = 0; k < rho.re.length; k++) if (rho.re[k] !== 0 || rho.im[k] !== 0) left.re[k] = error;
  return left;
}

/** part − cρ, nothing being left on the largest level of ρ. */
function withoutState(part: ComplexMatrix, rho: ComplexMatrix): ComplexMatrix {
  let largest = 0;
  for (let k = 0; k < rho.re.length; k += rho.dimension + 1) if (rho.re[k] > rho.re[largest]) largest = k;
  const along = combine(1, part, -part.re[largest] / rho.re[largest], rho);
  along.re[largest] = 0;
  return along;
}

/** The smaller of each. */
function leastBlur(a: Blur, b: Blur): Blur {
  const each = (x: readonly number[], y: readonly number[]) => x.map((value, k) => Math.min(value, y[k]));
  return {
    entropy: Math.min(a.entropy, b.entropy),
    unitaryRate: Math.min(a.unitaryRate, b.unitaryRate),
    entropyRates: each(a.entropyRates, b.entropyRates),
    fluxes: each(a.fluxes, b.fluxes),
    heatCurrents: each(a.heatCurrents, b.heatCurrents),
  };
}

/** |Tr[AB]|, its rounding included. */
function traceSize(A: ComplexMatrix, B: ComplexMatrix): number {
  const { value, error } = traceProduct(A, B);
  return Math.abs(value) + error;
}
