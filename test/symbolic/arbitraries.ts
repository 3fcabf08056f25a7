/** Random exact values. */
import fc from "fast-check";
import { type Gaussian, gaussian } from "../../symbolic/algebra/gaussian.ts";
import * as p from "../../symbolic/algebra/polynomial.ts";
import type { Sym } from "../../symbolic/algebra/role.ts";
import { coordinate, coordinatesOf, parameter } from "../../symbolic/algebra/symbol.ts";

const small = fc.bigInt({ min: -9n, max: 9n });
const denominator = fc.bigInt({ min: 1n, max: 6n });

export const gaussians: fc.Arbitrary<Gaussian> = fc
  .tuple(small, small, denominator)
  .map(([re, im, den]) => gaussian(re, im, den));

export const rationals: fc.Arbitrary<Gaussian> = fc.tuple(small, denominator).map(([re, den]) => gaussian(re, 0n, den));

/** Polynomials with few terms in symbols, or in parameters by their names. */
export function polynomials(
  symbols: readonly (Sym | string)[],
  { coefficients = gaussians, degree = 2, terms = 4 } = {},
): fc.Arbitrary<p.Polynomial> {
  const all = symbols.map((symbol) => p.symbol(typeof symbol === "string" ? parameter(symbol) : symbol));
  const monomial = fc.tuple(coefficients, ...symbols.map(() => fc.nat({ max: degree })));
  return fc
    .array(monomial, { maxLength: terms })
    .map((drawn) =>
      p.add(
        ...drawn.map(([coefficient, ...exponents]) =>
          p.multiply(p.constant(coefficient), ...exponents.map((e, k) => p.power(all[k], e as number))),
        ),
      ),
    );
}

/** Functions on the sphere of party a. */
export const onSphere = polynomials(coordinatesOf("a"), { terms: 3 });

/** Functions with rational coefficients on the spheres of parties a and b. */
export const onTwoSpheres = polynomials(
  [coordinate("x", "a"), coordinate("z", "a"), coordinate("y", "b"), coordinate("z", "b")],
  { terms: 3, degree: 1 },
);
