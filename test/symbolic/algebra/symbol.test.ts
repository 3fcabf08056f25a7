import { describe, expect, it, vi } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import type { Sym } from "../../../symbolic/algebra/role.ts";
import * as symbol from "../../../symbolic/algebra/symbol.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";

const onlySymbolOf = (text: string): Sym => p.symbolsOf(readPolynomial(text))[0];

describe("symbols", () => {
  it("are one where all that they are is equal, whichever way their argument was typed", () => {
    expect(symbol.spin("a")).toBe(symbol.spin("a"));
    expect(onlySymbolOf("cosh(r + 2*s)")).toBe(onlySymbolOf("cosh(2*s + r)"));
    expect(onlySymbolOf("exp(-r - s)").reciprocal).toBe(onlySymbolOf("exp(s + r)"));
    expect(symbol.circle("cos", "theta", "a")).not.toBe(symbol.angle("cos", "theta", "a"));
  });

  it("are refused the key of another kind", () => {
    expect(() => symbol.parameter("Q")).toThrow("Q is another kind of symbol");
    expect(() => symbol.parameter("pi")).toThrow("another kind");
  });

  it("get their values once, with a row, with a column or at every node, whatever a parameter is called", () => {
    const varies = (all: readonly Sym[]): readonly string[] => [...new Set(all.map((one) => one.varies))];
    expect(varies([symbol.parameter("cosThetaX"), symbol.spin("a"), symbol.pi, onlySymbolOf("cosh(r)")])).toEqual([
      "once",
    ]);
    expect(varies([symbol.angle("cos", "theta", "a"), symbol.angle("sin", "theta", "b")])).toEqual(["row"]);
    expect(varies([symbol.angle("cos", "phi", "a"), symbol.angle("sin", "phi", "b")])).toEqual(["column"]);
    expect(varies([symbol.Q, symbol.P, symbol.A0, ...symbol.R, ...symbol.gradientsOf("P", "a")])).toEqual(["node"]);
  });

  it("have names in emitted code, and letters, that no two share but Q and P", () => {
    for (const text of [symbol.own.map(({ code }) => code), symbol.own.slice(1).map(({ letter }) => letter.join(" "))])
      expect(new Set(text).size).toBe(text.length);
    expect(symbol.Q.letter).toEqual(symbol.P.letter);
  });
});

const parameters = {
  Gamma: { range: "[0, inf)", unit: "1/time", meaning: "a rate" },
  k: { range: "[0, inf)", unit: "1", meaning: "a number" },
  q: { range: "[0, 1]", unit: "1", meaning: "another number" },
};

const declared = (name: string, bath: string): ChannelDeclaration => ({
  name,
  cites: "a test",
  parties: ["a"],
  parameters,
  reservoirs: { bath },
});

/** The same roots and exponentials, typed in other ways. */
const [before, channel] = [
  declared("other", "Gamma*D[sqrt(k + 1)*J- + exp(-q - k)*Jz] + D[sqrt(1 - q^2)*J+]"),
  declared("roots", "Gamma*D[sqrt(1 + k)*J- + exp(-k - q)*Jz] + D[sqrt(-q^2 + 1)*J+]"),
];

describe("what was compiled before", () => {
  it("does not show in a module with roots", async () => {
    const compiled = async (all: readonly ChannelDeclaration[]): Promise<string> => {
      vi.resetModules();
      const { compile } = await import("../../support/compile.ts");
      return all.map((each) => compile(each, "a test", "").text).at(-1)!;
    };
    const alone = await compiled([channel]);
    expect(alone).toContain("Math.sqrt");
    expect(await compiled([before, channel])).toBe(alone);
  });

  it("does not show in the argument that a function holds", async () => {
    const termsOf = async (...texts: readonly string[]): Promise<readonly string[]> => {
      vi.resetModules();
      const fresh = await import("../../../symbolic/declare/read-text.ts");
      const { symbolsOf } = await import("../../../symbolic/algebra/polynomial.ts");
      const { role, square } = texts.map((text) => symbolsOf(fresh.readPolynomial(text))[0]).at(-1)!;
      expect(role.kind === "function" && role.argument).toBe(square);
      return [...square!.terms.keys()];
    };
    expect(await termsOf("sqrt(k - q + 1)", "sqrt(1 - q + k)")).toEqual(await termsOf("sqrt(1 - q + k)"));
  });
});
