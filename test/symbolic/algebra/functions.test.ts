import { describe, expect, it } from "vitest";
import { applyFunction, valueOfFunction } from "../../../symbolic/algebra/functions.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { paper } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";

const apply = (name: "cosh" | "sinh" | "cos" | "sin" | "exp" | "sqrt", text: string): p.Polynomial =>
  applyFunction(name, paper(text));

describe("functions of parameters", () => {
  it("obey cosh² − sinh² = 1, cos² + sin² = 1, |exp(iu)|² = 1 and √u² = u exactly", () => {
    const square = (a: p.Polynomial): p.Polynomial => p.power(a, 2);
    expectPolynomial(p.subtract(square(apply("cosh", "r")), square(apply("sinh", "r"))), p.one);
    expectPolynomial(p.add(square(apply("cos", "2*r + 1")), square(apply("sin", "2*r + 1"))), p.one);
    const phase = apply("exp", "i*r");
    expectPolynomial(p.multiply(phase, p.conjugate(phase)), p.one);
    expectPolynomial(square(apply("sqrt", "1 - r^2")), paper("1 - r^2"));
  });

  it("are even or odd as they are", () => {
    expectPolynomial(apply("cosh", "-r"), apply("cosh", "r"));
    expectPolynomial(apply("cos", "-r - u"), apply("cos", "r + u"));
    expectPolynomial(apply("sinh", "-r"), p.negate(apply("sinh", "r")));
    expectPolynomial(apply("sin", "u - r"), p.negate(apply("sin", "r - u")));
    expect(p.equals(apply("exp", "-r"), apply("exp", "r"))).toBe(false);
  });

  it("are numbers where they are rational", () => {
    for (const [name, value] of [
      ["cosh", "1"],
      ["cos", "1"],
      ["exp", "1"],
      ["sinh", "0"],
      ["sin", "0"],
      ["sqrt", "0"],
    ] as const)
      expectPolynomial(apply(name, "0"), paper(value));
    expectPolynomial(apply("sqrt", "9/4"), paper("3/2"));
    expect(() => apply("sqrt", "-1/4")).toThrow("sqrt of a negative number");
    expect(p.symbolsOf(apply("sqrt", "2"))[0].role).toMatchObject({ function: "sqrt", argument: paper("2") });
  });

  it("refuse complex arguments", () => {
    expect(() => apply("cosh", "i*r")).toThrow("cosh of a complex number");
    expect(() => apply("exp", "r + i*u")).toThrow("exp of a complex number");
  });

  it("are named by what they are", () => {
    const [cosine] = p.symbolsOf(apply("cos", "2*phase + 1/2"));
    expect(cosine.key).toBe("cos(1/2 + 2*phase)");
    expect(cosine.role).toMatchObject({ kind: "function", function: "cos" });
    expect(cosine.role.kind === "function" && p.equals(cosine.role.argument, paper("2*phase + 1/2"))).toBe(true);
    expect(p.symbolsOf(paper("nbar"))[0].role.kind).toBe("parameter");
    expect(valueOfFunction("sqrt", 4)).toBe(2);
  });
});
