import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isConverged, missText } from "../../evaluate/errors/convergence.ts";
import { logarithmNorm } from "../../evaluate/errors/logarithm-size.ts";
import { phasePoint, placePoint, tensorAt, valueAt } from "../../evaluate/monte-carlo/phase-point.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { sizeOfMoment } from "../../evaluate/rates/size-of-moment.ts";
import { channels } from "../../generated/index.ts";
import { gaussLegendre } from "../../runtime/quadrature/sphere-rule.ts";
import { turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { thermal } from "../../spins/states/mixed-states.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { randomState } from "../support/random-states.ts";
import { add, multiply, scale, spinOperators } from "./dense.ts";

const noises = {
  "axis-dephasing": { lambda: 1, polar: 0.9, azimuth: 0.3 },
  dephasing: { lambda: 1 },
  depolarizing: { lambda: 1 },
} as const;

/** (1 − distance)·1/d + distance·ρ. */
function nearMixed(d: number, seed: number, distance: number): ComplexMatrix {
  const { re, im } = randomState(d, d, seed);
  const level = (k: number) => (k % (d + 1) === 0 ? (1 - distance) / d : 0);
  return { dimension: d, re: re.map((x, k) => distance * x + level(k)), im: im.map((y) => distance * y) };
}

/** −M ∫ D(X)(n) ln(1 + d X(n)), X = ρ − 1/d, for D(1) = 0: nothing cancels. */
function rateFromDeviation(rho: ComplexMatrix, J: number, D: ReturnType<typeof dissipator>): number {
  const d = rho.dimension;
  const X = { dimension: d, re: rho.re.slice(), im: rho.im };
  for (let i = 0; i < d; i++) X.re[i * (d + 1)] -= 1 / d;
  const point = phasePoint(rho, [J]);
  const [deviation, change] = [tensorAt(point, X), tensorAt(point, dissipate(D, X, [d]))];
  const rows = 24;
  const gauss = gaussLegendre(rows);
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < 2 * rows; c++) {
      const coordinates = [(1 + Math.cos(gauss.theta[r])) / 2, (c + 0.3) / (2 * rows)];
      placePoint(point, () => coordinates.shift()!);
      const weight = (d / (4 * Math.PI)) * gauss.weight[r] * (Math.PI / rows);
      sum -= weight * valueAt(point, change) * Math.log1p(d * valueAt(point, deviation));
    }
  }
  return sum;
}

describe("noise next to the maximally mixed state", () => {
  for (const [name, parameters] of Object.entries(noises)) {
    it(`is within its bound, which keeps twelve digits, from 1e-2 to 1e-15 away: ${name}`, () => {
      const channel = channels[name];
      for (const J of [0.5, 1.5, 3]) {
        const D = dissipator(channel.jumps(parameters, []), [J], [0]);
        for (const distance of [1e-2, 1e-4, 1e-7, 2e-9, 1e-11, 1e-13, 1e-15]) {
          for (let seed = 1; seed <= 2; seed++) {
            const state = nearMixed(2 * J + 1, seed, distance);
            const truth = rateFromDeviation(state, J, D);
            const { entropyRate, converged } = evaluate({
              spins: [J],
              state,
              channels: [{ channel, on: [0], parameters }],
            });
            const where = `J = ${J}, ${distance}, seed ${seed}`;
            const off = Math.abs(entropyRate.values[0] - truth);
            // The reference is itself a sum of a thousand roundings.
            expect(off, where).toBeLessThan(entropyRate.error[0] + 1e-14 * truth);
            if (distance < 1e-6) expect(entropyRate.error[0], where).toBeLessThan(1e-12 * truth);
            expect(converged, where).toBe(true);
          }
        }
      }
    });
  }
});

describe("converged", () => {
  it("means an error within the tolerance of the value, or within 1e-12 of the contributions, and nothing else", () => {
    const size = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(size, size, size, (value, error, contributions) => {
        const expected = error <= 1e-9 * value || error <= 1e-12 * contributions;
        expect(isConverged({ value, error }, contributions, 1e-9)).toBe(expected);
        expect(isConverged({ value, error: Number.NaN }, contributions, 1e-9)).toBe(false);
      }),
    );
  });

  it("is not said of S = 0.69 ± 34, and the line names the quantity, its value, its error and the time", () => {
    const { converged, warnings, entropy } = evaluate({
      spins: [0.5],
      state: dicke([0.5], [0.5]),
      channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } }],
      // Beyond what thirty digits follow.
      hamiltonian: scale(spinOperators(0.5)[0], 1e24),
      times: [1],
    });
    expect(entropy.error[0]).toBeGreaterThan(1e-9 * entropy.values[0]);
    expect(converged).toBe(false);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^t = 1: not converged; entropy = 0\.\d+ ± \d\.\de-\d;/);
  });

  it("is said of a decay that ends in the dark, by the contributions where the rates are next to nothing", () => {
    for (const spins of [[0.5], [0.5, 0.5], [1, 0.5], [2]]) {
      const { converged, convergedBy, warnings } = evaluate({
        spins,
        state: coherent(
          spins,
          spins.map(() => ({ theta: 1, phi: 0.3 })),
        ),
        channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } }],
        times: [0, 20, 50],
      });
      expect([converged, convergedBy, warnings]).toEqual([true, ["tolerance", "contributions", "contributions"], []]);
    }
  });

  it("is not said of more than three times by their names, nor of numbers", () => {
    const times = Array.from({ length: 12 }, (_, k) => 0.1 * (k + 1));
    const { converged, convergedBy, warnings } = evaluate({
      spins: [1, 1],
      state: nearMixed(9, 1, 0.5),
      channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.3 } }],
      times,
      tolerance: 1e-13,
      budget: 1,
    });
    expect([converged, convergedBy]).toEqual([false, times.map(() => null)]);
    expect(warnings[0]).toMatch(
      /^all times: not converged; ([^=;]+ = \S+ ± [^;]+ at t = 0\.[123]; ){3}\d+ more; expected/,
    );
  });

  it("rounds the errors in its words up", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (error) => {
        const said = Number(
          missText({ quantity: "S", channel: null, value: 1, error, converged: false }, String).split("± ")[1],
        );
        expect(said).toBeGreaterThanOrEqual(error);
        expect(said).toBeLessThan(1.2 * error);
      }),
    );
  });
});

describe("rates that are exactly zero", () => {
  it("are found at once: a coherent state along the axis of the noise", () => {
    for (const J of [0.5, 1, 1.5, 4]) {
      for (const [polar, azimuth] of [
        [0.9, 0.3],
        [Math.PI / 2, 0],
        [0, 0],
        [2.2, -1.7],
      ]) {
        const { entropyRate, production, converged, evaluations } = evaluate({
          spins: [J],
          state: coherent([J], [{ theta: polar, phi: azimuth }]),
          channels: [{ channel: channels["axis-dephasing"], on: [0], parameters: { lambda: 1, polar, azimuth } }],
        });
        expect(Math.abs(entropyRate.values[0])).toBeLessThanOrEqual(entropyRate.error[0]);
        expect(production!.error[0]).toBeLessThan(1e-12 * (2 * J) ** 3);
        expect([converged, evaluations[0] < 5e5], `J = ${J}, ${polar}`).toEqual([true, true]);
      }
    }
  });

  it("are so too for mixtures along the axis, with zeros of Q", () => {
    const channel = channels["axis-dephasing"];
    const parameters = { lambda: 1, polar: 0, azimuth: 0 };
    const one = dicke([1], [1]);
    const two = dicke([1], [-1]);
    for (const share of [0, 0.3]) {
      const state = { dimension: 3, re: one.re.map((x, k) => (1 - share) * x + share * two.re[k]), im: one.im };
      const { converged, evaluations, production } = evaluate({
        spins: [1],
        state,
        channels: [{ channel, on: [0], parameters }],
      });
      expect([converged, evaluations[0] < 1e5]).toEqual([true, true]);
      expect(Math.abs(production!.values[0])).toBeLessThan(1e-12);
    }
  });

  it("of H are within 1e-12 of what they are the sum of: a coherent state under 2Jz² + 0.3(Jx² − Jy²)", () => {
    const [Jx, Jy, Jz] = spinOperators(1);
    const hamiltonian = add(
      scale(multiply(Jz, Jz), 2),
      add(scale(multiply(Jx, Jx), 0.3), scale(multiply(Jy, Jy), -0.3)),
    );
    const state = coherent([1], [{ theta: 1.1, phi: 0.4 }]);
    const { unitaryRate, converged } = evaluate({ spins: [1], state, channels: [], hamiltonian });
    expect(Math.abs(unitaryRate.values[0])).toBeLessThanOrEqual(unitaryRate.error[0]);
    expect(converged).toBe(true);
  });
});

describe("a rate of H that vanishes in closed form", () => {
  it("is held against ∫ |integrand|, which does not: |½, −½⟩ under Jx ⊗ Jx + Jy ⊗ Jy", () => {
    const [Jx, Jy] = spinOperators(0.5);
    const [spins, state] = [[0.5, 0.5], dicke([0.5, 0.5], [0.5, -0.5])];
    const hamiltonian = add(tensorProduct(Jx, Jx), tensorProduct(Jy, Jy));
    const { unitaryRate, converged } = evaluate({ spins, state, channels: [], hamiltonian });
    expect(Math.abs(unitaryRate.values[0])).toBeLessThanOrEqual(unitaryRate.error[0]);
    expect(converged).toBe(true);
    const change = turn(hamiltonian, state);
    const truth = meanOf(spins, state, change, 40_000);
    expect(truth).toBeCloseTo(0.695, 1);
    const found = sizeOfMoment(state, change, spins);
    expect(found).toBeLessThan(truth);
    expect(found).toBeGreaterThan(truth / 4);
  });

  it("is so of hot thermal states, which H leaves as they are and its twist alone does not", () => {
    const [Jx, , Jz] = spinOperators(0.5);
    const one = scale(multiply(Jz, Jz), 4);
    const levels = add(tensorProduct(Jz, one), tensorProduct(one, Jz));
    const hamiltonian = add(levels, scale(tensorProduct(Jx, Jx), 0.3));
    for (const temperature of [1, 100, 1e4]) {
      const state = thermal([0.5, 0.5], hamiltonian, temperature);
      const { converged, unitaryRate } = evaluate({ spins: [0.5, 0.5], state, channels: [], hamiltonian });
      expect([temperature, converged]).toEqual([temperature, true]);
      expect(Math.abs(unitaryRate.values[0])).toBeLessThanOrEqual(unitaryRate.error[0]);
    }
  });
});

describe("one-axis twisting of a coherent state, whose entropy is the least there is", () => {
  it("does not change it at first, and converges to that up to J = 10", () => {
    for (const J of [2, 5, 10]) {
      const [Jx, , Jz] = spinOperators(J);
      for (const [theta, twisted] of [
        [Math.PI / 2, Jz],
        [1.2, Jz],
        [0.3, Jx],
      ] as const) {
        const state = coherent([J], [{ theta, phi: 0.4 }]);
        const { unitaryRate, converged } = evaluate({
          spins: [J],
          state,
          channels: [],
          hamiltonian: multiply(twisted, twisted),
        });
        expect(Math.abs(unitaryRate.values[0])).toBeLessThanOrEqual(unitaryRate.error[0]);
        expect(converged, `J = ${J}, θ = ${theta}`).toBe(true);
      }
    }
  });
});

describe("the mean of ln² Q", () => {
  it("is (Σ 2J √2)² of a coherent state, and no more of any other", () => {
    const { theta, weight } = gaussLegendre(200);
    for (const J of [0.5, 1, 3]) {
      const most = logarithmNorm([J]) ** 2;
      // Q = x^{2J}, x uniform on [0, 1]; x = y³ for the logarithm's sake.
      let mean = 0;
      theta.forEach((angle, k) => {
        const y = 0.5 + 0.5 * Math.cos(angle);
        mean += 0.5 * weight[k] * 3 * y * y * (6 * J * Math.log(y)) ** 2;
      });
      expect(mean / most).toBeCloseTo(1, 6);
      const d = 2 * J + 1;
      for (let seed = 1; seed <= 5; seed++) {
        const point = phasePoint(randomState(d, J === 0.5 ? 2 : 1 + (seed % d), seed), [J]);
        const uniform = randomStream(seed, "test");
        let sum = 0;
        for (let k = 0; k < 4000; k++) {
          placePoint(point, uniform);
          sum += Math.log(point.Q[0]) ** 2 / 4000;
        }
        expect(sum).toBeLessThan(most);
      }
    }
  });
});

/** M ∫ |X ln Q| by points at random. */
function meanOf(spins: readonly number[], rho: ComplexMatrix, change: ComplexMatrix, points: number): number {
  const point = phasePoint(rho, spins);
  const tensor = tensorAt(point, change);
  const uniform = randomStream(5, "test");
  let sum = 0;
  for (let k = 0; k < points; k++) {
    placePoint(point, uniform);
    sum += Math.abs(valueAt(point, tensor) * Math.log(point.Q[0]));
  }
  return (rho.dimension * sum) / points;
}

describe("what of H is no rotation", () => {
  it("is found beside a rotation that is sixteen decades larger, and is nothing where there is none", () => {
    for (const J of [1, 1.5, 3]) {
      const [Jx, Jy, Jz] = spinOperators(J);
      for (const size of [1, 1e6, 1e16]) {
        expect(twistOf(add(scale(Jx, size), scale(Jy, 0.3 * size)), [J])).toBeNull();
        const twist = twistOf(add(scale(Jx, size), multiply(Jz, Jz)), [J])!;
        const alone = twistOf(multiply(Jz, Jz), [J])!;
        for (let k = 0; k < twist.re.length; k++)
          expect(Math.abs(twist.re[k] - alone.re[k])).toBeLessThan(1e-13 * J * J);
      }
    }
  });
});
