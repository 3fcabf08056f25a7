/** What is asked of the states themselves as they go by: their mean values, and the states. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { type ComplexMatrix, frobenius } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, traceProduct } from "../../spins/numbers/bounded.ts";
import { type CheckedProblem, timesOf } from "../check/validate.ts";
import type { Result } from "./problem.ts";
import { seriesOf } from "./results-over-time.ts";

/** A state that goes by, and what it is off by in the Frobenius norm. */
interface Seen {
  readonly state: ComplexMatrix;
  readonly error: number;
  readonly mended: number;
}

export interface Observation {
  readonly see: (item: Seen) => void;
  readonly found: () => Pick<Result, "observables" | "states">;
}

/** Of one state after the other; what is asked of none is not kept. */
export function observationOf({ observables, states, when }: CheckedProblem): Observation {
  const means = new Map([...observables.keys()].map((name): [string, Bounded[]] => [name, []]));
  const kept: ComplexMatrix[] = [];
  const errors: number[] = [];
  return {
    see: ({ state, error, mended }) => {
      for (const [name, list] of means) list.push(meanOf(state, observables.get(name)!, error + mended));
      if (!states) return;
      kept.push(state);
      errors.push(error + mended);
    },
    found: () => ({
      observables:
        means.size === 0
          ? null
          : Object.fromEntries(
              [...means].map(([name, list]) => [
                name,
                seriesOf(
                  () => name,
                  timesOf(when),
                  list,
                  (mean) => mean,
                ),
              ]),
            ),
      states: states ? { values: kept, error: Float64Array.from(errors) } : null,
    }),
  };
}

/** Tr[ρA]: |Tr[δρ A]| ≤ |δρ| |A|.
 *  @param stateError  |δρ|, in the Frobenius norm */
export function meanOf(rho: ComplexMatrix, A: Hamiltonian, stateError: number): Bounded {
  const { value, error } = traceProduct(rho, A);
  return { value, error: error + stateError * frobenius(A) };
}
