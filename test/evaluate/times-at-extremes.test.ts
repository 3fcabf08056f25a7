/** Evolution over times in which some rates have long died and others hardly begun. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { dimensionsOf, distance } from "../../laws/matrices.ts";
import { evolution, evolved, integrateState } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { longExponential } from "../../spins/dynamics/propagate/long-exponential.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { longNorm, multiplyLong, zeroLong } from "../../spins/matrices/long-matrix.ts";
import { dicke, gibbs } from "../../spins/states/named-states.ts";
import { comparedState } from "../support/extremes/compared.ts";
import { systemTruth } from "../support/extremes/judge.ts";
import type { System } from "../support/many-digits/system.ts";
import { randomState } from "../support/random-states.ts";
import { scale, spinOperators } from "./dense.ts";

type Use = readonly [string, Readonly<Record<string, number>>];

function systemOf(J: number, uses: readonly Use[], H: ComplexMatrix | null = null) {
  const dissipators = uses.map(([name, parameters]) => dissipator(registered[name].jumps(parameters, []), [J], [0]));
  return evolution(dissipators, dimensionsOf([J]), H);
}

describe("a state evolved", () => {
  it("for 1e5, 1e20 and 1e300 lifetimes is the one at rest, for spins up to 30", () => {
    for (const J of [0.5, 1.5, 3, 30]) {
      const system = systemOf(J, [["amplitude-damping", { Gamma: 1, nbar: 0.5 }]]);
      for (const time of [1e5, 1e20, 1e300]) {
        const { state, error } = evolved(system, dicke([J], [J]), time);
        expect(distance(state, gibbs([J], [0.5]))).toBeLessThanOrEqual(error + 1e-15);
        expect(error).toBeLessThan(1e-13);
      }
    }
  });

  it("is pumped at its own rate, however fast it is dephased: ⟨1|ρ|1⟩ = e^{−2t} of J = 1 from m = 0", () => {
    for (const lambda of [1, 1e8, 1e16]) {
      for (const time of [0.3, 2, 30]) {
        const system = systemOf(1, [
          ["dephasing", { lambda }],
          ["pumping", { Gamma: 1 }],
        ]);
        const { state, error } = evolved(system, dicke([1], [0]), time);
        expect(Math.abs(state.re[4] - Math.exp(-2 * time))).toBeLessThanOrEqual(error);
        expect(error).toBeLessThan(1e-14);
      }
    }
  });

  it("forgets how often a Hamiltonian has turned it, where noise takes what turned", () => {
    const H = scale(spinOperators(1)[0], 3);
    const system = systemOf(1, [["amplitude-damping", { Gamma: 1, nbar: 0.2 }]], H);
    const [early, late] = [1e3, 1e20].map((time) => evolved(system, randomState(3, 2, 4), time));
    expect(distance(early.state, late.state)).toBeLessThanOrEqual(early.error + late.error);
    expect(late.error).toBeLessThan(1e-13);
  });

  it("by half a time twice is that by the whole, over thirty decades", () => {
    const uses: Use[] = [
      ["axis-dephasing", { lambda: 1e9, polar: 0.7, azimuth: 0.2 }],
      ["amplitude-damping", { Gamma: 1e-3, nbar: 0.4 }],
    ];
    const system = systemOf(1.5, uses);
    const rho = randomState(4, 2, 9);
    for (let k = -12; k <= 18; k++) {
      const half = evolved(system, rho, 0.5 * 10 ** k);
      const twice = evolved(system, half.state, 0.5 * 10 ** k);
      const whole = evolved(system, rho, 10 ** k);
      expect(distance(twice.state, whole.state)).toBeLessThanOrEqual(half.error + twice.error + whole.error);
    }
  });

  it("is known under a field of any strength, whose doubles are what they are: against sixty digits", () => {
    for (const omega of [1, 1e6, 1e12]) {
      const noises = [{ channel: "amplitude-damping", on: [0], parameters: { Gamma: 1, nbar: 0 } }];
      const system: System = {
        ...{ spins: [0.5], state: dicke([0.5], [0.5]), noises, time: 0.7 },
        hamiltonian: scale(spinOperators(0.5)[0], omega),
      };
      const [found] = comparedState(system, { ...systemTruth(system), rates: null });
      expect(found.value).toBeLessThanOrEqual(found.error);
      expect(found.error).toBeLessThan(4 * Number.EPSILON);
    }
  });

  it("of rates beyond 1e150, or of frequencies, is refused in a line", () => {
    const rho = dicke([0.5], [0.5]);
    expect(() => systemOf(0.5, [["dephasing", { lambda: 1e280 }]])).toThrow("use another unit of time");
    expect(() => systemOf(0.5, [], scale(spinOperators(0.5)[0], 1e160))).toThrow("use another unit of time");
    const { state } = evolved(systemOf(0.5, [["pumping", { Gamma: 1e140 }]]), rho, 1e10);
    expect(distance(state, rho)).toBe(0);
  });
});

it("∫ρ dt over any time: of a qubit, p∞t + (p − p∞)(1 − e^{−γt})/γ", () => {
  const [Gamma, nbar] = [1e4, 0.3];
  const system = systemOf(0.5, [["amplitude-damping", { Gamma, nbar }]]);
  const rest = nbar / (2 * nbar + 1);
  const rate = Gamma * (2 * nbar + 1);
  for (const time of [1e-8, 1, 1e6, 1e20]) {
    const found = integrateState(system, dicke([0.5], [0.5]), [0], time).state.re[0];
    const expected = rest * time - ((1 - rest) * Math.expm1(-rate * time)) / rate;
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-14);
  }
});

it("entropies and rates at rest are those of the steady state, and no number is missing", () => {
  const problem = {
    spins: [1.5],
    state: dicke([1.5], [0.5]),
    channels: [{ channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.5 } }],
  };
  const [late, rest] = [evaluate({ ...problem, times: [1e20] }), evaluate({ ...problem, times: "steady" })];
  for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const) {
    const [a, b] = [late[quantity]!, rest[quantity]!];
    expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0]);
    expect(a.error[0]).toBeLessThan(1e-11);
  }
});

it("the exponential of a nilpotent matrix is its polynomial, and of an antisymmetric one a rotation, over long times", () => {
  const shift = zeroLong(4, 4);
  for (let k = 0; k < 3; k++) shift.high[k * 4 + k + 1] = 1;
  const { power } = longExponential(shift, 1000, 1);
  expect([...power.high.slice(0, 4)]).toEqual([1, 1000, 1000 ** 2 / 2, 1000 ** 3 / 6]);
  const turn = zeroLong(2, 2);
  [turn.high[1], turn.high[2]] = [-1, 1];
  const angle = 1e6;
  const turned = longExponential(turn, angle, 1).power;
  expect(Math.abs(turned.high[0] - Math.cos(angle))).toBeLessThan(2e-16);
  expect(Math.abs(turned.high[2] - Math.sin(angle))).toBeLessThan(2e-16);
  expect(Math.abs(longNorm(multiplyLong(turned, turned)) - Math.SQRT2)).toBeLessThan(1e-15);
});
