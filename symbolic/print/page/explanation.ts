/** A channel → the text of its explanation. */
import type { ChannelDeclaration } from "../../declare/declare.ts";
import type { EvaluatorPlan } from "../../optimize/plan.ts";
import { type ExplanationFormat, format } from "./formats.ts";
import { explain } from "./results-page.ts";
import { explainStages } from "./stages-page.ts";

/** @param what  the results as a paper presents them, or every intermediate form in order */
export const explanation = (
  declaration: ChannelDeclaration,
  plan: EvaluatorPlan,
  what: "results" | "stages",
  as: ExplanationFormat,
): string => format(what === "stages" ? explainStages(declaration, plan) : explain(plan), as);
