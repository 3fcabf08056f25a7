import { describe, expect, it } from "vitest";
import * as g from "../../symbolic/algebra/gaussian.ts";
import { rows } from "../../theorem/thermal-positivity.ts";
import { meanSquareSlope, modulusOf, szego } from "./polynomials.ts";

/** Rationals, by our Gaussian ones. */
const ratio = (of: number, by = 1) => g.gaussian(BigInt(of), 0n, BigInt(by));
const less = (a: g.Gaussian, b: g.Gaussian) => g.add(a, g.multiply(ratio(-1), b));
const sum = (...all: readonly g.Gaussian[]) => all.reduce((a, b) => g.add(a, b));
const product = (...all: readonly g.Gaussian[]) => all.reduce((a, b) => g.multiply(a, b));
const over = (a: g.Gaussian, b: g.Gaussian) => g.multiply(a, g.inverse(b));
const square = (a: g.Gaussian) => g.multiply(a, a);
const isPositive = ({ re, den }: g.Gaussian) => re * den > 0n;

/** Bernstein's coefficients on [−1, 1] of Σ c_k y^k, all positive after at most ten halvings. */
function isPositiveOn(coefficients: readonly g.Gaussian[], from = ratio(-1), to = ratio(1), depth = 10): boolean {
  const n = coefficients.length - 1;
  // In t with y = from + (to − from)t.
  const inT = coefficients.map(() => ratio(0));
  const width = less(to, from);
  coefficients.forEach((c, k) => {
    for (let j = 0; j <= k; j++) {
      const power = product(ratio(binomial(k, j)), ...Array(k - j).fill(from), ...Array(j).fill(width), c);
      inT[j] = g.add(inT[j], power);
    }
  });
  const bernstein = inT.map((_, i) =>
    sum(...inT.slice(0, i + 1).map((c, j) => product(c, ratio(binomial(i, j), binomial(n, j))))),
  );
  if (bernstein.every(isPositive)) return true;
  if (depth === 0) return false;
  const middle = product(ratio(1, 2), g.add(from, to));
  return isPositiveOn(coefficients, from, middle, depth - 1) && isPositiveOn(coefficients, middle, to, depth - 1);
}

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

/** M + Mky² + s²λ₁(5 − λ₁(1 − y)) − b as coefficients of powers of y, λ₁ = Mk/2(M + 1), k = 4 − M. */
function cubic(M: number, b: g.Gaussian): readonly g.Gaussian[] {
  const Mk = M * (4 - M);
  const lambda = ratio(Mk, 2 * (M + 1));
  const [constant, slope] = [product(lambda, less(ratio(5), lambda)), square(lambda)];
  return [sum(ratio(M), constant, product(ratio(-1), b)), slope, less(ratio(Mk), constant), product(ratio(-1), slope)];
}

describe("the cases of docs/positivity.md in rational arithmetic", () => {
  it.each([
    [1, ratio(389, 100), ratio(396, 100)],
    [2, ratio(484, 100), ratio(487, 100)],
    [3, ratio(473, 100), ratio(476, 100)],
  ] as const)(
    "J = 2, M = %i: the cubic in y is positive, and is not for b larger by 0.03 or more",
    (M, b, tooLarge) => {
      expect(isPositiveOn(cubic(M, b))).toBe(true);
      expect(isPositiveOn(cubic(M, tooLarge))).toBe(false);
    },
  );

  it("the constants of I ≤ 6.9 d² V are below those of the page, which are below 6.9", () => {
    const [a, b, one, four] = [ratio(3, 5), ratio(9, 5), ratio(1), ratio(4)];
    const below = over(square(b), product(four, square(less(one, a))));
    const coefficients = [
      sum(below, over(square(g.add(one, a)), product(four, square(a)))),
      over(square(g.add(one, b)), product(four, square(a))),
      sum(
        over(square(b), product(four, square(less(b, one)))),
        over(square(b), product(four, less(square(b), one))),
        over(product(b, g.add(b, one)), product(ratio(2), a, less(b, one))),
      ),
    ];
    const onPage = [ratio(6841, 1000), ratio(5445, 1000), ratio(6878, 1000)];
    coefficients.forEach((coefficient, k) => {
      expect(isPositive(less(onPage[k], coefficient))).toBe(true);
      expect(isPositive(less(ratio(69, 10), onPage[k]))).toBe(true);
    });
  });

  it("I ≤ 6.9 d² V holds, with room, for polynomials of many kinds", () => {
    let largest = 0;
    for (let k = 0; k < 300; k++) {
      const d = 1 + (k % 8);
      const p = szego(
        Array.from({ length: d }, () => {
          const [radius, angle] = [k % 3 === 0 ? 1 : Math.random(), 2 * Math.PI * Math.random()];
          return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
        }),
      );
      const psi = modulusOf(p, 1024).map((at) => at.psi);
      const mean = psi.reduce((total, value) => total + value, 0) / psi.length;
      const variance = psi.reduce((total, value) => total + (value - mean) ** 2, 0) / psi.length;
      largest = Math.max(largest, meanSquareSlope(p, 1024) / (d * d * variance));
    }
    expect(largest).toBeGreaterThan(0.3);
    expect(largest).toBeLessThan(6.9);
  });

  it("P_M ≥ N − qεM² for every M, where the page says so", () => {
    for (const d of [2, 3, 4, 7, 20])
      for (const N of [1, 1.01, 1 + 1 / d, 2, 10])
        for (let M = d + 1; M < 40 * d; M++) {
          const [m, q] = [M - d, 0.5 + 0.5 / ((d + 1) * (d + 3))];
          const epsilon = N - Math.sqrt(N * N - 1);
          const below = M * N - (d + 1) - (epsilon / 2) * (m - 1) * (2 * d + m + 3);
          expect(below).toBeGreaterThanOrEqual(N - q * epsilon * M * M - 1e-9 * M * M);
        }
  });

  it("stand in the table of what is proven as on the page", () => {
    const [half, one, threeHalves, hand] = rows;
    expect(half.factor(1, 1)).toBeCloseTo(Math.max(2 - (9 * Math.PI ** 2) / 64, (3 - (9 * Math.PI ** 2) / 64) / 2), 15);
    expect([one.factor(1, 2), threeHalves.factor(1, 3)]).toEqual([0.875, 0.9]);
    expect(hand.factor(17, 5)).toBeCloseTo(17 - 6.9 * (49 / 96) * (17 - Math.sqrt(288)) * 25, 12);
  });
});
