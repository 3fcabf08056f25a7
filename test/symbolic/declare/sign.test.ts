import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval, Ranges } from "../../../symbolic/algebra/interval.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { parseInterval, readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { isNonNegative } from "../../../symbolic/declare/sign.ts";
import { polynomials, rationals } from "../arbitraries.ts";

const ranges = (texts: Readonly<Record<string, string>>): Ranges =>
  new Map(Object.entries(texts).map(([name, text]) => [name, parseInterval(text) as Interval]));

const intervals = fc.constantFrom(
  "[0, inf)",
  "(-1, 1)",
  "(-inf, inf)",
  "[0.5, 2]",
  "(-inf, -3]",
  "[2, 2]",
  "(0, 0.125)",
);

/** Some points of an interval. */
function sample({ minimum, maximum }: Interval): readonly number[] {
  const [low, high] = [Math.max(minimum, Math.min(-8, maximum - 8)), Math.min(maximum, Math.max(8, minimum + 8))];
  return Array.from({ length: 9 }, (_, k) => low + ((high - low) * k) / 8);
}

describe("the test of signs", () => {
  it("never calls a polynomial non-negative that is negative somewhere", () => {
    const elements = polynomials(["t", "u"], { coefficients: rationals });
    let proven = 0;
    fc.assert(
      fc.property(elements, intervals, intervals, (f, ofT, ofU) => {
        const box = ranges({ t: ofT, u: ofU });
        if (!isNonNegative(f, box)) return;
        proven++;
        for (const t of sample(box.get("t")!))
          for (const u of sample(box.get("u")!))
            expect(p.evaluate(f, new Map(Object.entries({ t, u })))).toBeGreaterThanOrEqual(-1e-9);
      }),
      { numRuns: 1000 },
    );
    expect(proven).toBeGreaterThan(50);
  });

  it.each([
    ["g*(n + 1)", { g: "[0, inf)", n: "[0, inf)" }],
    ["1 - c^2", { c: "[-1, 1]" }],
    ["(1 - c)*g", { c: "(-1, 1)", g: "[0, inf)" }],
    ["t^2", { t: "(-inf, inf)" }],
    ["-t", { t: "(-inf, 0]" }],
    ["t - 2", { t: "[2, inf)" }],
    ["0", {}],
    ["c^2", { c: "[-1, 1]" }],
    ["(c - 1)^2", { c: "[0, inf)" }],
    ["(a - b)^2*g", { a: "[0, inf)", b: "[0, inf)", g: "[0, inf)" }],
    ["a^2 - a*b + b^2", { a: "(-inf, inf)", b: "(-inf, inf)" }],
    ["sin(t)^2", { t: "(-inf, inf)" }],
    ["(cos(t) + sin(t))^2", { t: "(-inf, inf)" }],
    ["1 - sin(t)*cos(t)", { t: "(-inf, inf)" }],
    ["cosh(t) - sinh(t)", { t: "(-inf, inf)" }],
    ["exp(t) - sinh(t)", { t: "(-inf, inf)" }],
    ["cosh(r)^2 + sinh(r)^2 + 2*cosh(r)*sinh(r)*cos(p)", { r: "(-inf, inf)", p: "(-inf, inf)" }],
    ["sinh(r)", { r: "[0, inf)" }],
  ])("proves %s ≥ 0 where it is so", (text, box) => {
    expect(isNonNegative(readPolynomial(text), ranges(box as Record<string, string>))).toBe(true);
  });

  it.each([
    ["g*n", { g: "[0, inf)", n: "(-1, inf)" }],
    ["-1", {}],
    ["i", {}],
    ["t", { t: "(-inf, inf)" }],
    ["t", {}],
    ["(a - b)*g", { a: "[0, inf)", b: "[0, inf)", g: "[0, inf)" }],
    ["a^2 - 3*a*b + b^2", { a: "(-inf, inf)", b: "(-inf, inf)" }],
    ["cos(t) + sin(t)", { t: "(-inf, inf)" }],
    ["sinh(r)", { r: "(-inf, inf)" }],
    ["cosh(t) - 2", { t: "(-inf, inf)" }],
  ])("does not prove %s ≥ 0 where it is not", (text, box) => {
    expect(isNonNegative(readPolynomial(text), ranges(box as Record<string, string>))).toBe(false);
  });
});
