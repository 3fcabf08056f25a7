import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { TooLarge } from "../../../../symbolic/algebra/limits.ts";
import * as p from "../../../../symbolic/algebra/polynomial.ts";
import { type Compiled, outlined } from "../../../../symbolic/compile.ts";
import type { ChannelDeclaration } from "../../../../symbolic/declare/declaration.ts";
import { InvalidDeclaration, validate } from "../../../../symbolic/declare/declare.ts";
import { type Derivation, derive } from "../../../../symbolic/derive/derivation.ts";
import { closedQubitSphere } from "../../../../symbolic/integrate/reduce.ts";
import { format } from "../../../../symbolic/print/page/document.ts";
import { explain, type Outline } from "../../../../symbolic/print/page/results-page.ts";
import { compile } from "../../../support/compile.ts";
import { declarationOf, numbersFrom } from "./awkward-declarations.ts";
import { formulasOfLatex, formulasOfText, pageOfLatex, pageOfText } from "./pages.ts";
import { expectModuleReadBack, expectReadBack, latexReader, unicodeReader } from "./read-back.ts";

/** How many random declarations are read back; more by WEHRL_PRINTED. */
const count = Number(process.env.WEHRL_PRINTED ?? 200);
/** Of so many one is compiled to the end, and its module is read as well. */
const compiledOf = 16;
/** Products of terms that the derivation of a random declaration may form, so that many are quick. */
const products = 12_000;

/** What is on the pages, and the compiled channel where its module is read too. */
interface Pages {
  readonly plan: Outline;
  readonly module?: Compiled;
}

const withModule = (module: Compiled): Pages => ({ plan: module.plan, module });

/** Both pages of `derive`, and the module where there is one; the number of formulas on the pages. */
function expectPagesReadBack({ plan, module }: Pages, seed: number): number {
  const { parties } = plan.derivation.channel;
  const explanation = explain(plan);
  const [text, latex] = [format(explanation, "text"), format(explanation, "latex")];
  const random = numbersFrom(seed);
  const [inText, inLatex] = [formulasOfText(text), formulasOfLatex(latex)];
  expect(inLatex.length).toBe(inText.length);
  const page = pageOfText(text, parties);
  expect([...page.parameters.values()]).toEqual(plan.derivation.channel.parameters.map(({ name }) => name));
  const scopes = expectReadBack(inText, plan, unicodeReader(page), random);
  expectReadBack(inLatex, plan, latexReader(pageOfLatex(latex, parties)), random);
  // Where a reservoir is said in axes of its own the module says it in others.
  if (module && scopes.every(({ axis }) => axis === undefined))
    expectModuleReadBack(module.text, module.plan, page, scopes, random);
  return inText.length + inLatex.length;
}

describe("every printed formula, read back by another reader, is the form that was printed", () => {
  it.each(readdirSync(join("symbolic", "channels")).map((file) => file.replace(/\.ts$/, "")))("of %s", async (name) => {
    const { default: declaration } = (await import(`../../../../symbolic/channels/${name}.ts`)) as {
      default: ChannelDeclaration;
    };
    expect(expectPagesReadBack(withModule(compile(declaration, name, "")), 1)).toBeGreaterThan(20);
  });

  it("of damping about a tilted axis, beside noise of its own", () => {
    const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
    const declaration: ChannelDeclaration = {
      name: "tilted",
      cites: "a test",
      parties: ["a"],
      parameters: {
        Gamma: rate,
        nbar: rate,
        tilt: { range: "(-inf, inf)", unit: "rad", meaning: "an angle" },
        k: rate,
      },
      reservoirs: {
        bath: "Gamma*(nbar + 1)*D[cos(2*tilt)*Jx - sin(2*tilt)*Jz - i*Jy] + Gamma*nbar*D[cos(2*tilt)*Jx - sin(2*tilt)*Jz + i*Jy]",
        noise: "k*D[Jx]",
      },
    };
    expect(expectPagesReadBack({ plan: outlined(declaration) }, 3)).toBeGreaterThan(20);
    const alone = { ...declaration, reservoirs: { bath: declaration.reservoirs.bath! } };
    expect(expectPagesReadBack({ plan: outlined(alone) }, 4)).toBeGreaterThan(20);
  });

  it("of random declarations", () => {
    let [printed, formulas] = [0, 0];
    for (let seed = inject("propertySeed"); printed < count; seed++) {
      const compiled = ofSmall(declarationOf(seed), printed % compiledOf === 0);
      if (!compiled) continue;
      printed++;
      try {
        formulas += expectPagesReadBack(compiled, seed);
      } catch (error) {
        throw new Error(`${JSON.stringify(declarationOf(seed))}: ${(error as Error).message}`, { cause: error });
      }
    }
    expect(formulas).toBeGreaterThan(20 * count);
  });
});

/** What is quick to derive, without strata or with its module; undefined for others, and for what is refused. */
function ofSmall(declaration: ChannelDeclaration, toTheEnd: boolean): Pages | undefined {
  try {
    const derivation = p.withinProducts(products, () => derive(validate(declaration)));
    return toTheEnd ? withModule(compile(declaration, declaration.name, "")) : { plan: withoutStrata(derivation) };
  } catch (error) {
    if (error instanceof TooLarge || error instanceof InvalidDeclaration) return undefined;
    throw error;
  }
}

const withoutStrata = (derivation: Derivation): Outline => ({
  derivation,
  closedForm: closedQubitSphere(derivation),
  strata: [],
});
