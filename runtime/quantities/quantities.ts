/** The quantities that can be asked for beside Wehrl's, by name, and their values over the times of a problem. */

import type { ComplexMatrix } from "../evaluator.ts";
import { InvalidInput } from "../invalid-input.ts";
import { partialTrace } from "../matrix/complex-matrix.ts";
import type { Problem } from "../problem.ts";
import { requireNumber } from "../require-number.ts";
import { described, requireList } from "../shape.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "./coherence.ts";
import { concurrence, negativity } from "./entanglement.ts";
import { mutualInformation, quantumRelativeEntropy, vonNeumannEntropy } from "./entropy.ts";
import { type QuantityName, quantities, type Unit } from "./names.ts";
import { equilibriumState, type Relaxation, relaxation, vonNeumannProduction } from "./production.ts";
import { statesOverTime } from "./states-over-time.ts";
import { wehrlMutualInformation } from "./wehrl-mutual-information.ts";

/** A quantity over the times of a problem. */
export interface QuantityValues {
  /** Its name, with the pair of parties in brackets where there are several: "concurrence[0,2]". */
  readonly name: string;
  readonly symbol: string;
  readonly unit: Unit;
  /** Infinity where the quantity is infinite; never NaN. */
  readonly values: Float64Array;
  /** Bounds on |value − truth| of what is integrated; null for algebra on the density matrix, exact but for rounding. */
  readonly error: Float64Array | null;
}

type Evaluate = (problem: Problem, states: readonly ComplexMatrix[], name: string) => readonly QuantityValues[];

const evaluators: Readonly<Record<QuantityName, Evaluate>> = {
  "l1-coherence": ofState(l1Coherence),
  "relative-entropy-coherence": ofState(relativeEntropyOfCoherence),
  "von-neumann-entropy": ofState(vonNeumannEntropy),
  "relative-entropy": relativeEntropies,
  "von-neumann-production": productions,
  "mutual-information": (problem, states, name) =>
    single(name, states, (rho) => mutualInformation(rho, dimensionsOf(problem.spins))),
  "wehrl-mutual-information": (problem, states, name) => {
    const found = states.map((rho) => wehrlMutualInformation(rho, problem.spins, problem.tolerance));
    return [
      valuesOf(
        name,
        Float64Array.from(found, ({ value }) => value),
        Float64Array.from(found, ({ error }) => error),
      ),
    ];
  },
  concurrence: ofPairs(concurrence),
  negativity: ofPairs(negativity),
};

/**
 * The named quantities at every time of a problem, in the order of the names.
 * @throws InvalidInput  for a name that is not in `quantities`, and where a quantity has no meaning for the problem: no pair
 *   of qubits, no equilibrium state
 */
export function evaluateQuantities(problem: Problem, names: readonly string[]): readonly QuantityValues[] {
  requireList("names", names, "a list of names of quantities");
  for (const name of names) {
    if (!Object.hasOwn(quantities, name))
      throw new InvalidInput(`${described(name)} is no quantity; known: ${Object.keys(quantities).join(", ")}`);
  }
  if (names.length === 0) return [];
  const states = statesOverTime(problem);
  return names.flatMap((name) => evaluators[name as QuantityName](problem, states, name));
}

function valuesOf(name: string, values: Float64Array, error: Float64Array | null = null): QuantityValues {
  values.forEach((value, k) => {
    requireNumber(`${name}[${k}]`, { value, error: error?.[k] ?? 0 });
  });
  const { symbol, unit } = quantities[name.replace(/\[.*/, "") as QuantityName];
  return { name, symbol: symbol + (/\[.*/.exec(name)?.[0] ?? ""), unit, values, error };
}

function single(
  name: string,
  states: readonly ComplexMatrix[],
  f: (rho: ComplexMatrix) => number,
): readonly QuantityValues[] {
  return [valuesOf(name, Float64Array.from(states, f))];
}

function ofState(f: (rho: ComplexMatrix) => number): Evaluate {
  return (_, states, name) => single(name, states, f);
}

/** One column for the pair of two qubits, one for each pair among more parties. */
function ofPairs(f: (rho: ComplexMatrix) => number): Evaluate {
  return ({ spins }, states, name) => {
    const qubits = spins.flatMap((J, party) => (J === 0.5 ? [party] : []));
    const pairs = qubits.flatMap((a, k) => qubits.slice(k + 1).map((b) => [a, b]));
    if (pairs.length === 0)
      throw new InvalidInput(`${name}: spins [${spins.join(", ")}] have no pair of qubits; it is for two spins 1/2`);
    const dimensions = dimensionsOf(spins);
    return pairs.flatMap((pair) =>
      single(spins.length === 2 ? name : `${name}[${pair.join(",")}]`, states, (rho) =>
        f(partialTrace(rho, dimensions, pair)),
      ),
    );
  };
}

function dimensionsOf(spins: readonly number[]): number[] {
  return spins.map((J) => Math.round(2 * J) + 1);
}

function productions(problem: Problem, states: readonly ComplexMatrix[], name: string): readonly QuantityValues[] {
  const relaxations = problem.channels.map((use, k): Relaxation => {
    const found = relaxation(use, problem.spins);
    if (found !== null) return found;
    throw new InvalidInput(
      `${name}: channels[${k}] relaxes to no Gibbs state that eq 32 could refer to; it is for thermal damping and dephasing`,
    );
  });
  const dimensions = dimensionsOf(problem.spins);
  return single(name, states, (rho) => vonNeumannProduction(rho, dimensions, relaxations));
}

function relativeEntropies({ spins, channels }: Problem, states: readonly ComplexMatrix[], name: string) {
  const { state, on } = equilibriumState(channels, spins);
  if (state === null)
    throw new InvalidInput(`${name}: no channel has a Gibbs state to refer to; it is for thermal damping (eq 31)`);
  const dimensions = dimensionsOf(spins);
  return single(name, states, (rho) => quantumRelativeEntropy(partialTrace(rho, dimensions, on), state));
}
