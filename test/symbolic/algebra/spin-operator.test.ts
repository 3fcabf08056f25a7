import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { gaussians } from "../arbitraries.ts";
import { expectVector } from "../expectations.ts";

const letters = fc.constantFrom(
  ...(["x", "y", "z", "+", "-"] as const).flatMap((axis) => ["a", "b"].map((party) => spin.spin(axis, party))),
);
const words = fc
  .tuple(gaussians, fc.array(letters, { maxLength: 2 }))
  .map(([coefficient, factors]) => factors.reduce(spin.multiply, spin.scalar(p.constant(coefficient))));
const operators = fc.array(words, { maxLength: 3 }).map((terms) => spin.add(...terms));

describe("spin operators", () => {
  it("have an adjoint that is an involution and reverses products", () => {
    fc.assert(
      fc.property(operators, operators, (A, B) => {
        expect(spin.equals(spin.dagger(spin.dagger(A)), A)).toBe(true);
        expect(spin.equals(spin.dagger(spin.multiply(A, B)), spin.multiply(spin.dagger(B), spin.dagger(A)))).toBe(true);
      }),
    );
  });

  it("multiply associatively and distribute over sums", () => {
    fc.assert(
      fc.property(operators, operators, operators, (A, B, C) => {
        const product = (X: spin.SpinOperator, Y: spin.SpinOperator): spin.SpinOperator => spin.multiply(X, Y);
        expect(spin.equals(product(product(A, B), C), product(A, product(B, C)))).toBe(true);
        expect(spin.equals(product(A, spin.add(B, C)), spin.add(product(A, B), product(A, C)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("take J± = Jx ± iJy, with Jx, Jy, Jz Hermitian and J₋ the adjoint of J₊", () => {
    const [Jx, Jy, Jz] = (["x", "y", "z"] as const).map((axis) => spin.spin(axis, "a"));
    const iJy = spin.scale(Jy, p.imaginaryUnit);
    expect(spin.equals(spin.add(Jx, iJy), spin.spin("+", "a"))).toBe(true);
    expect(spin.equals(spin.add(Jx, spin.scale(iJy, p.constant(-1n))), spin.spin("-", "a"))).toBe(true);
    for (const J of [Jx, Jy, Jz]) expect(spin.equals(spin.dagger(J), J)).toBe(true);
    expect(spin.equals(spin.dagger(spin.spin("+", "a")), spin.spin("-", "a"))).toBe(true);
  });

  it("give back the Cartesian components that they were made of", () => {
    fc.assert(
      fc.property(fc.tuple(gaussians, gaussians, gaussians), (l) => {
        const components = l.map(p.constant);
        const operator = spin.add(
          ...(["x", "y", "z"] as const).map((axis, k) => spin.scale(spin.spin(axis, "a"), components[k])),
        );
        expectVector(spin.cartesian(operator, "a"), components);
        expectVector(spin.cartesian(operator, "b"), [p.zero, p.zero, p.zero]);
      }),
    );
  });
});
