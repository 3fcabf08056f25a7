/** Von Neumann's entropy and what is made of it. Natural logarithms: all in nats. */

import type { ComplexMatrix } from "../evaluator.ts";
import { densityMatrixOf, numbersOf } from "../given.ts";
import { InvalidInput } from "../invalid-input.ts";
import { partialTrace, totalDimension } from "../matrix/complex-matrix.ts";
import { logarithmicMoment, STRAY, spectrum, traceOf } from "./spectrum.ts";

/** −x ln x, 0 at and below 0. */
export const entropyTerm = (x: number): number => (x > 0 ? -x * Math.log(x) : 0);

/** S(ρ) = −Tr ρ ln ρ, from 0 (pure) to ln d, nats (Zicari 2023, below eq 33).
 *  @param rho  a density matrix
 *  @throws InvalidInput  when it is no matrix */
export function vonNeumannEntropy(rho: ComplexMatrix): number {
  return Math.max(0, traceOf(spectrum(densityMatrixOf("rho", rho)), entropyTerm));
}

/**
 * S(ρ‖σ) = Tr(ρ ln ρ − ρ ln σ) (Zicari 2023, eq 31), nats, from 0 (ρ = σ) to ∞.
 * @param rho, sigma  density matrices of one dimension
 * @returns Infinity where ρ has a part outside of σ's support (more of it than rounding, 32ε)
 * @throws InvalidInput  when the dimensions differ
 */
export function quantumRelativeEntropy(rho: ComplexMatrix, sigma: ComplexMatrix): number {
  const [own, other] = [densityMatrixOf("rho", rho), densityMatrixOf("sigma", sigma)];
  if (own.dimension !== other.dimension)
    throw new InvalidInput(`sigma: has dimension ${other.dimension}, but rho ${own.dimension}; expected the same`);
  const { value, outside } = logarithmicMoment(own, spectrum(other));
  if (outside > STRAY) return Number.POSITIVE_INFINITY;
  return Math.max(0, -traceOf(spectrum(own), entropyTerm) - value);
}

/**
 * Mutual information I = S(ρ_a) + S(ρ_b) − S(ρ), nats, from 0 (a product) to 2 ln min(d_a, d_b); of more than two parties
 * their total correlation Σ_j S(ρ_j) − S(ρ) = S(ρ‖⊗_j ρ_j) (Nielsen and Chuang, Quantum Computation and Quantum Information,
 * 2000, §11.3).
 * @param dimensions  2J + 1 of every party
 * @throws InvalidInput  when their product is not that of ρ
 */
export function mutualInformation(rho: ComplexMatrix, dimensions: readonly number[]): number {
  const own = densityMatrixOf("rho", rho);
  const parties = numbersOf("dimensions", dimensions, "a list with 2J + 1 of every party");
  if (!parties.every((d) => Number.isInteger(d) && d > 0) || totalDimension(parties) !== own.dimension)
    throw new InvalidInput(
      `dimensions: [${parties.join(", ")}] do not make up rho, which has dimension ${own.dimension}`,
    );
  const local = parties.map((_, party) => vonNeumannEntropy(partialTrace(own, parties, [party])));
  return Math.max(0, local.reduce((sum, S) => sum + S, 0) - vonNeumannEntropy(own));
}
