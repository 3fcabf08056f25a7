import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { coordinatesOf } from "../../../symbolic/algebra/symbol.ts";
import type { Production } from "../../../symbolic/derive/classify.ts";
import type { Derivation } from "../../../symbolic/derive/derivation.ts";
import { dampingDerivation, dephasingDerivation, deriveSketch, deriveText, paper } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";

const productionOf = ({ reservoirs: [{ production }] }: Derivation): Production => production;

/** p with Q* = p^{2J}, up to a positive factor. */
function baseOf(derivation: Derivation): p.Polynomial {
  const production = productionOf(derivation);
  if (production.class !== "potential") throw new Error(`the class is ${production.class}`);
  return production.potential.base;
}

const expectProportional = (found: p.Polynomial, expected: p.Polynomial): void => {
  const value = (a: p.Polynomial): p.Polynomial =>
    p.substitute(a, new Map(coordinatesOf("a").map((entry) => [entry, p.zero])));
  expectPolynomial(p.multiply(found, value(expected)), p.multiply(expected, value(found)));
};

describe("the potential Q* = p^{2J}", () => {
  it("of thermal damping is (N − cosθ)^{2J}, N = 2n̄ + 1", () => {
    expectProportional(baseOf(dampingDerivation), paper("2*nbar + 1 - z"));
  });

  it("stays so with dephasing along z in the same reservoir", () => {
    expectProportional(baseOf(deriveText("g*(h + 1)*D[J-] + g*h*D[J+] + k*D[Jz]")), paper("2*h + 1 - z"));
  });

  it("turns with the axis of the bath", () => {
    expectProportional(baseOf(deriveText("g*D[Jz - i*Jx]")), paper("1 - y"));
  });

  it("of a single operator is (tr B)^J: for cosh(r) J₋ + sinh(r) J₊, quadratic in n", () => {
    const production = productionOf(deriveText("g*D[2*J- + J+]"));
    if (production.class !== "potential") throw new Error(`the class is ${production.class}`);
    expect(production.potential).toMatchObject({ exponent: 1n, shape: "single" });
    const { diffusion } = deriveText("g*D[2*J- + J+]").reservoirs[0].operator;
    expectProportional(production.potential.base, p.add(...diffusion.map((row, k) => row[k])));
  });

  it("is that of zero temperature, 1 − cosθ, at n̄ = 0", () => {
    expectProportional(baseOf(deriveText("g*D[J-]")), paper("1 - z"));
  });
});

describe("the class of a reservoir", () => {
  it.each([
    ["dephasing", "g*D[Jz]"],
    ["a Hermitian operator along any axis", "g*D[Jx + 2*Jy - Jz/3]"],
    ["depolarising", "g*(D[Jx] + D[Jy] + D[Jz])"],
    ["pumping at infinite temperature", "g*D[J-] + g*D[J+]"],
  ])("is diffusive for %s", (_, text) => {
    expect(productionOf(deriveText(text)).class).toBe("diffusive");
  });

  it("is diffusive for collective dephasing of two spins", () => {
    const sketch = { parties: ["a", "b"], rates: ["g"], reservoirs: { noise: "g*D[Jz[a] + Jz[b]]" } };
    expect(productionOf(deriveSketch(sketch)).class).toBe("diffusive");
    expect(productionOf(dephasingDerivation).class).toBe("diffusive");
  });

  it.each([
    ["damping joined with x-dephasing", "g*D[J-] + h*D[Jx]"],
    ["a squeezed thermal bath", "g*(h + 1)*D[2*J- + J+] + g*h*D[2*J+ + J-]"],
  ])("claims no potential for %s", (_, text) => {
    const production = productionOf(deriveText(text));
    expect(production.class).toBe("undefined");
    expect(production).toHaveProperty("refusal");
  });

  it("claims no splitting for collective decay", () => {
    const sketch = { parties: ["a", "b"], rates: ["g"], reservoirs: { bath: "g*D[J-[a] + J-[b]]" } };
    const derivation = deriveSketch(sketch);
    expect(productionOf(derivation).class).toBe("undefined");
    expect(derivation.integrands.production).toBeNull();
    expect(derivation.integrands.flux).toBeNull();
  });

  it("is refused for collective decay of three spins at a point that has a place for each", () => {
    const bath = "g*D[J-[a] + J-[b] + J-[c]]";
    const production = productionOf(deriveSketch({ parties: ["a", "b", "c"], rates: ["g"], reservoirs: { bath } }));
    if (production.class !== "undefined") throw new Error(`the class is ${production.class}`);
    expect(production.refusal).toMatch(/\(at n_a = \(.*\), n_b = \(.*\), n_c = \(.*\), for one\)/);
    expect(production.refusal).toContain("one spin J = J_a + J_b + J_c");
  });

  it("is regular where noise surrounds the drift: damping with noise along all axes", () => {
    expect(productionOf(deriveText("g*D[J-] + h*(D[Jx] + D[Jy] + 2*D[Jz])")).class).toBe("potential");
    expect(productionOf(deriveText("g*D[J-] + h*D[Jx] + k*D[Jz]")).class).toBe("regular");
  });

  it("is proven positive for diffusive reservoirs, and in a thermal bath for J to 3/2 at every temperature", () => {
    expect(dephasingDerivation.reservoirs[0].verdict.positivity).toEqual({
      qubit: "proven",
      one: "proven",
      threeHalves: "proven",
      halfInteger: "proven",
      integer: "proven",
    });
    expect(dampingDerivation.reservoirs[0].verdict.positivity).toEqual({
      qubit: "proven",
      one: "proven",
      threeHalves: "proven",
      halfInteger: "searched",
      integer: "searched",
    });
  });
});
