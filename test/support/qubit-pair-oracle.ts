/**
 * S, dS/dt, Π and Φ of two qubits under local noise, to about fourteen digits, by formulas and an integrator of its own: the
 * judge of the library's numbers and of its bounds. The state comes as ρ = Σ_i |v_i⟩⟨v_i|, so that A₀² − R² of a conditional
 * state is a sum of squares and nothing cancels.
 */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type CubatureSetting, integrateOverSphere, type SphereIntegrals } from "./cube-sphere.ts";
import { excessOverSteady, productionNearSteady, type Truth } from "./near-gibbs-oracle.ts";

/** Components ⟨00|v⟩, ⟨01|v⟩, ⟨10|v⟩, ⟨11|v⟩, re and im in turn. */
export type PairVector = Float64Array;

export interface FactoredState {
  /** The matrix that the library is given: Σ |v_i⟩⟨v_i| rounded once. */
  readonly rho: ComplexMatrix;
  readonly vectors: readonly PairVector[];
}

/** Noise on one qubit: eq 13 of Zicari et al. 2023, or −(λ/2)[Jz, [Jz, ρ]] (eq 8). */
export type LocalNoise =
  | { readonly kind: "damping"; readonly on: 0 | 1; readonly Gamma: number; readonly nbar: number }
  | { readonly kind: "dephasing"; readonly on: 0 | 1; readonly lambda: number };

export interface NoiseTruth {
  readonly entropyRate: Truth;
  readonly production: Truth;
  readonly flux: Truth;
}

export interface PairTruth {
  readonly entropy: Truth;
  /** One entry a noise, in their order. */
  readonly noises: readonly NoiseTruth[];
  readonly evaluations: number;
}

const USUAL: CubatureSetting = { nodes: 10, share: 5e-16 };

/** Entropy and rates of a pair. */
export function pairTruth(
  state: FactoredState,
  noises: readonly LocalNoise[],
  setting: CubatureSetting = USUAL,
): PairTruth {
  const first = noises[0]?.on ?? 0;
  const moments: Partial<Record<0 | 1, SphereIntegrals>> = { [first]: localMoments(state.vectors, first, setting) };
  const truths = noises.map((noise) => {
    moments[noise.on] ??= localMoments(state.vectors, noise.on, setting);
    return noiseTruth(state, noise, moments[noise.on]!);
  });
  const evaluations = Object.values(moments).reduce((sum, one) => sum + one.evaluations, 0);
  return { entropy: combination(moments[first]!, [1, 0, 0, 0]), noises: truths, evaluations };
}

function noiseTruth(state: FactoredState, noise: LocalNoise, moments: SphereIntegrals): NoiseTruth {
  if (noise.kind === "dephasing") {
    const known = combination(moments, [0, 0, 0, noise.lambda]);
    const size = Math.max(known.size, noise.lambda * dephasingMoment(state.vectors, noise.on));
    const entropyRate = { ...known, size };
    return { entropyRate, production: entropyRate, flux: { value: 0, error: 0, size: 0 } };
  }
  const { Gamma, nbar, on } = noise;
  const entropyRate = combination(moments, [0, Gamma * (2 * nbar + 1), Gamma, 0]);
  const flux = dampingFlux(state.rho, on, Gamma, nbar);
  const direct = productionNearSteady(state.rho, on, Gamma, nbar);
  const production = better(direct, add(entropyRate, flux, 1));
  return { entropyRate: better(entropyRate, add(production, flux, -1)), production, flux };
}

const COARSE: CubatureSetting = { nodes: 4, share: 0.01 };

/** μ² ∫ |½(R_x n_x + R_y n_y) ln Q| from below: at rate 1 dephasing changes Q by −½(R_x n_x + R_y n_y), ∫ |n_x| dΩ = 2π, and Q ≤ 2A₀ ≤ 1. */
function dephasingMoment(vectors: readonly PairVector[], inner: 0 | 1): number {
  const condition = conditioning(vectors, inner);
  const C = new Float64Array(5);
  const { values } = integrateOverSphere(
    (x, y, z, sample) => {
      condition(x, y, z, C);
      const [A0, Rx, Ry] = C;
      const size = A0 > 0 ? MEASURE * Math.PI * Math.hypot(Rx, Ry) * Math.max(-Math.log(2 * A0), 0) : 0;
      for (const list of [sample.values, sample.sizes, sample.blurs]) list[0] = size;
    },
    1,
    COARSE,
  );
  return values[0];
}

function add(a: Truth, b: Truth, sign: 1 | -1): Truth {
  return { value: a.value + sign * b.value, error: a.error + b.error, size: a.size + b.size };
}

/** The better known, and the larger size: that of the terms that cancel. */
function better(a: Truth | null, b: Truth): Truth {
  if (a === null) return b;
  return { ...(a.error < b.error ? a : b), size: Math.max(a.size, b.size) };
}

/**
 * Φ = ¼Γ K(N, 1)(Tr ρ + N⟨σ_z⟩), N = 2n̄ + 1: eq 21's Φ_j with ⟨Q⟩ = ½(1 + ⟨σ_z⟩ cosθ), the integrals ∫(1 − c²)/(N − c) dc = K and
 * ∫c(1 − c²)/(N − c) dc = N K − 4/3.
 */
function dampingFlux(rho: ComplexMatrix, on: 0 | 1, Gamma: number, nbar: number): Truth {
  const N = 2 * nbar + 1;
  const K = scaledKernel(N, 1, 4 * nbar * (nbar + 1)) / N;
  // Tr ρ + N⟨σ_z⟩ is 2N times the upper population's excess over the steady state.
  const value = 0.5 * Gamma * K * N * excessOverSteady(rho, on, nbar);
  return { value, error: 8 * Number.EPSILON * Math.abs(value), size: 0.25 * Gamma * K * (1 + N) };
}

function combination({ values, errors, sizes }: SphereIntegrals, factors: readonly number[]): Truth {
  const sum = (list: Float64Array) => factors.reduce((total, factor, f) => total + factor * list[f], 0);
  return { value: sum(values), error: sum(errors), size: sum(sizes) };
}

/** μ² of two qubits. */
const MEASURE = 1 / (4 * Math.PI ** 2);

/**
 * S and what the rates of noise on `inner` are linear in, averages over the other qubit's sphere of closed forms of the
 * conditional state A₀ + R·σ:
 *     S = −μ² ∫ 2π(A₀L₀ + ½R²K)
 *     damping    ΓN·μ² ∫ πK(½(Rx² + Ry²) + Rz²) + Γ·μ² ∫ πK A₀Rz
 *     dephasing  λ·μ² ∫ ½πK(Rx² + Ry²)
 */
function localMoments(vectors: readonly PairVector[], inner: 0 | 1, setting: CubatureSetting): SphereIntegrals {
  const condition = conditioning(vectors, inner);
  const C = new Float64Array(5);
  return integrateOverSphere(
    (x, y, z, { values, sizes, blurs }) => {
      condition(x, y, z, C);
      const [A0, Rx, Ry, Rz, gap] = C;
      const across = Rx * Rx + Ry * Ry;
      const R = Math.sqrt(across + Rz * Rz);
      const K = A0 > 0 ? (MEASURE * Math.PI * scaledKernel(A0, R, gap)) / A0 : 0;
      const mean = A0 > 0 ? 2 * Math.PI * MEASURE * A0 * logMean(A0, R, gap) : 0;
      values[0] = -(mean + R * R * K);
      values[1] = K * (0.5 * across + Rz * Rz);
      values[2] = K * A0 * Rz;
      values[3] = 0.5 * K * across;
      // Of damping any direction of R counts alike; the dephasing's integrand is a sum of squares.
      sizes[0] = Math.abs(mean) + R * R * K;
      sizes[1] = K * R * R;
      sizes[2] = K * A0 * R;
      sizes[3] = values[3];
      // Rz is a difference of the size of A₀.
      blurs[0] = sizes[0];
      blurs[1] = values[1] + K * A0 * Math.abs(Rz);
      blurs[2] = K * A0 * A0;
      blurs[3] = values[3];
    },
    4,
    setting,
  );
}

/**
 * C = ⟨n|ρ|n⟩ = Σ |w_i⟩⟨w_i|, w_i = ⟨n|v_i⟩ with n on the sphere of the qubit that is not `inner`, as A₀, Rx, Ry, Rz of
 * C = A₀ + R·σ and det C = A₀² − R² = Σ_{i<j} |w_i ∧ w_j|² (Binet and Cauchy).
 */
export function conditioning(
  vectors: readonly PairVector[],
  inner: 0 | 1,
): (x: number, y: number, z: number, C: Float64Array) => void {
  const up = inner === 0 ? 4 : 2;
  const own = inner === 0 ? 2 : 4;
  const count = vectors.length;
  const w = new Float64Array(4 * count);
  return (x, y, z, C) => {
    // ⟨n| up to a phase, from the side where nothing cancels.
    const norm = 1 / Math.sqrt(2 * (1 + Math.abs(z)));
    const [a, ai] = z >= 0 ? [(1 + z) * norm, 0] : [x * norm, y * norm];
    const [b, bi] = z >= 0 ? [x * norm, -y * norm] : [(1 - z) * norm, 0];
    let [C00, C11, re, im, gap] = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const v = vectors[i];
      for (let k = 0; k < 2; k++) {
        const p = k * up;
        const q = p + own;
        w[4 * i + 2 * k] = a * v[p] - ai * v[p + 1] + b * v[q] - bi * v[q + 1];
        w[4 * i + 2 * k + 1] = a * v[p + 1] + ai * v[p] + b * v[q + 1] + bi * v[q];
      }
      const [s, si, t, ti] = [w[4 * i], w[4 * i + 1], w[4 * i + 2], w[4 * i + 3]];
      C00 += s * s + si * si;
      C11 += t * t + ti * ti;
      re += s * t + si * ti;
      im += si * t - s * ti;
      for (let j = 0; j < 4 * i; j += 4) {
        const wedge = s * w[j + 2] - si * w[j + 3] - t * w[j] + ti * w[j + 1];
        const other = s * w[j + 3] + si * w[j + 2] - t * w[j + 1] - ti * w[j];
        gap += wedge * wedge + other * other;
      }
    }
    C[0] = 0.5 * (C00 + C11);
    C[1] = re;
    C[2] = -im;
    C[3] = 0.5 * (C00 - C11);
    C[4] = gap;
  };
}

/** Where x = R/A₀ is less, series are shorter than what closed forms lose. */
const SERIES = 0.5;

/** A₀K = A₀ ∫₋₁¹ (1 − u²)/(A₀ + Ru) du = Σ 4x²ⁿ/((2n+1)(2n+3)) = [2 − (gap/A₀R) ln((A₀ + R)²/gap)]/x², gap = A₀² − R². */
export function scaledKernel(A0: number, R: number, gap: number): number {
  const x = R / A0;
  if (x < SERIES) return sumOfPowers(x * x, (n) => 4 / ((2 * n + 1) * (2 * n + 3)));
  if (gap <= 0) return 2 / (x * x);
  return (2 - (gap / (A0 * R)) * Math.log((A0 + R) ** 2 / gap)) / (x * x);
}

/** L₀ = ∫₋₁¹ ln(A₀ + Ru) du = 2 ln A₀ − Σ_{n≥1} x²ⁿ/(n(2n+1)) = [(A₀+R) ln(A₀+R) − (A₀−R) ln(A₀−R)]/R − 2, A₀ − R = gap/(A₀ + R). */
export function logMean(A0: number, R: number, gap: number): number {
  const x = R / A0;
  if (x < SERIES) return 2 * Math.log(A0) - sumOfPowers(x * x, (n) => (n === 0 ? 0 : 1 / (n * (2 * n + 1))));
  const high = A0 + R;
  const low = gap / high;
  return (high * Math.log(high) - (low > 0 ? low * Math.log(low) : 0)) / R - 2;
}

/** Σ aₙ yⁿ, aₙ ≤ 4/3, from the last term that counts. */
function sumOfPowers(y: number, coefficient: (n: number) => number): number {
  let last = 1;
  for (let power = y; power > 1e-18; power *= y) last++;
  let sum = 0;
  for (let n = last; n >= 0; n--) sum = sum * y + coefficient(n);
  return sum;
}
