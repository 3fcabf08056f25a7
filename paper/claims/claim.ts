/** A sentence of the paper, and what testing it found. */
import type { Job } from "../figures/layout.ts";
import type { Library } from "./library.ts";

/** "not borne out": what was computed does not show it, and no state is at hand that shows the contrary. */
export type Verdict = "holds" | "holds to leading order" | "fails: here is a state" | "not borne out";

/** A rate with a bound on its error. */
export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** A state that bears witness: what anyone needs to compute the same. */
export interface Exhibit {
  readonly name: string;
  /** Real parts; all states of the paper are real. */
  readonly matrix: readonly (readonly number[])[];
  readonly l1Coherence: number;
  readonly relativeEntropyOfCoherence: number;
  readonly production: Bounded;
  readonly job: Job;
}

export interface Finding {
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly exhibits?: readonly Exhibit[];
}

export interface Claim {
  /** What `wehrl audit <name>` takes. */
  readonly name: string;
  readonly says: string;
  /** Where it stands in the paper. */
  readonly where: string;
  /** What shows it besides `wehrl audit <name>`. */
  readonly see?: string;
  test(library: Library): Finding;
}
