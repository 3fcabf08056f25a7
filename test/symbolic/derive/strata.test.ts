import { describe, expect, it } from "vitest";
import { validate } from "../../../symbolic/declare/declare.ts";
import { derive } from "../../../symbolic/derive/derivation.ts";
import { findStrata } from "../../../symbolic/derive/strata.ts";
import { declare } from "../declarations.ts";

function strata(text: string, rates: readonly string[], ranges: Readonly<Record<string, string>> = {}) {
  const declaration = declare({ rates, ranges, reservoirs: { bath: text } });
  return findStrata(declaration, validate(declaration)).map(({ conditions, channel }) => ({
    where: Object.fromEntries(conditions),
    class: derive(channel).reservoirs[0].production.class,
  }));
}

describe("strata", () => {
  it("of damping and heating beside noise of another axis are equal rates, and the noise zero", () => {
    expect(strata("a*D[J-] + b*D[J+] + c*D[Jx + 0.3*Jz]", ["a", "b", "c"])).toEqual([
      { where: { b: "a" }, class: "diffusive" },
      { where: { c: 0 }, class: "potential" },
    ]);
  });

  it("of a squeezed thermal bath are damping first, then the squeezed vacuum", () => {
    const text = "g*(n + 1)*D[cosh(r)*J- + exp(i*p)*sinh(r)*J+] + g*n*D[cosh(r)*J+ + exp(-i*p)*sinh(r)*J-]";
    expect(strata(text, ["g", "n", "r"], { p: "(-inf, inf)" })).toEqual([
      { where: { r: 0 }, class: "potential" },
      { where: { n: 0 }, class: "potential" },
    ]);
  });

  it("go as deep as they must: one bath is left only where two rates are zero", () => {
    const found = strata("a*D[J-] + b*D[Jx + 2*Jy] + c*D[Jx - Jy]", ["a", "b", "c"]);
    expect(found).toContainEqual({ where: { b: 0, c: 0 }, class: "potential" });
    expect(found[0].class).toBe("diffusive");
  });

  it("of two noises across the axis of a bath are their equality", () => {
    expect(strata("a*D[J-] + b*D[Jx] + c*D[Jy]", ["a", "b", "c"])).toContainEqual({
      where: { c: "b" },
      class: "potential",
    });
  });

  it("are none where a parameter cannot be zero, nor of damping", () => {
    expect(strata("g*D[J-] + g*n*D[J+]", ["g"], { n: "[0, 0.5]" })).toEqual([]);
    expect(strata("g*D[2*J- + h*J+]", ["g"], { h: "(0, 1]" })).toEqual([]);
  });
});
