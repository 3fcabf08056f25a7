import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withinProducts } from "../../../symbolic/algebra/polynomial.ts";
import { compile } from "../../../symbolic/compile.ts";
import { type ChannelDeclaration, InvalidDeclaration, validate } from "../../../symbolic/declare.ts";
import { derive } from "../../../symbolic/derive.ts";
import { explain } from "../../../symbolic/explain/explain.ts";
import { format } from "../../../symbolic/explain/formats.ts";
import { TooLarge } from "../../../symbolic/limits.ts";
import { type EvaluatorPlan, plan } from "../../../symbolic/plan.ts";
import { formulasOfLatex, formulasOfText, pageOfLatex, pageOfText } from "./pages.ts";
import { declarationOf, numbersFrom } from "./random-declarations.ts";
import { expectReadBack, latexReader, unicodeReader } from "./read-back.ts";

/** How many random declarations are read back; 500 take a few minutes. */
const count = Number(process.env.WEHRL_PRINTED ?? 200);

/** Both pages of `derive`. */
function expectPagesReadBack(planned: EvaluatorPlan, seed: number): number {
  const { parties } = planned.derivation.channel;
  const explanation = explain(planned);
  const [text, latex] = [format(explanation, "text"), format(explanation, "latex")];
  const random = numbersFrom(seed);
  const inText = formulasOfText(text);
  const inLatex = formulasOfLatex(latex);
  expect(inLatex.length).toBe(inText.length);
  return (
    expectReadBack(inText, planned, unicodeReader(pageOfText(text, parties)), random) +
    expectReadBack(inLatex, planned, latexReader(pageOfLatex(latex, parties)), random)
  );
}

describe("every printed formula, read back by another reader, is the form that was printed", () => {
  it.each(readdirSync(join("symbolic", "channels")))("of %s", async (file) => {
    const { default: declaration } = (await import(`../../../symbolic/channels/${file}`)) as {
      default: ChannelDeclaration;
    };
    expect(expectPagesReadBack(compile(declaration, file, "").plan, 1)).toBeGreaterThan(20);
  });

  it("of random declarations", () => {
    let [printed, formulas] = [0, 0];
    for (let seed = 1; printed < count; seed++) {
      const planned = smallPlan(declarationOf(seed));
      if (!planned) continue;
      printed++;
      try {
        formulas += expectPagesReadBack(planned, seed);
      } catch (error) {
        throw new Error(`declaration of seed ${seed}: ${JSON.stringify(declarationOf(seed))}`, { cause: error });
      }
    }
    expect(formulas).toBeGreaterThan(20 * count);
  });
});

/** What is quick to derive; undefined for others, and for what is refused. */
function smallPlan(declaration: ChannelDeclaration): EvaluatorPlan | undefined {
  try {
    return withinProducts(20_000, () => plan(derive(validate(declaration))));
  } catch (error) {
    if (error instanceof TooLarge || error instanceof InvalidDeclaration) return undefined;
    throw error;
  }
}
void readFileSync;
