/** What is printed as a value beside a bound is true as it is printed: |printed − value| + its own bound ≤ the printed bound. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positivity } from "../../cli/commands/positivity.ts";
import { surveyStates } from "../../cli/commands/survey.ts";
import { tableText } from "../../cli/print/table.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import type { Bounded } from "../../paper/claims/claim.ts";
import type { Audit } from "../../paper/claims/report.ts";
import { markdownOf } from "../../paper/claims/report-markdown.ts";
import { textOf } from "../../paper/claims/report-text.ts";
import { result } from "./sample-result.ts";

const number = String.raw`-?\d[\d.]*(?:e-?\d+)?`;
const pairs = (text: string): readonly Bounded[] =>
  [...text.matchAll(new RegExp(`(${number})\\s+±\\s+(${number})`, "g"))].map(([, value, error]) => ({
    value: Number(value),
    error: Number(error),
  }));

/** Doubles round the sum of two bounds and the decimal that is read, by parts in 2⁵². */
const isTrue = (printed: Bounded, { value, error }: Bounded): boolean =>
  Math.abs(printed.value - value) + error <= printed.error * (1 + 1e-14);

/** Values of any size, bounds from rounding to the value's own size, both of the kinds that are printed. */
const bounded = fc
  .tuple(
    fc.double({ min: 1, max: 10, noNaN: true, maxExcluded: true }),
    fc.integer({ min: -8, max: 3 }),
    fc.double({ min: -18, max: 0, noNaN: true }),
    fc.constantFrom(1, -1),
  )
  .map(([mantissa, exponent, relative, sign]): Bounded => {
    const size = mantissa * 10 ** exponent;
    return { value: sign * size, error: size * 10 ** relative };
  });

describe("a printed pair", () => {
  it("of the table's columns is true: every value beside the bound below it", () => {
    const problem = { spins: [0.5], channels: [{ parameters: {} }, { parameters: {} }] } as unknown as Problem;
    const columns = fc.array(fc.array(bounded, { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(columns, (lists) => {
        const [entropy, entropyRate, production, flux] = lists.map((list) => ({
          values: Float64Array.from(list, ({ value }) => value),
          error: Float64Array.from(list, ({ error }) => error),
        }));
        const shown = { ...result, times: Float64Array.of(0, 1, 2), entropy, entropyRate, production, flux } as Result;
        const lines = tableText(shown, problem, {}, "job", [], 200)
          .split("\n")
          .map((line) => line.trim());
        const cells = (start: string) => lines.find((line) => line.startsWith(start))!.split(/\s+/);
        const rows = ["0 ", "1 ", "2 "].map((start) => cells(start).slice(1));
        const bounds = cells("error ≤").slice(2).map(Number);
        return lists.every((list, c) =>
          list.every(({ value, error }, r) => {
            const text = rows[r]![c]!;
            if (text.startsWith("<")) return Math.abs(value) + error <= Number(text.slice(1));
            return isTrue({ value: Number(text), error: bounds[c]! }, { value, error });
          }),
        );
      }),
      { numRuns: 400 },
    );
  });

  it("of the audit, as text and as Markdown, is true", () => {
    fc.assert(
      fc.property(fc.array(bounded, { minLength: 3, maxLength: 3 }), (list) => {
        const [production, found, margin] = list as [Bounded, Bounded, Bounded];
        const exhibit = {
          name: "s",
          matrix: [[1]],
          l1Coherence: 0,
          relativeEntropyOfCoherence: 0,
          production,
          job: {},
        };
        const claim = { name: "c", says: "", where: "", test: () => finding };
        const finding = { verdict: "holds" as const, evidence: "", exhibits: [exhibit] };
        const audit = {
          claims: [{ claim, finding }],
          statements: [],
          validation: [{ what: "", source: "", formula: "1/2", known: 0.5, found }],
          inequalities: [{ what: "", source: "", tried: "", margin }],
        } as unknown as Audit;
        for (const page of [textOf(audit), markdownOf(audit)]) {
          const printed = pairs(page);
          if (printed.length !== 3 || !printed.every((pair, k) => isTrue(pair, list[k]!))) return false;
        }
        return true;
      }),
      { numRuns: 400 },
    );
  });

  it("of docs/audit.md has no digit below the bound's leading one", () => {
    const page = readFileSync("docs/audit.md", "utf8");
    const found = [...page.matchAll(new RegExp(`(${number}) ± (${number})`, "g"))];
    expect(found.length).toBeGreaterThan(40);
    for (const [text, value, bound] of found) {
      const [mantissa, exponent = "0"] = value!.split("e");
      const last = Number(exponent) - (mantissa!.split(".")[1] ?? "").length;
      const leading = Number(Number(bound).toExponential().split("e")[1]);
      // The bound may have grown by a place when it was rounded up, and at most fifteen digits are shown.
      expect(last, text).toBeGreaterThanOrEqual(leading - 1);
    }
  });

  it("of a survey's counterexample is true of the numbers in its JSON", async () => {
    const options = { channel: "dephasing", states: 60, seed: 5 } as const;
    const printed = pairs((await surveyStates(options)).text);
    const { coherence, relativeCoherence } = JSON.parse((await surveyStates({ ...options, json: true })).text);
    const stored = [coherence, relativeCoherence].flatMap(({ counterexample: { more, less } }) => [more, less]);
    expect(printed.length).toBe(4);
    stored.forEach(({ production, error }, k) => {
      expect(isTrue(printed[k]!, { value: production, error })).toBe(true);
    });
  });

  it("of a search for negative production is true of the numbers in its JSON", async () => {
    const options = { spin: 0.5, parameters: "r=0.5,phase=0", starts: 1 } as const;
    const [printed] = pairs(await positivity("squeezed-vacuum", options));
    const { production, error } = JSON.parse(await positivity("squeezed-vacuum", { ...options, json: true }));
    expect(error).toBeGreaterThan(0);
    expect(isTrue(printed!, { value: production, error })).toBe(true);
  });
});
