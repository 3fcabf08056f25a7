/** Π and Φ of one qubit, summed on a plain grid from drift, diffusion and ω. */

import type { Jump } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../runtime/index.ts";
import { gaussLegendre } from "../../runtime/quadrature/sphere.ts";
import { dot, driftDiffusion, frame, type Omega, type Points } from "./drift-diffusion.ts";

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

/** Π = M ∫ g·Bg/Q and Φ = M ∫ g·A with g = Qω − ∇Q (Zicari 2023, eqs 7, 19), Q = ½(1 + r·n), M = 2/4π. */
export function splitOf(jumps: readonly Jump[], omega: Omega, r: Bloch, nodes = 48): Split {
  const gauss = gaussLegendre(nodes);
  let [production, flux] = [0, 0];
  for (let row = 0; row < nodes; row++) {
    for (let column = 0; column < nodes; column++) {
      const point = [gauss.theta[row], (2 * Math.PI * (column + 0.5)) / nodes] as const;
      const weight = gauss.weight[row] / nodes;
      const local = integrands(jumps, omega, r, [point]);
      production += weight * local.production;
      flux += weight * local.flux;
    }
  }
  return { production, flux };
}

function integrands(jumps: readonly Jump[], omega: Omega, r: Bloch, points: Points): Split {
  const [n, ...tangents] = frame(points[0]);
  const reservoir = driftDiffusion(jumps, [0.5], points);
  const Q = (1 + dot(r, n)) / 2;
  const w = omega(reservoir, points);
  const g = tangents.map((e, p) => Q * w[p] - dot(r, e) / 2);
  const Bg = reservoir.B.map((row) => row[0] * g[0] + row[1] * g[1]);
  return { production: (g[0] * Bg[0] + g[1] * Bg[1]) / Q, flux: g[0] * reservoir.A[0] + g[1] * reservoir.A[1] };
}
