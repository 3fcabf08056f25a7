/**
 * The map of the compiler.
 *
 *   declaration ──validate──▶ Channel ──derive──▶ Derivation ──plan──▶ EvaluatorPlan ──emit──▶ module
 *
 * `derive` runs lindblad → correspondence → fokker-planck → production → integrands for every reservoir; `plan`
 * integrates what can be integrated (reduce) and optimises every formula; `certify` judges the derivation.
 */
import { type ChannelDeclaration, validate } from "./declare.ts";
import { derive } from "./derive.ts";
import { emit } from "./emit.ts";
import { type EvaluatorPlan, plan } from "./plan.ts";

export interface Compiled {
  readonly plan: EvaluatorPlan;
  /** The text of the generated module. */
  readonly text: string;
}

/** @param source  what the header says that the module comes from
 *  @param hash  of the declaration and the compiler */
export function compile(declaration: ChannelDeclaration, source: string, hash: string): Compiled {
  const channel = validate(declaration);
  const derivation = derive(channel);
  const evaluator = plan(derivation);
  return { plan: evaluator, text: emit(evaluator, source, hash) };
}
