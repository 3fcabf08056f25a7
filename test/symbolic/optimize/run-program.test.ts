import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Derived } from "../../../symbolic/algebra/expression.ts";
import * as e from "../../../symbolic/algebra/expression.ts";
import { interpret } from "../../../symbolic/algebra/interpret.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { angle, gradient, parameter, Q } from "../../../symbolic/algebra/symbol.ts";
import { optimize } from "../../../symbolic/optimize/optimize.ts";
import { run } from "../../../symbolic/optimize/run-program.ts";
import { polynomials, rationals } from "../arbitraries.ts";

const g = parameter("g");
const symbols = [g, parameter("h"), angle("cos", "theta", "a"), gradient("Q", "theta", "a"), Q];
const some = polynomials(symbols, { coefficients: rationals, terms: 4 });
const values = fc
  .array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: symbols.length, maxLength: symbols.length })
  .map((drawn) => new Map(symbols.map(({ key }, k) => [key, drawn[k]])));
const functions = { mean: (x: number, y: number): number => (x + y) / 2 };

describe("an optimised program", () => {
  it("has the value of its formula, whatever was shared, hoisted and factored", () => {
    fc.assert(
      fc.property(some, some, values, (a, b, at) => {
        const [left, right] = [e.named("left", e.polynomial(a)), e.polynomial(b)];
        const called = e.call("mean", left, right);
        const over = e.named("over", e.polynomial(p.add(p.power(p.symbol(g), 2), p.one)));
        const formula = e.sum([
          e.product([left, left, right]),
          e.quotient(e.sum([called, e.negate(right)]), over),
          called,
        ]);
        const plain = interpret(formula, at, functions);
        const size = interpret(sizeOf(formula), at, functions);
        expect(Math.abs(run(optimize(formula), at, functions) - plain)).toBeLessThanOrEqual(1e-12 * (1 + size));
      }),
    );
  });

  it("refuses to run without a value for a symbol", () => {
    expect(() => run(optimize(e.polynomial(p.symbol(g))), new Map(), {})).toThrow("the program reads g");
  });
});

/** The formula with all coefficients positive, what rounding is measured by. */
function sizeOf(formula: Derived): Derived {
  switch (formula.kind) {
    case "polynomial":
      return e.polynomial(
        p.add(
          ...[...formula.of.terms.values()].map(({ coefficient: { re, im, den }, powers }) =>
            p.multiply(
              p.fraction(re < 0n ? -re : re, den),
              p.add(p.one, p.constant(im < 0n ? -im : im)),
              p.monomial(powers),
            ),
          ),
        ),
      );
    case "named":
      return sizeOf(formula.operands[0]);
    case "sum":
      return e.sum(formula.operands.map(sizeOf));
    case "product":
      return e.product(formula.operands.map(sizeOf));
    case "quotient":
      return e.quotient(sizeOf(formula.operands[0]), formula.operands[1]);
    case "call":
      return e.call(formula.function, ...formula.operands.map(sizeOf));
  }
}
