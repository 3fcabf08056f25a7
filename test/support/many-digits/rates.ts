/** S, dS/dt, Π and Φ of a state known to sixty digits, channel by channel, with what the oracle itself does not know. */
import { twistOf } from "../../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { integrateOverSphere } from "../cube-sphere.ts";
import type { Truth } from "../near-gibbs-oracle.ts";
import { type Digits, digits, logarithm } from "./digits.ts";
import { type ExactState, GUARD, KEPT } from "./evolution.ts";
import { type ExactMatrix, frobenius, multiply, plus, reducedTo, roundedMatrix, zeros } from "./matrix.ts";
import { expectation, logarithmMoments, spinAmplitudes } from "./sphere-moments.ts";
import { dissipated, type ExactJump, exactSystem, factorBits, type Noise, type System } from "./system.ts";

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

export const ZERO: Truth = { value: 0, error: 0, size: 0 };

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

/** Φ = M ∫ D(Q) ln Q*; null where there is no Q*. */
function fluxTruth(
  system: System,
  noise: Noise,
  d: Digits,
  change: ExactMatrix,
  dimensions: readonly number[],
): Truth | null {
  if ("jumps" in noise) return null;
  const { channel, on, parameters: p } = noise;
  const X = reducedTo(change, dimensions, on[0]);
  switch (channel) {
    case "dephasing":
    case "axis-dephasing":
    case "depolarizing":
    case "collective-dephasing":
    case "correlated-dephasing":
      return ZERO;
    case "amplitude-damping":
      return axialFlux(d, X, p.nbar, "down");
    case "pumping":
      return axialFlux(d, X, 0, "up");
    case "squeezed-vacuum":
      return squeezedFlux(d, X, p.r, p.phase);
    case "squeezed-thermal":
      if (p.r === 0) return axialFlux(d, X, p.nbar, "down");
      return p.nbar === 0 ? squeezedFlux(d, X, p.r, p.phase) : null;
    case "collective-decay":
      return null;
    default:
      throw new Error(`no flux of ${channel} for spins ${system.spins.join(", ")}`);
  }
}

/**
 * Q* ∝ (N − c)^{2J}, N = 2n̄ + 1, c = cosθ, or its mirror image: Φ = J(2J + 1) Σ_i X_ii ∫ C(2J, i)((1+c)/2)^{2J−i}((1−c)/2)^i ln(N − c) dc
 * with ∫ c^k ln(N − c) dc = [(1 − N^{k+1}) ln(N − 1) − ((−1)^{k+1} − N^{k+1}) ln(N + 1) − Σ_{j≤k} N^{k−j}(1 + (−1)^j)/(j + 1)]/(k + 1).
 */
function axialFlux(d: Digits, X: ExactMatrix, nbar: number, direction: "down" | "up"): Truth {
  const size = X.n;
  // N^{2J+1} cancels, and ln(N − 1) of a small n̄ has a size of its own.
  const fine = digits(d.bits + 100 + Math.ceil((size + 1) * 2 * Math.log2(2 * nbar + 2)) + (nbar > 0 ? 1080 : 0));
  const N = 2n * fine.of(nbar) + fine.one;
  const moments = Array.from({ length: size }, (_, k) => logarithmicMoment(fine, N, k));
  let total = 0n;
  for (let i = 0; i < size; i++) {
    const at = direction === "down" ? i : size - 1 - i;
    const population = fine.from(X.re[at * (size + 1)], d.bits);
    polynomial(size - 1, i).forEach((coefficient, k) => {
      total += fine.times(population, coefficient * moments[k]);
    });
  }
  // J(2J + 1)/4^J
  const value = fine.toNumber((total * BigInt(size * (size - 1))) >> BigInt(size));
  return { value, error: 2 * Number.EPSILON * Math.abs(value), size: Math.abs(value) };
}

/** Coefficients of C(n, i)(1 + c)^{n−i}(1 − c)^i. */
function polynomial(n: number, i: number): bigint[] {
  let list = [1n];
  const multiplied = (by: bigint) => {
    list = [...list, 0n].map((x, k) => x + by * (k > 0 ? list[k - 1] : 0n));
  };
  let binomial = 1n;
  for (let k = 0; k < n; k++) multiplied(k < i ? -1n : 1n);
  for (let k = 0; k < i; k++) binomial = (binomial * BigInt(n - k)) / BigInt(k + 1);
  return list.map((x) => x * binomial);
}

function logarithmicMoment(d: Digits, N: bigint, k: number): bigint {
  const powers = [d.one];
  for (let j = 0; j <= k; j++) powers.push(d.times(powers[j], N));
  const top = powers[k + 1];
  let sum = N === d.one ? 0n : d.times(d.one - top, logarithm(d, N - d.one));
  sum -= d.times((k % 2 === 0 ? -d.one : d.one) - top, logarithm(d, N + d.one));
  for (let j = 0; j <= k; j += 2) sum -= (2n * powers[k - j]) / BigInt(j + 1);
  return sum / BigInt(k + 1);
}

/**
 * Q* = (tr B)^J of the single jump with l = u + iv: tr B = ½(tr P − n·Pn) − m·n, P = uuᵀ + vvᵀ, m = v × u. With a and b along the
 * axes of P, which are x and y turned by −phase/2, it is ½[e^{2r}(b² + z²) + e^{−2r}(a² + z²)] − z, and near z = 1, where
 * that cancels, ½(1 − z)² + ½[(e^{2r} − 1)b² + (e^{−2r} − 1)a²] + 2 sinh²r z².
 */
function squeezedFlux(d: Digits, X: ExactMatrix, r: number, phase: number): Truth {
  const matrix = roundedMatrix(d, X);
  const largest = Math.max(...matrix.re.map(Math.abs), ...matrix.im.map(Math.abs));
  if (largest < 1e-150) return { ...ZERO };
  const factor = (X.n * (X.n - 1)) / (8 * Math.PI) / largest;
  const [cos, sin, long, short] = [Math.cos(phase / 2), Math.sin(phase / 2), Math.exp(2 * r), Math.exp(-2 * r)];
  const [more, less, square] = [Math.expm1(2 * r), Math.expm1(-2 * r), 2 * Math.sinh(r) ** 2];
  const amplitudes = [new Float64Array(X.n), new Float64Array(X.n)] as const;
  const { values, errors, sizes } = integrateOverSphere(
    (x, y, z, out) => {
      const [a, b] = [(x * cos - y * sin) ** 2, (x * sin + y * cos) ** 2];
      const low = (x * x + y * y) / (1 + z);
      const near = 0.5 * (low * low + more * b + less * a) + square * z * z;
      const trace = z > 0.5 ? near : 0.5 * (long * (b + z * z) + short * (a + z * z)) - z;
      spinAmplitudes(X.n, x, y, z, ...amplitudes);
      const value = factor * expectation(matrix, ...amplitudes);
      const log = Math.log(Math.max(trace, 1e-300));
      out.values[0] = value * log;
      out.sizes[0] = Math.abs(value) * (Math.abs(log) + 1);
      out.blurs[0] = 2 * factor * largest * (Math.abs(log) + 1);
    },
    1,
    { nodes: 10, share: 5e-16 },
  );
  return { value: largest * values[0], error: largest * (errors[0] + 1e-14), size: largest * sizes[0] };
}
