/**
 * The map of the compiler.
 *
 *   declaration ──validate──▶ Channel ──derive──▶ Derivation ──plan──▶ EvaluatorPlan ──emit──▶ module
 *
 * `strata` looks for parameters at which more can be said, and each is a channel of its own;
 * `derive` runs correspondence → fokker-planck → classify → integrands for every reservoir; `plan` integrates what can be
 * integrated (reduce) and optimises every formula; `outlined` stops before programs, which no page of results shows; `certify` judges
 * the derivation.
 *
 * The emitter and the computer algebra take ten times longer to load than all the rest: they are loaded when they are first needed, so
 * that a file that only declares a channel does not wait for them.
 */

import { limits, TooLarge } from "./algebra/limits.ts";
import { withinProducts } from "./algebra/polynomial.ts";
import type { ChannelDeclaration } from "./declare/declaration.ts";
import { InvalidDeclaration, validate } from "./declare/declare.ts";
import { type Derivation, derive } from "./derive/derivation.ts";
import { findStrata } from "./derive/strata.ts";
import { closedQubitSphere } from "./integrate/reduce.ts";
import { type EvaluatorPlan, plan } from "./optimize/plan.ts";
import type { Outline } from "./print/page/results-page.ts";
import type { Certificate } from "./prove/certify.ts";
import type { Generated, GenerateOptions } from "./write/generate.ts";

/** A declaration with all that its module computes. */
export interface Compiled {
  readonly plan: EvaluatorPlan;
  /** The text of the generated module. */
  readonly text: string;
}

/** A declaration → what its page of results shows.
 *  @throws InvalidDeclaration, NotFokkerPlanck */
export const outlined = (declaration: ChannelDeclaration): Outline =>
  withinLimits(declaration, () => {
    const { derivation, strata } = derived(declaration);
    const shown = strata.map((stratum) => ({ conditions: stratum.conditions, plan: stratum }));
    return { derivation, closedForm: closedQubitSphere(derivation), strata: shown };
  });

/** A declaration → all that its module computes.
 *  @throws InvalidDeclaration, NotFokkerPlanck */
export const planned = (declaration: ChannelDeclaration): EvaluatorPlan =>
  withinLimits(declaration, () => {
    const { derivation, strata } = derived(declaration);
    return plan(
      derivation,
      strata.map((stratum) => ({ conditions: stratum.conditions, plan: plan(stratum.derivation) })),
    );
  });

/** The channel in general, and where parameters make it another. */
function derived(declaration: ChannelDeclaration) {
  const channel = validate(declaration);
  const strata = findStrata(declaration, channel).map(({ conditions, channel: there }) => ({
    conditions,
    derivation: derive(there),
  }));
  return { derivation: derive(channel), strata };
}

function withinLimits<Result>({ name }: ChannelDeclaration, compute: () => Result): Result {
  try {
    return withinProducts(limits.products, compute);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const found = `a derivation that comes to ${error.found}`;
    throw new InvalidDeclaration({ ...error, found, source: `channel "${name}"` });
  }
}

/** A declaration → the text of its module, not certified.
 *  @param source  what the header says that the module comes from
 *  @param hash  of the declaration and the compiler, for the header
 *  @throws InvalidDeclaration, NotFokkerPlanck */
export async function compile(declaration: ChannelDeclaration, source: string, hash: string): Promise<Compiled> {
  const { emit } = await import("./write/emit.ts");
  const evaluator = planned(declaration);
  return { plan: evaluator, text: emit(evaluator, source, hash) };
}

/** Proofs, by means other than the derivation's own, that a derivation is right.
 *  @throws NotCertified */
export async function certify(derivation: Derivation): Promise<Certificate> {
  const stage = await import("./prove/certify.ts");
  return stage.certify(derivation);
}

/** Declarations in files → modules in a folder, with their certificates and an index.
 *  @throws InvalidDeclaration, NotFokkerPlanck, NotCertified */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const stage = await import("./write/generate.ts");
  return stage.generate(options, planned);
}
