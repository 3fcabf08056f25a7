import { describe, expect, it } from "vitest";
import { type ComplexMatrix, combine, frobenius, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { beyondRank } from "../../spins/matrices/pivoted-cholesky.ts";
import { checkedState, eigenvalues } from "../../spins/states/density-matrix.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

const normal = normals(randomStream(13030, "low rank"));
const dimension = 30;

/** A projector on a random vector. */
function projector(): ComplexMatrix {
  const entries = () => Float64Array.from({ length: dimension }, normal);
  const [x, y] = [entries(), entries()];
  const norm = x.reduce((sum, a, i) => sum + a * a + y[i] * y[i], 0);
  const out = zeroMatrix(dimension);
  for (let r = 0; r < dimension; r++) {
    for (let c = 0; c < dimension; c++) {
      out.re[r * dimension + c] = (x[r] * x[c] + y[r] * y[c]) / norm;
      out.im[r * dimension + c] = (y[r] * x[c] - x[r] * y[c]) / norm;
    }
  }
  return out;
}

const sumOf = (weights: readonly number[]): ComplexMatrix =>
  weights.reduce((sum, weight) => combine(1, sum, weight, projector()), zeroMatrix(dimension));

describe("what is beyond the rank of a state", () => {
  it.each([1, 2, 5, 8])("is rounding for %d vectors", (rank) => {
    const rho = sumOf(Array.from({ length: rank }, (_, k) => 2.0 ** -k));
    expect(beyondRank(rho, 8, 1e-10)).toBeLessThan(1e-10);
    if (rank > 1) expect(beyondRank(rho, rank - 1, 1e-10)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is no less than the size of a negative eigenvalue, however small", () => {
    for (const weight of [1e-3, 1e-9, 3e-10, 1e-11, 1e-13]) {
      const rho = sumOf([0.7, 0.3, -weight]);
      const least = Math.min(...eigenvalues(rho));
      expect(least).toBeLessThan(-0.5 * weight);
      expect(beyondRank(rho, 8, 1e-10)).toBeGreaterThan(-least - 1e-15);
    }
  });

  it("is at most what was added in all", () => {
    const small = combine(1e-12, projector(), -1e-12, projector());
    expect(beyondRank(combine(1, projector(), 1, small), 8, 1e-10)).toBeLessThan(1e-10);
    expect(frobenius(small)).toBeLessThan(1e-10);
  });

  it("lets no state pass with an eigenvalue below −1e-6, of any dimension", () => {
    const spins = [(dimension - 1) / 2];
    const withNegative = (weight: number) => () => checkedState(spins, sumOf([1 + weight, -weight]));
    expect(withNegative(5e-7)).not.toThrow();
    expect(withNegative(2e-6)).toThrow(/eigenvalue/);
  });
});
