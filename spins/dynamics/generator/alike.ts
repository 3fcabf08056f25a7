/** The same generator with all of its terms of one size, for what does not depend on how large they are. */
import type { SparseMatrix } from "../../matrices/operators.ts";
import { largestEntry } from "../hamiltonian.ts";
import type { Dissipator } from "../liouvillian.ts";
import type { Sources } from "./exact-drift.ts";

/**
 * Rates and the size of H brought to one, up to powers of two, which are exact: where a state of full rank is at rest, the states
 * at rest are those that commute with H and with all jumps and their adjoints, whatever their rates are (Frigerio, Commun. Math.
 * Phys. 63, 269 (1978)). Where none is, how many there are may depend on the rates, but only at values that H and the dissipators
 * are tuned to. Rates of one dissipator that differ in sign belong together, and share a factor.
 */
export function alike({ dissipators, hamiltonian, ...rest }: Sources): Sources {
  const turning = Math.max(
    hamiltonian === null ? 0 : largestEntry(hamiltonian),
    ...dissipators.map(({ remainder }) => (remainder === null ? 0 : largestEntry(remainder))),
  );
  return {
    ...rest,
    dissipators: dissipators.map((D) => ({ ...ofOneSize(D), remainder: scaled(D.remainder, inverseOf(turning)) })),
    hamiltonian: hamiltonian === null ? null : scaled(hamiltonian, inverseOf(turning)),
  };
}

function ofOneSize(D: Dissipator): Dissipator {
  const sizes = D.operators.map((L, k) => Math.abs(D.rates[k]) * largestEntry(L) * largestEntry(L));
  const isSum = D.rates.some((rate) => rate < 0);
  const together = Math.max(...sizes);
  return { ...D, rates: D.rates.map((rate, k) => rate * inverseOf(isSum ? together : sizes[k])) };
}

const inverseOf = (size: number): number => 2 ** -Math.round(Math.log2(size));

interface Entries extends Pick<SparseMatrix, "re" | "im"> {
  readonly low?: Pick<SparseMatrix, "re" | "im"> | null;
}

function scaled<T extends Entries | null>(M: T, factor: number): T {
  if (M === null) return M;
  const times = ({ re, im }: Entries) => ({ re: re.map((x) => factor * x), im: im.map((y) => factor * y) });
  return { ...M, ...times(M), ...(M.low ? { low: { ...M.low, ...times(M.low) } } : {}) };
}
