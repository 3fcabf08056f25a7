/** What the audit tests. Every line is handed it, so that one with a fault can be handed in and must be found out. */

import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import { evolve } from "../../evaluate/problem/evolve.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../evaluate/quantities/coherence.ts";
import { evaluateQuantities } from "../../evaluate/quantities/quantities.ts";
import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { paperStates } from "../states/random-states.ts";

export interface Library {
  readonly channels: Readonly<Record<string, Evaluator>>;
  readonly evaluate: typeof evaluate;
  readonly evaluateMany: typeof evaluateMany;
  readonly evaluateQuantities: typeof evaluateQuantities;
  readonly evolve: typeof evolve;
  readonly paperStates: typeof paperStates;
  readonly l1Coherence: typeof l1Coherence;
  readonly relativeEntropyOfCoherence: typeof relativeEntropyOfCoherence;
}

/** As it is published. */
export const library: Library = {
  channels,
  evaluate,
  evaluateMany,
  evaluateQuantities,
  evolve,
  paperStates,
  l1Coherence,
  relativeEntropyOfCoherence,
};
