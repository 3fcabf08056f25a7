import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitsOf } from "../../../symbolic/algebra/angle-units.ts";
import { applyFunction, type Known, valueOfFunction } from "../../../symbolic/algebra/functions.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { expectPolynomial } from "../expectations.ts";

const sumsUpTo = (max: number) =>
  fc
    .tuple(fc.integer({ min: -max, max }), fc.integer({ min: -max, max }), fc.constantFrom(1, 2, 5))
    .filter(([a, b]) => a !== 0 || b !== 0)
    .map(([a, b, den]) => readPolynomial(`(${a}*a + ${b}*b)/${den} + ${a}/3`));

const known = (found: readonly p.Polynomial[]): Known => ({
  units: { circular: unitsOf(found), real: unitsOf(found) },
  isMixed: false,
  isNonNegative: () => false,
});

const point = new Map([
  ["a", 0.37],
  ["b", -0.81],
]);

/** The value with functions evaluated at the point. */
function numberOf(polynomial: p.Polynomial): number {
  const values = new Map(point);
  for (const { key, role } of p.symbolsOf(polynomial))
    if (role.kind === "function") values.set(key, valueOfFunction(role.function, p.evaluate(role.argument, point)));
  return p.evaluate(polynomial, values);
}

describe("functions in common units of their arguments", () => {
  it("have the values that they had", () => {
    fc.assert(
      fc.property(fc.array(sumsUpTo(3), { minLength: 1, maxLength: 4 }), (found) => {
        for (const argument of found)
          for (const name of ["cos", "sin", "cosh", "sinh", "exp"] as const) {
            const expected = valueOfFunction(name, p.evaluate(argument, point));
            const size = Math.cosh(p.evaluate(argument, point));
            expect(Math.abs(numberOf(applyFunction(name, argument, known(found))) - expected) / size).toBeLessThan(
              1e-12,
            );
          }
      }),
      { numRuns: 60 },
    );
  });

  it("obey the addition theorems exactly, so that what vanishes is zero", () => {
    fc.assert(
      fc.property(sumsUpTo(1), fc.constantFrom(-1, 1), fc.boolean(), (u, sign, isTwice) => {
        const v = isTwice ? u : readPolynomial(`${sign}*a - b`);
        const both = p.add(u, v);
        if (p.isZero(both)) return;
        const of = (name: Parameters<typeof applyFunction>[0], argument: p.Polynomial) =>
          applyFunction(name, argument, known([u, v, both]));
        const [cu, su, cv, sv] = [of("cos", u), of("sin", u), of("cos", v), of("sin", v)];
        expectPolynomial(of("cos", both), p.subtract(p.multiply(cu, cv), p.multiply(su, sv)));
        const [hu, ku, hv, kv] = [of("cosh", u), of("sinh", u), of("cosh", v), of("sinh", v)];
        expectPolynomial(of("sinh", both), p.add(p.multiply(hu, kv), p.multiply(ku, hv)));
        expectPolynomial(of("exp", both), p.multiply(of("exp", u), of("exp", v)));
        expectPolynomial(p.multiply(of("exp", u), of("exp", p.negate(u))), p.one);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [["2*t"], ["2*t"]],
    [["2*t", "3*t"], ["t"]],
    [["3/10"], ["3/10"]],
    [
      ["a", "b", "a + b"],
      ["a", "b"],
    ],
    [
      ["a + b", "a - b"],
      ["a - b", "a + b"],
    ],
    [["t/2", "-t"], ["1/2*t"]],
    [
      ["2", "3/5", "3/10"],
      ["2", "3/10"],
    ],
    [
      ["t", "2*t", "100*t"],
      ["t", "100*t"],
    ],
  ])("have for %j the units %j", (found, expected) => {
    const units = unitsOf(found.map((text) => readPolynomial(text))).flat();
    expect(units.map(p.keyOfPolynomial).sort()).toEqual(
      expected.map((text) => p.keyOfPolynomial(readPolynomial(text))).sort(),
    );
  });

  it("stay as they are where a multiple is large", () => {
    const found = ["t", "1000*t"].map((text) => readPolynomial(text));
    expect(p.symbolsOf(applyFunction("cos", found[1], known(found))).map(({ key }) => key)).toEqual(["cos(1000*t)"]);
  });
});
