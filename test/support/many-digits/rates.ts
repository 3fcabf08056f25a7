/** S, dS/dt, Π and Φ of a state known to sixty digits, channel by channel, with what the oracle itself does not know. */
import { twistOf } from "../../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { Truth } from "../near-gibbs-oracle.ts";
import { type Digits, digits } from "./digits.ts";
import { type ExactState, GUARD, KEPT } from "./evolution.ts";
import { fluxTruth, ZERO } from "./flux.ts";
import { type ExactMatrix, frobenius, multiply, plus, roundedMatrix, zeros } from "./matrix.ts";
import { logarithmMoments } from "./sphere-moments.ts";
import { dissipated, type ExactJump, exactSystem, factorBits, type System } from "./system.ts";

/** Sizes are those of the contributions, or more: those of what cancels, and what a channel turns over, Σ rate ‖L‖². */
export interface NoiseTruth {
  readonly entropyRate: Truth;
  /** Null where Π does not exist. */
  readonly production: Truth | null;
  readonly flux: Truth | null;
  /** −Tr[H D(ρ)]; null without H. */
  readonly heatCurrent: Truth | null;
}

export interface StateTruth {
  readonly entropy: Truth;
  /** −M ∫ ln Q of −i[H, ρ]. */
  readonly unitaryRate: Truth;
  readonly noises: readonly NoiseTruth[];
}

/** What is left of zero by the digits of a state. */
const UNKNOWN = 1e-60;

/** Contributions at a state over those at any, that are counted at the least. */
const FADED = 1e-12;

/** D(ρ) of each noise, with room for what rates multiply. */
function changesOf(system: System, { digits: d, rho }: ExactState) {
  const fine = digits(Math.min(d.bits, KEPT + GUARD) + factorBits(system));
  const own = {
    n: rho.n,
    re: rho.re.map((x) => fine.from(x, d.bits)),
    im: rho.im.map((x) => fine.from(x, d.bits)),
  };
  const exact = exactSystem(fine, system);
  return { fine, own, exact, changes: exact.jumps.map((list) => dissipated(fine, list, own)) };
}

export function truthOf(system: System, state: ExactState): StateTruth {
  const { fine, own, exact, changes } = changesOf(system, state);
  const { jumps, hamiltonian: H } = exact;
  const turns = H === null ? [] : [turned(fine, H, own)];
  const [entropy, ...rates] = logarithmMoments(system.spins, fine, own, [own, ...changes, ...turns]);
  const fluxes = fluxesOf(system, state);
  // The mean of −ln Q over a state is at most about that: the terms that cancel in D(Q) are taken with it.
  const logarithm = system.spins.reduce((all, J) => all + 2 * J * (1 + Math.log(2 * J + 1)), 1);
  const noises = system.noises.map((_, k): NoiseTruth => {
    if (jumps[k].length === 0)
      return { entropyRate: ZERO, production: ZERO, flux: ZERO, heatCurrent: H === null ? null : ZERO };
    const turnover = turnoverOf(fine, jumps[k]);
    const entropyRate = known(rates[k], turnover * logarithm);
    const production = fluxes[k] === null ? null : sum([entropyRate, fluxes[k]]);
    const heatCurrent = H === null ? null : heat(fine, H, changes[k], turnover);
    return { entropyRate, production, flux: fluxes[k], heatCurrent };
  });
  const least = H === null ? 0 : leastOf(system.hamiltonian!, system.spins, roundedMatrix(fine, own));
  const unitaryRate = H === null ? ZERO : turning(rates[rates.length - 1], frobenius(fine, H), least * logarithm);
  return { entropy, noises, unitaryRate };
}

/** Φ of each noise; null where there is none. */
export function fluxesOf(system: System, state: ExactState): (Truth | null)[] {
  const { fine, exact, changes } = changesOf(system, state);
  return system.noises.map((noise, k) => {
    if (exact.jumps[k].length === 0) return ZERO;
    const flux = fluxTruth(system, noise, fine, changes[k], exact.dimensions);
    return flux === null || flux === ZERO ? flux : known(flux, turnoverOf(fine, exact.jumps[k]));
  });
}

function turnoverOf(d: Digits, jumps: readonly ExactJump[]): number {
  return jumps.reduce((total, { rate, L }) => total + d.toNumber(rate) * frobenius(d, L) ** 2, 0);
}

const known = (truth: Truth, turnover: number): Truth => ({
  ...truth,
  size: truth.size + turnover,
  error: truth.error + UNKNOWN * turnover,
});

/** What [H′, ρ] is the difference of, H′ without rotations, entry by entry and levels by their differences, in the Frobenius norm; at least
 *  `FADED` of what it may be of any state, no row of H′ being larger than √d times its norm. */
function leastOf(H: ComplexMatrix, spins: readonly number[], rho: ComplexMatrix): number {
  const twist = twistOf(H, spins);
  if (twist === null) return 0;
  const size = ({ re, im }: ComplexMatrix, k: number) => Math.hypot(re[k], im[k]);
  const n = H.dimension;
  let squares = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let sum = Math.abs(twist.re[r * (n + 1)] - twist.re[c * (n + 1)]) * size(rho, r * n + c);
      for (let k = 0; k < n; k++) {
        if (k !== r) sum += size(twist, r * n + k) * size(rho, k * n + c);
        if (k !== c) sum += size(rho, r * n + k) * size(twist, k * n + c);
      }
      squares += sum * sum;
    }
  }
  return Math.max(Math.sqrt(squares), FADED * 2 * Math.sqrt(n) * Math.hypot(...twist.re, ...twist.im));
}

/** Where [H, ρ] has faded, no less is told than thirty digits do. */
const turning = (truth: Truth, size: number, least: number): Truth => ({
  ...truth,
  error: truth.error + UNKNOWN * size,
  size: Math.max(truth.size, least),
});

/** −i[H, ρ]. */
function turned(d: Digits, H: ExactMatrix, rho: ExactMatrix): ExactMatrix {
  const forth = plus(d, zeros(rho.n), [0n, -d.one], multiply(d, H, rho));
  return plus(d, forth, [0n, d.one], multiply(d, rho, H));
}

function heat(d: Digits, H: ExactMatrix, change: ExactMatrix, turnover: number): Truth {
  const { n, re } = multiply(d, H, change);
  let trace = 0n;
  for (let k = 0; k < n; k++) trace += re[k * (n + 1)];
  const value = -d.toNumber(trace);
  const size = frobenius(d, H) * turnover;
  return { value, error: Number.EPSILON * Math.abs(value) + UNKNOWN * size, size };
}

export function sum(truths: readonly Truth[]): Truth {
  return truths.reduce((a, b) => ({ value: a.value + b.value, error: a.error + b.error, size: a.size + b.size }), ZERO);
}
