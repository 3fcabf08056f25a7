/** Π of a channel on a qubit near the steady state in closed form on that qubit's sphere, averaged over the others. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { type ConditionalBlock, type OuterParty, sweepConditionals } from "../husimi/conditional.ts";
import { integrateOnGrids, integrateOnPatches, type SphereSums } from "../integrate.ts";
import type { Goal, Refined } from "../quadrature/quadrature.ts";
import type { SphereRule } from "../quadrature/sphere.ts";
import { addTerm, type Sums, zeroSums } from "../quadrature/sums.ts";
import { kernelSlope } from "../special/kernel-slope.ts";
import { sphereKernel } from "../special/special.ts";
import { costOfLevel, type LocalAverage, localAverage, ruleOnLevel } from "./local-average.ts";

/** A state, how it deviates from σ* ⊗ Tr_a ρ, and what the channel makes of the deviation, D(ρ) = D(ρ − σ* ⊗ Tr_a ρ). */
export interface Deviation {
  readonly rho: ComplexMatrix;
  readonly deviation: ComplexMatrix;
  readonly change: ComplexMatrix;
}

/** μ = 2/4π of a qubit times the π of the closed form. */
const MEASURE_TIMES_PI = 0.5;

/**
 * Π = −M ∫ D(Q) ln(Q/Q*): with conditional states A₀ + R·n, their deviation r·n, its change X·n and R* = R − r,
 *     Π₁ = −½[X·R K(A₀, R) − X·R* K(A₀, R*)] = −½[X·r K(A₀, R*) + X·R r·(R + R*) h[y, y*]/A₀³],
 * h[y, y*] the divided difference of A₀K in y = R²/A₀². All is of second order in r and nothing cancels.
 * @param goal  what the bound is to come down to
 * @returns  one integral
 */
export function qubitProduction(
  { rho, deviation, change }: Deviation,
  spins: readonly number[],
  party: number,
  goal: Goal,
  budget: number,
): Refined {
  const sums = sumsOf(localAverage([rho, deviation, change], spins, party, "closed", []));
  const coarse = integrateOnGrids(sums, goal, budget);
  if (sums.spheres !== 1 || coarse.integrals[0].settled) return coarse;
  return integrateOnPatches(sums, coarse, goal, budget) ?? coarse;
}

/** On the grids of `local-average` with their offsets and turns. */
function sumsOf(plain: LocalAverage): SphereSums {
  const first = plain.outer.length > 2 ? 2 : undefined;
  return {
    spheres: plain.outer.length,
    sumOnLevel(level) {
      const average = level % 2 === 1 && plain.turned !== null ? plain.turned : plain;
      const rules = average.outer.map(({ twoJ, present }, k) =>
        ruleOnLevel(level, k, twoJ, present.some((order, q) => q > 0 && order !== 0) ? 1 : 0, first),
      );
      return sumOver(average, rules);
    },
    costOfLevel: (level) => costOfLevel(plain, level),
    sumAtPoint: () => sumOver(plain, []),
    sumOnPatch: (rule) => sumOver(plain, [rule]),
  };
}

function sumOver({ tensors, outer }: LocalAverage, rules: readonly SphereRule[]): Sums {
  const sums = zeroSums(1);
  const parties: OuterParty[] = outer.map((party, k) => ({ ...party, rule: rules[k] }));
  sweepConditionals(tensors, parties, 4, (block) => addBlock(block, sums));
  return sums;
}

function addBlock({ columns, states, weights }: ConditionalBlock, sums: Sums): void {
  const [Q, P, D] = states;
  let noise = 0;
  let magnitude = 0;
  let value = 0;
  for (let c = 0; c < columns; c++) {
    const A0 = Q[c];
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
    value -= weights[c] * (first + across * slope);
    magnitude += weights[c] * size;
    // y and h are known to ε: the slope to that over the distance from y = 1, or from each other.
    const distance = Math.max(1 - Math.min(state, steady), ROUNDING);
    noise += weights[c] * (size + (Math.abs(across) * (slope + 4)) / distance);
  }
  addTerm(sums, 0, MEASURE_TIMES_PI * value);
  sums.magnitude[0] += MEASURE_TIMES_PI * magnitude;
  sums.noise[0] += MEASURE_TIMES_PI * ROUNDING * noise;
  sums.evaluations += columns;
}
