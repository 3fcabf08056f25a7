/** A declaration → the text of its explanation. */
import { compile } from "../compile.ts";
import type { ChannelDeclaration } from "../declare.ts";
import { explain } from "./explain.ts";
import { type ExplanationFormat, format } from "./formats.ts";
import { explainStages } from "./stages.ts";

/** @throws InvalidDeclaration, NotFokkerPlanck as the compiler does */
export function explainChannel(
  declaration: ChannelDeclaration,
  what: "results" | "stages",
  as: ExplanationFormat,
): string {
  const { plan } = compile(declaration, declaration.name, "");
  return format(what === "stages" ? explainStages(declaration, plan) : explain(plan), as);
}
