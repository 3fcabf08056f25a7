/**
 * The Rényi–Wehrl entropy of order q > 1, S_q = ln(M∫Q^q)/(1 − q), nats (Gnutzmann and Życzkowski, J. Phys. A 34, 10123 (2001)), which
 * goes to Wehrl's as q → 1. Coherent states have the least, ln[Π_j (2J_j+1)/(2qJ_j+1)]/(1 − q).
 */

import { addTerm, EXACTLY, type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { spectrum } from "../../spins/matrices/spectrum.ts";
import { type Bounded, ROUNDING } from "../../spins/numbers/bounded.ts";
import { QUBIT_POWER } from "../../spins/numbers/safety-factors.ts";
import { entropyBlur } from "../errors/state-error.ts";
import { husimiMap } from "../positivity/husimi-map.ts";
import { integrateOverAll, OWN, pointsOn, ruleOn } from "./all-spheres.ts";
import { eachPoint } from "./conditional-matrices.ts";
import { qubitPower } from "./qubit-power.ts";
import { isContractible, momentOfHusimi } from "./symmetric-power.ts";

/** @param spins  J of every party
 *  @param q  above 1; a whole one is exact but for rounding, where the matrices are not too large
 *  @param stateError  of ρ in the Frobenius norm
 *  @throws InvalidInput  for more than three spins where q is not whole, and for a q that leaves no digits */
export function renyiWehrl(
  rho: ComplexMatrix,
  spins: readonly number[],
  q: number,
  stateError = 0,
  tolerance = 1e-9,
): Bounded {
  const twoJ = spins.map((J) => Math.round(2 * J));
  const moment = isContractible(q, twoJ)
    ? lessOne(momentOfHusimi(rho, twoJ, q))
    : momentByQuadrature(rho, spins, q, tolerance);
  const error = moment.error + moved(rho, spins, q, stateError);
  const left = 1 + moment.value - error;
  if (!(left > 0))
    throw new InvalidInput({
      path: ["--with"],
      found: `renyi-wehrl(${q}), of whose ∫ Q^q rounding leaves nothing`,
      expected: "a smaller order",
    });
  const value = -Math.log1p(moment.value) / (q - 1);
  return { value, error: error / left / (q - 1) + ROUNDING * Math.abs(value) };
}

const lessOne = ({ value, error }: Bounded): Bounded => ({ value: value - 1, error });

/** What δρ does to M∫(Q^q − Q): M∫|δQ| is at most its trace norm, and |q Q^{q−1} − 1| at most q, and (q − 1)(1 − ln Q). */
function moved(rho: ComplexMatrix, spins: readonly number[], q: number, stateError: number): number {
  if (stateError === 0) return 0;
  const { values } = spectrum(rho);
  const most = Math.min(1, Math.max(...values) + stateError);
  const traceNorm = Math.sqrt(rho.dimension) * stateError;
  return Math.min(q * most ** (q - 1) * traceNorm, (q - 1) * (traceNorm + entropyBlur(rho, stateError, spins)));
}

/** Rows of each other sphere on the first level. */
const OTHERS = 6;

/** Of a closed sphere, with the matrix that it is of, in points of a grid. */
const CLOSED_COST = 4;

/** M∫(Q^q − Q) = M∫ Q (e^{(q−1) ln Q} − 1), which keeps its digits for q → 1; the first sphere is a qubit's in closed form, or the largest. */
export function momentByQuadrature(
  rho: ComplexMatrix,
  spins: readonly number[],
  q: number,
  tolerance: number,
): Bounded {
  const qubit = spins.indexOf(0.5);
  const party = qubit >= 0 ? qubit : spins.indexOf(Math.max(...spins));
  return integrateOverAll(
    {
      what: "a Rényi–Wehrl entropy that no contraction gives",
      spins,
      costOfOwn: (level) => (qubit >= 0 ? CLOSED_COST : pointsOn(level, OWN)),
      others: OTHERS,
      sumOnLevel: (level) => sumOf(rho, spins, party, q, level),
    },
    // S_q is asked to the tolerance, or to it in all where it is below 1.
    { ...EXACTLY, absolute: tolerance * (q - 1) * 0.1, ofContributions: ROUNDING },
  );
}

function sumOf(rho: ComplexMatrix, spins: readonly number[], party: number, q: number, level: number): Sums {
  const rules = spins.map((_, k) => (k === party ? null : ruleOn(level, OTHERS, 0.7)));
  const sums = zeroSums(1);
  const take = (term: number): void => {
    addTerm(sums, 0, term);
    sums.magnitude[0] += Math.abs(term);
    sums.evaluations += CLOSED_COST;
  };
  if (spins[party] === 0.5) {
    eachPoint(rho, spins, rules, (conditional, weight) => {
      const term = weight * qubitPower(conditional, q);
      take(term);
      sums.noise[0] += QUBIT_POWER * Number.EPSILON * Math.abs(term);
    });
    return sums;
  }
  const map = husimiMap(Math.round(2 * spins[party]), ruleOn(level, OWN, 0.3));
  const Q = new Float64Array(map.weight.length);
  eachPoint(rho, spins, rules, (conditional, weight) => {
    map.husimi(hermitianTensor(conditional, [conditional.dimension], [0]), Q);
    let sum = 0;
    for (let k = 0; k < Q.length; k++) if (Q[k] > 0) sum += map.weight[k] * Q[k] * Math.expm1((q - 1) * Math.log(Q[k]));
    take(weight * sum);
    sums.evaluations += Q.length - CLOSED_COST;
  });
  return sums;
}
