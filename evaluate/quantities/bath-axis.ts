/** The axis that a reservoir is symmetric about, spin by spin, and states averaged about it: populations of the bath's own basis, J·axis. */

import type { Jump } from "../../spins/dynamics/jump.ts";
import { cross, dot, type Noise, noiseOf, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { isOblique, TOLD } from "../prepare/drift-axis.ts";

const Z: Vector3 = [0, 0, 1];

/** For each spin of a channel its axis; z where every axis serves. Null where D does not commute with turns of each spin by itself. */
export function axesOf(jumps: readonly Jump[], parties: number): readonly Vector3[] | null {
  if (parties === 1) {
    const axis = axisOf(noiseOf(jumps));
    return axis === null ? null : [axis];
  }
  const axes = Array.from({ length: parties }, (_, party) => commonAxis(jumps, party));
  return axes.some((axis) => axis === null) ? null : (axes as readonly Vector3[]);
}

/** P = α + (β − α)kkᵀ and m along k. */
function axisOf(noise: Noise): Vector3 | null {
  const { P, m, drifts } = noise;
  if (Math.hypot(...m) > TOLD * drifts) return isOblique(noise) ? null : unit(m);
  const mean = trace(P) / 3;
  const D: Noise["P"] = [
    [P[0][0] - mean, P[0][1], P[0][2]],
    [P[1][0], P[1][1] - mean, P[1][2]],
    [P[2][0], P[2][1], P[2][2] - mean],
  ];
  // D = (β − α)(kkᵀ − 1/3), of the determinant 2(β − α)³/27.
  const excess = Math.cbrt(13.5 * dot(D[0], cross(D[1], D[2])));
  if (Math.max(...D.flat().map(Math.abs)) <= TOLD * trace(P)) return Z;
  const projector = D.map((row, i) => row.map((entry, j) => entry / excess + (i === j ? 1 / 3 : 0)));
  const columns = [0, 1, 2].map((j): Vector3 => [projector[0][j], projector[1][j], projector[2][j]]);
  const k = unit(longest(columns));
  const off = D.flatMap((row, i) => row.map((x, j) => Math.abs(x - excess * (k[i] * k[j] - (i === j ? 1 / 3 : 0)))));
  return Math.max(...off) <= TOLD * trace(P) ? k : null;
}

const longest = (vectors: readonly Vector3[]): Vector3 => vectors.toSorted((a, b) => dot(b, b) - dot(a, a))[0];

/** Of operators that are all along one axis, as those of collective and correlated dephasing are. */
function commonAxis(jumps: readonly Jump[], party: number): Vector3 | null {
  const vectors = jumps.filter(({ rate }) => rate !== 0).flatMap(({ re, im }) => [re[party], im[party]]);
  const most = longest([[0, 0, 0], ...vectors]);
  const length = Math.hypot(...most);
  if (length === 0) return Z;
  const axis = unit(most);
  return vectors.every((vector) => Math.hypot(...cross(axis, vector)) <= TOLD * length) ? axis : null;
}

/** ρ without coherences between eigenstates of J·axis of each party, Σ_m P_m ρ P_m: its average over turns about the axes.
 *  @param on  the parties that have one */
export function averagedAbout(
  rho: ComplexMatrix,
  dimensions: readonly number[],
  on: readonly number[],
  axes: readonly Vector3[],
): ComplexMatrix {
  return on.reduce((state, party, k) => {
    const [x, y, z] = axes[k];
    if (x === 0 && y === 0) return withoutCoherence(state, dimensions, party);
    const [theta, phi] = [Math.atan2(Math.hypot(x, y), z), Math.atan2(y, x)];
    const upright = rotate(state, dimensions, party, -theta, -phi);
    const turned = rotate(withoutCoherence(upright, dimensions, party), dimensions, party, theta, 0);
    return rotate(turned, dimensions, party, 0, phi);
  }, rho);
}

function withoutCoherence(rho: ComplexMatrix, dimensions: readonly number[], party: number): ComplexMatrix {
  const n = rho.dimension;
  const stride = dimensions.slice(party + 1).reduce((all, d) => all * d, 1);
  const levelOf = (at: number): number => Math.floor(at / stride) % dimensions[party];
  const kept = (entries: Float64Array) =>
    entries.map((entry, k) => (levelOf(Math.floor(k / n)) === levelOf(k % n) ? entry : 0));
  return { dimension: n, re: kept(rho.re), im: kept(rho.im) };
}
