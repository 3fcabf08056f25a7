/** Whether two declarations that say the same get the same answer: class, verdict, refusal, and numbers within their bounds. */
import {
  type ComplexMatrix,
  type Evaluator,
  evaluate,
  InvalidInput,
  type Parameters,
  type ReservoirVerdict,
  type Result,
} from "../../../runtime/index.ts";
import { compile } from "../../../symbolic/compile.ts";
import { type ChannelDeclaration, InvalidDeclaration, validate } from "../../../symbolic/declare.ts";
import { derive } from "../../../symbolic/derive.ts";
import { NotFokkerPlanck } from "../../../symbolic/fokker-planck.ts";
import { parse } from "../../../symbolic/syntax.ts";
import { speed } from "../claims.ts";
import { at, type Bounded } from "../laws.ts";
import { actionOf, matrixOf, turning } from "./action.ts";
import { plus } from "./dense.ts";
import type { Equivalent } from "./equivalent.ts";
import { loadModule } from "./load-module.ts";
import { turnedState } from "./turn-axes.ts";

/** A state at which both are evaluated. */
export interface Instant {
  readonly spins: readonly number[];
  readonly state: ComplexMatrix;
  readonly parameters: Parameters;
}

/** One way in which two answers differ. */
export interface Difference {
  /** A word or two, the same for all of a kind. */
  readonly kind: string;
  readonly text: string;
}

/** What is said of one reservoir. */
type Said = Pick<ReservoirVerdict, "name" | "class" | "positivity" | "refusal">;

/** A declaration with what the compiler made of it, or why it made nothing. */
export interface Answer {
  readonly declaration: ChannelDeclaration;
  readonly reservoirs: readonly Said[];
  /** Null where it was only derived. */
  readonly evaluator: Evaluator | null;
  readonly failure: Difference | null;
  readonly milliseconds: number;
}

/** Compiled and loaded. */
export const answerOf = (declaration: ChannelDeclaration): Answer =>
  timed(declaration, () => {
    const evaluator = loadModule(compile(declaration, "a form", "").text, declaration.name);
    return { reservoirs: evaluator.reservoirs, evaluator };
  });

/** Derived alone, which takes a tenth of the time. */
export const derivedAnswerOf = (declaration: ChannelDeclaration): Answer =>
  timed(declaration, () => ({
    reservoirs: derive(validate(declaration)).reservoirs.map(({ reservoir, production, verdict }) => ({
      name: reservoir.name,
      class: production.class,
      positivity: verdict.positivity,
      refusal: "refusal" in production ? production.refusal : null,
    })),
    evaluator: null,
  }));

function timed(declaration: ChannelDeclaration, work: () => Pick<Answer, "reservoirs" | "evaluator">): Answer {
  const start = performance.now();
  const after = () => performance.now() - start;
  try {
    const made = work();
    return { declaration, ...made, failure: null, milliseconds: after() };
  } catch (error) {
    const { name, message } = error as Error;
    const isRefused = error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck;
    const failure = { kind: isRefused ? "refused" : `crash (${name})`, text: message };
    return { declaration, reservoirs: [], evaluator: null, failure, milliseconds: after() };
  }
}

/** By their reservoirs, before any parameter has a value. */
export function differencesInVerdict(base: Answer, form: Answer): readonly Difference[] {
  if (base.failure !== null) return form.failure?.kind === base.failure.kind ? [] : [other("only one", base, form)];
  if (form.failure !== null) return [form.failure];
  return base.reservoirs.flatMap((one, k) => {
    const two = form.reservoirs[k];
    const differs = (kind: string, a: unknown, b: unknown): readonly Difference[] =>
      JSON.stringify(a) === JSON.stringify(b)
        ? []
        : [{ kind: `${kind}: ${JSON.stringify(a)} → ${JSON.stringify(b)}`, text: `reservoir "${one.name}"` }];
    if (one.class !== two.class) return differs("class", one.class, two.class);
    return [
      ...differs("positivity", one.positivity, two.positivity),
      ...differs("refused", one.refusal !== null, two.refusal !== null),
    ];
  });
}

const other = (kind: string, base: Answer, form: Answer): Difference => ({
  kind: `${kind} is refused`,
  text: (base.failure ?? form.failure)!.text,
});

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
  const verdicts = [
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
