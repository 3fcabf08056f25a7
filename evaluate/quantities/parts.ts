/** Measures of chosen parts of a state, the other spins traced out. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, partialTrace, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import type { Path } from "../../text/refusal.ts";
import type { Asked } from "./asked.ts";
import { reducedError } from "./entropy.ts";

/** Of a state of some parts, with the dimension and the spins of each. */
type OfParts = (
  rho: ComplexMatrix,
  dimensions: readonly number[],
  stateError: number,
  parts: readonly (readonly number[])[],
) => Bounded;

/** The measure on the parts that are asked for, or with each spin a part. */
export function onParts(dimensions: readonly number[], { parts: asked }: Pick<Asked, "parts">, f: OfParts) {
  const parts = asked ?? dimensions.map((_, party) => [party]);
  const kept = parts.flat();
  const own = parts.map((part) => totalDimension(part.map((party) => dimensions[party])));
  const isInOrder = kept.length === dimensions.length && kept.every((party, k) => party === k);
  return (rho: ComplexMatrix, stateError: number): Bounded => {
    if (isInOrder) return f(rho, own, stateError, parts);
    // With all kept it is a permutation.
    const error = kept.length === dimensions.length ? stateError : reducedError(rho, stateError);
    return f(partialTrace(rho, dimensions, kept), own, error, parts);
  };
}

/** @throws InvalidInput  for a spin that is not there, and for a concurrence of what is no qubit */
export function requireThere({ key, name, parts }: Asked, spins: readonly number[], path: Path): void {
  for (const party of parts?.flat() ?? []) {
    if (party >= spins.length)
      throw new InvalidInput({
        path,
        found: `${key} of ${spins.length} spins`,
        expected: `indices 0 to ${spins.length - 1}`,
      });
    if (name === "concurrence" && spins[party] !== 0.5)
      throw new InvalidInput({
        path,
        found: `${key}, where spin ${party} has J = ${spins[party]}`,
        expected: "two spins 1/2",
        remedy: "negativity takes any spins",
      });
  }
}
