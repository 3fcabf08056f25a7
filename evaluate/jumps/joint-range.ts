/**
 * A and B of linear jumps that join several spins, at a point of phase space, and whether A is in the range of B there:
 *
 *     A_i = −Σ_j (J_j + ½(1−δ_ij)) Im[(l_i×n_i)(l_j*·n_j)]
 *     B_ij = sym{ ½ Re[(l_i×n_i)(l_j×n_j)†] + ½ Im[(l_i×n_i)(l_j*)_⊥ᵀ] }
 */

import { Matrix } from "ml-matrix";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { cross, dot, noiseOf, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { symmetricSpectrum } from "../../spins/matrices/spectrum-of.ts";
import { TOLD } from "../prepare/drift-axis.ts";

/** Whether a point is found where B has a null vector that is not orthogonal to A: among points of the first spin and their mirror images,
 *  of which those of the others are, where operators that act alike lose rank. */
export function leavesRangeSomewhere(jumps: readonly Jump[], spins: readonly number[]): boolean {
  const turns = spins.map((_, j) => turnOf(jumps, j));
  return points.some((n) =>
    mirrors(jumps).some((mirror) => {
      const image = mirror(n);
      return isOutside(
        jumps,
        spins,
        turns.map((turn, j) => turn(j % 2 === 0 ? n : image)),
      );
    }),
  );
}

type Turn = (v: Vector3) => Vector3;

/** Of general position. */
const points: readonly Vector3[] = [
  [1 / 3, 2 / 3, -2 / 3],
  [2 / 7, 3 / 7, 6 / 7],
];

const scaled = (v: Vector3, factor: number): Vector3 => [factor * v[0], factor * v[1], factor * v[2]];
const added = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** n → ±n, and ±n after half a turn about the axis of the first spin's drift. */
function mirrors(jumps: readonly Jump[]): readonly Turn[] {
  const same: Turn = (n) => n;
  const opposite: Turn = (n) => scaled(n, -1);
  const { m, drifts } = noiseOf(jumps);
  if (!(Math.hypot(...m) > TOLD * drifts)) return [opposite, same];
  const k = unit(m);
  const half: Turn = (n) => added(scaled(k, 2 * dot(k, n)), scaled(n, -1));
  return [half, (n) => scaled(half(n), -1), opposite, same];
}

/** The rotation R that takes the operators of the first spin to those of another, l_j = R l, where noise is axisymmetric: with P = α(1 − kkᵀ)
 *  across m = |m|k the block between them is P_0j = P Rᵀ, and Rᵀ = P_0j/α + k k_jᵀ. None where it is not of that form. */
function turnOf(jumps: readonly Jump[], j: number): Turn {
  const [first, other] = [0, j].map((party) => noiseOf(jumps.map((jump) => ofParty(jump, party))));
  const [k, l] = [unit(first.m), unit(other.m)];
  const alpha = trace(first.P) / 2;
  const columns = [0, 1, 2].map((i): Vector3 => {
    const entry = (c: number): number =>
      jumps.reduce((sum, { rate, re, im }) => sum + rate * (re[0][c] * re[j][i] + im[0][c] * im[j][i]), 0);
    return [entry(0) / alpha + k[0] * l[i], entry(1) / alpha + k[1] * l[i], entry(2) / alpha + k[2] * l[i]];
  });
  const isRotation = columns.every((row, i) =>
    columns.every((column, c) => Math.abs(dot(row, column) - (i === c ? 1 : 0)) <= TOLD * (1 + first.drifts / alpha)),
  );
  return isRotation ? (n) => [dot(columns[0], n), dot(columns[1], n), dot(columns[2], n)] : (n) => n;
}

const ofParty = (jump: Jump, party: number): Jump => ({ ...jump, re: [jump.re[party]], im: [jump.im[party]] });

interface Complex3 {
  readonly re: Vector3;
  readonly im: Vector3;
}

function isOutside(jumps: readonly Jump[], spins: readonly number[], at: readonly Vector3[]): boolean {
  const size = 2 * spins.length;
  const B = Matrix.zeros(size, size);
  const A = new Float64Array(size);
  const frames = at.map((n) => {
    const e = unit(cross(n, Math.abs(n[0]) < 0.6 ? [1, 0, 0] : [0, 1, 0]));
    return [e, cross(n, e)] as const;
  });
  let strength = 0;
  for (const { rate, re, im } of jumps) {
    const l = at.map((_, j): Complex3 => ({ re: re[j], im: im[j] }));
    const turned = l.map((own, j): Complex3 => ({ re: cross(own.re, at[j]), im: cross(own.im, at[j]) }));
    strength += rate * l.reduce((sum, own) => sum + dot(own.re, own.re) + dot(own.im, own.im), 0);
    for (let i = 0; i < spins.length; i++)
      for (let j = 0; j < spins.length; j++) {
        const [p, q] = [dot(l[j].re, at[j]), -dot(l[j].im, at[j])];
        const weight = rate * (spins[j] + (i === j ? 0 : 0.5));
        frames[i].forEach((e, a) => {
          A[2 * i + a] -= weight * (dot(turned[i].re, e) * q + dot(turned[i].im, e) * p);
          frames[j].forEach((f, b) => {
            const [xr, xi] = [dot(turned[i].re, e), dot(turned[i].im, e)];
            const [yr, yi] = [dot(turned[j].re, f), dot(turned[j].im, f)];
            const [lr, li] = [dot(l[j].re, f), dot(l[j].im, f)];
            const entry = 0.5 * rate * (xr * yr + xi * yi + xi * lr - xr * li);
            // Half of it at each of two places: the symmetric part.
            B.set(2 * i + a, 2 * j + b, B.get(2 * i + a, 2 * j + b) + entry / 2);
            B.set(2 * j + b, 2 * i + a, B.get(2 * j + b, 2 * i + a) + entry / 2);
          });
        });
      }
  }
  const { values, vectors } = symmetricSpectrum(B);
  const drift = Math.hypot(...A);
  return Array.from(values).some((value, k) => {
    if (!(Math.abs(value) <= TOLD * strength)) return false;
    const along = A.reduce((sum, entry, i) => sum + entry * vectors.get(i, k), 0);
    return Math.abs(along) > OUTSIDE * drift && drift > OUTSIDE * strength;
  });
}

/** The share of a drift that is no rounding. */
const OUTSIDE = 1e-6;
