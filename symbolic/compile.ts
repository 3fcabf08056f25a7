/**
 * The map of the compiler.
 *
 *   declaration ──validate──▶ Channel ──derive──▶ Derivation ──plan──▶ EvaluatorPlan ──emit──▶ module
 *
 * `strata` looks for parameters at which more can be said, and each is a channel of its own;
 * `derive` runs lindblad → correspondence → fokker-planck → production → integrands for every reservoir; `plan`
 * integrates what can be integrated (reduce) and optimises every formula; `certify` judges the derivation.
 */
import { withinProducts } from "./algebra/polynomial.ts";
import { type ChannelDeclaration, InvalidDeclaration, validate } from "./declare.ts";
import { derive } from "./derive.ts";
import { emit } from "./emit.ts";
import { limits, TooLarge } from "./limits.ts";
import { type EvaluatorPlan, plan } from "./plan.ts";
import { findStrata } from "./strata.ts";

export interface Compiled {
  readonly plan: EvaluatorPlan;
  /** The text of the generated module. */
  readonly text: string;
}

/** @param source  what the header says that the module comes from
 *  @param hash  of the declaration and the compiler */
export function compile(declaration: ChannelDeclaration, source: string, hash: string): Compiled {
  try {
    const evaluator = withinProducts(limits.products, () => {
      const channel = validate(declaration);
      const strata = findStrata(declaration, channel).map(({ conditions, channel: there }) => ({
        conditions,
        plan: plan(derive(there)),
      }));
      return plan(derive(channel), strata);
    });
    return { plan: evaluator, text: emit(evaluator, source, hash) };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new InvalidDeclaration(`channel "${declaration.name}": its derivation comes to ${error.message}`);
  }
}
