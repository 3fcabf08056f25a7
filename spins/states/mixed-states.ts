/** States that are mixtures. */

import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { entriesOf } from "../input/given.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import { type ComplexMatrix, combine, identity, totalDimension, zeroMatrix } from "../matrices/complex-matrix.ts";
import { functionOf, spectrum, traceOf } from "../matrices/spectrum.ts";
import { checkedHermitian, spinDimensions } from "./density-matrix.ts";
import { nearestState } from "./nearest-state.ts";

/** 1/d, the maximally mixed state. */
export function mixed(spins: readonly number[]): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  return combine(1 / dimension, identity(dimension), 0, identity(dimension));
}

/**
 * Σ_k p_k ρ_k. That the p_k add up to one is asked of the sum, as of every state.
 * @param parts  pairs [p, ρ] on the same spins, p ≥ 0
 */
export function mixture(parts: readonly (readonly [number, ComplexMatrix])[]): ComplexMatrix {
  const given = entriesOf(["mixture"], parts, "a list of pairs [probability, state]");
  if (given.length === 0)
    throw new InvalidInput({
      path: ["mixture"],
      found: "an empty list",
      expected: "at least one pair [probability, state]",
    });
  const own = given.map((part, k) => partOf(part, k));
  const { dimension } = own[0].rho;
  const sum = own.reduce((all, { p, rho }, k) => {
    if (rho.dimension === dimension) return combine(1, all, p, rho);
    const found = `${rho.dimension} states`;
    throw new InvalidInput({ path: ["mixture", k, 1], found, expected: `${dimension}, as the first has` });
  }, zeroMatrix(dimension));
  nearestState(["mixture"], sum);
  return sum;
}

function partOf(part: unknown, k: number): { readonly p: number; readonly rho: ComplexMatrix } {
  const path = ["mixture", k];
  const pair = entriesOf(path, part, "a pair [probability, state]");
  if (pair.length !== 2)
    throw new InvalidInput({ path, found: `a list of ${pair.length}`, expected: "a pair [probability, state]" });
  const [p, rho] = pair;
  if (typeof p !== "number" || !(p >= 0 && p <= 1))
    throw new InvalidInput({ path: [...path, 0], found: described(p), expected: "a probability in [0, 1]" });
  nearestState([...path, 1], rho);
  return { p, rho: rho as ComplexMatrix };
}

/** A state with a bound on what it is off by. */
export interface BoundedState {
  readonly state: ComplexMatrix;
  /** In the Frobenius norm. */
  readonly error: number;
}

/**
 * e^{−H/T}/Z, and the mixture of all ground states at T = 0; k_B = 1.
 * @param spins  those that H is on
 * @param temperature  in the units of H, ≥ 0
 */
export function thermal(spins: readonly number[], H: ComplexMatrix, temperature: number): ComplexMatrix {
  return boundedThermal(spins, H, temperature).state;
}

/** What leaves a thermal state more uncertain is refused. */
const LARGEST_ERROR = 1e-6;

/** The same with what it is off by: the levels are those of a matrix as near to H as their rounding r, and moving H by r moves
 *  e^{−H/T}/Z by 2r/T at most in the trace norm, the projector on ground states by 2r over the gap. */
export function boundedThermal(spins: readonly number[], H: ComplexMatrix, temperature: number): BoundedState {
  const path = ["thermal", "temperature"];
  requireTemperature(path, temperature);
  const found = spectrum(checkedHermitian(spins, H, ["hamiltonian"], "a Hamiltonian"));
  const ground = found.values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const isGround = (value: number) => value - ground <= 2 * found.zero;
  const weight = (value: number) =>
    temperature === 0 ? Number(isGround(value)) : Math.exp((ground - value) / temperature);
  const all = traceOf(found, weight);
  const distances = found.values.filter((value) => !isGround(value)).map((value) => value - ground);
  const sharpness = temperature === 0 ? Math.min(...distances, Number.POSITIVE_INFINITY) : temperature;
  const error = (2 * found.zero) / sharpness;
  if (!(error < LARGEST_ERROR)) {
    const off = `${temperature}, at which rounding of the levels of the Hamiltonian leaves the state uncertain by ${error.toExponential(0)}`;
    throw new InvalidInput({ path, found: off, expected: "one at which it is known", remedy: "0 is the ground space" });
  }
  return { state: functionOf(found, (value) => weight(value) / all), error };
}

function requireTemperature(path: Path, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY) return;
  const remedy =
    value === Number.POSITIVE_INFINITY ? "at infinite temperature the state is the maximally mixed one" : null;
  throw new InvalidInput({ path, found: described(value), expected: "a temperature in [0, inf)", remedy });
}
