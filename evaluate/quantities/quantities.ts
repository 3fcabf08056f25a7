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
import { boundedStates } from "../problem/evolve.ts";
import { meanOf } from "../problem/observed.ts";
import type { Problem } from "../problem/problem.ts";
import { requireNumber } from "../problem/results-over-time.ts";
import { type Asked, askedQuantity } from "./asked.ts";
import { type QuantityName, quantities, type Unit } from "./catalogue.ts";
import { boundedL1Coherence, boundedRelativeEntropyOfCoherence } from "./coherence.ts";
import { coherenceProduction, spohnCoherenceProduction } from "./coherence-production.ts";
import { bathTemperature, boundedPurity, freeEnergy, requireHamiltonian } from "./energy.ts";
import { boundedConcurrence, boundedLogNegativity, boundedNegativity } from "./entanglement.ts";
import { boundedEntropy, boundedMutualInformation, boundedRelativeEntropy, reducedError } from "./entropy.ts";
import { type Equilibration, equilibration, equilibrationsApart, gibbsRounding } from "./equilibration.ts";
import { onParts, requireThere } from "./parts.ts";
import { equilibriumState, spohnProduction } from "./production.ts";
import { affinityIn, boundBy, thermalChannels } from "./production-bound.ts";
import { renyiWehrl } from "./renyi-wehrl.ts";
import { wehrlMutualInformation } from "./wehrl-mutual-information.ts";

/** A quantity over the times of a problem. */
export interface QuantityValues {
  /** Its name as it was asked for, "negativity(0|1,2)"; with the pair of parties in square brackets where all pairs are: "concurrence[0,2]". */
  readonly name: string;
  readonly symbol: string;
  readonly unit: Unit;
  /** Infinity where the quantity is infinite; never NaN. */
  readonly values: Float64Array;
  /** Bounds on |value − truth|: of the evolved state's own error, of eigenvalues, integrals and rounding. Infinity where they
   *  decide whether the value is infinite. */
  readonly error: Float64Array;
}

type Evaluate = (problem: CheckedProblem, states: readonly Evolved[], asked: Asked) => readonly QuantityValues[];

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
  "mutual-information": ({ dimensions }, states, asked) =>
    single(asked, states, onParts(dimensions, asked, boundedMutualInformation)),
  "wehrl-mutual-information": ({ spins, dimensions, tolerance }, states, asked) =>
    single(
      asked,
      states,
      onParts(dimensions, asked, (rho, _, error, parts) =>
        wehrlMutualInformation(
          rho,
          parts.map((part) => part.map((party) => spins[party])),
          tolerance,
          error,
        ),
      ),
    ),
  concurrence: ofPairs(boundedConcurrence),
  negativity: ofPairs(boundedNegativity),
  "log-negativity": ofPairs(boundedLogNegativity),
  purity: ofState(boundedPurity),
  energy: (problem, states, asked) => {
    const H = requireHamiltonian(problem, asked.name);
    return single(asked, states, (rho, error) => meanOf(rho, H, error));
  },
  "free-energy": (problem, states, asked) => {
    const H = requireHamiltonian(problem, asked.name);
    const T = asked.number === null ? bathTemperature(problem, asked.name) : { value: asked.number, error: 0 };
    return single(asked, states, (rho, error) => freeEnergy(rho, H, T, error));
  },
  "renyi-wehrl": ({ spins, tolerance }, states, asked) =>
    single(asked, states, (rho, error) => renyiWehrl(rho, spins, asked.number!, error, tolerance)),
  "coherence-production": (problem, states, asked) => single(asked, states, coherenceProduction(problem, asked.name)),
  "spohn-coherence-production": (problem, states, asked) =>
    single(asked, states, spohnCoherenceProduction(problem, asked.name)),
};

/**
 * The named quantities at every time of a problem, in the order of the names: "purity", "renyi-wehrl(2)", "negativity(0|1,2)".
 * @throws InvalidInput  for a name that is not in `quantities`, for brackets that do not hold what it takes, and where a quantity has no meaning for the problem: no pair
 *   of qubits, no equilibrium state
 */
export function evaluateQuantities(problem: Problem, names: readonly string[]): readonly QuantityValues[] {
  const own = entriesOf(["names"], names, "a list of names of quantities").map((name, k) => {
    if (typeof name === "string") return { asked: askedQuantity(name, ["names", k]), k };
    throw new InvalidInput({ path: ["names", k], found: described(name), ...oneOf("", Object.keys(quantities)) });
  });
  if (own.length === 0) return [];
  const checked = checkProblem(problem);
  const states = boundedStates(checked);
  own.forEach(({ asked, k }) => {
    requireThere(asked, checked.spins, ["names", k]);
  });
  return own.flatMap(({ asked }) => evaluators[asked.name](checked, states, asked));
}

/** @param of  the parties in brackets, where there are several columns */
function single({ key, name }: Asked, states: readonly Evolved[], f: Bounding, of = ""): readonly QuantityValues[] {
  const { symbol, unit } = quantities[name];
  const found = states.map(({ state, error }, k) => requireNumber(() => `${key}${of}[${k}]`, f(state, error)));
  return [
    {
      name: key + of,
      symbol: symbol + key.slice(name.length) + of,
      unit,
      values: Float64Array.from(found, ({ value }) => value),
      error: Float64Array.from(found, ({ error }) => error),
    },
  ];
}

function ofState(f: Bounding): Evaluate {
  return (_, states, asked) => single(asked, states, f);
}

/** One column for the pair that is asked for, or for that of two qubits; one for each pair among more parties.
 *  @param f  of a state of two parts, its error, and the dimension of the second */
function ofPairs(f: (rho: ComplexMatrix, stateError: number, second: number) => Bounded): Evaluate {
  return ({ spins, dimensions }, states, asked) => {
    const { name, parts } = asked;
    if (parts !== null) {
      const ofParts = onParts(dimensions, asked, (rho, [, second], error) => f(rho, error, second));
      return single(asked, states, ofParts);
    }
    const qubits = spins.flatMap((J, party) => (J === 0.5 ? [party] : []));
    const pairs = qubits.flatMap((a, k) => qubits.slice(k + 1).map((b) => [a, b]));
    if (pairs.length === 0)
      throw new InvalidInput({
        path: ["spins"],
        found: `[${spins.join(", ")}], which have no pair of qubits`,
        expected: `two spins 1/2 for ${name}`,
      });
    return pairs.flatMap((pair) => {
      const ofPair = onParts(dimensions, { parts: pair.map((party) => [party]) }, (rho, _, error) => f(rho, error, 2));
      return single(asked, states, ofPair, spins.length === 2 ? "" : `[${pair.join(",")}]`);
    });
  };
}

type Bath = ReturnType<typeof thermalChannels>[number];

/** One column for the only thermal bath, one for each of several, by their channels. */
function ofBaths(
  f: (problem: CheckedProblem, bath: Bath, rho: ComplexMatrix, stateError: number) => Bounded,
): Evaluate {
  return (problem, states, asked) => {
    const baths = thermalChannels(problem, asked.name);
    return baths.flatMap((bath) =>
      single(asked, states, (rho, error) => f(problem, bath, rho, error), baths.length === 1 ? "" : `[${bath.k}]`),
    );
  };
}

function productions(
  { spins, dimensions, channels, entries }: CheckedProblem,
  states: readonly Evolved[],
  asked: Asked,
): readonly QuantityValues[] {
  const equilibrations = channels.map((use, k): Equilibration => {
    const found = equilibration(use, spins);
    if (found !== null) return found;
    throw new InvalidInput({
      path: ["channels", entries[k]],
      found: "a channel that relaxes to no Gibbs state that eq 32 could refer to",
      expected: `thermal damping and dephasing for ${asked.name}`,
      remedy: "spohn-production refers to any steady state",
    });
  });
  return single(asked, states, (rho, error) => spohnProduction(rho, dimensions, equilibrations, error));
}

function spohnProductions(
  { spins, dimensions, channels, entries }: CheckedProblem,
  states: readonly Evolved[],
  asked: Asked,
): readonly QuantityValues[] {
  const equilibrations = channels.flatMap((use, k) => equilibrationsApart(use, spins, ["channels", entries[k]]));
  return single(asked, states, (rho, error) => spohnProduction(rho, dimensions, equilibrations, error));
}

function relativeEntropies(
  { spins, dimensions, channels }: CheckedProblem,
  states: readonly Evolved[],
  asked: Asked,
): readonly QuantityValues[] {
  const { state, on } = equilibriumState(channels, spins);
  if (state === null)
    throw new InvalidInput({
      path: ["channels"],
      found: "no channel that has a Gibbs state to refer to",
      expected: `thermal damping for ${asked.name} (eq 31)`,
    });
  return single(asked, states, (rho, error) =>
    boundedRelativeEntropy(partialTrace(rho, dimensions, on), state, reducedError(rho, error), gibbsRounding(state)),
  );
}
