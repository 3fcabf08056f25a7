import { describe, expect, it } from "vitest";
import { dynamicsAt, fieldsOn, matrixOf, ratesOnGrid } from "../../evaluate/positivity/grid-rates.ts";
import { husimiMap } from "../../evaluate/positivity/husimi-map.ts";
import { leastNoise, traceOfDiffusion } from "../../evaluate/positivity/least-noise.ts";
import { objectivesOn, stateOf } from "../../evaluate/positivity/objectives.ts";
import { startOf } from "../../evaluate/positivity/starts.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import type { Parameters } from "../../runtime/evaluator.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { noiseOf } from "../../spins/dynamics/noise-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { randomStream } from "../../spins/states/random-stream.ts";

const use = (name: string, parameters: Parameters) => ({ channel: channels[name], on: [0], parameters });
const squeezed = use("squeezed-vacuum", { Gamma: 1, r: 0.6, phase: 0.4 });
const damped = use("amplitude-damping", { Gamma: 1, nbar: 0.3 });
const noise = use("depolarizing", { lambda: 1 });

const randomFactor = (J: number, seed: number) => {
  const uniform = randomStream(seed, "test of the search");
  return Float64Array.from({ length: 2 * (2 * J + 1) ** 2 }, () => uniform() - 0.5);
};

describe("the grid of the search", () => {
  it.each([
    ["squeezed vacuum, J = 2", squeezed, 2],
    ["squeezed vacuum, J = 3/2", squeezed, 1.5],
    ["damping, J = 1", damped, 1],
    ["depolarizing, J = 1/2", noise, 0.5],
  ])("gives the Π that evaluate does: %s", (_, one, J) => {
    const d = 2 * J + 1;
    const state = stateOf(randomFactor(J, 3), d);
    const fields = fieldsOn(husimiMap(d - 1, productRule(60, 120, 0.3)));
    const { production } = ratesOnGrid(dynamicsAt(one, J, fields)!, hermitianTensor(state, [d], [0]), fields, null);
    const exact = evaluate({ spins: [J], state, channels: [one] }).production!.values[0];
    expect(Math.abs(production - exact)).toBeLessThan(1e-2 * Math.abs(exact));
  });

  it("vanishes at the steady state and is of second order beside it, as Π is without a grid", () => {
    const [J, d] = [1, 3];
    const fields = fieldsOn(husimiMap(d - 1, productRule(20, 40, 0.3)));
    const at = dynamicsAt(damped, J, fields)!;
    const rest = hermitianTensor(damped.channel.steadyState!(damped.parameters, [J]), [d], [0]);
    const moved = (share: number) => rest.map((entry, p) => entry + share * (p === 0 ? 1 : p === 2 ? -1 : 0));
    const rate = (share: number) => ratesOnGrid(at, moved(share), fields, null).production;
    expect(Math.abs(rate(0))).toBeLessThan(1e-14);
    expect(rate(1e-3) / rate(1e-4)).toBeCloseTo(100, -1);
  });

  it("has the slopes that differences give, in the state and in the parameters", () => {
    for (const J of [0.5, 2]) {
      const uses = (t: Float64Array) => use("squeezed-vacuum", { Gamma: 1, r: t[0], phase: t[1] });
      const { quotient, production } = objectivesOn(J, uses);
      const x = Float64Array.of(...randomFactor(J, 5), 0.7, 0.2);
      for (const f of [quotient, production]) {
        const [slope, scratch] = [new Float64Array(x.length), new Float64Array(x.length)];
        f(x, slope);
        const at = (k: number, by: number) =>
          f(
            Float64Array.from(x, (entry, i) => entry + (i === k ? by : 0)),
            scratch,
          );
        const differences = x.map((_, k) => (at(k, 1e-5) - at(k, -1e-5)) / 2e-5);
        const largest = Math.max(...differences.map(Math.abs));
        differences.forEach((entry, k) => {
          expect(Math.abs(entry - slope[k])).toBeLessThan(1e-6 * largest);
        });
      }
    }
  });

  it("takes tensors back to matrices", () => {
    const state = stateOf(randomFactor(1.5, 7), 4);
    const back = matrixOf(hermitianTensor(state, [4], [0]), 4);
    back.re.forEach((entry, k) => {
      expect([entry, back.im[k]]).toEqual([expect.closeTo(state.re[k], 15), expect.closeTo(state.im[k], 15)]);
    });
  });
});

describe("where the noise is least", () => {
  it("is at cos θ = 1/(2n̄ + 1) for damping, and for a single operator one of two points where tr B vanishes", () => {
    const [, , z] = leastNoise(noiseOf(damped.channel.jumps(damped.parameters, [1])), [0.6, 0, -0.8]);
    expect(z).toBeCloseTo(1 / 1.6, 10);
    const own = noiseOf(squeezed.channel.jumps(squeezed.parameters, [1]));
    const points = (
      [
        [1, 0.1, 0.2],
        [-1, 0.1, 0.2],
      ] as const
    ).map((start) => leastNoise(own, start));
    for (const n of points) {
      expect(Math.abs(traceOfDiffusion(own, ...n))).toBeLessThan(1e-12);
      expect(n[2]).toBeCloseTo(Math.exp(-2 * 0.6), 8);
    }
    expect(points[0][0] * points[1][0] + points[0][1] * points[1][1]).toBeLessThan(0);
  });

  it("has every kind of start as a factor of a state, two of five with Π < 0 at its zeros for J = 2, r = 1", () => {
    const one = use("squeezed-vacuum", { Gamma: 1, r: 1, phase: 0 });
    const rates = Array.from({ length: 10 }, (_, k) => {
      const factor = startOf(k)(one, 2, randomStream(k, "test of the starts"));
      return evaluate({ spins: [2], state: stateOf(factor, 5), channels: [one], tolerance: 1e-4 }).production!
        .values[0];
    });
    expect(rates.every(Number.isFinite)).toBe(true);
    expect([1, 3, 6, 8].some((k) => rates[k] < 0)).toBe(true);
    expect([0, 2, 5, 7].every((k) => rates[k] > 0)).toBe(true);
  });
});
