/** Π of a channel on a qubit near the steady state, in closed form on that qubit's sphere. */

import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { ConditionalBlock } from "../husimi/conditional.ts";
import { addTerm, type Sums } from "../quadrature/integral.ts";
import { kernelSlope } from "../special/kernel-slope.ts";
import { sphereKernel } from "../special/sphere-kernel.ts";
import { scratchOf } from "./closed-sphere.ts";
import type { Functional } from "./integrand.ts";
import { addStates } from "./marginals.ts";

/** μ = 2/4π of a qubit times the π of the closed form. */
const MEASURE_TIMES_PI = 0.5;

/**
 * Π = −M ∫ D(Q) ln(Q/Q*): with conditional states A₀ + R·n, their deviation r·n, its change X·n and R* = R − r,
 *     Π₁ = −½[X·R K(A₀, R) − X·R* K(A₀, R*)] = −½[X·r K(A₀, R*) + X·R r·(R + R*) h[y, y*]/A₀³],
 * h[y, y*] the divided difference of A₀K in y = R²/A₀². All is of second order in r and nothing cancels.
 * @param functionals  of the kind `qubitProduction` only
 */
export function qubitProduction(functionals: readonly Functional[]) {
  const places = functionals.map((functional) => {
    if (functional.kind === "qubitProduction") return functional;
    throw new Error(`${functional.kind} shares no sweep with Π of a qubit near its steady state`);
  });
  return {
    visit(block: ConditionalBlock, sums: Sums): void {
      sums.evaluations += block.columns;
      places.forEach(({ tensor, change }, f) => {
        addBlock(block, block.states[tensor], block.states[change], sums, f);
      });
    },
  };
}

function addBlock(
  { columns, states: [Q], weights, place }: ConditionalBlock,
  P: Float64Array,
  D: Float64Array,
  sums: Sums,
  f: number,
): void {
  const { out } = scratchOf(columns);
  let noise = 0;
  let magnitude = 0;
  let value = 0;
  for (let c = 0; c < columns; c++) {
    const A0 = Q[c];
    out[c] = 0;
    if (!(A0 > 0)) continue;
    const [x, y, z] = [columns + c, 2 * columns + c, 3 * columns + c];
    const inverse = 1 / (A0 * A0);
    const R2 = (Q[x] * Q[x] + Q[y] * Q[y] + Q[z] * Q[z]) * inverse;
    // r·(R + R*) with R* = R − r
    const rise = (P[x] * (2 * Q[x] - P[x]) + P[y] * (2 * Q[y] - P[y]) + P[z] * (2 * Q[z] - P[z])) * inverse;
    const steady = Math.min(Math.max(R2 - rise, 0), 1);
    const state = Math.min(R2, 1);
    const along = (D[x] * P[x] + D[y] * P[y] + D[z] * P[z]) / A0;
    const across = ((D[x] * Q[x] + D[y] * Q[y] + D[z] * Q[z]) / A0) * rise;
    const first = along * sphereKernel(1, steady);
    const slope = across === 0 ? 0 : kernelSlope(state, steady);
    const size = Math.abs(first) + Math.abs(across * slope);
    out[c] = -(first + across * slope);
    value += weights[c] * out[c];
    magnitude += weights[c] * size;
    // y and h are known to ε: the slope to that over the distance from y = 1, or from each other.
    const distance = Math.max(1 - Math.min(state, steady), ROUNDING);
    noise += weights[c] * (size + (Math.abs(across) * (slope + 4)) / distance);
  }
  addTerm(sums, f, MEASURE_TIMES_PI * value);
  if (sums.marginals !== null) addStates(sums.marginals, f, place, MEASURE_TIMES_PI, out, value);
  sums.magnitude[f] += MEASURE_TIMES_PI * magnitude;
  sums.noise[f] += MEASURE_TIMES_PI * ROUNDING * noise;
}
