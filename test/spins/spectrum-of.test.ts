import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { singularValues, symmetricSpectrum } from "../../spins/matrices/spectrum-of.ts";

/** Zeros, ones, subnormal numbers and others over six hundred decades, so that many coincide. */
const entry = fc.oneof(
  fc.constantFrom(0, 0, 1, -1, 5e-324, 1e-300, 1e-17, 1e150),
  fc.integer({ min: -300, max: 100 }).map((k) => 10 ** k),
);
const squares = fc
  .integer({ min: 1, max: 8 })
  .chain((n) => fc.array(entry, { minLength: n * n, maxLength: n * n }).map((list) => ({ n, list })));

function symmetric(n: number, list: readonly number[]): Matrix {
  const A = Matrix.zeros(n, n);
  for (let r = 0; r < n; r++) for (let c = 0; c < n; c++) A.set(r, c, list[Math.min(r, c) * n + Math.max(r, c)]);
  return A;
}

describe("of degenerate, graded and subnormal matrices", () => {
  it("eigenvalues are found, with the matrix's trace and its vectors", () => {
    fc.assert(
      fc.property(squares, ({ n, list }) => {
        const A = symmetric(n, list);
        const { values, vectors } = symmetricSpectrum(A);
        const size = Math.max(Math.abs(A.max()), Math.abs(A.min()), Number.MIN_VALUE);
        const sum = values.reduce((a, b) => a + b / size, 0);
        expect(Math.abs(sum - A.trace() / size)).toBeLessThan(1e-13);
        const rest = Matrix.sub(A.div(size).mmul(vectors), vectors.mmul(Matrix.diag(values.map((x) => x / size))));
        expect(Math.max(Math.abs(rest.max()), Math.abs(rest.min()))).toBeLessThan(1e-13);
      }),
      { numRuns: 500 },
    );
  });

  it("singular values are found, of nilpotent matrices too: their squares sum to the square of the norm", () => {
    fc.assert(
      fc.property(squares, fc.boolean(), ({ n, list }, isNilpotent) => {
        const A = new Matrix(n, n);
        for (let r = 0; r < n; r++)
          for (let c = 0; c < n; c++) A.set(r, c, isNilpotent && c <= r ? 0 : list[r * n + c]);
        const size = Math.max(Math.abs(A.max()), Math.abs(A.min()), Number.MIN_VALUE);
        const squares = singularValues(A).reduce((sum, value) => sum + (value / size) ** 2, 0);
        expect(Math.abs(squares - A.div(size).norm("frobenius") ** 2)).toBeLessThan(1e-12);
      }),
      { numRuns: 500 },
    );
  });
});
