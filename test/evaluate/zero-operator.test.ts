import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { channel } from "../../symbolic/declare/declare.ts";
import { compiled } from "../support/compiled.ts";
import { randomState } from "../support/random-states.ts";

const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const declared = (name: string, bath: string) =>
  compiled(channel({ name, cites: "a test", parties: ["a"], parameters: { a: rate, b: rate }, reservoirs: { bath } }));

const numbers = (known: Evaluator, parameters: Parameters, times: readonly number[] | "steady") => {
  const channels = [{ channel: known, on: [0], parameters }];
  const job = { spins: [1], state: randomState(3, 3, 4), channels, times, tolerance: 1e-6, budget: 1e5 };
  const { entropy, production, flux, entropyRate } = evaluate(job);
  return [entropy, production!, flux!, entropyRate].flatMap(({ values, error }) =>
    [...values].map((value, k) => ({ value, error: error[k] })),
  );
};

describe("an operator that is zero where a parameter is", () => {
  it.each([
    ["roots within operators", "D[sqrt(a)*J-] + D[sqrt(b)*J+]", "a*D[J-] + b*D[J+]"],
    ["noise of amplitude a", "D[a*J-] + b*D[J+]", "a^2*D[J-] + b*D[J+]"],
  ])("is no dissipator: %s", async (_, within, before) => {
    const [inside, outside] = [await declared("inside", within), await declared("outside", before)];
    for (const [a, b] of [
      [0, 1],
      [1, 0],
      [0.7, 0.3],
      [0, 0],
    ]) {
      for (const times of [[0, 0.4], "steady"] as const) {
        if (times === "steady" && a + b === 0) continue;
        const [found, expected] = [inside, outside].map((known) => numbers(known, { a, b }, times));
        found.forEach(({ value, error }, k) => {
          expect(Math.abs(value - expected[k].value)).toBeLessThanOrEqual(error + expected[k].error);
        });
      }
    }
  });
});
