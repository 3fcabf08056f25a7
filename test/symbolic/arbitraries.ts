/** Random exact values. */
import fc from "fast-check";
import { type Gaussian, gaussian } from "../../symbolic/algebra/gaussian.ts";
import * as p from "../../symbolic/algebra/polynomial.ts";

const small = fc.bigInt({ min: -9n, max: 9n });
const denominator = fc.bigInt({ min: 1n, max: 6n });

export const gaussians: fc.Arbitrary<Gaussian> = fc
  .tuple(small, small, denominator)
  .map(([re, im, den]) => gaussian(re, im, den));

export const rationals: fc.Arbitrary<Gaussian> = fc.tuple(small, denominator).map(([re, den]) => gaussian(re, 0n, den));

/** Polynomials with few terms in the named symbols. */
export function polynomials(
  symbols: readonly string[],
  { coefficients = gaussians, degree = 2, terms = 4 } = {},
): fc.Arbitrary<p.Polynomial> {
  const monomial = fc.tuple(coefficients, ...symbols.map(() => fc.nat({ max: degree })));
  return fc
    .array(monomial, { maxLength: terms })
    .map((drawn) =>
      p.add(
        ...drawn.map(([coefficient, ...exponents]) =>
          p.multiply(p.constant(coefficient), ...exponents.map((e, k) => p.power(p.symbol(symbols[k]), e as number))),
        ),
      ),
    );
}

/** Functions on the sphere of party a. */
export const onSphere = polynomials(["x[a]", "y[a]", "z[a]"], { terms: 3 });

/** Functions with rational coefficients on the spheres of parties a and b. */
export const onTwoSpheres = polynomials(["x[a]", "z[a]", "y[b]", "z[b]"], { terms: 3, degree: 1 });
