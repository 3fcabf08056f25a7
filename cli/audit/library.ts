/** What the audit tests. Every line is handed it, so that one with a fault can be handed in and must be found out. */
import { channels } from "../../generated/index.ts";
import { guard } from "../../runtime/flux/guard.ts";
import {
  type Evaluator,
  evaluate,
  evaluateMany,
  evaluateQuantities,
  l1Coherence,
  paperStates,
  relativeEntropyOfCoherence,
  searchPositivity,
} from "../../runtime/index.ts";
import { statesOverTime } from "../../runtime/quantities/states-over-time.ts";
import { declared } from "./declared.ts";
import { type VerdictEntry, verdictEntries } from "./verdict-table.ts";

export interface Library {
  readonly channels: Readonly<Record<string, Evaluator>>;
  readonly declared: typeof declared;
  readonly verdictEntries: readonly VerdictEntry[];
  readonly guard: typeof guard;
  readonly evaluate: typeof evaluate;
  readonly evaluateMany: typeof evaluateMany;
  readonly evaluateQuantities: typeof evaluateQuantities;
  readonly statesOverTime: typeof statesOverTime;
  readonly searchPositivity: typeof searchPositivity;
  readonly paperStates: typeof paperStates;
  readonly l1Coherence: typeof l1Coherence;
  readonly relativeEntropyOfCoherence: typeof relativeEntropyOfCoherence;
}

/** As it is published. */
export const library: Library = {
  channels,
  declared,
  verdictEntries,
  guard,
  evaluate,
  evaluateMany,
  evaluateQuantities,
  statesOverTime,
  searchPositivity,
  paperStates,
  l1Coherence,
  relativeEntropyOfCoherence,
};
