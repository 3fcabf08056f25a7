/** Von Neumann's entropy and what is made of it. Natural logarithms: all in nats. */

import { numbersOf } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { partialTrace, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { logarithmicMoment, type Spectrum, STRAY, spectrum, traceOf } from "../../spins/matrices/spectrum.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import { logarithmError } from "./logarithm-error.ts";

/** −x ln x, 0 at and below 0. */
export const entropyTerm = (x: number): number => (x > 0 ? -x * Math.log(x) : 0);

/** The most by which −x ln x changes where x ≥ 0 is off by so much. */
export function entropyTermError(x: number, error: number): number {
  if (error === 0) return 0;
  if (x > error) return error * Math.max(Math.abs(1 + Math.log(x - error)), Math.abs(1 + Math.log(x + error)));
  // −x ln x rises up to 1/e.
  return entropyTerm(Math.min(2 * error, Math.exp(-1)));
}

/** S(ρ) = −Tr ρ ln ρ, from 0 (pure) to ln d, nats (Zicari 2023, below eq 33).
 *  @param rho  a density matrix
 *  @throws InvalidInput  when it is no matrix */
export function vonNeumannEntropy(rho: ComplexMatrix): number {
  return boundedEntropy(nearestState(["rho"], rho).state).value;
}

/** The same with a bound on its error.
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedEntropy(rho: ComplexMatrix, stateError = 0): Bounded {
  return entropyOf(spectrum(rho), stateError);
}

function entropyOf(found: Spectrum, stateError: number): Bounded {
  const value = Math.max(0, traceOf(found, entropyTerm));
  // By Weyl's inequality no eigenvalue moves by more than the matrix.
  const moved = traceOf(found, (eigenvalue) => entropyTermError(eigenvalue, stateError + found.zero));
  return { value, error: moved + ROUNDING * found.dimension * (1 + value) };
}

/**
 * S(ρ‖σ) = Tr(ρ ln ρ − ρ ln σ) (Zicari 2023, eq 31), nats, from 0 (ρ = σ) to ∞.
 * @param rho, sigma  density matrices of one dimension
 * @returns Infinity where ρ has a part outside of σ's support (more of it than rounding, 32ε)
 * @throws InvalidInput  when the dimensions differ
 */
export function quantumRelativeEntropy(rho: ComplexMatrix, sigma: ComplexMatrix): number {
  const [own, other] = [nearestState(["rho"], rho).state, nearestState(["sigma"], sigma).state];
  if (own.dimension !== other.dimension)
    throw new InvalidInput({
      path: ["sigma"],
      found: `dimension ${other.dimension}`,
      expected: `${own.dimension}, as rho has`,
    });
  return boundedRelativeEntropy(own, other).value;
}

/** The same with a bound on its error: Infinity where rounding decides whether ρ is in σ's support.
 *  @param stateError  of ρ in the Frobenius norm
 *  @param rounding  relative, that σ was made with */
export function boundedRelativeEntropy(
  rho: ComplexMatrix,
  sigma: ComplexMatrix,
  stateError = 0,
  rounding = 0,
): Bounded {
  const reference = spectrum(sigma);
  const { value, outside } = logarithmicMoment(rho, reference);
  const ofX = Math.sqrt(rho.dimension) * (stateError + ROUNDING);
  if (outside > STRAY)
    return {
      value: Number.POSITIVE_INFINITY,
      error: reference.zero === 0 && outside > ofX ? 0 : Number.POSITIVE_INFINITY,
    };
  const entropy = entropyOf(spectrum(rho), stateError);
  const error = logarithmError(rho, reference, { ofX, ofA: 0, rounding });
  return { value: Math.max(0, -entropy.value - value), error: entropy.error + error };
}

/**
 * Mutual information I = S(ρ_a) + S(ρ_b) − S(ρ), nats, from 0 (a product) to 2 ln min(d_a, d_b); of more than two parties
 * their total correlation Σ_j S(ρ_j) − S(ρ) = S(ρ‖⊗_j ρ_j) (Nielsen and Chuang, Quantum Computation and Quantum Information,
 * 2000, §11.3).
 * @param dimensions  2J + 1 of every party
 * @throws InvalidInput  when their product is not that of ρ
 */
export function mutualInformation(rho: ComplexMatrix, dimensions: readonly number[]): number {
  const own = nearestState(["rho"], rho).state;
  const parties = numbersOf(["dimensions"], dimensions, "a list with 2J + 1 of every party");
  if (!parties.every((d) => Number.isInteger(d) && d > 0) || totalDimension(parties) !== own.dimension)
    throw new InvalidInput({
      path: ["dimensions"],
      found: `[${parties.join(", ")}]`,
      expected: `dimensions whose product is ${own.dimension}, that of rho`,
    });
  return boundedMutualInformation(own, parties).value;
}

/** The same with a bound on its error.
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedMutualInformation(rho: ComplexMatrix, dimensions: readonly number[], stateError = 0): Bounded {
  const whole = boundedEntropy(rho, stateError);
  let [value, error] = [-whole.value, whole.error];
  dimensions.forEach((_, party) => {
    const local = boundedEntropy(partialTrace(rho, dimensions, [party]), reducedError(rho, stateError));
    value += local.value;
    error += local.error;
  });
  return { value: Math.max(0, value), error };
}

/** Of a reduced state in the Frobenius norm: the trace norm of an error grows in no partial trace. */
export function reducedError({ dimension }: ComplexMatrix, stateError: number): number {
  return Math.sqrt(dimension) * (stateError + ROUNDING);
}
