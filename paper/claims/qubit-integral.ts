/** Π and Φ of one qubit or two, summed on a plain grid from drift, diffusion and ω. */

import { gaussLegendre } from "../../runtime/quadrature/sphere-rule.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { driftDiffusion, frame, type Omega, type Points } from "./drift-diffusion.ts";

interface Split {
  readonly production: number;
  readonly flux: number;
}

export type Bloch = readonly [number, number, number];

/** ½(1 + r·σ). */
export const qubit = ([x, y, z]: Bloch): ComplexMatrix => ({
  dimension: 2,
  re: Float64Array.of((1 + z) / 2, x / 2, x / 2, (1 - z) / 2),
  im: Float64Array.of(0, -y / 2, y / 2, 0),
});

/** ω where A = 0. */
export const withoutOmega: Omega = ({ A }) => A.map(() => 0);

/** Π = M ∫ g·Bg/Q and Φ = M ∫ g·A with g = Qω − ∇Q (Zicari 2023, eqs 7, 19), M = Π_j 2/4π.
 *  @param rho  of one qubit or two
 *  @param nodes  in θ and in φ, of each sphere */
export function splitOf(jumps: readonly Jump[], omega: Omega, rho: ComplexMatrix, nodes = 48): Split {
  const moments = pauliMoments(rho);
  const spheres = rho.dimension / 2;
  const sphere = sphereOf(nodes);
  let [production, flux] = [0, 0];
  for (const first of sphere) {
    for (const second of spheres === 2 ? sphere : [null]) {
      const points = second === null ? [first.point] : [first.point, second.point];
      const weight = first.weight * (second?.weight ?? 1);
      const local = integrands(jumps, omega, moments, points);
      production += weight * local.production;
      flux += weight * local.flux;
    }
  }
  return { production, flux };
}

/** Points with weights that sum to 2: dΩ/2π. */
function sphereOf(nodes: number) {
  const gauss = gaussLegendre(nodes);
  return Array.from({ length: nodes * nodes }, (_, k) => {
    const [row, column] = [Math.floor(k / nodes), k % nodes];
    const point = [gauss.theta[row], (2 * Math.PI * (column + 0.5)) / nodes] as const;
    return { point, weight: gauss.weight[row] / nodes };
  });
}

function integrands(jumps: readonly Jump[], omega: Omega, moments: Moments, points: Points): Split {
  const J = points.map(() => 0.5);
  const reservoir = driftDiffusion(jumps, J, points);
  const frames = points.map(frame);
  const normals = frames.map(([n]) => [1, ...n]);
  const Q = contract(moments, normals);
  const w = omega(reservoir, points);
  const g = w.map((component, p) => {
    const turned = normals.map((n, party) => (party === p >> 1 ? [0, ...frames[party][1 + (p % 2)]] : n));
    return Q * component - contract(moments, turned);
  });
  const Bg = reservoir.B.map((row) => row.reduce((sum, b, q) => sum + b * g[q], 0));
  return { production: scalar(g, Bg) / Q, flux: scalar(g, reservoir.A) };
}

const scalar = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, p) => sum + x * b[p], 0);

/** t_ab = Tr[ρ σ_a ⊗ σ_b] of two qubits, a, b = 0 … 3, with σ₀ = 1; t_a0 = Tr[ρ σ_a] alone of one. */
type Moments = readonly (readonly number[])[];

/** Q = ¼ Σ t_ab n_a m_b, or ½ Σ t_a0 n_a, with n = (1, x, y, z). */
function contract(moments: Moments, [n, m = [1]]: readonly (readonly number[])[]): number {
  return moments.reduce((sum, row, a) => sum + n[a] * scalar(row, m), 0) / (m.length === 1 ? 2 : 4);
}

/** The one entry of each row: in column row ^ flip, re and im. */
const paulis = [
  { flip: 0, entry: () => [1, 0] },
  { flip: 1, entry: () => [1, 0] },
  { flip: 1, entry: (row: number) => [0, row === 0 ? -1 : 1] },
  { flip: 0, entry: (row: number) => [row === 0 ? 1 : -1, 0] },
] as const;

function pauliMoments({ dimension, re, im }: ComplexMatrix): Moments {
  const second = dimension / 2;
  const rows = Array.from({ length: dimension }, (_, row) => row);
  return paulis.map((one) =>
    paulis.slice(0, second ** 2).map((other) =>
      rows.reduce((sum, row) => {
        const [i, j] = [Math.floor(row / second), row % second];
        const [[a, b], [c, d]] = [one.entry(i), other.entry(j)];
        const at = dimension * (second * (i ^ one.flip) + (j ^ other.flip)) + row;
        return sum + (a * c - b * d) * re[at] - (a * d + b * c) * im[at];
      }, 0),
    ),
  );
}
