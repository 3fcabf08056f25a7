import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { JobTexts } from "./job-texts.ts";

/** What a state is read with. */
export interface StateSetting {
  readonly spins: readonly number[];
  readonly texts: JobTexts;
  /** The job's, on all of its spins; null where it has none, and for a part of the spins. */
  readonly hamiltonian: (() => ComplexMatrix) | null;
  /** That files are named from; null within a file. */
  readonly folder: string | null;
}
