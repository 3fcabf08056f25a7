/** Equality of exact values, with both sides readable when they differ. */
import { expect } from "vitest";
import { format, type Gaussian } from "../../symbolic/algebra/gaussian.ts";
import * as p from "../../symbolic/algebra/polynomial.ts";
import type { RationalFunction } from "../../symbolic/prove/rational-function.ts";

export const expectNumber = (found: Gaussian, expected: Gaussian): void => {
  expect(format(found)).toBe(format(expected));
};

export const expectPolynomial = (found: p.Polynomial, expected: p.Polynomial): void => {
  expect(p.keyOfPolynomial(found)).toBe(p.keyOfPolynomial(expected));
};

export const expectVector = (found: readonly p.Polynomial[], expected: readonly p.Polynomial[]): void => {
  expect(found.map(p.keyOfPolynomial)).toEqual(expected.map(p.keyOfPolynomial));
};

/** a/b = c/d as a·d = c·b. */
export const expectQuotient = (found: RationalFunction, expected: RationalFunction): void => {
  expectPolynomial(
    p.multiply(found.numerator, expected.denominator),
    p.multiply(expected.numerator, found.denominator),
  );
};
