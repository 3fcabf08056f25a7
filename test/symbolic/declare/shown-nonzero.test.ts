import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ranges } from "../../../symbolic/algebra/interval.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { isShownNonZero } from "../../../symbolic/declare/shown-nonzero.ts";
import { isShownRegular } from "../../../symbolic/derive/shown-regular.ts";
import { polynomials, rationals } from "../arbitraries.ts";

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

describe("a matrix that is shown to have an inverse", () => {
  const entries = fc.array(polynomials(["a", "b", "r"], { coefficients: rationals, degree: 1, terms: 2 }), {
    minLength: 6,
    maxLength: 6,
  });

  it("is none whose rows depend on each other", () => {
    fc.assert(
      fc.property(entries, polynomials(["a"], { coefficients: rationals }), (list, factor) => {
        const [first, second] = [list.slice(0, 3), list.slice(3)];
        const third = first.map((entry, k) => p.add(p.multiply(factor, entry), second[k]));
        expect(isShownRegular([first, second, third], ranges)).toBe(false);
      }),
    );
  });

  it("is one whose determinant does not vanish", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const rows = [list.slice(0, 2), list.slice(2, 4)];
        const determinant = p.subtract(p.multiply(rows[0][0], rows[1][1]), p.multiply(rows[0][1], rows[1][0]));
        expect(isShownRegular(rows, ranges)).toBe(!p.isZero(determinant));
      }),
    );
  });
});
