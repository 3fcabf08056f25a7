import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as g from "../../../symbolic/algebra/gaussian.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { circle, coordinate, coordinatesOf, parameter, R, R2 } from "../../../symbolic/algebra/symbol.ts";
import { onSphere, polynomials, rationals } from "../arbitraries.ts";
import { expectPolynomial } from "../expectations.ts";

const [t, u] = ["t", "u"].map(parameter);
const free = polynomials([t, u]);

/** The ring laws hold with and without the relation z² = 1 − x² − y². */
const rings = [
  ["in free symbols", free],
  ["on the sphere", onSphere],
] as const;

describe.each(rings)("polynomials %s", (_, elements) => {
  it("form a commutative ring", () => {
    fc.assert(
      fc.property(elements, elements, elements, (a, b, c) => {
        expectPolynomial(p.add(a, b), p.add(b, a));
        expectPolynomial(p.multiply(a, b), p.multiply(b, a));
        expectPolynomial(p.multiply(p.multiply(a, b), c), p.multiply(a, p.multiply(b, c)));
        expectPolynomial(p.multiply(a, p.add(b, c)), p.add(p.multiply(a, b), p.multiply(a, c)));
        expectPolynomial(p.multiply(a, p.one), a);
      }),
      { numRuns: 60 },
    );
  });

  it("have one zero, the empty map", () => {
    fc.assert(
      fc.property(elements, elements, (a, b) => {
        expect(p.subtract(a, a).terms.size).toBe(0);
        const square = p.power(p.add(a, b), 2);
        const expanded = p.add(p.power(a, 2), p.multiply(p.constant(2n), a, b), p.power(b, 2));
        expect(p.subtract(square, expanded).terms.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("are their real part plus i times their imaginary part, both real", () => {
    fc.assert(
      fc.property(elements, (a) => {
        expectPolynomial(p.add(p.realPart(a), p.multiply(p.imaginaryUnit, p.imaginaryPart(a))), a);
        expectPolynomial(p.conjugate(p.imaginaryPart(a)), p.imaginaryPart(a));
      }),
    );
  });
});

describe("the relations", () => {
  it.each([
    ["n", coordinatesOf("a"), p.one],
    ["cos θ and sin θ", [circle("sin", "theta", "b"), circle("cos", "theta", "b")], p.one],
    ["cos φ and sin φ", [circle("sin", "phi", "b"), circle("cos", "phi", "b")], p.one],
    ["R", R, p.symbol(R2)],
  ])("make the squares of %s add up", (_, symbols, sum) => {
    expectPolynomial(p.add(...symbols.map((symbol) => p.power(p.symbol(symbol), 2))), sum);
  });

  it("bind the symbols of each party apart", () => {
    const square = (party: string): p.Polynomial => p.power(p.symbol(coordinate("z", party)), 2);
    expect(p.isZero(p.subtract(square("a"), square("b")))).toBe(false);
  });

  it("leave symbols of parameters free", () => {
    for (const symbol of [...["z", "c", "cp", "x"].map(parameter), R2])
      expect(p.degree(p.power(p.symbol(symbol), 5), symbol)).toBe(5);
  });
});

describe("operations on polynomials in free symbols", () => {
  it("differentiate products by Leibniz's rule", () => {
    fc.assert(
      fc.property(free, free, (a, b) => {
        const d = (f: p.Polynomial): p.Polynomial => p.derivative(f, t);
        expectPolynomial(d(p.multiply(a, b)), p.add(p.multiply(d(a), b), p.multiply(a, d(b))));
      }),
    );
  });

  it("substitute as homomorphisms, all symbols at once", () => {
    const swap = new Map([
      [t, p.symbol(u)],
      [u, p.symbol(t)],
    ]);
    fc.assert(
      fc.property(free, free, (a, b) => {
        expectPolynomial(
          p.substitute(p.multiply(a, b), swap),
          p.multiply(p.substitute(a, swap), p.substitute(b, swap)),
        );
        expectPolynomial(p.substitute(p.substitute(a, swap), swap), a);
      }),
    );
  });

  it("collect without loss", () => {
    fc.assert(
      fc.property(free, (a) => {
        const parts = p.collect(a, (symbol) => symbol === t);
        expectPolynomial(p.add(...parts.map(([powers, rest]) => p.multiply(p.monomial(powers), rest))), a);
        const coefficients = p.coefficientsIn(a, t);
        expectPolynomial(p.add(...coefficients.map((rest, e) => p.multiply(rest, p.power(p.symbol(t), e)))), a);
        for (const rest of coefficients) expect(p.degree(rest, t)).toBe(0);
      }),
    );
  });

  it("evaluate as exact substitution does", () => {
    fc.assert(
      fc.property(polynomials(["t", "u"], { coefficients: rationals }), rationals, rationals, (a, atT, atU) => {
        const exact = p.substitute(
          a,
          new Map([
            [t, p.constant(atT)],
            [u, p.constant(atU)],
          ]),
        );
        const value = p.evaluate(a, new Map(Object.entries({ t: g.toNumber(atT), u: g.toNumber(atU) })));
        expect(value).toBeCloseTo(p.evaluate(exact, new Map()), 6);
      }),
    );
    expect(() => p.evaluate(p.symbol(t), new Map())).toThrow("no value for the symbol t");
    expect(() => p.evaluate(p.imaginaryUnit, new Map())).toThrow("complex coefficient");
  });
});
