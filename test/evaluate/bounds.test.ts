import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { majoranaSphere } from "../../evaluate/ways/pure-sphere.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { integrateAverage, sumOnPatch } from "../../runtime/integrate.ts";
import { integrateAdaptively, patchRules } from "../../runtime/quadrature/adaptive.ts";
import { EXACTLY, type Goal, type Integral } from "../../runtime/quadrature/integral.ts";
import { refine } from "../../runtime/quadrature/refine.ts";
import type { InnerSphere, Integrand } from "../../runtime/spheres/integrand.ts";
import { costOfLevel, sumOnLevel } from "../../runtime/spheres/levels.ts";
import { type LocalAverage, localAverage } from "../../runtime/spheres/local-average.ts";
import { dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { randomState, turnedBellState } from "../support/random-states.ts";

const damping = { channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.3 } };
const integrandsOf = (change: ComplexMatrix): readonly Integrand[] => [
  { kind: "entropy", closed: logMoment },
  { kind: "entropyRate", use: damping },
  { kind: "entropyRate", use: { channel: dephasing, on: [0], parameters: { lambda: 1 } } },
  { kind: "logMoment", closed: logMoment, of: change },
];

/** The integrals, each to the same goal. */
function integrate(average: LocalAverage, goal: Partial<Goal>, budget: number): readonly Integral[] {
  const goals = average.functionals.map(() => ({ ...EXACTLY, ...goal }));
  return integrateAverage(average, goals, budget).integrals;
}

/** S, two rates of party 0, and one of them once more by its logarithmic moment. */
function averageOf(rho: ComplexMatrix, spins: number[], inner: "closed" | "grid"): LocalAverage {
  const D = dissipator(amplitudeDamping.jumps(damping.parameters, []), spins, [0]);
  const change = dissipate(
    D,
    rho,
    spins.map((J) => 2 * J + 1),
  );
  return localAverage(rho, spins, 0, inner, integrandsOf(change));
}

/** States with zeros of Q, nearly pure ones, and smooth ones. */
function statesOf(dimension: number, count: number): { name: string; rho: ComplexMatrix }[] {
  return Array.from({ length: count }, (_, seed) => {
    const rank = 1 + (seed % Math.min(dimension, 4));
    const admixture = seed % 3 === 0 ? 10 ** -(3 + (seed % 12)) : 1;
    return {
      name: `rank ${rank}, admixture ${admixture}, seed ${seed}`,
      rho: randomState(dimension, rank, 500 + seed, admixture),
    };
  });
}

function expectHonest(integrals: readonly Integral[], truth: readonly Integral[], where: string): void {
  integrals.forEach(({ value, error }, f) => {
    const off = Math.abs(value - truth[f].value);
    expect(off, `${where}, integral ${f}`).toBeLessThanOrEqual(error + truth[f].error);
  });
}

/** The bounds of every refinement level and of adaptive integration stopped at several goals. */
function sweep(average: LocalAverage, truth: readonly Integral[], levels: number, where: string): void {
  const rules = {
    sumOnLevel: (level: number) => sumOnLevel(average, level),
    costOfLevel: (level: number) => costOfLevel(average, level),
  };
  let budget = costOfLevel(average, 0);
  for (let level = 1; level <= levels; level++) {
    budget += costOfLevel(average, level);
    const goals = average.functionals.map(() => EXACTLY);
    const { integrals } = refine(rules, goals, budget, Number.POSITIVE_INFINITY);
    expectHonest(integrals, truth, `${where}, level ${level}`);
  }
  if (average.outer.length + (average.inner === "grid" ? 1 : 0) !== 1) return;
  for (const goal of [1e-2, 1e-4, 1e-6]) {
    const { integrals } = integrateAdaptively(
      patchRules(),
      (rule) => sumOnPatch(average, rule),
      [0, 0, 0, 0],
      average.functionals.map(() => ({ ...EXACTLY, ofContributions: goal })),
      1e6,
    )!;
    expectHonest(integrals, truth, `${where}, patches to ${goal}`);
  }
}

/** S and −∫ D(Q) ln Q of a diagonal state, by trapezoids in t, c = tanh t: zeros of Q are at the poles, infinitely far. */
function diagonalTruth(
  rho: ComplexMatrix,
  J: number,
  parameters: Record<string, number>,
): { entropy: number; rate: number } {
  const d = rho.dimension;
  const change = dissipate(dissipator(amplitudeDamping.jumps(parameters, []), [J], [0]), rho, [d]);
  let entropy = 0;
  let rate = 0;
  const step = 1 / 64;
  for (let k = -40 / step; k <= 40 / step; k++) {
    // (1 + c)/2 = 1/(1 + e^{−2t})
    const t = k * step;
    const up = 1 / (1 + Math.exp(-2 * t));
    const down = 1 / (1 + Math.exp(2 * t));
    let Q = 0;
    let X = 0;
    for (let i = 0, binomial = 1; i < d; binomial *= (d - 1 - i) / (i + 1), i++) {
      const weight = binomial * up ** (d - 1 - i) * down ** i;
      Q += weight * rho.re[i * (d + 1)];
      X += weight * change.re[i * (d + 1)];
    }
    // dc = 4 up down dt, μ ∫ dφ = (2J + 1)/2
    const measure = (d / 2) * 4 * up * down * step;
    if (!(Q > 0)) continue;
    entropy -= measure * Q * Math.log(Q);
    rate -= measure * X * Math.log(Q);
  }
  return { entropy, rate };
}

describe("no deviation exceeds its bound", () => {
  it("on the sphere of one qubit, against its closed form, zeros of Q included", () => {
    for (const { name, rho } of statesOf(2, 40)) {
      const truth = integrate(averageOf(rho, [0.5], "closed"), {}, 1);
      sweep(averageOf(rho, [0.5], "grid"), truth, 5, name);
    }
  });

  it("on the sphere of larger spins, against the two ways to one rate and finer patches", () => {
    for (const J of [1, 1.5, 3]) {
      for (const { name, rho } of statesOf(2 * J + 1, 6)) {
        const average = averageOf(rho, [J], "grid");
        const fine = integrate(average, { ofContributions: 1e-11 }, 2e6);
        expect(Math.abs(fine[1].value - fine[3].value)).toBeLessThanOrEqual(fine[1].error + fine[3].error);
        sweep(average, fine, 4, `J = ${J}, ${name}`);
      }
    }
  });

  it("for a zero of Q next to a pole, which all levels of a grid miss alike", () => {
    for (const J of [0.5, 1, 3]) {
      for (const distance of [0.1, 0.02, 1e-3, 1e-5]) {
        for (const theta of [distance, Math.PI - distance]) {
          const rho = (spin: number) => coherent([spin], [{ theta, phi: 1.1 }]);
          const qubit = integrate(averageOf(rho(0.5), [0.5], "closed"), {}, 1);
          // A coherent state of spin J is 2J of a qubit's, and S = 2J/(2J + 1).
          const truth = qubit.map((integral, f) => ({
            ...integral,
            value: f === 0 ? (2 * J) / (2 * J + 1) : 2 * J * integral.value,
          }));
          for (const goal of [1e-3, 1e-6, 1e-9]) {
            const integrals = integrate(averageOf(rho(J), [J], "grid"), { relative: goal }, 1e6);
            expectHonest(integrals.slice(0, 3), truth, `J = ${J}, ${theta} from the pole, to ${goal}`);
          }
        }
      }
    }
  });

  it("for qubit pairs of every rank, and nearly pure ones", () => {
    for (const { name, rho } of statesOf(4, 60)) {
      const average = averageOf(rho, [0.5, 0.5], "closed");
      const fine = integrate(average, { ofContributions: 1e-12 }, 2e6);
      expect(Math.abs(fine[1].value - fine[3].value)).toBeLessThanOrEqual(fine[1].error + fine[3].error);
      sweep(average, fine, 5, name);
    }
  });

  it("for Bell states turned by local unitaries: dS/dt is (Γ/2)(2n̄ + 1)·2/3 in every direction", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const average = averageOf(turnedBellState(seed), [0.5, 0.5], "closed");
      const integrals = integrate(average, { relative: 1e-12 }, 1e6);
      const exact = [0.5 + Math.LN2, 1.6 / 3, 1 / 6, 1.6 / 3];
      integrals.forEach(({ value, error, converged }, f) => {
        expect(converged).toBe(true);
        expect(Math.abs(value - exact[f])).toBeLessThanOrEqual(error);
      });
    }
  });

  it("on the product of two grids, against one sphere with the other in closed form", () => {
    for (const { name, rho } of statesOf(4, 8)) {
      const truth = integrate(averageOf(rho, [0.5, 0.5], "closed"), { ofContributions: 1e-12 }, 2e6);
      sweep(averageOf(rho, [0.5, 0.5], "grid"), truth, 2, name);
    }
  });

  it("for pure states with an admixture of about rounding, which fills the zeros of Q", () => {
    for (const J of [1, 1.5, 4, 16]) {
      const d = 2 * J + 1;
      for (const down of [0, J === 1 ? 1 : 2]) {
        for (const share of [3e-16, 3e-15, 1e-14, 1e-13, 1e-11]) {
          const rho = dicke([J], [J - down]);
          for (let i = 0; i < d; i++) rho.re[i * (d + 1)] = (1 - share) * rho.re[i * (d + 1)] + share / d;
          const { entropy, entropyRate } = evaluate({ spins: [J], state: rho, channels: [damping] });
          const truth = diagonalTruth(rho, J, damping.parameters);
          const where = `J = ${J}, m = ${J - down}, ${share}`;
          expect(Math.abs(entropy.values[0] - truth.entropy), where).toBeLessThanOrEqual(entropy.error[0] + 1e-15);
          expect(Math.abs(entropyRate.values[0] - truth.rate), where).toBeLessThanOrEqual(entropyRate.error[0] + 1e-14);
        }
      }
    }
  });

  it("for pure states by Majorana points of one sphere, against grids on all", () => {
    for (const [seed, spins] of [[1, 1], [1.5], [4], [1, 1.5], [2, 1]].entries()) {
      const rho = randomState(
        spins.reduce((size, J) => size * (2 * J + 1), 1),
        1,
        800 + seed,
      );
      const last = spins.length - 1;
      const D = dissipator(amplitudeDamping.jumps(damping.parameters, []), spins, [0]);
      const change = dissipate(
        D,
        rho,
        spins.map((J) => 2 * J + 1),
      );
      const moments: Integrand[] = [
        { kind: "entropy", closed: logMoment },
        { kind: "logMoment", closed: logMoment, of: change },
      ];
      const by = (inner: InnerSphere, goal: number, budget: number) =>
        integrate(localAverage(rho, spins, last, inner, moments), { relative: goal }, budget);
      expectHonest(by(majoranaSphere, 1e-9, 4e6), by("grid", 1e-6, 1e6), `spins ${spins.join(", ")}`);
    }
  });
});
