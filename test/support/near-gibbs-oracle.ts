/** Thermal damping of one of two qubits near its steady state, where dS/dt and Φ cancel: the deviation from it exactly, and Π
 *  by its own integral over both spheres. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { fixed, ONE } from "./fixed-point.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

/** A number as the oracle knows it. */
export interface Truth {
  readonly value: number;
  /** The oracle's own estimate of |value − truth|. */
  readonly error: number;
  /** Σ |contributions|, of which a few ε are rounding. */
  readonly size: number;
}

/** Beyond this largest entry of the deviation dS/dt + Φ has digits enough. */
const NEAR = 1e-3;
/** Where n̄ is less, Q is not that of a nearly diagonal product near the pole. */
const SMOOTH = 5e-4;
/** Gauss nodes of a panel in cosθ, and azimuths: Q is that of a diagonal product but for the deviation, and each further
 *  harmonic of 1/Q smaller by that. */
const GRIDS: readonly (readonly [nodes: number, azimuths: number])[] = [
  [8, 6],
  [12, 8],
  [17, 6],
];

/**
 * Π = M ∫ g·Bg/Q with g = Pω − ∇P (eq 21), P the Husimi function of ρ − σ ⊗ Tr_a ρ: with N = 2n̄ + 1,
 * ½Γ {[P sinθ − (N − cosθ) ∂θP]²/(N − cosθ) + cosθ (N cosθ − 1)(∂φP/sinθ)²}/Q, on Gauss nodes in panels of
 * both cosθ and equidistant φ.
 * @param near  the largest entry of the deviation
 * @returns null where the state is not near the steady state or Q is not nearly that of a diagonal product
 */
export function productionNearSteady(
  rho: ComplexMatrix,
  on: 0 | 1,
  Gamma: number,
  nbar: number,
  near = NEAR,
): Truth | null {
  if (nbar < SMOOTH) return null;
  const deviation = deviationFromSteady(rho, on, nbar);
  if (deviation.re.some((x) => Math.abs(x) > near) || deviation.im.some((x) => Math.abs(x) > near)) return null;
  const Q = correlations(rho, on);
  const P = correlations(deviation, on);
  if (!isNearlyDiagonal(Q, P, nbar)) return null;
  let value = productionOnGrid(Q, P, nbar, ...GRIDS[0]);
  let error = Math.abs(value);
  for (let k = 1; k < GRIDS.length && error > 1e-13 * value; k++) {
    const before = value;
    value = productionOnGrid(Q, P, nbar, ...GRIDS[k]);
    error = Math.abs(value - before);
  }
  const rounding = 64 * Number.EPSILON * Math.abs(value);
  return { value: Gamma * value, error: Gamma * (error + rounding), size: Gamma * Math.abs(value) };
}

/** Whether what depends on azimuths is small against the least value of a diagonal product's Q, where both are up. */
function isNearlyDiagonal(Q: Float64Array, P: Float64Array, nbar: number): boolean {
  const up = 0.5 * (1 + Q[3]);
  const own = nbar / (2 * nbar + 1);
  return Math.hypot(Q[1], Q[2]) < 0.1 * up && P.every((entry) => Math.abs(entry) < 0.4 * up * own);
}

/** ρ_↑ − n̄/N Tr ρ of the reduced state: the upper population's excess over the steady state's. */
export function excessOverSteady(rho: ComplexMatrix, on: 0 | 1, nbar: number): number {
  const { re } = deviationFromSteady(rho, on, nbar);
  const other = on === 0 ? 5 : 10;
  return re[0] + re[other];
}

/** ρ − σ ⊗ Tr_a ρ, σ = diag(n̄, n̄ + 1)/N, rounded once: N times it in integers. */
function deviationFromSteady(rho: ComplexMatrix, on: 0 | 1, nbar: number): ComplexMatrix {
  const weights = [fixed(nbar), fixed(nbar) + ONE];
  const N = weights[0] + weights[1];
  const own = on === 0 ? 2 : 1;
  const part = (entries: Float64Array): Float64Array => {
    const exact = Array.from(entries, fixed);
    return Float64Array.from(exact, (entry, k) => {
      const [r, c] = [k >> 2, k & 3];
      if ((r & own) !== (c & own)) return toDouble(entry, ONE);
      const [up, down] = [4 * (r & ~own) + (c & ~own), 4 * (r | own) + (c | own)];
      return toDouble(N * entry - weights[(r & own) === 0 ? 0 : 1] * (exact[up] + exact[down]), N * ONE);
    });
  };
  return { dimension: 4, re: part(rho.re), im: part(rho.im) };
}

/** The quotient to 64 bits, rounded. */
function toDouble(numerator: bigint, denominator: bigint): number {
  const shift = BigInt(Math.max(0, 64 + bits(denominator) - bits(numerator)));
  return Number((numerator << shift) / denominator) / 2 ** Number(shift);
}

function bits(a: bigint): number {
  return (a < 0n ? -a : a).toString(2).length;
}

/** t_μν with X = ¼ Σ t_μν σ_μ ⊗ σ_ν, µ of the party `on` and ν of the other, σ₀ = 1; Q = ¼ Σ t_μν n_μ n'_ν, n₀ = 1. */
function correlations({ re, im }: ComplexMatrix, on: 0 | 1): Float64Array {
  const own = on === 0 ? 2 : 1;
  const t = new Float64Array(16);
  // Tr[X σ_μ ⊗ σ_ν] = Σ_rc X_rc ⟨c|σ_μ ⊗ σ_ν|r⟩; a matrix element ⟨j|σ|i⟩ is a power of i or 0.
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      const [i, j] = [(r & own) === 0 ? 0 : 1, (c & own) === 0 ? 0 : 1];
      const [k, l] = [(r & (3 - own)) === 0 ? 0 : 1, (c & (3 - own)) === 0 ? 0 : 1];
      for (const [mu, a, ai] of elements(j, i)) {
        for (const [nu, b, bi] of elements(l, k)) {
          t[4 * mu + nu] += (a * b - ai * bi) * re[4 * r + c] - (a * bi + ai * b) * im[4 * r + c];
        }
      }
    }
  }
  return t;
}

/** The Pauli matrices with ⟨row|σ|column⟩ ≠ 0: which, re, im. */
function elements(row: number, column: number): readonly (readonly [number, number, number])[] {
  if (row !== column)
    return [
      [1, 1, 0],
      [2, 0, row === 0 ? -1 : 1],
    ];
  return [
    [0, 1, 0],
    [3, row === 0 ? 1 : -1, 0],
  ];
}

/** Gauss nodes on [−1, 1] in panels that shrink towards 1, where Q ∝ 1 + ⟨σ_z⟩cosθ comes near zero for ⟨σ_z⟩ < 0. */
function gradedNodes(sigmaZ: number, nodes: number): { readonly c: number; readonly s: number; readonly w: number }[] {
  const { x, w } = gaussLegendre(nodes);
  const up = 0.5 * (1 + sigmaZ);
  const found: { c: number; s: number; w: number }[] = [];
  for (let far = 2; ; far /= 4) {
    const near = far < up ? 0 : far / 4;
    for (let k = 0; k < nodes; k++) {
      // 1 − c first: near the pole s has its digits.
      const gap = 0.5 * (far + near) - 0.5 * (far - near) * x[k];
      found.push({ c: 1 - gap, s: Math.sqrt(gap * (2 - gap)), w: 0.5 * (far - near) * w[k] });
    }
    if (near === 0) return found;
  }
}

/** Π/Γ; M dΩ dΩ' = dc dc' (dφ/2π)(dφ'/2π). */
function productionOnGrid(Q: Float64Array, P: Float64Array, nbar: number, nodes: number, azimuths: number): number {
  const N = 2 * nbar + 1;
  const angles = Array.from({ length: azimuths }, (_, k) => (2 * Math.PI * (k + 0.31)) / azimuths);
  const own = gradedNodes(Q[12], nodes);
  const q = new Float64Array(4);
  const p = new Float64Array(4);
  let sum = 0;
  for (const other of gradedNodes(Q[3], nodes)) {
    for (const phi of angles) {
      const [x, y] = [other.s * Math.cos(phi), other.s * Math.sin(phi)];
      for (let mu = 0; mu < 4; mu++) {
        q[mu] = Q[4 * mu] + Q[4 * mu + 1] * x + Q[4 * mu + 2] * y + Q[4 * mu + 3] * other.c;
        p[mu] = P[4 * mu] + P[4 * mu + 1] * x + P[4 * mu + 2] * y + P[4 * mu + 3] * other.c;
      }
      for (const angle of angles) sum += other.w * productionAlong(q, p, N, own, Math.cos(angle), Math.sin(angle));
    }
  }
  return sum / (8 * azimuths * azimuths);
}

/** ∫ dc of 4{…}²/Q along a meridian, of 4Q = q·(1, n) and 4P = p·(1, n). */
function productionAlong(
  q: Float64Array,
  p: Float64Array,
  N: number,
  nodes: readonly { readonly c: number; readonly s: number; readonly w: number }[],
  cos: number,
  sin: number,
): number {
  const density = cos * q[1] + sin * q[2];
  const radial = cos * p[1] + sin * p[2];
  const turn = cos * p[2] - sin * p[1];
  let sum = 0;
  for (const { c, s, w } of nodes) {
    const current = (p[0] + s * radial + c * p[3]) * s - (N - c) * (c * radial - s * p[3]);
    sum += (w * ((current * current) / (N - c) + c * (N * c - 1) * turn * turn)) / (q[0] + s * density + c * q[3]);
  }
  return sum;
}
