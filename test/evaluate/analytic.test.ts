import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { integrateAnalytic } from "../../evaluate/ways/analytic.ts";
import { analyticWidths } from "../../evaluate/ways/analytic-width.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import { EXACTLY } from "../../runtime/quadrature/integral.ts";
import { type LocalAverage, localAverage, newWorkspace } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

/** GG†/Tr GG† with a share of the maximally mixed state. */
function randomState(dimension: number, rank: number, share: number, seed: number): ComplexMatrix {
  const normal = normals(randomStream(seed, "analytic states"));
  const [re, im] = [0, 1].map(() => Float64Array.from({ length: dimension * rank }, normal));
  const rho = zeroMatrix(dimension);
  let trace = 0;
  for (let r = 0; r < dimension; r++) {
    for (let c = 0; c < dimension; c++) {
      for (let k = 0; k < rank; k++) {
        const [a, b] = [rank * r + k, rank * c + k];
        rho.re[dimension * r + c] += re[a] * re[b] + im[a] * im[b];
        rho.im[dimension * r + c] += im[a] * re[b] - re[a] * im[b];
      }
    }
    trace += rho.re[(dimension + 1) * r];
  }
  for (let k = 0; k < rho.re.length; k++) {
    rho.re[k] = ((1 - share) * rho.re[k]) / trace + (k % (dimension + 1) === 0 ? share / dimension : 0);
    rho.im[k] *= (1 - share) / trace;
  }
  return rho;
}

const entropy = { kind: "entropy", closed: logMoment } as const;
const averageOf = (state: ComplexMatrix, spins: readonly number[], inner: "closed" | "grid"): LocalAverage =>
  localAverage(state, spins, spins.length - 1, inner, [entropy]);

/** det ⟨ψ₂|ρ|ψ₁⟩ of the second qubit, over ⟨ψ₂|ψ₁⟩², with the first along a cosh s + i b sinh s. */
function determinant(rho: ComplexMatrix, n: readonly (readonly [number, number])[]): readonly [number, number] {
  const times = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
    [a * c - b * d, a * d + b * c] as const;
  const [x, y, z] = n;
  // ½(1 + n·σ), entries [column, row] for a trace over the first qubit.
  const P = [
    [
      [0.5 * (1 + z[0]), 0.5 * z[1]],
      [0.5 * (x[0] + y[1]), 0.5 * (x[1] - y[0])],
    ],
    [
      [0.5 * (x[0] - y[1]), 0.5 * (x[1] + y[0])],
      [0.5 * (1 - z[0]), -0.5 * z[1]],
    ],
  ] as const;
  const entry = (r: number, c: number) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 2; j++) {
        const k = 4 * (2 * i + r) + 2 * j + c;
        const [u, v] = times(P[j][i] as [number, number], [rho.re[k], rho.im[k]]);
        re += u;
        im += v;
      }
    }
    return [re, im] as const;
  };
  const [first, second] = [times(entry(0, 0), entry(1, 1)), times(entry(0, 1), entry(1, 0))];
  return [first[0] - second[0], first[1] - second[1]];
}

/** The least Re det over directions of azimuth φ + iη, by a grid. */
function leastAbout(rho: ComplexMatrix, eta: number): number {
  let least = Number.POSITIVE_INFINITY;
  const [c, h] = [Math.cosh(eta), Math.sinh(eta)];
  for (let i = 0; i < 60; i++) {
    const theta = (Math.PI * (i + 0.5)) / 60;
    for (let j = 0; j < 120; j++) {
      const [x, y] = [Math.cos((Math.PI * j) / 60), Math.sin((Math.PI * j) / 60)];
      const s = Math.sin(theta);
      const n = [[s * c * x, -s * h * y] as const, [s * c * y, s * h * x] as const, [Math.cos(theta), 0] as const];
      least = Math.min(least, determinant(rho, n)[0]);
    }
  }
  return least;
}

/** The least |det| over directions a and orthogonal b at one s, by a grid. */
function leastDeterminant(rho: ComplexMatrix, s: number): number {
  let least = Number.POSITIVE_INFINITY;
  const [c, h] = [Math.cosh(s), Math.sinh(s)];
  for (let i = 0; i < 18; i++) {
    const theta = (Math.PI * (i + 0.5)) / 18;
    for (let j = 0; j < 36; j++) {
      const phi = (Math.PI * j) / 18;
      const a = [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)];
      const e = [Math.cos(theta) * Math.cos(phi), Math.cos(theta) * Math.sin(phi), -Math.sin(theta)];
      const f = [-Math.sin(phi), Math.cos(phi), 0];
      for (let k = 0; k < 24; k++) {
        const [u, v] = [Math.cos((Math.PI * k) / 12), Math.sin((Math.PI * k) / 12)];
        const n = a.map((value, m) => [c * value, h * (u * e[m] + v * f[m])] as const);
        least = Math.min(least, Math.hypot(...determinant(rho, n)));
      }
    }
  }
  return least;
}

describe("how far what is integrated is analytic", () => {
  it("is where the determinant of a pair's conditional states has its nearest complex zero", () => {
    for (let seed = 0; seed < 6; seed++) {
      const rho = randomState(4, 4, 0.05, seed);
      const [{ polar: width }] = analyticWidths(averageOf(rho, [0.5, 0.5], "closed"))!;
      const scale = leastDeterminant(rho, 0);
      // No zero before, and one near: between the grid's points |det| is small as soon as the width is reached.
      expect(leastDeterminant(rho, 0.93 * width)).toBeGreaterThan(0.01 * scale);
      expect(leastDeterminant(rho, 1.03 * width)).toBeLessThan(0.5 * leastDeterminant(rho, 0.7 * width));
    }
  });

  it("is no less in the azimuth, where it ends with the first determinant of no positive real part", () => {
    for (let seed = 0; seed < 6; seed++) {
      const rho = randomState(4, 4, 0.05, seed);
      const [{ polar, azimuthal }] = analyticWidths(averageOf(rho, [0.5, 0.5], "closed"))!;
      expect(azimuthal).toBeGreaterThanOrEqual(polar);
      expect(leastAbout(rho, azimuthal)).toBeGreaterThan(0);
      expect(leastAbout(rho, 1.06 * azimuthal)).toBeLessThan(0);
    }
  });

  it("of a product with the mixed state follows by hand: A₀² of A₀ = a + b cos θ is imaginary where cosh 2s = a²/b²", () => {
    const rho = zeroMatrix(4);
    // ½(1 + 0.6σz) ⊗ ½: A₀ = ¼(1 + 0.6z) and R = 0.
    rho.re[0] = rho.re[5] = 0.4;
    rho.re[10] = rho.re[15] = 0.1;
    const [{ polar: width, azimuthal }] = analyticWidths(averageOf(rho, [0.5, 0.5], "closed"))!;
    // Nothing depends on φ.
    expect(azimuthal).toBe(4);
    expect(width).toBeLessThanOrEqual(0.5 * Math.acosh(1 / 0.36));
    expect(width).toBeGreaterThan(0.97 * 0.5 * Math.acosh(1 / 0.36));
  });

  it("is found, or nothing, where Q is next to zero beside rounding: a pair decayed until t = 50", () => {
    const rho = zeroMatrix(4);
    [1e-300, 6e-22, 2e-22, 1].forEach((population, k) => {
      rho.re[5 * k] = population;
    });
    const [{ polar: width }] = analyticWidths(averageOf(rho, [0.5, 0.5], "closed"))!;
    expect(width).toBeLessThan(1e-3);
  });

  it("is nothing where a state is pure, and not known of larger spins", () => {
    const bell = zeroMatrix(4);
    bell.re[0] = bell.re[3] = bell.re[12] = bell.re[15] = 0.5;
    expect(integrateAnalytic(averageOf(bell, [0.5, 0.5], "closed"), [{ ...EXACTLY, relative: 1e-9 }], 1e6)).toBe(null);
    expect(analyticWidths(averageOf(randomState(8, 8, 0.1, 1), [0.5, 1.5], "grid"))).toBe(null);
  });
});

describe("the entropy of pairs of coherent qubits, whose determinant is rounding alone,", () => {
  it("is 1 within its bound", () => {
    for (let k = 0; k < 300; k++) {
      const directions = [
        { theta: (k % 60) / 20, phi: 0.1 * Math.floor(k / 60) },
        { theta: 1.1, phi: 0.3 },
      ];
      const state = coherent([0.5, 0.5], directions);
      const { entropy } = evaluate({ spins: [0.5, 0.5], state, channels: [], tolerance: 1e-6 });
      expect(Math.abs(entropy.values[0] - 1), JSON.stringify(directions)).toBeLessThanOrEqual(entropy.error[0]);
    }
  });
});

describe("an average by one rule of known size", () => {
  const cases = [
    { spins: [0.5, 0.5], inner: "closed", tolerance: 1e-4, states: 30 },
    { spins: [0.5, 0.5], inner: "closed", tolerance: 1e-9, states: 30 },
    { spins: [1], inner: "grid", tolerance: 1e-6, states: 6 },
    { spins: [1, 0.5], inner: "grid", tolerance: 1e-3, states: 3 },
    { spins: [0.5, 0.5, 0.5], inner: "closed", tolerance: 1e-4, states: 3 },
  ] as const;
  for (const { spins, inner, tolerance, states } of cases) {
    it(`lies within its bound of finer grids: spins ${spins}, to ${tolerance}`, () => {
      let known = 0;
      for (let seed = 0; seed < states; seed++) {
        const dimension = spins.reduce<number>((product, J) => product * (2 * J + 1), 1);
        const rho = randomState(dimension, 1 + (seed % dimension), [0.3, 0.1, 0.02][seed % 3], seed);
        const goal = { ...EXACTLY, relative: tolerance };
        const found = integrateAnalytic(averageOf(rho, spins, inner), [goal], 4e5)?.integrals[0];
        if (found === undefined) continue;
        known++;
        // By levels of grids, each judged by the one before.
        const sought: Sought = {
          ...{ integrand: entropy, party: spins.length - 1, inner, along: false, share: 1 },
          goal: { ...goal, relative: 0.01 * tolerance },
        };
        const finer = integrate(rho, spins, [sought], 1e6, newWorkspace()).integrals[0];
        expect(found.converged).toBe(true);
        expect(Math.abs(found.value - finer.value)).toBeLessThanOrEqual(found.error + finer.error);
      }
      expect(known).toBeGreaterThan(states / 2);
    });
  }
});
