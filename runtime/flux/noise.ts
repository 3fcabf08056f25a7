/**
 * The noise of a reservoir of one party in numbers: P = Σ rate (uuᵀ + vvᵀ) and m = Σ rate v × u over its dissipators
 * L = (u + iv)·J, on which alone A and B depend:
 *     ∇Q·B∇Q = ½[(n×∇Q)ᵀ P (n×∇Q) − (m·n)|∇Q|²],   A = −J m_⊥.
 * They are summed here, from what is emitted of every dissipator by itself: so P stays a sum of squares, and (cosh r − sinh r)² or (a − b)²
 * a square, where the entries as polynomials in the parameters would be differences of e^{2r} or a².
 */
import type { Jump } from "../../spins/dynamics/jump.ts";
import { NOISE_MATRIX } from "../../spins/numbers/safety-factors.ts";

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

export function unit(a: Vector3): Vector3 {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

export const times = (P: Noise["P"], v: Vector3): Vector3 => [dot(P[0], v), dot(P[1], v), dot(P[2], v)];

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

/** What is left of terms that cancel, relative to them: below, it may be rounding alone. */
export const TOLD = NOISE_MATRIX * Number.EPSILON;

/** Whether there is a drift and P is not axisymmetric about it, beyond what rounding could make so. */
export function isOblique({ P, m, drifts }: Noise): boolean {
  const strength = Math.hypot(...m);
  if (!(strength > TOLD * drifts)) return false;
  const k = unit(m);
  const along = dot(k, times(P, k));
  const across = (trace(P) - along) / 2;
  const parts = P.flatMap((row, i) =>
    row.map((entry, j) => Math.abs(entry - (i === j ? across : 0) - (along - across) * k[i] * k[j])),
  );
  return Math.max(...parts) > TOLD * (1 + drifts / strength) * trace(P);
}

/** Whether it is more than one operator: (tr C)² − tr C² beyond rounding, with C = P + i[m]. */
export function isMixed({ P, m }: Noise): boolean {
  const squares = P.flat().reduce((sum, entry) => sum + entry * entry, 2 * dot(m, m));
  return trace(P) ** 2 - squares > TOLD * trace(P) ** 2;
}

/** Whether the Kossakowski matrix of several parties, Σ rate l l†, has an imaginary part beyond rounding. */
export function hasJointDrift(jumps: readonly Jump[]): boolean {
  const size = 3 * jumps[0].re.length;
  const flat = jumps.map(({ rate, re, im }) => ({ rate, u: re.flat(), v: im.flat() }));
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      const terms = flat.map(({ rate, u, v }) => rate * (v[i] * u[j] - u[i] * v[j]));
      const sizes = flat.map(({ rate, u, v }) => Math.abs(rate) * (Math.abs(v[i] * u[j]) + Math.abs(u[i] * v[j])));
      const [sum, all] = [terms, sizes].map((list) => list.reduce((a, b) => a + b, 0));
      if (Math.abs(sum) > TOLD * all) return true;
    }
  return false;
}

/** Whether P m = 0 to rounding: no noise along the axis of the drift. */
export const lacksDriftAxis = ({ P, m, drifts }: Noise): boolean =>
  Math.hypot(...times(P, m)) <= TOLD * trace(P) * drifts;
