/** Where the noise of a channel of one party is least. With P = Σ rate (uuᵀ + vvᵀ), m = Σ rate v × u of L = (u + iv)·J,
 *  tr B = ½(tr P − n·Pn) − m·n; of a single operator it vanishes at two points, where Q* = (tr B)^J does. */
import type { Jump } from "../evaluator.ts";

export type Vector = readonly [number, number, number];

export interface Noise {
  readonly rows: readonly [Vector, Vector, Vector];
  readonly m: Vector;
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const sum = (a: Vector, b: Vector, share: number): Vector => [
  a[0] + share * b[0],
  a[1] + share * b[1],
  a[2] + share * b[2],
];

export function noiseOf(jumps: readonly Jump[]): Noise {
  const terms = jumps.flatMap(({ rate, re, im }) => [[rate, re[0]] as const, [rate, im[0]] as const]);
  const row = (i: number) => terms.reduce<Vector>((out, [rate, v]) => sum(out, v, rate * v[i]), [0, 0, 0]);
  return {
    rows: [row(0), row(1), row(2)],
    m: jumps.reduce<Vector>(
      (out, { rate, re: [u], im: [v] }) =>
        sum(out, [v[1] * u[2] - v[2] * u[1], v[2] * u[0] - v[0] * u[2], v[0] * u[1] - v[1] * u[0]], rate),
      [0, 0, 0],
    ),
  };
}

export function traceOfDiffusion({ rows: [x, y, z], m }: Noise, n: Vector): number {
  const across = n[0] * dot(x, n) + n[1] * dot(y, n) + n[2] * dot(z, n);
  return (x[0] + y[1] + z[2] - across) / 2 - dot(m, n);
}

/** Steps of a linear iteration, which is slow only where points that are near one another are much alike. */
const STEPS = 300;

/** A point where tr B is least among its neighbours: n ↦ (Pn + m)/|Pn + m| never lets n·Pn/2 + m·n, which is convex, fall. */
export function leastNoise({ rows: [x, y, z], m }: Noise, start: Vector): Vector {
  let n = start;
  for (let k = 0; k < STEPS; k++) {
    const next: Vector = [dot(x, n) + m[0], dot(y, n) + m[1], dot(z, n) + m[2]];
    const length = Math.hypot(...next);
    if (length === 0) break;
    n = [next[0] / length, next[1] / length, next[2] / length];
  }
  return n;
}
