import type { Dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { Verdict } from "../prepare/verdict.ts";

/** Jumps of one reservoir that no evaluator integrates. */
export interface Reservoir {
  readonly name: string;
  readonly on: readonly number[];
  readonly verdict: Verdict;
  /** How many, where they are a caller's own. */
  readonly jumps: number | null;
  /** Σ |L_ij|², or Σ |l|² of linear ones. */
  readonly strength: number;
  /** @param spins  J of every party of the whole
   *  @param on  which of them are its own */
  readonly dissipator: (spins: readonly number[], on: readonly number[]) => Dissipator;
}
