/** Where the operators that a user gives are checked: the Hamiltonian, and what mean values are asked of. */

import { aroundMean, type Hamiltonian, largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import { reading, requireObject } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { checkedHermitian } from "../../spins/states/density-matrix.ts";
import type { Path } from "../../text/refusal.ts";
import { quoted, visible } from "../../text/visible.ts";
import { LARGEST } from "./strength.ts";

/** @throws InvalidInput  naming what is not Hermitian, not on all spins, or too large */
export const checkedHamiltonian = (spins: readonly number[], given: unknown): Hamiltonian =>
  checkedOperator(spins, given, ["hamiltonian"], "a Hamiltonian");

/** A multiple of 1 moves nothing, however large it is. */
export function withoutNumber(H: Hamiltonian): Hamiltonian {
  const rest = aroundMean(H);
  return largestEntry(rest) === 0 ? rest : H;
}

/** @throws InvalidInput  naming the observable */
export function checkedObservables(spins: readonly number[], given: unknown): ReadonlyMap<string, Hamiltonian> {
  const path = ["observables"];
  requireObject(path, given, "an object with a Hermitian operator for each name");
  const entries = reading(path, () => Object.entries(given as object));
  return new Map(
    entries.map(([name, operator]) => {
      requireName(name);
      return [name, checkedOperator(spins, operator, [...path, name], "an observable")];
    }),
  );
}

function checkedOperator(spins: readonly number[], given: unknown, path: Path, what: string): Hamiltonian {
  const operator = checkedHermitian(spins, given as Hamiltonian, path, what);
  const largest = largestEntry(operator);
  if (largest < LARGEST) return operator;
  throw new InvalidInput({ path, found: `${largest} as its largest entry`, expected: `less than ${LARGEST}` });
}

/** It heads a column, and is a key. */
function requireName(name: string): void {
  if (name.trim() !== "" && name.length <= 64 && visible(name) === name && !/[,"#]/.test(name)) return;
  throw new InvalidInput({
    path: ["observables"],
    found: `the name ${quoted(name)}`,
    expected: "1 to 64 characters that can be seen, without commas, quotes and #",
  });
}
