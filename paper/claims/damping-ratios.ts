/** Π of one damped spin beside what bounds it, on a grid, for many states. */
import { dynamicsAt, fieldsOn, ratesOnGrid } from "../../evaluate/positivity/grid-rates.ts";
import { husimiMap } from "../../evaluate/positivity/husimi-map.ts";
import { channels } from "../../generated/index.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { gibbs } from "../../spins/states/named-states.ts";
import { provenFor } from "../../theorem/thermal-positivity.ts";

export interface Ratios {
  /** Π/Γ, nats. */
  readonly production: number;
  /** 1 − A². */
  readonly variance: number;
  /** KL(Q‖Q*). */
  readonly divergence: number;
  /** Π/2Γf(1 − A²); null where nothing is proven. */
  readonly toBound: number | null;
  /** Π/2ΓN(1 − A²) and Π/ΓN KL, which are conjectured to be at least 1. */
  readonly toVariance: number;
  readonly toDivergence: number;
}

/** Ratios of states of a spin at n̄, by one grid. @param rows  of the grid */
export function ratiosAt(J: number, nbar: number, rows: number): (rho: ComplexMatrix) => Ratios {
  const map = husimiMap(Math.round(2 * J), productRule(rows, 2 * rows, 0.3));
  const fields = fieldsOn(map);
  const use = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } };
  const dynamics = dynamicsAt(use, J, fields)!;
  const N = 2 * nbar + 1;
  const factor = provenFor(J, N)?.factor ?? null;
  const tensor = (rho: ComplexMatrix) => hermitianTensor(rho, [rho.dimension], [0]);
  const [Q, rest] = [new Float64Array(map.weight.length), new Float64Array(map.weight.length)];
  map.husimi(tensor(gibbs([J], [nbar])), rest);
  return (rho) => {
    const { production } = ratesOnGrid(dynamics, tensor(rho), fields, null);
    map.husimi(tensor(rho), Q);
    let [overlap, norm, divergence, variance] = [0, 0, 0, 0];
    for (let k = 0; k < Q.length; k++) {
      overlap += map.weight[k] * Math.sqrt(Q[k] * rest[k]);
      norm += map.weight[k] * rest[k];
      // A sum of what is nowhere negative.
      divergence += map.weight[k] * rest[k] * divergenceAt(Q[k] / rest[k] - 1);
    }
    const A = overlap / norm;
    for (let k = 0; k < Q.length; k++) variance += map.weight[k] * (Math.sqrt(Q[k]) - A * Math.sqrt(rest[k])) ** 2;
    return {
      production,
      variance,
      divergence,
      toBound: factor === null ? null : production / (2 * factor * variance),
      toVariance: production / (2 * N * variance),
      toDivergence: production / (N * divergence),
    };
  };
}

/** (1 + u) ln(1 + u) − u = Σ_{k≥2} (−u)ᵏ/k(k − 1), for u ≥ −1. */
function divergenceAt(u: number): number {
  if (!(u > -1)) return 1;
  if (Math.abs(u) > SERIES) return (1 + u) * Math.log1p(u) - u;
  // Next to the steady state the terms of the closed form cancel to u²/2.
  let [sum, power] = [0, u * u];
  for (let k = 2; k <= TERMS; k++, power *= -u) sum += power / (k * (k - 1));
  return sum;
}

/** Below this the series to TERMS is good to 1e-16 of itself, above the closed form to 1e-13. */
const SERIES = 0.01;
const TERMS = 9;
