import { describe, expect, it } from "vitest";
import { logPotentialGaps } from "../../runtime/flux/axial.ts";
import { gaussLegendre } from "../../runtime/quadrature/sphere-rule.ts";
import { logMean, sphereFunctions, sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import { exactKernel, exactLogMean, unitsOff } from "../support/fixed-point.ts";

/** ∫₋₁¹ f du by tanh–sinh, independent of what is tested. */
function doubleExponential(f: (u: number, below: number, above: number) => number): number {
  let sum = 0;
  const step = 1 / 64;
  for (let k = -260; k <= 260; k++) {
    const t = k * step;
    const s = (Math.PI / 2) * Math.sinh(t);
    const u = Math.tanh(s);
    // 1 + u and 1 − u without cancellation
    const below = Math.exp(s) / Math.cosh(s);
    const above = Math.exp(-s) / Math.cosh(s);
    const weight = ((Math.PI / 2) * Math.cosh(t)) / Math.cosh(s) ** 2;
    if (weight > 1e-300) sum += weight * f(u, below, above);
  }
  return step * sum;
}

describe("the kernel K(A₀, R)", () => {
  const A0 = 0.37;
  for (const share of [1e-9, 1e-3, 0.1, 0.5, 0.6, 0.63, 0.64, 0.8, 0.95, 0.999, 1]) {
    it(`is its integral at R = ${share} A₀`, () => {
      const R = share * A0;
      const exact = doubleExponential((_, below, above) => (below * above) / (A0 - R + R * below));
      expect(Math.abs(sphereKernel(A0, R * R) / exact - 1)).toBeLessThan(4e-15);
    });
  }

  it("is 2/R where rounding leaves R above A₀, and 4/(3A₀) at R = 0", () => {
    expect(sphereKernel(0.5, 0.25 + 1e-16)).toBeCloseTo(4, 14);
    expect(sphereKernel(0.5, 0.26)).toBeCloseTo(2 / Math.sqrt(0.26), 14);
    expect(sphereKernel(0.37, 0)).toBeCloseTo(4 / (3 * 0.37), 14);
    expect(sphereKernel(0, 0)).toBe(0);
  });

  it("joins the mean logarithm to its integral, up to R = A₀", () => {
    for (const share of [0, 0.01, 0.3, 0.63, 0.64, 0.9, 1]) {
      const R = share * A0;
      const exact = doubleExponential((_, below) => Math.log(A0 - R + R * below));
      expect(Math.abs(logMean(A0, R * R) - exact)).toBeLessThan(6e-15);
    }
  });
});

/** R²/A₀² where special functions are hard: everywhere, towards 0 and 1, at the edges of cells, and rounded past 1. */
function* hardArguments(): Generator<readonly [number, number]> {
  for (let k = 0; k < 2000; k++) {
    const share = (k + 0.5) / 2000;
    for (const A0 of [0.5, 0.25 * (1 + ((0.618034 * k) % 1)), 2 ** (-1 - (k % 60))]) {
      const square = A0 * A0;
      yield [A0, square * share];
      yield [A0, square * 2 ** (-60 * share)];
      yield [A0, square * (1 - 2 ** (-56 * share))];
      if (k < 424) yield [A0, square * (1 - 2 ** -(k >> 3) * (1 - (k % 8) / 16))];
    }
  }
}

describe("to the last digits", () => {
  const worst = (f: (A0: number, R2: number) => number, exact: (A0: number, R2: number) => bigint) => {
    let most = 0;
    let at = "";
    for (const [A0, R2] of hardArguments()) {
      const off = Math.abs(unitsOff(f(A0, R2), exact(A0, R2)));
      if (off > most) [most, at] = [off, `A0 = ${A0}, R2 = ${R2}`];
    }
    return { most, at };
  };

  it("K is off by less than 2 units of its last place for all R ≤ A₀", () => {
    const { most, at } = worst(sphereKernel, exactKernel);
    expect(most, at).toBeLessThan(2);
    expect(most).toBeGreaterThan(0.5);
  });

  it("the mean logarithm is off by less than 1.5, for A₀ ≤ ½ as the states of two qubits have it", () => {
    const { most, at } = worst(logMean, exactLogMean);
    expect(most, at).toBeLessThan(1.5);
  });

  it("both are the same where they are computed together, and 0 where nothing is", () => {
    const points = [...hardArguments(), [0, 0], [0, 1e-34]] as const;
    const [A0, R] = [0, 1].map((k) => Float64Array.from(points, (point) => (k === 0 ? point[0] : Math.sqrt(point[1]))));
    const none = new Float64Array(A0.length);
    const [K, L0] = [new Float64Array(A0.length), new Float64Array(A0.length)];
    sphereFunctions(A0, none, none, R, K, L0);
    const one = (f: (A0: number, R2: number) => number) => A0.map((a0, k) => (a0 > 0 ? f(a0, R[k] * R[k]) : 0));
    expect(K).toEqual(one(sphereKernel));
    expect(L0).toEqual(one(logMean));
  });
});

describe("differences of ln Q* between Dicke states", () => {
  it("are 2J/(2J + 1 − k) at zero temperature, for spins up to 500", () => {
    for (const J of [0.5, 1, 2.5, 20, 500]) {
      const gaps = logPotentialGaps(J, 1, -1);
      for (let k = 1; k <= 2 * J; k++) {
        expect(Math.abs((gaps[k] * (2 * J + 1 - k)) / (2 * J) - 1)).toBeLessThan(1e-14);
      }
    }
  });

  it("are mirror images for the opposite axis", () => {
    const [up, down] = [logPotentialGaps(3, 1.7, 1), logPotentialGaps(3, 1.7, -1)];
    for (let k = 1; k <= 6; k++) expect(Math.abs(up[k] + down[7 - k])).toBeLessThan(1e-14 * Math.abs(up[k]));
  });

  it("are their integral at finite temperature", () => {
    for (const [J, p0] of [
      [0.5, 1.0002],
      [1, 1 + 1e-10],
      [5, 1.8],
      [5, 101],
    ]) {
      const n = 2 * J;
      let binomial = 1;
      for (let k = 1; k <= n; k++) {
        binomial *= (n + 2 - k) / k;
        const exact = doubleExponential((_, below, above) => {
          const bernstein = binomial * (below / 2) ** k * (above / 2) ** (n + 1 - k);
          return (n * bernstein) / (p0 - 1 + above);
        });
        expect(Math.abs(logPotentialGaps(J, p0, -1)[k] / exact - 1)).toBeLessThan(2e-14);
      }
    }
  });
});

describe("Gauss–Legendre nodes", () => {
  it("integrate cos²ᵏθ exactly up to their degree", () => {
    for (const n of [1, 2, 7, 48, 301, 2000]) {
      const { theta, weight } = gaussLegendre(n);
      for (const power of [0, 2 * (n >> 1) - (n % 2 === 0 ? 2 : 0), 2 * (n - 1)]) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += weight[i] * Math.cos(theta[i]) ** power;
        expect(Math.abs(sum * (power + 1) - 2)).toBeLessThan(2e-13 * (power + 1));
      }
    }
  });

  it("keep their digits at the pole: θ₁ of 2000 nodes follows the first zero of J₀", () => {
    const { theta } = gaussLegendre(2000);
    // θ = x + (x cot x − 1)/(8 x N²) with N = n + ½, x = j₀,₁/N (Tricomi; Hale & Townsend 2013, eq 3.7)
    const N = 2000.5;
    const x = 2.404825557695773 / N;
    const asymptotic = x + (x / Math.tan(x) - 1) / (8 * x * N * N);
    expect(Math.abs(theta[0] / asymptotic - 1)).toBeLessThan(1e-13);
  });
});
