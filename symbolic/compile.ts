/**
 * The map of the compiler.
 *
 *   declaration ──validate──▶ Channel ──derive──▶ Derivation ──plan──▶ EvaluatorPlan ──emit──▶ module
 *
 * `derive` runs lindblad → correspondence → fokker-planck → production → integrands for every reservoir; `plan`
 * integrates what can be integrated (reduce) and optimises every formula; `certify` judges the derivation.
 */
import { withinProducts } from "./algebra/polynomial.ts";
import { type ChannelDeclaration, InvalidDeclaration, validate } from "./declare.ts";
import { type Derivation, derive, type ReservoirDerivation } from "./derive.ts";
import { emit } from "./emit.ts";
import { isSplit } from "./integrands.ts";
import { limits, TooLarge } from "./limits.ts";
import { type EvaluatorPlan, plan, type Stratum } from "./plan.ts";

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
      const derivation = derive(validate(declaration));
      return plan(derivation, strata(declaration, derivation));
    });
    return { plan: evaluator, text: emit(evaluator, source, hash) };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new InvalidDeclaration(`channel "${declaration.name}": its derivation comes to ${error.message}`);
  }
}

/** The channel at zero of each parameter, where its reservoirs are of a better class there or Π ≥ 0 is better founded. */
function strata(declaration: ChannelDeclaration, generic: Derivation): readonly Stratum[] {
  return generic.channel.parameters.flatMap(({ name, range }) => {
    if (range.minimum > 0 || range.maximum < 0 || (range.minimum === 0 && range.openMinimum)) return [];
    const channel = validate(declaration, new Map([[name, 0n]]));
    if (channel.reservoirs.every(({ dissipators }) => dissipators.length === 0)) return [];
    const derivation = derive(channel);
    const isBetter = derivation.reservoirs.some((reservoir, k) => badness(reservoir) < badness(generic.reservoirs[k]));
    return isBetter ? [{ parameter: name, value: 0n, plan: plan(derivation) }] : [];
  });
}

/** Without a splitting, then a violated Π ≥ 0, then none of this. */
function badness({ production, verdict }: ReservoirDerivation): number {
  if (!isSplit(production)) return 2;
  return Object.values(verdict.positivity ?? {}).includes("violated") ? 1 : 0;
}
