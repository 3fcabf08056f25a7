/** What no double holds is refused: none of a result is not a number. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

const REMEDY = "a parameter, H or a time is larger or smaller than doubles can hold together; bring them nearer to 1";

/** @param what  the quantity and where
 *  @throws InvalidInput  always */
export function refuseNaN(what: string): never {
  throw new InvalidInput({ path: [what], found: "NaN: no number came out", expected: "one", remedy: REMEDY });
}

/** @throws InvalidInput  when ρ(t) has entries that are no numbers, or a trace that is not 1 within its error */
export function requireState(where: () => string, rho: ComplexMatrix, error: number): ComplexMatrix {
  let trace = 0;
  for (let i = 0; i < rho.dimension; i++) trace += rho.re[i * (rho.dimension + 1)];
  const all = rho.re.every(Number.isFinite) && rho.im.every(Number.isFinite);
  // |Tr δρ| ≤ √d |δρ|.
  if (all && !(Math.abs(trace - 1) > TRACE + Math.sqrt(rho.dimension) * error)) return rho;
  throw new InvalidInput({
    path: [where()],
    found: `a trace of ${trace}: no state came out`,
    expected: "one",
    remedy: REMEDY,
  });
}

/** What the trace of a state that was given may be off by. */
const TRACE = 1e-6;

/** Of a quantity that is to have a bound, where S or rates come by lattices.
 *  @throws InvalidInput  always */
export function refuseWithoutBound(name: string): never {
  throw new InvalidInput({
    path: ["state"],
    found: `spins whose correlations are beyond grids, with a standard error where ${name} is to have a bound`,
    expected: "fewer of them",
  });
}
