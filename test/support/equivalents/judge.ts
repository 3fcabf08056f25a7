/** Whether two declarations that say the same get the same answer: class, verdict, refusal, and numbers within their bounds. */

import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import type { Result } from "../../../evaluate/problem/problem.ts";
import { speed } from "../../../laws/claims.ts";
import { at } from "../../../laws/rates.ts";
import type { Evaluator, Parameters } from "../../../runtime/evaluator.ts";
import { InvalidInput } from "../../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../../spins/numbers/bounded.ts";
import type { Answer, Difference } from "./answers.ts";
import type { Equivalent } from "./equivalent.ts";
import type { Instant } from "./same-action.ts";
import { turnedState } from "./turn-axes.ts";

/** By their reservoirs, in general and at the parameters of instants; of a compiled form there the jobs say more. */
export function differencesInVerdict(
  base: Answer,
  form: Answer,
  written: Equivalent,
  instants: readonly Instant[],
): readonly Difference[] {
  if (base.failure !== null) return form.failure?.kind === base.failure.kind ? [] : [other("only one", base, form)];
  if (form.failure !== null) return [form.failure];
  const isTold = base.evaluator === null && written.keepsStrata;
  const points = isTold ? instants.map(({ parameters }) => parameters) : [];
  return [
    ...unlikeSaid(base.reservoirs, form.reservoirs, "in general"),
    ...points.flatMap((point) =>
      unlikeSaid(base.saidAt(point), form.saidAt(written.values(point)), JSON.stringify(point)),
    ),
  ];
}

function unlikeSaid(base: Answer["reservoirs"], form: Answer["reservoirs"], where: string): readonly Difference[] {
  return base.flatMap((one, k) => {
    const two = form[k];
    const text = `reservoir "${one.name}", ${where}`;
    const differs = (kind: string, a: unknown, b: unknown): readonly Difference[] =>
      JSON.stringify(a) === JSON.stringify(b)
        ? []
        : [{ kind: `${kind}: ${JSON.stringify(a)} → ${JSON.stringify(b)}`, text }];
    if (one.class !== two.class) return differs("class", one.class, two.class);
    return [
      ...differs("positivity", one.positivity, two.positivity),
      ...differs("refused", one.isRefused, two.isRefused),
    ];
  });
}

const other = (kind: string, base: Answer, form: Answer): Difference => ({
  kind: `${kind} is refused`,
  text: (base.failure ?? form.failure)!.text,
});

/** Few digits: what differs, differs by more. */
const TOLERANCE = 1e-7;
const BUDGET = 200_000;
/** How much larger the error of one form may be than that of another, or than what was asked for. */
const LARGER = 1e3;

/** Numbers of a channel, or the line that refuses them. */
type Found = Result["channels"][number] | string;

export function found(
  channel: Evaluator,
  spins: readonly number[],
  state: ComplexMatrix,
  parameters: Parameters,
): Found {
  const on = spins.map((_, k) => k);
  try {
    const problem = { spins, state, channels: [{ channel, on, parameters }], tolerance: TOLERANCE, budget: BUDGET };
    return evaluate(problem).channels[0];
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
}

export function differencesInNumbers(
  base: Evaluator,
  form: Evaluator,
  written: Equivalent,
  instant: Instant,
): readonly Difference[] {
  const { spins, state, parameters } = instant;
  const a = found(base, spins, state, parameters);
  const b = found(form, spins, turnedState(state, spins, written.turns(parameters)), written.values(parameters));
  const where = `J = ${spins.join(", ")}, ${JSON.stringify(parameters)}`;
  if (typeof a === "string" || typeof b === "string")
    return typeof a === typeof b
      ? []
      : [{ kind: "one job is refused", text: `${where}: ${typeof a === "string" ? a : b}` }];
  const differs = (kind: string, one: unknown, two: unknown): readonly Difference[] =>
    one === two ? [] : [{ kind: `${kind} of a job: ${one} → ${two}`, text: where }];
  const verdicts = !written.isExact(parameters)
    ? []
    : [
        ...differs("class", a.class, b.class),
        ...differs("positivity", a.positivity, b.positivity),
        ...differs("refusal", a.refusal !== null, b.refusal !== null),
      ];
  if (verdicts.length > 0) return verdicts;
  const scale = 1 + speed(base, parameters, spins);
  return (["entropyRate", "production", "flux"] as const).flatMap((quantity) => {
    const [one, two] = [a[quantity], b[quantity]];
    if (one === null || two === null) return differs(quantity, one === null, two === null);
    return unlike(quantity, at(one), at(two), scale).map(({ kind, text }) => ({ kind, text: `${where}: ${text}` }));
  });
}

function unlike(quantity: string, a: Bounded, b: Bounded, scale: number): readonly Difference[] {
  const text = `${a.value} ± ${a.error.toExponential(1)} and ${b.value} ± ${b.error.toExponential(1)}`;
  const gap = Math.abs(a.value - b.value);
  if (!(gap <= a.error + b.error + 1e-12 * scale)) return [{ kind: `${quantity} differs`, text }];
  const most = LARGER * Math.max(a.error, TOLERANCE * Math.max(scale, Math.abs(a.value)));
  return b.error <= most ? [] : [{ kind: `${quantity} is known much worse`, text }];
}
