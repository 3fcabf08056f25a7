/** What an error of an evolved or steady state does to everything that is computed from it. */

import { aroundMean, largestRow } from "../../spins/dynamics/hamiltonian.ts";
import { dissipateAdjoint } from "../../spins/dynamics/liouvillian.ts";
import { cholesky, inverseSize } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, frobenius, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import { logarithmSize } from "./logarithm-size.ts";

/** What the error spreads through. */
export interface Blurred {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly channels: readonly PreparedChannel[];
  readonly hamiltonian: ComplexMatrix | null;
  /** H without rotations, of which no error of the state makes an entropy. */
  readonly twist: ComplexMatrix | null;
  readonly isQuadratic: boolean;
}

/** To first order in the error, by channel where there are several values. */
export interface Blur {
  readonly entropy: number;
  readonly unitaryRate: number;
  readonly entropyRates: readonly number[];
  readonly fluxes: readonly number[];
  readonly heatCurrents: readonly number[];
}

/** What moves the state: D(ρ) of each channel, null where it changes nothing, and −i[H′, ρ] of the twist H′, null without one. */
export interface Moved {
  readonly by: (k: number) => ComplexMatrix | null;
  readonly turned: () => ComplexMatrix | null;
}

/** @param error  of ρ in the Frobenius norm, above 0 */
export function stateBlur(blurred: Blurred, rho: ComplexMatrix, error: number, { by, turned }: Moved): Blur {
  const { spins, channels, twist, isQuadratic } = blurred;
  // A trace norm is at most √d times the Frobenius norm.
  const root = Math.sqrt(rho.dimension);
  const sizes = channels.map(({ size }) => size);
  const inverse = inverseSize(cholesky(rho));
  const rate = rateBlur(root * error, error * inverse, logarithmSize(spins));
  return {
    entropy: entropyBlur(rho, error, spins),
    unitaryRate:
      twist === null
        ? 0
        : rate(
            turningOf(twist, rho, error),
            2 * largestRow(twist),
            traceNormOf(turned()),
            isQuadratic ? 1 : exponentOf(spins),
          ),
    entropyRates: sizes.map((size, k) => rate(size * root * error, size, traceNormOf(by(k)))),
    fluxes: channels.map(({ flux }) => (flux === null ? 0 : error * normOnAll(flux.matrix, rho.dimension))),
    heatCurrents: channels.map((_, k) => heatBlur(blurred, k, error)),
  };
}

/** What is done to S and rates where a product ⊗ρ_g stands for a state at a distance ε from it, |ρ − ⊗ρ_g| ≤ ε. */
export interface ProductBlur {
  readonly entropy: number;
  /** Of −M ∫ X ln Q, X = Y(Q): by what Y(ρ) is off, ‖Y(X)‖₁ over ‖X‖₁, and ‖Y(ρ)‖₁. */
  readonly rate: ReturnType<typeof rateBlur>;
  /** √d ε. */
  readonly delta: number;
}

/** S is off by −∫ δQ ln Q and by ∫ δQ²/Q ≤ δ r/(1 − r); next to zeros of Q by −δ ln δ. The least eigenvalue of a product is one. */
export function productBlur(
  factors: readonly ComplexMatrix[],
  distance: number,
  spins: readonly number[],
): ProductBlur {
  const delta = Math.sqrt(dimensionOf(spins)) * distance;
  const r = factors.reduce((all, rho) => all * inverseSize(cholesky(rho)), distance);
  const logarithm = logarithmSize(spins);
  const smooth = r < 1 ? delta * (logarithm + r / (1 - r)) : Number.POSITIVE_INFINITY;
  // The bound grows with the distance up to 1.
  const zeros = delta < 1 ? delta * (1 - Math.log(Math.max(delta, Number.MIN_VALUE))) * logarithm : smooth;
  return { entropy: Math.min(smooth, zeros), rate: rateBlur(delta, r, logarithm), delta };
}

/** Of S. */
export function entropyBlur(rho: ComplexMatrix, error: number, spins: readonly number[]): number {
  return Math.sqrt(rho.dimension) * error * logarithmSize(spins);
}

/** Of the heat current of one channel, |Tr[H D(δρ)]| ≤ ‖D†(H)‖ ‖δρ‖. */
export function heatBlur({ channels, hamiltonian, dimensions }: Heated, k: number, error: number): number {
  return hamiltonian === null ? 0 : energyFlow(channels[k], hamiltonian, dimensions) * error;
}

type Heated = Pick<Blurred, "channels" | "hamiltonian" | "dimensions">;

const energyFlows = new WeakMap<PreparedChannel, { readonly hamiltonian: ComplexMatrix; readonly norm: number }>();

/** ‖D†(H)‖ and its rounding, of a channel beside one H as a rule. */
function energyFlow(channel: PreparedChannel, hamiltonian: ComplexMatrix, dimensions: readonly number[]): number {
  const known = energyFlows.get(channel);
  if (known?.hamiltonian === hamiltonian) return known.norm;
  const energies = aroundMean(hamiltonian);
  const rounding = ROUNDING * Math.sqrt(energies.dimension) * channel.size * largestRow(energies);
  const norm = frobenius(dissipateAdjoint(channel.dissipator, energies, dimensions)) + rounding;
  energyFlows.set(channel, { hamiltonian, norm });
  return norm;
}

/**
 * What δρ does to −M ∫ X ln Q, X = Y(Q) of a linear Y: that of Y(δQ) ln Q, and that of Y(Q + δQ) in δ ln Q. With |δQ| ≤ rQ it is
 * at most r/(1 − r) times ‖Y(ρ + δρ)‖₁; next to zeros of Q it is like −δ ln δ times the size of Y, δ = √d ε ≥ ‖δρ‖₁, for a Y of
 * second order in the spin operators, which leaves of a zero rᵏ of Q at least r^{k−2}. Of H of a higher degree in them it may be more:
 * like δ^{1/2 + 1/(2J)} of a coherent state and H = |J⟩⟨−J| + |−J⟩⟨J|.
 */
export function rateBlur(delta: number, r: number, logarithm: number) {
  /** @param spread  of ‖Y(δρ)‖₁
   *  @param size  ‖Y(X)‖₁ over ‖X‖₁
   *  @param all  ‖Y(ρ)‖₁ */
  return (spread: number, size: number, all: number, exponent = 1): number => {
    if (delta === 0 || (spread === 0 && all === 0)) return 0;
    const smooth = r < 1 ? ((all + spread) * r) / (1 - r) : Number.POSITIVE_INFINITY;
    return spread * logarithm + Math.min(size * zeroBlur(delta) * delta ** (exponent - 1), smooth);
  };
}

/** Of δ: where Q has a zero of order 2J, an H of higher degree than two leaves Y(Q) only half as flat. */
export function exponentOf(spins: readonly number[]): number {
  return Math.min(1, 0.5 + 0.5 / Math.max(...spins));
}

/**
 * √d ‖[H, δρ]‖ for |δρ_kl| ≤ ε, and δρ_kl = 0 where ρ_kl = 0: what a generator does not reach is zero exactly. Levels of H turn an
 * entry by their difference alone.
 */
export function turningOf(H: ComplexMatrix, rho: ComplexMatrix, error: number): number {
  const n = rho.dimension;
  const reached = rho.re.map((x, k) => (x !== 0 || rho.im[k] !== 0 ? error : 0));
  const sizes = H.re.map((x, k) => (k % (n + 1) === 0 ? 0 : Math.hypot(x, H.im[k])));
  let squares = 0;
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      let sum = Math.abs(H.re[k * (n + 1)] - H.re[l * (n + 1)]) * reached[k * n + l];
      for (let m = 0; m < n; m++) sum += sizes[k * n + m] * reached[m * n + l] + reached[k * n + m] * sizes[m * n + l];
      squares += sum * sum;
    }
  }
  // ‖δρ‖ ≤ ε as a whole, not entry by entry.
  return Math.sqrt(n) * Math.min(Math.sqrt(squares), 2 * largestRow(H) * error);
}

/** δ(2 − ln δ), what an error of that size does next to zeros of Q. */
export const zeroBlur = (delta: number): number =>
  delta * (2 - Math.log(Math.min(Math.max(delta, Number.MIN_VALUE), 1)));

/** Σ ‖columns‖ ≥ ‖X‖₁ ≥ M ∫ |X|, at most √d ‖X‖. */
export function traceNormBound({ dimension: n, re, im }: ComplexMatrix): number {
  let all = 0;
  for (let c = 0; c < n; c++) {
    let squares = 0;
    for (let k = c; k < n * n; k += n) squares += re[k] * re[k] + im[k] * im[k];
    all += Math.sqrt(squares);
  }
  return all;
}

/** 0 of nothing. */
export const traceNormOf = (X: ComplexMatrix | null): number => (X === null ? 0 : traceNormBound(X));

export function dimensionOf(spins: readonly number[]): number {
  return totalDimension(spins.map((J) => 2 * J + 1));
}

const norms = new WeakMap<ComplexMatrix, number>();

/** ‖F ⊗ 1‖ of a matrix that stays, on so many levels. */
function normOnAll(F: ComplexMatrix, dimension: number): number {
  let norm = norms.get(F);
  if (norm === undefined) {
    norm = frobenius(F);
    norms.set(F, norm);
  }
  return Math.sqrt(dimension / F.dimension) * norm;
}
