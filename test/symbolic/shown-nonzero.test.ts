import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as p from "../../symbolic/algebra/polynomial.ts";
import { readPolynomial } from "../../symbolic/read-polynomial.ts";
import { isShownNonZero } from "../../symbolic/shown-nonzero.ts";
import type { Ranges } from "../../symbolic/sign.ts";
import { polynomials } from "./arbitraries.ts";

const half = { minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: false };
const ranges: Ranges = new Map([
  ["a", half],
  ["b", { ...half, maximum: 1 }],
  ["r", { ...half, minimum: Number.NEGATIVE_INFINITY }],
]);

const isShown = (text: string): boolean => isShownNonZero(readPolynomial(text), ranges);

describe("a polynomial that is shown not to vanish", () => {
  it("is every one that is not zero", () => {
    fc.assert(
      fc.property(polynomials(["a", "b", "r"]), (polynomial) => {
        expect(isShownNonZero(polynomial, ranges)).toBe(!p.isZero(polynomial));
      }),
    );
  });

  it.each(["1 - cosh(r)", "exp(-40)", "sin(r)^2 + sin(a)^2", "i*a", "cos(1000*a) - 1", "sqrt(a) - 2"])(
    "is %s",
    (text) => {
      expect(isShown(text)).toBe(true);
    },
  );

  it.each([
    "cosh(r) + sinh(r) - exp(r)",
    "cos(2*r) - 1 + 2*sin(r)^2",
    "sqrt(a*b) - sqrt(a)*sqrt(b)",
    "cosh(2*a) - 2*cosh(a)^2 + 1",
    "sqrt(b^2) - b",
  ])("is not %s, whose terms cancel unseen", (text) => {
    expect(p.isZero(readPolynomial(text))).toBe(false);
    expect(isShown(text)).toBe(false);
  });
});
