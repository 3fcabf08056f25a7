/**
 * The affinity of a state with a damped spin's steady one, and what it says of Π (docs/positivity.md): with dm the others' measure and
 *
 *   A(b) = μ_a ∫ √(Q(n, b) Q*(n)) dn,   Π_a ≥ 2Γf (1 − ∫ A(b)² dm(b)),   1 − ∫ A² dm = ∫ dm(b) μ_a ∫ (√Q − A(b) √Q*)² dn,
 *
 * the last a sum of squares, which keeps its digits next to the steady state.
 */

import { addTerm, EXACTLY, type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import { type ThermalNoise, thermalNoise } from "../../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { spectrum } from "../../spins/matrices/spectrum.ts";
import { type Bounded, ROUNDING } from "../../spins/numbers/bounded.ts";
import { type HusimiMap, husimiMap } from "../positivity/husimi-map.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import { integrateOverAll, OWN, pointsOn, ruleOn } from "./all-spheres.ts";
import { eachPoint } from "./conditional-matrices.ts";

export interface Affinity {
  /** √∫ A(b)² dm(b), from 0 to 1. */
  readonly affinity: Bounded;
  /** 1 − ∫ A(b)² dm(b). */
  readonly variance: Bounded;
}

/** Rows of each other sphere on the first level. */
const OTHERS = 4;

/** @param stateError  of ρ in the Frobenius norm
 *  @param tolerance  relative, of 1 − ∫ A² dm
 *  @throws InvalidInput  for so many spins that two levels have too many points */
export function affinityOf(
  rho: ComplexMatrix,
  spins: readonly number[],
  channel: PreparedChannel,
  stateError: number,
  tolerance: number,
): Affinity {
  const noise = thermalNoise(channel.use!.channel.jumps(channel.use!.parameters, channel.spins));
  const [party] = channel.on;
  const variance = integrateOverAll(
    {
      what: "an affinity",
      spins,
      costOfOwn: (level) => pointsOn(level, OWN),
      others: OTHERS,
      sumOnLevel: (level) => squaresOn(rho, spins, party, noise, level),
    },
    { ...EXACTLY, relative: tolerance, ofContributions: ROUNDING },
  );
  return withState(variance, rho, stateError);
}

/**
 * How far an error δ of ρ moves √Q, and with it A, in the norm of L²: |√Q′ − √Q|² is at most |Q′ − Q|, whose integral is at most the trace norm √D δ,
 * and at most |Q′ − Q|²/λ, λ the least eigenvalue, with the integral √D δ²/λ.
 */
function withState({ value, error }: Bounded, rho: ComplexMatrix, stateError: number): Affinity {
  const { values, zero } = spectrum(rho);
  const least = Math.min(...values) - zero;
  const slope = least > 0 ? Math.min(1, stateError / least) : 1;
  const moved = Math.sqrt(Math.sqrt(rho.dimension) * stateError * slope);
  const variance = { value, error: error + 2 * moved };
  const square = Math.min(Math.max(1 - value, 0), 1);
  const affinity = Math.sqrt(square);
  return { affinity: { value: affinity, error: Math.min(error / Math.max(affinity, 1e-300) + moved, 1) }, variance };
}

/** ∫ dm(b) μ_a ∫ (√Q − A(b)√Q*)² dn on the grids of a level. */
function squaresOn(
  rho: ComplexMatrix,
  spins: readonly number[],
  party: number,
  noise: ThermalNoise,
  level: number,
): Sums {
  const J = spins[party];
  const map = husimiMap(Math.round(2 * J), ruleOn(level, OWN, 0.3));
  const root = steadyRoot(map, J, noise);
  const husimi = new Float64Array(root.length);
  const rules = spins.map((_, k) => (k === party ? null : ruleOn(level, OTHERS, 0.7)));
  const sums = zeroSums(1);
  eachPoint(rho, spins, rules, (conditional, weight) => {
    map.husimi(hermitianTensor(conditional, [conditional.dimension], [0]), husimi);
    const square = weight * residual(husimi, root, map.weight);
    addTerm(sums, 0, square);
    sums.magnitude[0] += square;
    sums.evaluations += husimi.length;
  });
  return sums;
}

/** Σ weight (√Q − A√Q*)² with A = Σ weight √Q√Q* / Σ weight Q*. */
function residual(husimi: Float64Array, root: Float64Array, weight: Float64Array): number {
  let [overlap, norm] = [0, 0];
  for (let k = 0; k < root.length; k++) {
    husimi[k] = Math.sqrt(Math.max(husimi[k], 0));
    overlap += weight[k] * husimi[k] * root[k];
    norm += weight[k] * root[k] * root[k];
  }
  const A = overlap / norm;
  let sum = 0;
  for (let k = 0; k < root.length; k++) sum += weight[k] * (husimi[k] - A * root[k]) ** 2;
  return sum;
}

/** √Q* up to a factor, (N − n·k)^J/(N + 1)^J, k the bath's axis. */
function steadyRoot({ rule }: HusimiMap, J: number, { N, axis }: ThermalNoise): Float64Array {
  const [rows, columns] = [rule.cosTheta.length, rule.cosPhi.length];
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [r, c] = [Math.floor(at / columns), at % columns];
    const across = rule.sinTheta[r] * (axis[0] * rule.cosPhi[c] + axis[1] * rule.sinPhi[c]);
    return (Math.max(N - across - rule.cosTheta[r] * axis[2], 0) / (N + 1)) ** J;
  });
}
