/** One declaration against one of its forms, with all that is known of both. */

import { dimensionOf, mix } from "../../../laws/matrices.ts";
import type { Parameters } from "../../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { happens, type Random } from "../../cli/fuzz/chance.ts";
import { randomState } from "../random-states.ts";
import { type Answer, answerOf, type Difference, toldAnswerOf } from "./answers.ts";
import type { Equivalent, Rewriting } from "./equivalent.ts";
import { differencesInNumbers, differencesInVerdict } from "./judge.ts";
import { type Instant, requireSameAction } from "./same-action.ts";

/** A state with well less than all of its weight in one direction, now and then a pure one. */
function stateOf(random: Random, spins: readonly number[]): ComplexMatrix {
  const d = dimensionOf(spins);
  const seed = 1 + Math.floor(1e6 * random());
  if (spins.every((J) => J === 0.5) && happens(random, 0.3)) return randomState(d, 1, seed);
  return mix(randomState(d, d, seed), null, 0.2);
}

/** Every point in one state, the first at all spins. */
export function instantsOf(random: Random, parties: number, points: readonly Parameters[]): readonly Instant[] {
  const all = parties === 1 ? [[0.5], [1], [1.5]] : [Array.from({ length: parties }, () => 0.5)];
  return points.flatMap((parameters, k) => {
    const chosen = k === 0 ? all : [all[Math.floor(random() * all.length)]];
    return chosen.map((spins) => ({ spins, state: stateOf(random, spins), parameters }));
  });
}

export interface Comparison {
  readonly form: Equivalent;
  readonly answer: Answer;
  readonly differences: readonly Difference[];
}

/** Numbers are compared where the base was compiled.
 *  @returns undefined where the rewriting does not apply */
export function compare(
  base: Answer,
  rewriting: Rewriting,
  random: Random,
  instants: readonly Instant[],
): Comparison | undefined {
  const form = rewriting(base.declaration, random);
  if (form === undefined) return undefined;
  for (const instant of instants) requireSameAction(base.declaration, form, instant);
  const answer = base.evaluator === null ? toldAnswerOf(form.declaration) : answerOf(form.declaration);
  const verdicts = differencesInVerdict(base, answer, form, instants);
  if (base.evaluator === null || answer.evaluator === null) return { form, answer, differences: verdicts };
  const numbers = instants.flatMap((instant) =>
    differencesInNumbers(base.evaluator!, answer.evaluator!, form, instant),
  );
  return { form, answer, differences: [...verdicts, ...numbers] };
}
