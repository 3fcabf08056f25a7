import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as f from "../../../symbolic/algebra/formula.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { rationalFunction } from "../../../symbolic/prove/rational-function.ts";
import { polynomials, rationals } from "../arbitraries.ts";
import { paper } from "../declarations.ts";

const leaves = polynomials(["t", "u"], { coefficients: rationals, terms: 2 }).map(f.polynomial);
const { formulas } = fc.letrec<{ formulas: f.Formula }>((tie) => ({
  formulas: fc.oneof(
    { depthSize: "small" },
    leaves,
    fc.array(tie("formulas"), { maxLength: 3 }).map(f.sum),
    fc.array(tie("formulas"), { maxLength: 3 }).map(f.product),
    fc
      .tuple(
        tie("formulas"),
        leaves.filter((leaf) => !f.isZero(leaf)),
      )
      .map(([above, below]) => f.quotient(above, below)),
    tie("formulas").map((of) => f.named("value", of)),
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
        const [found, exact] = [f.interpret(formula, values), p.evaluate(numerator, values) / below];
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(exact)) * (1 + 1 / Math.abs(below)));
      }),
      { numRuns: 200 },
    );
  });

  it("drop zeros of sums, ones of products, and vanish with a factor", () => {
    const t = f.polynomial(paper("t"));
    const [zero, one] = [f.polynomial(p.zero), f.polynomial(p.one)];
    expect(f.sum([zero, t, zero])).toBe(t);
    expect(f.product([one, t])).toBe(t);
    expect(f.isZero(f.product([t, zero]))).toBe(true);
    expect(f.isZero(f.quotient(zero, t))).toBe(true);
    expect(f.isZero(f.sum([]))).toBe(true);
  });

  it("count the operations of what stands there", () => {
    expect(f.operationCount(f.polynomial(paper("2*t^2 + u")))).toBe(3);
    const t = f.polynomial(paper("t"));
    expect(f.operationCount(f.quotient(f.sum([t, t]), f.product([t, t])))).toBe(3);
    expect(f.operationCount(f.call("sphereKernel", t, t))).toBe(1);
  });

  it("call functions by name", () => {
    const formula = f.call("plus", f.polynomial(paper("t")), f.polynomial(paper("2*u")));
    expect(f.interpret(formula, values, { plus: (a, b) => a + b })).toBeCloseTo(0.73 - 2.62, 14);
    expect(() => rationalFunction(formula, new Map())).toThrow("plus is no rational function");
  });
});
