import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as g from "../../../symbolic/algebra/gaussian.ts";
import { gaussians } from "../arbitraries.ts";
import { expectNumber } from "../expectations.ts";

describe("Gaussian rationals", () => {
  it("form a field", () => {
    fc.assert(
      fc.property(gaussians, gaussians, gaussians, (a, b, c) => {
        expectNumber(g.add(a, b), g.add(b, a));
        expectNumber(g.multiply(a, b), g.multiply(b, a));
        expectNumber(g.add(g.add(a, b), c), g.add(a, g.add(b, c)));
        expectNumber(g.multiply(g.multiply(a, b), c), g.multiply(a, g.multiply(b, c)));
        expectNumber(g.multiply(a, g.add(b, c)), g.add(g.multiply(a, b), g.multiply(a, c)));
        expectNumber(g.add(a, g.negate(a)), g.zero);
        if (!g.isZero(a)) expectNumber(g.multiply(a, g.inverse(a)), g.one);
      }),
    );
  });

  it("have equal fields when they are equal, whatever fraction they came from", () => {
    fc.assert(
      fc.property(gaussians, fc.bigInt({ min: -9n, max: 9n }), (a, k) => {
        fc.pre(k !== 0n);
        expect(g.gaussian(a.re * k, a.im * k, a.den * k)).toEqual(a);
      }),
    );
  });

  it("conjugate as a homomorphism, with a·a* real and not negative", () => {
    fc.assert(
      fc.property(gaussians, gaussians, (a, b) => {
        expectNumber(g.conjugate(g.multiply(a, b)), g.multiply(g.conjugate(a), g.conjugate(b)));
        const norm = g.multiply(a, g.conjugate(a));
        expect(g.isReal(norm) && norm.re >= 0n).toBe(true);
      }),
    );
  });

  it("read decimal literals exactly", () => {
    expect(g.format(g.fromDecimal("0.25"))).toBe("1/4");
    expect(g.format(g.fromDecimal("1.5e-3"))).toBe("3/2000");
    expect(g.format(g.fromDecimal(".5e2"))).toBe("50");
    expect(() => g.fromDecimal(".")).toThrow(RangeError);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (x) => {
        expect(g.toNumber(g.fromDecimal(String(x)))).toBe(x);
      }),
    );
  });

  it("become the nearest double, also of integers beyond the range of doubles", () => {
    const large = 10n ** 400n;
    expect(g.toNumber(g.gaussian(-large, 0n, 3n * large + 1n))).toBe(-1 / 3);
    expect(g.toNumber(g.gaussian(large))).toBe(Number.POSITIVE_INFINITY);
    expect(g.toNumber(g.gaussian(1n, 0n, large))).toBe(0);
    expect(g.toNumber(g.zero)).toBe(0);
  });

  it("refuse to divide by zero", () => {
    expect(() => g.inverse(g.zero)).toThrow(RangeError);
    expect(() => g.gaussian(1n, 0n, 0n)).toThrow(RangeError);
  });

  it("print as a person would write them", () => {
    expect([g.gaussian(3n, 0n, 2n), g.gaussian(0n, -1n), g.gaussian(1n, -2n, 3n)].map(g.format)).toEqual([
      "3/2",
      "-i",
      "(1 - 2i)/3",
    ]);
  });
});
