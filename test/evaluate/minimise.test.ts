import { describe, expect, it } from "vitest";
import { minimise } from "../../evaluate/positivity/minimise.ts";

/** Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)², least at (1, …, 1). */
function rosenbrock(x: Float64Array, slope: Float64Array): number {
  slope.fill(0);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [gap, away] = [x[i + 1] - x[i] * x[i], 1 - x[i]];
    value += 100 * gap * gap + away * away;
    slope[i] += -400 * x[i] * gap - 2 * away;
    slope[i + 1] += 200 * gap;
  }
  return value;
}

describe("L-BFGS", () => {
  it("comes down the curved valley of Rosenbrock's function in twenty variables", () => {
    const { x, value } = minimise(
      rosenbrock,
      Float64Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? -1.2 : 1)),
      400,
    );
    expect(value).toBeLessThan(1e-6);
    for (const entry of x) expect(entry).toBeCloseTo(1, 2);
  });

  it("ends a quadratic form of ten scales in a few steps", () => {
    const form = (x: Float64Array, slope: Float64Array) => {
      x.forEach((entry, k) => {
        slope[k] = 2 ** k * entry;
      });
      return x.reduce((sum, entry, k) => sum + (2 ** k * entry * entry) / 2, 0);
    };
    expect(minimise(form, new Float64Array(10).fill(1), 60).value).toBeLessThan(1e-9);
  });

  it("stops where the value is low enough, and where it begins at infinity", () => {
    const { value } = minimise(rosenbrock, Float64Array.of(-1.2, 1), 400, 3);
    expect(value).toBeLessThan(3);
    expect(value).toBeGreaterThan(1e-3);
    const start = Float64Array.of(1, 2);
    expect(minimise(() => Number.POSITIVE_INFINITY, start, 10).x).toEqual(start);
  });

  it("never ends higher than it began, where the gradient is wrong too", () => {
    const wrong = (x: Float64Array, slope: Float64Array) => {
      const value = rosenbrock(x, slope);
      slope.forEach((entry, k) => {
        slope[k] = k % 2 === 0 ? -entry : entry;
      });
      return value;
    };
    const start = Float64Array.of(-1.2, 1, 0.3, 2);
    expect(minimise(wrong, start, 20).value).toBeLessThanOrEqual(rosenbrock(start, new Float64Array(4)));
  });
});
