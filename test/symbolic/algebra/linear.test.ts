import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nullspace } from "../../../symbolic/algebra/linear.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { polynomials, rationals } from "../arbitraries.ts";
import { paper } from "../declarations.ts";
import { expectPolynomial, expectVector } from "../expectations.ts";

const entry = polynomials(["t"], { coefficients: rationals, degree: 1, terms: 2 });
const row = fc.array(entry, { minLength: 3, maxLength: 3 });

const times = (matrix: readonly (readonly p.Polynomial[])[], v: readonly p.Polynomial[]): readonly p.Polynomial[] =>
  matrix.map((entries) => p.add(...entries.map((a, k) => p.multiply(a, v[k]))));

function determinant([[a, b, c], [d, e, f], [g, h, i]]: readonly (readonly p.Polynomial[])[]): p.Polynomial {
  const minor = (w: p.Polynomial, x: p.Polynomial, y: p.Polynomial, z: p.Polynomial): p.Polynomial =>
    p.subtract(p.multiply(w, z), p.multiply(x, y));
  return p.add(
    p.multiply(a, minor(e, f, h, i)),
    p.negate(p.multiply(b, minor(d, f, g, i))),
    p.multiply(c, minor(d, e, g, h)),
  );
}

describe("the null space of a polynomial matrix", () => {
  it("is annihilated", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (matrix) => {
        for (const v of nullspace(matrix, 3)) {
          expectVector(
            times(matrix, v),
            matrix.map(() => p.zero),
          );
          expect(v.every(p.isZero)).toBe(false);
        }
      }),
    );
  });

  it("is empty exactly when the determinant is not zero", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 3 }), (matrix) => {
        expect(nullspace(matrix, 3).length === 0).toBe(!p.isZero(determinant(matrix)));
      }),
    );
  });

  it("contains a vector that the matrix was made to annihilate", () => {
    fc.assert(
      fc.property(row, row, (u, v) => {
        const cross = [0, 1, 2].map((k) => {
          const [i, j] = [(k + 1) % 3, (k + 2) % 3];
          return p.subtract(p.multiply(u[i], v[j]), p.multiply(u[j], v[i]));
        });
        fc.pre(!cross.every(p.isZero));
        const basis = nullspace([u, v], 3);
        expect(basis).toHaveLength(1);
        for (const [i, j] of [
          [0, 1],
          [1, 2],
          [0, 2],
        ])
          expectPolynomial(p.multiply(basis[0][i], cross[j]), p.multiply(basis[0][j], cross[i]));
      }),
    );
  });

  it("is everything for no equations, and has coprime entries", () => {
    expect(nullspace([], 2)).toHaveLength(2);
    const [[first, second]] = nullspace([[paper("2*t"), paper("4*t^2")]], 2);
    expectPolynomial(first, p.multiply(second, paper("-2*t")));
    expect(p.symbolsOf(second)).toEqual([]);
  });
});
