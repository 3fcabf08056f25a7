import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonDivisor, exactQuotient, sharedSymbols } from "../../../symbolic/algebra/division.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { parameter } from "../../../symbolic/algebra/symbol.ts";
import { gaussians, polynomials, rationals } from "../arbitraries.ts";
import { paper } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";

const elements = polynomials(["t", "u"], { coefficients: rationals, terms: 3 });
const nonzero = elements.filter((a) => !p.isZero(a));

describe("division of polynomials", () => {
  it("undoes multiplication", () => {
    fc.assert(
      fc.property(elements, nonzero, (a, b) => {
        expectPolynomial(exactQuotient(p.multiply(a, b), b)!, a);
      }),
    );
  });

  it("gives nothing where there is a remainder", () => {
    expect(exactQuotient(paper("t^2 + 1"), paper("t + 1"))).toBeUndefined();
    expect(exactQuotient(paper("t"), paper("u"))).toBeUndefined();
    expect(exactQuotient(paper("t*u + u^2"), paper("t*u"))).toBeUndefined();
    expect(() => exactQuotient(p.one, p.zero)).toThrow(RangeError);
  });

  it("finds a greatest common divisor that divides both and that every common factor divides", () => {
    fc.assert(
      fc.property(nonzero, nonzero, nonzero, (a, b, common) => {
        const [left, right] = [p.multiply(a, common), p.multiply(b, common)];
        const divisor = commonDivisor([left, right]);
        for (const multiple of [left, right]) expect(exactQuotient(multiple, divisor)).toBeDefined();
        expect(exactQuotient(divisor, common)).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it("gives associates the same divisor", () => {
    fc.assert(
      fc.property(nonzero, nonzero, (a, b) => {
        const scaled = p.multiply(p.fraction(-3n, 2n), a);
        expectPolynomial(commonDivisor([scaled, b]), commonDivisor([a, b]));
      }),
      { numRuns: 60 },
    );
  });

  it("finds what computer algebra systems get wrong: gcd(x²y − y, xy + y) = (x + 1) y", () => {
    expectPolynomial(commonDivisor([paper("t^2*u - u"), paper("t*u + u")]), paper("t*u + u"));
  });
});

describe("symbols that a common divisor can have", () => {
  const any = polynomials(["t", "u", "v"], { coefficients: gaussians, terms: 3 }).filter((a) => !p.isZero(a));

  it("are all that it has", () => {
    fc.assert(
      fc.property(any, any, any, (a, b, common) => {
        const products = [a, b].map((each) => p.multiply(each, common));
        const found = sharedSymbols(products);
        expect(p.symbolsOf(common).filter((name) => !found.includes(name))).toEqual([]);
      }),
    );
  });

  it("are none of polynomials without a common divisor", () => {
    expect(sharedSymbols([paper("t^2 + u"), paper("t*u + 1")])).toEqual([]);
    expect(sharedSymbols([paper("t*(u + i)"), paper("t*(u - i)")])).toEqual([parameter("t")]);
  });

  it("lead to the divisor of many polynomials in many symbols at once", () => {
    const common = paper("t^2*u + i*v - 3");
    const others = ["a", "b", "d", "e", "f", "g"].map((name, k) => {
      const rest = p.add(p.symbol(parameter(name)), p.power(paper("t + u + 1"), k), paper("v^2"));
      return p.multiply(common, rest, rest);
    });
    const started = performance.now();
    expect(exactQuotient(commonDivisor(others), common)!.terms.size).toBe(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
