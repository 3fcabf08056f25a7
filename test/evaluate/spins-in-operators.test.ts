import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { channel } from "../../symbolic/declare/declare.ts";
import { compiled } from "../support/compiled.ts";
import { randomState } from "../support/random-states.ts";

const g = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const declared = (bath: string) =>
  compiled(channel({ name: "any", cites: "a test", parties: ["a"], parameters: { g, h: g }, reservoirs: { bath } }));

const numbers = (known: Evaluator, J: number, times: readonly number[] | "steady") => {
  const channels = [{ channel: known, on: [0], parameters: { g: 0.3, h: 0.8 } }];
  const job = {
    spins: [J],
    state: randomState(2 * J + 1, 2 * J + 1, 4),
    channels,
    times,
    tolerance: 1e-7,
    budget: 1e6,
  };
  const { entropy, production, flux, entropyRate } = evaluate(job);
  return [entropy, production!, flux!, entropyRate].flatMap(({ values, error }) =>
    [...values].map((value, k) => ({ value, error: error[k] })),
  );
};

const J2 = "(Jx^2 + Jy^2 + Jz^2)";

describe("an operator that holds J² = J(J + 1)", () => {
  it.each([
    ["before a ladder operator", `g*D[${J2}*J-]`, "g*D[c*J-]"],
    ["in one of two rates", `g*D[${J2}*J-] + h*D[J+]`, "g*D[c*J-] + h*D[J+]"],
    ["in one operator of two terms", `g*D[${J2}*J- + J+]`, "g*D[c*J- + J+]"],
    [
      "beside noise about other axes",
      `g*D[${J2}*J-/2] + h*D[J+] + h*D[${J2}*Jx/2] + h/10*D[Jz]`,
      "g*D[c*J-/2] + h*D[J+] + h*D[c*Jx/2] + h/10*D[Jz]",
    ],
    ["as a shift", `g*D[J- + ${J2}/5] + h*D[J+]`, "g*D[J- + c/5] + h*D[J+]"],
  ])("is the number that J makes it, %s", async (_, written, withNumber) => {
    const any = await declared(written);
    for (const [J, c] of [
      [1, "2"],
      [1.5, "3.75"],
    ] as const) {
      const own = await declared(withNumber.replaceAll("c", c));
      for (const times of [[0, 0.2], "steady"] as const) {
        const [found, expected] = [any, own].map((known) => numbers(known, J, times));
        found.forEach(({ value, error }, k) => {
          expect(Math.abs(value - expected[k].value)).toBeLessThanOrEqual(error + expected[k].error + 1e-14);
        });
      }
    }
  });
});
