/** Whether a form acts as the declaration that it was made from: the judge of the rewritings. */

import type { Parameters } from "../../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { parse } from "../../../symbolic/declare/syntax.ts";
import { actionOf, matrixOf, turning } from "./action.ts";
import { plus } from "./dense.ts";
import type { Equivalent } from "./equivalent.ts";
import { turnedState } from "./turn-axes.ts";

/** A state at which both are evaluated. */
export interface Instant {
  readonly spins: readonly number[];
  readonly state: ComplexMatrix;
  readonly parameters: Parameters;
}

/** In floating point, before the compiler is asked: a rewriting that says something else would judge nothing.
 *  @throws Error  where the two do not act alike */
export function requireSameAction(base: ChannelDeclaration, form: Equivalent, instant: Instant): void {
  const { spins, state, parameters } = instant;
  const values = form.values(parameters);
  const turns = form.turns(parameters);
  const turnedBase = turnedState(
    actionOf(base, { parties: base.parties, spins, values: parameters }, state),
    spins,
    turns,
  );
  const turned = turnedState(state, spins, turns);
  const reading = { parties: base.parties, spins, values };
  const action = actionOf(form.declaration, reading, turned);
  const expected =
    form.hamiltonian === null
      ? turnedBase
      : plus(turnedBase, turning(matrixOf(parse(form.hamiltonian), reading), turned));
  const gap = plus(action, expected, -1);
  const size = Math.max(1, ...expected.re.map(Math.abs), ...expected.im.map(Math.abs));
  if (!(Math.max(...gap.re.map(Math.abs), ...gap.im.map(Math.abs)) < 1e-10 * size))
    throw new Error(`${form.how} says something else: ${JSON.stringify(form.declaration.reservoirs)}`);
}
