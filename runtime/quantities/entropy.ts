/** Von Neumann's entropy and what is made of it. Natural logarithms: all in nats. */
import { partialTrace } from "../complex-matrix.ts";
import type { ComplexMatrix } from "../evaluator.ts";
import { logarithmicMoment, spectrum, traceOf } from "./spectrum.ts";

/** The share of a state outside of another's support that rounding can put there. */
const STRAY = 1e-13;

/** −x ln x, 0 at and below 0. */
export const entropyTerm = (x: number): number => (x > 0 ? -x * Math.log(x) : 0);

/** S(ρ) = −Tr ρ ln ρ, from 0 (pure) to ln d, nats (Zicari 2023, below eq 33).
 *  @param rho  a density matrix */
export function vonNeumannEntropy(rho: ComplexMatrix): number {
  return Math.max(0, traceOf(spectrum(rho), entropyTerm));
}

/**
 * S(ρ‖σ) = Tr(ρ ln ρ − ρ ln σ) (Zicari 2023, eq 31), nats, from 0 (ρ = σ) to ∞.
 * @param rho, sigma  density matrices of one dimension
 * @returns Infinity where ρ has a part outside of σ's support (more than 1e-13 of it)
 */
export function quantumRelativeEntropy(rho: ComplexMatrix, sigma: ComplexMatrix): number {
  const { value, outside } = logarithmicMoment(rho, spectrum(sigma));
  if (outside > STRAY) return Number.POSITIVE_INFINITY;
  return Math.max(0, -traceOf(spectrum(rho), entropyTerm) - value);
}

/**
 * Mutual information I = S(ρ_a) + S(ρ_b) − S(ρ), nats, from 0 (a product) to 2 ln min(d_a, d_b); of more than two parties
 * their total correlation Σ_j S(ρ_j) − S(ρ) = S(ρ‖⊗_j ρ_j) (Nielsen and Chuang, Quantum Computation and Quantum Information,
 * 2000, §11.3).
 * @param dimensions  2J + 1 of every party
 */
export function mutualInformation(rho: ComplexMatrix, dimensions: readonly number[]): number {
  const local = dimensions.map((_, party) => vonNeumannEntropy(partialTrace(rho, dimensions, [party])));
  return Math.max(0, local.reduce((sum, S) => sum + S, 0) - vonNeumannEntropy(rho));
}
