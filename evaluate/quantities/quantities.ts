/** The quantities that can be asked for beside Wehrl's, by name, and their values over the times of a problem. */

import type { Evolved } from "../../spins/dynamics/evolve.ts";
import { entriesOf } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { partialTrace } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { described } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import { type CheckedProblem, checkProblem } from "../check/validate.ts";
import type { Problem } from "../problem/problem.ts";
import { requireNumber } from "../problem/results-over-time.ts";
import { type QuantityName, quantities, type Unit } from "./catalogue.ts";
import { boundedL1Coherence, boundedRelativeEntropyOfCoherence } from "./coherence.ts";
import { boundedConcurrence, boundedNegativity } from "./entanglement.ts";
import { boundedEntropy, boundedMutualInformation, boundedRelativeEntropy, reducedError } from "./entropy.ts";
import { type Equilibration, equilibration, equilibrationsApart, gibbsRounding } from "./equilibration.ts";
import { equilibriumState, spohnProduction } from "./production.ts";
import { affinityIn, boundBy, thermalChannels } from "./production-bound.ts";
import { boundedStates } from "./states-over-time.ts";
import { wehrlMutualInformation } from "./wehrl-mutual-information.ts";

/** A quantity over the times of a problem. */
export interface QuantityValues {
  /** Its name, with the pair of parties in brackets where there are several: "concurrence[0,2]". */
  readonly name: string;
  readonly symbol: string;
  readonly unit: Unit;
  /** Infinity where the quantity is infinite; never NaN. */
  readonly values: Float64Array;
  /** Bounds on |value − truth|: of the evolved state's own error, of eigenvalues, integrals and rounding. Infinity where they
   *  decide whether the value is infinite. */
  readonly error: Float64Array;
}

type Evaluate = (problem: CheckedProblem, states: readonly Evolved[], name: QuantityName) => readonly QuantityValues[];

/** Of a state and of its error. */
type Bounding = (rho: ComplexMatrix, stateError: number) => Bounded;

const evaluators: Readonly<Record<QuantityName, Evaluate>> = {
  "l1-coherence": ofState(boundedL1Coherence),
  "relative-entropy-coherence": ofState(boundedRelativeEntropyOfCoherence),
  "von-neumann-entropy": ofState(boundedEntropy),
  "relative-entropy": relativeEntropies,
  "von-neumann-production": productions,
  affinity: ofBaths((problem, { channel }, rho, error) => affinityIn(problem, channel, rho, error).affinity),
  "production-bound": ofBaths((problem, { channel, strength }, rho, error) =>
    strength === 0 ? { value: 0, error: 0 } : boundBy(strength, affinityIn(problem, channel, rho, error)),
  ),
  "spohn-production": spohnProductions,
  "mutual-information": ({ dimensions }, states, name) =>
    single(name, states, (rho, error) => boundedMutualInformation(rho, dimensions, error)),
  "wehrl-mutual-information": ({ spins, tolerance }, states, name) =>
    single(name, states, (rho, error) => wehrlMutualInformation(rho, spins, tolerance, error)),
  concurrence: ofPairs(boundedConcurrence),
  negativity: ofPairs(boundedNegativity),
};

/**
 * The named quantities at every time of a problem, in the order of the names.
 * @throws InvalidInput  for a name that is not in `quantities`, and where a quantity has no meaning for the problem: no pair
 *   of qubits, no equilibrium state
 */
export function evaluateQuantities(problem: Problem, names: readonly string[]): readonly QuantityValues[] {
  const own = entriesOf(["names"], names, "a list of names of quantities").map((name, k) => {
    if (typeof name === "string" && Object.hasOwn(quantities, name)) return name as QuantityName;
    throw new InvalidInput({
      path: ["names", k],
      found: described(name),
      ...oneOf(typeof name === "string" ? name : "", Object.keys(quantities)),
    });
  });
  if (own.length === 0) return [];
  const checked = checkProblem(problem);
  const states = boundedStates(checked);
  return own.flatMap((name) => evaluators[name](checked, states, name));
}

/** @param of  the parties in brackets, where there are several columns */
function single(name: QuantityName, states: readonly Evolved[], f: Bounding, of = ""): readonly QuantityValues[] {
  const { symbol, unit } = quantities[name];
  const found = states.map(({ state, error }, k) => requireNumber(() => `${name}${of}[${k}]`, f(state, error)));
  return [
    {
      name: name + of,
      symbol: symbol + of,
      unit,
      values: Float64Array.from(found, ({ value }) => value),
      error: Float64Array.from(found, ({ error }) => error),
    },
  ];
}

function ofState(f: Bounding): Evaluate {
  return (_, states, name) => single(name, states, f);
}

/** One column for the pair of two qubits, one for each pair among more parties. */
function ofPairs(f: Bounding): Evaluate {
  return ({ spins, dimensions }, states, name) => {
    const qubits = spins.flatMap((J, party) => (J === 0.5 ? [party] : []));
    const pairs = qubits.flatMap((a, k) => qubits.slice(k + 1).map((b) => [a, b]));
    if (pairs.length === 0)
      throw new InvalidInput({
        path: ["spins"],
        found: `[${spins.join(", ")}], which have no pair of qubits`,
        expected: `two spins 1/2 for ${name}`,
      });
    if (spins.length === 2) return single(name, states, f);
    return pairs.flatMap((pair) => {
      const ofPair: Bounding = (rho, error) => f(partialTrace(rho, dimensions, pair), reducedError(rho, error));
      return single(name, states, ofPair, `[${pair.join(",")}]`);
    });
  };
}

type Bath = ReturnType<typeof thermalChannels>[number];

/** One column for the only thermal bath, one for each of several, by their channels. */
function ofBaths(
  f: (problem: CheckedProblem, bath: Bath, rho: ComplexMatrix, stateError: number) => Bounded,
): Evaluate {
  return (problem, states, name) => {
    const baths = thermalChannels(problem, name);
    return baths.flatMap((bath) =>
      single(name, states, (rho, error) => f(problem, bath, rho, error), baths.length === 1 ? "" : `[${bath.k}]`),
    );
  };
}

function productions(
  { spins, dimensions, channels, entries }: CheckedProblem,
  states: readonly Evolved[],
  name: QuantityName,
): readonly QuantityValues[] {
  const equilibrations = channels.map((use, k): Equilibration => {
    const found = equilibration(use, spins);
    if (found !== null) return found;
    throw new InvalidInput({
      path: ["channels", entries[k]],
      found: "a channel that relaxes to no Gibbs state that eq 32 could refer to",
      expected: `thermal damping and dephasing for ${name}`,
      remedy: "spohn-production refers to any steady state",
    });
  });
  return single(name, states, (rho, error) => spohnProduction(rho, dimensions, equilibrations, error));
}

function spohnProductions(
  { spins, dimensions, channels, entries }: CheckedProblem,
  states: readonly Evolved[],
  name: QuantityName,
): readonly QuantityValues[] {
  const equilibrations = channels.flatMap((use, k) => equilibrationsApart(use, spins, ["channels", entries[k]]));
  return single(name, states, (rho, error) => spohnProduction(rho, dimensions, equilibrations, error));
}

function relativeEntropies(
  { spins, dimensions, channels }: CheckedProblem,
  states: readonly Evolved[],
  name: QuantityName,
): readonly QuantityValues[] {
  const { state, on } = equilibriumState(channels, spins);
  if (state === null)
    throw new InvalidInput({
      path: ["channels"],
      found: "no channel that has a Gibbs state to refer to",
      expected: `thermal damping for ${name} (eq 31)`,
    });
  return single(name, states, (rho, error) =>
    boundedRelativeEntropy(partialTrace(rho, dimensions, on), state, reducedError(rho, error), gibbsRounding(state)),
  );
}
