/**
 * The Rényi–Wehrl entropy of order q > 1, S_q = ln(M∫Q^q)/(1 − q), nats (Gnutzmann and Życzkowski, J. Phys. A 34, 10123 (2001)), which
 * goes to Wehrl's as q → 1. Coherent states have the least, ln[Π_j (2J_j+1)/(2qJ_j+1)]/(1 − q).
 */

import { addTerm, EXACTLY, type Sums, zeroSums } from "../../runtime/quadrature/integral.ts";
import { refine } from "../../runtime/quadrature/refine.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { spectrum } from "../../spins/matrices/spectrum.ts";
import { type Bounded, ROUNDING } from "../../spins/numbers/bounded.ts";
import { entropyBlur } from "../errors/state-error.ts";
import { husimiMap } from "../positivity/husimi-map.ts";
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

/** Points of phase space that may be spent, for one, two and three spins: a second or two. */
const BUDGETS = [6e5, 3e6, 8e6];

/** Rows of the first sphere and of each other one on the first level; each level has half as many again. */
const [OWN, OTHERS] = [16, 6];

/** Of a closed sphere, with the matrix that it is of, in points of a grid. */
const CLOSED_COST = 4;

/** Roundings of a closed sphere, of which a difference over a tenth of A is the largest. */
const CLOSED = 40;

const rowsOn = (level: number, first: number): number => Math.round(first * 1.5 ** level);

/** M∫(Q^q − Q) = M∫ Q (e^{(q−1) ln Q} − 1), which keeps its digits for q → 1; the first sphere is a qubit's in closed form, or the largest. */
export function momentByQuadrature(
  rho: ComplexMatrix,
  spins: readonly number[],
  q: number,
  tolerance: number,
): Bounded {
  const qubit = spins.indexOf(0.5);
  const party = qubit >= 0 ? qubit : spins.indexOf(Math.max(...spins));
  const own = (level: number): number => (qubit >= 0 ? CLOSED_COST : 2 * rowsOn(level, OWN) ** 2);
  const costOfLevel = (level: number): number => own(level) * (2 * rowsOn(level, OTHERS) ** 2) ** (spins.length - 1);
  const budget = BUDGETS[spins.length - 1] ?? 0;
  if (costOfLevel(0) + costOfLevel(1) > budget)
    throw new InvalidInput({
      path: ["spins"],
      found: `${spins.length} spins`,
      expected: "three at most for a Rényi–Wehrl entropy that no contraction gives, whose integral is over all spheres",
    });
  const sumOnLevel = (level: number): Sums => sumOf(rho, spins, party, q, level);
  // S_q is asked to the tolerance, or to it in all where it is below 1.
  const goal = { ...EXACTLY, absolute: tolerance * (q - 1) * 0.1, ofContributions: ROUNDING };
  return refine({ sumOnLevel, costOfLevel }, [goal], budget, Number.POSITIVE_INFINITY).integrals[0];
}

function sumOf(rho: ComplexMatrix, spins: readonly number[], party: number, q: number, level: number): Sums {
  const rules = spins.map((_, k) => (k === party ? null : ruleOf(level, OTHERS, 0.7)));
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
      sums.noise[0] += CLOSED * Number.EPSILON * Math.abs(term);
    });
    return sums;
  }
  const map = husimiMap(Math.round(2 * spins[party]), ruleOf(level, OWN, 0.3));
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

const ruleOf = (level: number, first: number, offset: number) => {
  const rows = rowsOn(level, first);
  return productRule(rows, 2 * rows, (offset + 0.381966 * level) % 1);
};
