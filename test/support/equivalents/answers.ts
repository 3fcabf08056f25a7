/** What the compiler makes of a declaration. */

import { stratumAt } from "../../../evaluate/prepare/prepared-channel.ts";
import type { Evaluator, Parameters, ReservoirVerdict } from "../../../runtime/evaluator.ts";
import type { Channel, ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { InvalidDeclaration, validate } from "../../../symbolic/declare/declare.ts";
import { classOf, type Production, verdict } from "../../../symbolic/derive/classify.ts";
import { derive } from "../../../symbolic/derive/derivation.ts";
import { NotFokkerPlanck, noiseOf } from "../../../symbolic/derive/fokker-planck.ts";
import { findStrata } from "../../../symbolic/derive/strata.ts";
import { compile } from "../compile.ts";
import { loadModule } from "./load-module.ts";

/** What is said of one reservoir. */
type Said = Pick<ReservoirVerdict, "name" | "class" | "positivity"> & { readonly isRefused: boolean };

/** One way in which two answers differ. */
export interface Difference {
  /** A word or two, the same for all of a kind. */
  readonly kind: string;
  readonly text: string;
}

/** A declaration with what the compiler made of it, or why it made nothing. */
export interface Answer {
  readonly declaration: ChannelDeclaration;
  readonly reservoirs: readonly Said[];
  /** Where parameters have values at which more is known. */
  readonly saidAt: (parameters: Parameters) => readonly Said[];
  /** Null where the class alone was asked for. */
  readonly evaluator: Evaluator | null;
  readonly failure: Difference | null;
  readonly milliseconds: number;
}

type Made = Pick<Answer, "reservoirs" | "saidAt" | "evaluator">;

/** Compiled and loaded. */
export const answerOf = (declaration: ChannelDeclaration): Answer =>
  timed(declaration, () => {
    const evaluator = loadModule(compile(declaration, "a form", "").text, declaration.name);
    const said = ({ reservoirs }: Evaluator): readonly Said[] =>
      reservoirs.map((one) => ({ ...one, isRefused: one.refusal !== null }));
    return { reservoirs: said(evaluator), saidAt: (values) => said(stratumAt(evaluator, values)), evaluator };
  });

/** Class and verdict without a module, which takes a tenth of the time. */
export const toldAnswerOf = (declaration: ChannelDeclaration): Answer =>
  timed(declaration, () => {
    const channel = validate(declaration);
    const strata = findStrata(declaration, channel);
    const known = new Map<Channel, readonly Said[]>();
    const toldOnce = (one: Channel): readonly Said[] => {
      if (!known.has(one)) known.set(one, told(one));
      return known.get(one)!;
    };
    const saidAt = (values: Parameters): readonly Said[] => {
      const there = strata.find(({ conditions }) =>
        [...conditions].every(([name, at]) => values[name] === (typeof at === "string" ? values[at] : at)),
      );
      return toldOnce(there?.channel ?? channel);
    };
    return { reservoirs: toldOnce(channel), saidAt, evaluator: null };
  });

/** Of one party, from the Kossakowski matrix alone. */
function told(channel: Channel): readonly Said[] {
  const { parties, parameters, reservoirs } = channel;
  if (parties.length > 1)
    return derive(channel).reservoirs.map(({ reservoir, production }) => saidOf(reservoir.name, production));
  const ranges = new Map(parameters.map(({ name, range }) => [name, range]));
  return reservoirs.map(({ name, dissipators }) =>
    saidOf(name, classOf(noiseOf(dissipators, parties), dissipators, parties, ranges)),
  );
}

const saidOf = (name: string, production: Production): Said => ({
  name,
  class: production.class,
  positivity: verdict(production).positivity,
  isRefused: "refusal" in production,
});

function timed(declaration: ChannelDeclaration, work: () => Made): Answer {
  const start = performance.now();
  const after = () => performance.now() - start;
  try {
    const made = work();
    return { declaration, ...made, failure: null, milliseconds: after() };
  } catch (error) {
    const { name, message } = error as Error;
    const isRefused = error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck;
    const failure = { kind: isRefused ? "refused" : `crash (${name})`, text: message };
    return { declaration, reservoirs: [], saidAt: () => [], evaluator: null, failure, milliseconds: after() };
  }
}
