import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as e from "../../../symbolic/algebra/expression.ts";
import { type Derived, operationCount } from "../../../symbolic/algebra/expression.ts";
import { interpret } from "../../../symbolic/algebra/interpret.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { rationalFunction } from "../../../symbolic/prove/rational-function.ts";
import { polynomials, rationals } from "../arbitraries.ts";
import { paper } from "../declarations.ts";

const leaves = polynomials(["t", "u"], { coefficients: rationals, terms: 2 }).map(e.polynomial);
const { formulas } = fc.letrec<{ formulas: Derived }>((tie) => ({
  formulas: fc.oneof(
    { depthSize: "small" },
    leaves,
    fc.array(tie("formulas"), { maxLength: 3 }).map(e.sum),
    fc.array(tie("formulas"), { maxLength: 3 }).map(e.product),
    fc
      .tuple(
        tie("formulas"),
        leaves.filter((leaf) => !e.isZero(leaf)),
      )
      .map(([above, below]) => e.quotient(above, below)),
    tie("formulas").map((of) => e.named("value", of)),
  ),
}));

const values = new Map(Object.entries({ t: 0.73, u: -1.31 }));

describe("formulas", () => {
  it("have the same value term by term and as one exact quotient", () => {
    fc.assert(
      fc.property(formulas, (formula) => {
        const { numerator, denominator } = rationalFunction(formula, new Map());
        const below = p.evaluate(denominator, values);
        fc.pre(Math.abs(below) > 1e-6);
        const [found, exact] = [interpret(formula, values), p.evaluate(numerator, values) / below];
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(exact)) * (1 + 1 / Math.abs(below)));
      }),
      { numRuns: 200 },
    );
  });

  it("drop zeros of sums, ones of products, and vanish with a factor", () => {
    const t = e.polynomial(paper("t"));
    const [zero, one] = [e.polynomial(p.zero), e.polynomial(p.one)];
    expect(e.sum([zero, t, zero])).toBe(t);
    expect(e.product([one, t])).toBe(t);
    expect(e.isZero(e.product([t, zero]))).toBe(true);
    expect(e.isZero(e.quotient(zero, t))).toBe(true);
    expect(e.isZero(e.sum([]))).toBe(true);
  });

  it("count the operations of what stands there", () => {
    expect(operationCount(e.polynomial(paper("2*t^2 + u")))).toBe(3);
    const t = e.polynomial(paper("t"));
    expect(operationCount(e.quotient(e.sum([t, t]), e.product([t, t])))).toBe(3);
    expect(operationCount(e.call("sphereKernel", t, t))).toBe(1);
  });

  it("call functions by name", () => {
    const formula = e.call("plus", e.polynomial(paper("t")), e.polynomial(paper("2*u")));
    expect(interpret(formula, values, { plus: (a, b) => a + b })).toBeCloseTo(0.73 - 2.62, 14);
    expect(() => rationalFunction(formula, new Map())).toThrow("plus is no rational function");
  });
});
