import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactQuotient } from "../../../symbolic/algebra/division.ts";
import {
  factors,
  monomialContent,
  rationalContent,
  sharedFactor,
  squareRoot,
} from "../../../symbolic/algebra/factors.ts";
import * as g from "../../../symbolic/algebra/gaussian.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { polynomials, rationals } from "../arbitraries.ts";
import { paper } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";

const nonzero = polynomials(["t", "u", "v"], { coefficients: rationals, terms: 3 }).filter((a) => !p.isZero(a));

describe("factors of a polynomial", () => {
  it("multiply to it", () => {
    fc.assert(
      fc.property(nonzero, nonzero, (a, b) => {
        const product = p.multiply(a, b);
        expectPolynomial(p.multiply(...factors(product)), product);
      }),
      { numRuns: 60 },
    );
  });

  it("are found where they are contents: (t + 1)(u − 2)", () => {
    expect(factors(paper("t*u - 2*t + u - 2"))).toHaveLength(2);
    expect(factors(p.one)).toEqual([]);
  });

  it("leave coprime integers without the rational content, and a constant term without the monomial", () => {
    fc.assert(
      fc.property(nonzero, (a) => {
        const rest = p.scale(a, g.inverse(rationalContent(a)));
        const integers = [...rest.terms.values()].map(({ coefficient }) => coefficient);
        expect(integers.every(({ im, den }) => im === 0n && den === 1n)).toBe(true);
        const divides = (k: bigint): boolean => integers.every(({ re }) => re % k === 0n);
        expect([2n, 3n, 5n, 7n].some(divides)).toBe(false);
        const bare = exactQuotient(a, p.monomial(monomialContent(a)))!;
        expect(monomialContent(bare)).toEqual([]);
      }),
    );
  });

  it("are shared where two coefficients have them", () => {
    const found = sharedFactor([paper("2*t*(u + 1)"), paper("v*(u + 1)"), paper("t + v")]);
    expectPolynomial(found!, paper("u + 1"));
    expect(sharedFactor([paper("t + 1"), paper("u + 1")])).toBeUndefined();
  });

  it.each([
    ["t^2 + 2*t*u + u^2", "t + u"],
    ["4*t^2*v^2 - 4*t*v + 1", "2*t*v - 1"],
  ])("are seen in a square: %s", (square, root) => {
    const found = squareRoot(paper(square))!;
    expectPolynomial(p.power(found, 2), paper(square));
    expect([p.equals(found, paper(root)), p.equals(found, p.negate(paper(root)))]).toContain(true);
  });

  it.each(["t^2 + t*u + u^2", "t^2 + u^2", "2*t^2 + 2*t*u + 2*u^2", "-t^2 + 2*t*u - u^2"])(
    "are not seen in what is no square: %s",
    (text) => {
      expect(squareRoot(paper(text))).toBeUndefined();
    },
  );
});
