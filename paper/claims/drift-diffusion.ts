/**
 * Drift A and diffusion B of a reservoir, from its dissipators by formulas that the compiler does not use. With L = Σ_j l_j·J_j,
 * a_j = l_j × n_j and sums over the dissipators, each times its rate,
 *
 *   A_i = −Σ_j (J_j + ½(1 − δ_ij)) Im[a_i (l_j*·n_j)]      B_ij = ½ sym{Re[a_i a_j†] + Im[a_i (l_j*)_⊥ᵀ]}
 *
 * in the frame e_θ, e_φ of each party: component 2i is θ of party i, 2i + 1 its φ.
 */
import type { Jump } from "../../spins/dynamics/jump.ts";

type Vector = readonly [number, number, number];

/** θ and φ of a point of each party's sphere. */
export type Points = readonly (readonly [theta: number, phi: number])[];

export interface DriftDiffusion {
  readonly A: readonly number[];
  readonly B: readonly (readonly number[])[];
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** n, e_θ, e_φ. */
export function frame([theta, phi]: Points[number]): readonly [Vector, Vector, Vector] {
  const [c, s, u, v] = [Math.cos(theta), Math.sin(theta), Math.cos(phi), Math.sin(phi)];
  return [
    [s * u, s * v, c],
    [c * u, c * v, -s],
    [-v, u, 0],
  ];
}

export function driftDiffusion(jumps: readonly Jump[], J: readonly number[], points: Points): DriftDiffusion {
  const frames = points.map(frame);
  const size = 2 * J.length;
  const A = new Array<number>(size).fill(0);
  const B = A.map(() => new Array<number>(size).fill(0));
  for (const { rate, re, im } of jumps) {
    const along = (l: Vector, p: number) => dot(l, frames[p >> 1][1 + (p % 2)]);
    const turned = (l: Vector, p: number) => dot(cross(l, frames[p >> 1][0]), frames[p >> 1][1 + (p % 2)]);
    for (let p = 0; p < size; p++) {
      const [a, b] = [turned(re[p >> 1], p), turned(im[p >> 1], p)];
      J.forEach((Jj, j) => {
        const weight = Jj + (j === p >> 1 ? 0 : 0.5);
        A[p] -= rate * weight * (b * dot(re[j], frames[j][0]) - a * dot(im[j], frames[j][0]));
      });
      for (let q = 0; q < size; q++) {
        const half = (rate / 4) * (a * turned(re[q >> 1], q) + b * turned(im[q >> 1], q));
        const turn = (rate / 4) * (b * along(re[q >> 1], q) - a * along(im[q >> 1], q));
        B[p][q] += half + turn;
        B[q][p] += half + turn;
      }
    }
  }
  return { A, B };
}

/** ω with Bω = A, as a covector in the frames. */
export type Omega = (reservoir: DriftDiffusion, points: Points) => readonly number[];

/** ∇ ln Q* of one spin in a thermal bath: Q* = (N − cos θ)^{2J}, N = 2n̄ + 1. */
export const thermal =
  (N: number, J: number): Omega =>
  (_, [[theta]]) => [(2 * J * Math.sin(theta)) / (N - Math.cos(theta)), 0];
