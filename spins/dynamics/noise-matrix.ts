/**
 * The noise of a reservoir of one party in numbers: P = Σ rate (uuᵀ + vvᵀ) and m = Σ rate v × u over its dissipators
 * L = (u + iv)·J, on which alone A and B depend:
 *     ∇Q·B∇Q = ½[(n×∇Q)ᵀ P (n×∇Q) − (m·n)|∇Q|²],   A = −J m_⊥.
 * They are summed here, from what is emitted of every dissipator by itself: so P stays a sum of squares, and (cosh r − sinh r)² or (a − b)²
 * a square, where the entries as polynomials in the parameters would be differences of e^{2r} or a².
 */

import type { Jump } from "./jump.ts";

export type Vector3 = readonly [number, number, number];

export interface Noise {
  /** By rows. */
  readonly P: readonly [Vector3, Vector3, Vector3];
  readonly m: Vector3;
  /** Σ |terms| of m. */
  readonly drifts: number;
}

export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const trace = (P: Noise["P"]): number => P[0][0] + P[1][1] + P[2][2];

const added = (a: Vector3, b: Vector3, share: number): Vector3 => [
  a[0] + share * b[0],
  a[1] + share * b[1],
  a[2] + share * b[2],
];

export function noiseOf(jumps: readonly Jump[]): Noise {
  let P: Noise["P"] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  let m: Vector3 = [0, 0, 0];
  let drifts = 0;
  for (const { rate, re, im } of jumps) {
    const [u, v] = [re[0], im[0]];
    const turn = cross(v, u);
    drifts += Math.abs(rate) * Math.hypot(...turn);
    m = added(m, turn, rate);
    const row = (i: number): Vector3 => added(added(P[i], u, rate * u[i]), v, rate * v[i]);
    P = [row(0), row(1), row(2)];
  }
  return { P, m, drifts };
}

export function unit(a: Vector3): Vector3 {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

export const times = (P: Noise["P"], v: Vector3): Vector3 => [dot(P[0], v), dot(P[1], v), dot(P[2], v)];

/** A reservoir whose noise is axisymmetric about its drift, as the thermal bath that it is in a turned frame. */
export interface ThermalNoise {
  /** Γ = |m|. */
  readonly Gamma: number;
  /** N = 2n̄ + 1 = α/|m|, α the noise across m; at least 1, which C ≥ 0 makes it. */
  readonly N: number;
  /** m/|m|: Q* ∝ (N − n·axis)^{2J}. */
  readonly axis: Vector3;
}

/** Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] has P = ΓN across z and m = Γz; dephasing about z adds to P along z alone. */
export function thermalNoise(jumps: readonly Jump[]): ThermalNoise {
  const { P, m } = noiseOf(jumps);
  const axis = unit(m);
  const Gamma = Math.hypot(...m);
  return { Gamma, N: Math.max((trace(P) - dot(axis, times(P, axis))) / (2 * Gamma), 1), axis };
}
