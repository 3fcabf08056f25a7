import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { coordinate, gradientsOf } from "../../../symbolic/algebra/symbol.ts";
import { gaussLegendre } from "../../../symbolic/prove/gauss-legendre.ts";
import { seriesKernel } from "../../../symbolic/prove/series-kernel.ts";
import { integrateSphere, type QubitState } from "../../../symbolic/prove/sphere-quadrature.ts";

describe("Gauss–Legendre nodes", () => {
  it.each([1, 2, 5, 48])("integrate all polynomials below degree 2n: n = %i", (n) => {
    for (let degree = 0; degree < 2 * n; degree++) {
      const found = gaussLegendre(n).reduce((sum, { node, weight }) => sum + weight * node ** degree, 0);
      expect(Math.abs(found - (degree % 2 === 0 ? 2 / (degree + 1) : 0))).toBeLessThan(1e-14);
    }
  });
});

describe("K(A₀, R) as a power series", () => {
  /** [2a − (a² − 1) ln((a + 1)/(a − 1))]/R, which keeps its digits near a = 1. */
  const closed = (A0: number, R: number): number => {
    const a = A0 / R;
    return (2 * a - (a * a - 1) * Math.log((a + 1) / (a - 1))) / R;
  };

  it.each([0.5, 0.8, 0.95, 0.99, 0.999])("is the logarithm for R/A₀ = %d", (x) => {
    for (const A0 of [0.3, 1, 7]) {
      const R = x * A0;
      expect(Math.abs(seriesKernel(A0, R * R) / closed(A0, R) - 1)).toBeLessThan(2e-14);
    }
  });

  it("is 4/(3A₀) at R = 0, and 4/(3A₀) (1 + R²/(5A₀²)) close by", () => {
    expect(seriesKernel(3, 0)).toBeCloseTo(4 / 9, 16);
    expect(seriesKernel(1, 1e-6)).toBeCloseTo((4 / 3) * (1 + 1e-6 / 5), 12);
  });

  it("is refused where the series diverges", () => {
    expect(() => seriesKernel(1, 1)).toThrow(RangeError);
  });
});

describe("the quadrature of a qubit's sphere", () => {
  const frame: QubitState["frame"] = [
    [2 / 3, 1 / 3, 2 / 3],
    [-2 / 3, 2 / 3, 1 / 3],
    [-1 / 3, -2 / 3, 2 / 3],
  ];
  const state = (x: number): QubitState => ({ A0: 1.5, x, frame });
  type Fields = ReadonlyMap<string, number>;
  const at = (f: p.Polynomial) => (values: Fields) => p.evaluate(f, values);

  it.each([0, 0.001, 0.5, 0.99, 0.999])("gives ∫ |∇Q|²/Q dn = 2π|R|²K for R/A₀ = %d", (x) => {
    const gradient = p.add(...gradientsOf("Q", "a").map((slope) => p.power(p.symbol(slope), 2)));
    const [found, size] = integrateSphere((values) => at(gradient)(values) / values.get("Q")!, state(x), "a");
    const R2 = (1.5 * x) ** 2;
    expect(Math.abs(found - 2 * Math.PI * R2 * seriesKernel(1.5, R2))).toBeLessThanOrEqual(1e-13 * size);
  });

  it("gives the area, and nothing of a first harmonic", () => {
    expect(integrateSphere(at(p.one), state(0.9), "a")[0]).toBeCloseTo(4 * Math.PI, 12);
    expect(Math.abs(integrateSphere(at(p.symbol(coordinate("z", "a"))), state(0.9), "a")[0])).toBeLessThan(1e-13);
  });
});
