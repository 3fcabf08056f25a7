/** Reservoirs of one operator L = (u + iv)·J: Q* = (tr B)^J. */

import { dot, frame, type Omega } from "../../paper/claims/drift-diffusion.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";

export type Vector = readonly [number, number, number];

export const single = (u: Vector, v: Vector, rate = 1): Jump => ({ reservoir: 0, rate, re: [u], im: [v] });

/** Γ(n̄ + 1) D[J−] + Γn̄ D[J+] + λ D[Jx] + κ D[Jz] at Γ = 1/2, n̄ = 0.8, λ = 3/2. */
export const noisyBath = (kappa: number) => [
  single([1, 0, 0], [0, -1, 0], 0.9),
  single([1, 0, 0], [0, 1, 0], 0.4),
  single([1, 0, 0], [0, 0, 0], 1.5),
  single([0, 0, 1], [0, 0, 0], kappa),
];

/** (u·a)u·b + (v·a)v·b summed over the dissipators: a·Pb. */
const noise = (jumps: readonly Jump[], a: Vector, b: Vector): number =>
  jumps.reduce(
    (sum, { rate, re, im }) => sum + rate * (dot(re[0], a) * dot(re[0], b) + dot(im[0], a) * dot(im[0], b)),
    0,
  );

/** m·a with m = Σ rate v × u. */
const turn = (jumps: readonly Jump[], a: Vector): number =>
  jumps.reduce((sum, { rate, re: [u], im: [v] }) => {
    const [x, y, z] = [v[1] * u[2] - v[2] * u[1], v[2] * u[0] - v[0] * u[2], v[0] * u[1] - v[1] * u[0]];
    return sum + rate * dot([x, y, z], a);
  }, 0);

/** tr B = ½(tr P − n·Pn) − m·n. */
function traceOfDiffusion(jumps: readonly Jump[], n: Vector): number {
  const axes: readonly Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const trace = axes.reduce((sum, axis) => sum + noise(jumps, axis, axis), 0);
  return (trace - noise(jumps, n, n)) / 2 - turn(jumps, n);
}

/** J ∇ ln tr B = −J (Pn + m)_⊥ / tr B. */
export const gradientOfTrace =
  (jumps: readonly Jump[], J: number): Omega =>
  (_, [point]) => {
    const [n, ...tangents] = frame(point);
    return tangents.map((e) => (-J * (noise(jumps, e, n) + turn(jumps, e))) / traceOfDiffusion(jumps, n));
  };

/** (tr B)^J. */
export const potentialOf = (jumps: readonly Jump[], J: number, n: Vector): number => traceOfDiffusion(jumps, n) ** J;
