/** Every intermediate form of a channel in the order of the compiler: the tour for a newcomer. */
import type { ChannelDeclaration } from "../../declare/declaration.ts";
import type { EvaluatorPlan } from "../../optimize/plan.ts";
import { lettersOf } from "../letters.ts";
import { declarationText } from "./declaration-text.ts";
import { code, type Explanation, prose, type Section } from "./document.ts";
import {
  anglesStage,
  cartesianStage,
  correspondenceStage,
  operatorsStage,
  superoperatorStage,
} from "./stages-of-operator.ts";
import { classStage, integrandsStage, reductionStage } from "./stages-of-production.ts";
import { emittedStage, programStage } from "./stages-of-program.ts";

export function explainStages(declaration: ChannelDeclaration, plan: EvaluatorPlan): Explanation {
  const { derivation } = plan;
  const { channel } = derivation;
  const letters = lettersOf(channel.parties, channel.parameters);
  const sections: readonly Section[] = [
    declarationStage(declaration),
    operatorsStage(derivation, letters),
    superoperatorStage(derivation, letters),
    correspondenceStage(derivation, letters),
    cartesianStage(derivation, letters),
    anglesStage(derivation, letters),
    classStage(derivation, letters),
    integrandsStage(derivation, letters),
    reductionStage(plan, letters),
    programStage(plan),
    emittedStage(plan),
  ];
  return {
    channel: channel.name,
    title: `${channel.name}, stage by stage`,
    parties: channel.parties,
    sections: sections.map((section, k) => ({ ...section, title: `${k + 1}. ${section.title}` })),
  };
}

const declarationStage = (declaration: ChannelDeclaration): Section => ({
  id: "declaration",
  title: "Declaration",
  blocks: [
    prose("What is written in a file; nothing else is needed. It is validated character by character."),
    code(declarationText(declaration)),
  ],
});
