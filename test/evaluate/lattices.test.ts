/** Averages by shifted lattices, judged by grids and by known values. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { type ComplexMatrix, combine, frobenius, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type HermitianFactors, hermitianFactors } from "../../spins/matrices/hermitian-factors.ts";
import { w } from "../../spins/states/ket-states.ts";
import { randomState } from "../support/random-states.ts";
import { randomHermitian } from "./dense.ts";

const channels = [
  { channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.4 } },
  { channel: registered["collective-dephasing"], on: [0, 1], parameters: { lambda: 0.6 } },
];

/** Σ s v v†, re and im of v in turn. */
function matrixOfFactors({ signs, vectors }: HermitianFactors, d: number): ComplexMatrix {
  const out = zeroMatrix(d);
  for (let r = 0; r < d; r++)
    for (let c = 0; c < d; c++)
      signs.forEach((sign, k) => {
        const [a, b, x, y] = [vectors[k][r], vectors[k][d + r], vectors[k][c], vectors[k][d + c]];
        out.re[r * d + c] += sign * (a * x + b * y);
        out.im[r * d + c] += sign * (b * x - a * y);
      });
  return out;
}

describe("a Hermitian matrix", () => {
  it.each([1, 2, 3])("is a sum of as many projectors as it has rank: %i", (rank) => {
    const rho = randomState(8, rank, rank);
    const factors = hermitianFactors(rho);
    expect(factors.vectors).toHaveLength(rank);
    expect(frobenius(combine(1, rho, -1, matrixOfFactors(factors, 8)))).toBeLessThan(1e-14);
  });

  it("is one with signs where it has eigenvalues of both, by pairs where its diagonal is nothing", () => {
    const H = randomHermitian(8, 4);
    for (let k = 0; k < 64; k += 9) H.re[k] *= 1e-3;
    const factors = hermitianFactors(H);
    expect(new Set(factors.signs)).toEqual(new Set([1, -1]));
    expect(frobenius(combine(1, H, -1, matrixOfFactors(factors, 8)))).toBeLessThan(1e-13 * frobenius(H));
  });
});

describe("quasi-Monte-Carlo", () => {
  it("has the numbers of quadrature within five of its standard errors, which are small and no bounds", () => {
    const own = { spins: [0.5, 0.5], state: randomState(4, 3, 5), channels };
    const exact = evaluate({ ...own, tolerance: 1e-9 });
    const result = evaluate({ ...own, tolerance: 1e-5, method: "quasi-monte-carlo", seed: 3 });
    for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const) {
      if (exact[quantity] === null) continue;
      const { values, error } = result[quantity]!;
      expect(Math.abs(values[0] - exact[quantity]!.values[0]), quantity).toBeLessThanOrEqual(5 * error[0] + 1e-9);
      expect(error[0], quantity).toBeLessThan(1e-4);
    }
    expect([result.errorKind, result.converged]).toEqual(["standard", null]);
    expect(result.method).toContain("quasi-Monte-Carlo");
    const again = evaluate({ ...own, tolerance: 1e-5, method: "quasi-monte-carlo", seed: 3 });
    expect(again.entropy).toEqual(result.entropy);
  });

  it("spreads over seeds as its standard error says", () => {
    const own = { spins: [0.5, 0.5, 0.5], state: w([0.5, 0.5, 0.5]), channels: [], tolerance: 1e-2 };
    const off = Array.from({ length: 40 }, (_, seed) => {
      const { values, error } = evaluate({ ...own, method: "quasi-monte-carlo", seed }).entropy;
      return (values[0] - 1.77909796035) / error[0];
    });
    const within = off.filter((x) => Math.abs(x) <= 1).length / off.length;
    expect(within).toBeGreaterThan(0.45);
    expect(within).toBeLessThan(0.9);
  });

  it("is taken by itself for five correlated qubits, says so, and agrees with points at random", () => {
    const spins = new Array<number>(5).fill(0.5);
    const own = { spins, state: randomState(32, 2, 3), channels: [] };
    const { entropy, errorKind, method } = evaluate({ ...own, tolerance: 1e-4 });
    const random = evaluate({ ...own, method: "monte-carlo", samples: 20_000 }).entropy;
    expect(errorKind).toBe("standard");
    expect(method).toContain("those that are too many by quasi-Monte-Carlo");
    expect(Math.abs(entropy.values[0] - random.values[0])).toBeLessThan(4 * random.error[0]);
    expect(entropy.error[0]).toBeLessThan(1e-3);
  });

  it("takes a seed, and no number of samples", () => {
    const own = { spins: [0.5], state: randomState(2, 2, 1), channels: [], method: "quasi-monte-carlo" } as const;
    expect(() => evaluate({ ...own, samples: 100 })).toThrow("samples: found 100");
    expect(evaluate({ ...own, seed: 7 }).errorKind).toBe("standard");
  });
});
