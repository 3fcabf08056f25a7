import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { coordinate, parameter } from "../../../symbolic/algebra/symbol.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { expectPolynomial } from "../expectations.ts";

describe("polynomials typed as text", () => {
  it("read what is written, exactly", () => {
    const [t, u] = [p.symbol(parameter("t")), p.symbol(parameter("u"))];
    expectPolynomial(readPolynomial("(t + u)*(t - u)"), p.subtract(p.power(t, 2), p.power(u, 2)));
    expectPolynomial(
      readPolynomial("-0.1*t/2 + i*u^2"),
      p.add(p.multiply(p.fraction(-1n, 20n), t), p.multiply(p.imaginaryUnit, u, u)),
    );
  });

  it("take names as the table of meanings says", () => {
    expectPolynomial(
      readPolynomial("x + 1", () => p.symbol(coordinate("x", "a"))),
      p.add(p.symbol(coordinate("x", "a")), p.one),
    );
  });

  it("refuse to divide by what is no number, and operators", () => {
    expect(() => readPolynomial("1/t")).toThrow("can divide");
    expect(() => readPolynomial("1/0")).toThrow();
    expect(() => readPolynomial("Jz")).toThrow("expected a polynomial");
  });
});
