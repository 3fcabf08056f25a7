/** Of a state that is one but for rounding the nearest is evaluated, at every door; bounds hold for all states that are as near to it. */
import { describe, expect, it } from "vitest";
import {
  type ComplexMatrix,
  channels,
  concurrence,
  evaluate,
  evaluateMany,
  evaluateQuantities,
  l1Coherence,
  mutualInformation,
  negativity,
  type Problem,
  quantumRelativeEntropy,
  relativeEntropyOfCoherence,
  vonNeumannEntropy,
} from "../../index.ts";
import { combine, frobenius } from "../../spins/matrices/complex-matrix.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import { randomState } from "../support/random-states.ts";

const matrix = (...re: number[]): ComplexMatrix => {
  const dimension = Math.sqrt(re.length);
  return { dimension, re: Float64Array.from(re), im: new Float64Array(re.length) };
};
const damping = (nbar: number, on = 0) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: 1, nbar },
});

describe("an eigenvalue of −5e-11 is let through no more", () => {
  it("a damped spin 1: dS/dt of its nearest state is 2.8", () => {
    const state = matrix(1.00000000005, 0, 0, 0, 0, 0, 0, 0, -0.00000000005);
    const { entropyRate, stateDistance, warnings, converged } = evaluate({
      spins: [1],
      state,
      channels: [damping(0.4)],
    });
    expect(Math.abs(entropyRate.values[0] - 2.8)).toBeLessThan(1e-12);
    expect(entropyRate.error[0]).toBeGreaterThan(1e-10);
    expect(stateDistance).toBeCloseTo(Math.SQRT2 * 5e-11, 16);
    expect(warnings[0]).toMatch(/^state: .*the nearest state was taken, 7\.1e-11 from it in the Frobenius norm/);
    expect(converged).toBe(true);
  });

  it("a qubit's S is not below the least that there is, 1/2", () => {
    const state = matrix(1.00000000005, 0, 0, -0.00000000005);
    const { entropy } = evaluate({ spins: [0.5], state, channels: [] });
    expect(entropy.values[0]).toBe(0.5);
  });

  it("a matrix that is Hermitian to 5e-11 warns, and its bounds know of it", () => {
    const state = matrix(0.5, 0.2, 0.2 + 5e-11, 0.5);
    const { entropy, stateDistance, warnings } = evaluate({ spins: [0.5], state, channels: [] });
    expect(stateDistance).toBeCloseTo(Math.SQRT1_2 * 5e-11, 16);
    expect(warnings).toHaveLength(1);
    expect(entropy.error[0]).toBeGreaterThan(stateDistance);
  });
});

/** Off by some 1e-8, as single precision is. */
const given = (seed: number, rank = 2) => {
  const { dimension, re, im } = randomState(4, rank, seed);
  return { dimension, re: re.map(Math.fround), im: im.map(Math.fround) };
};
const spins = [0.5, 0.5];

describe("every door takes the same state", () => {
  const state = given(3);
  const nearest = nearestState(["state"], state);
  const shared = { spins, channels: [damping(0.5)] };

  it("evaluate and evaluateMany, whatever it is that there are many of", () => {
    const { entropyRate, stateDistance } = evaluate({ ...shared, state });
    expect(stateDistance).toBe(nearest.distance);
    const doors = [
      evaluateMany(shared, { states: [state] }),
      evaluateMany(shared, { state, times: [0] }),
      evaluateMany(shared, { state, parameters: [[{ Gamma: 1, nbar: 0.5 }]] }),
    ];
    for (const { entropyRate: one, stateDistance: distances } of doors) {
      expect([one.values[0], one.error[0]]).toEqual([entropyRate.values[0], entropyRate.error[0]]);
      expect([...distances]).toEqual([nearest.distance]);
    }
  });

  it("the measures of states", () => {
    const other = nearestState(["state"], given(4, 4));
    const measures: readonly ((rho: ComplexMatrix, sigma: ComplexMatrix) => number)[] = [
      concurrence,
      negativity,
      l1Coherence,
      relativeEntropyOfCoherence,
      vonNeumannEntropy,
      quantumRelativeEntropy,
      (rho) => mutualInformation(rho, [2, 2]),
    ];
    for (const measure of measures) expect(measure(state, given(4, 4))).toBe(measure(nearest.state, other.state));
  });

  it("and refuses what is none, as the others do", () => {
    for (const measure of [vonNeumannEntropy, l1Coherence, concurrence])
      expect(() => measure(matrix(0.6, 0, 0, 0, 0, 0.6, 0, 0, 0, 0, -0.2, 0, 0, 0, 0, 0))).toThrow(
        /rho: found an eigenvalue of -0\.2/,
      );
  });
});

describe("bounds hold for every state as near to the mended one", () => {
  const problem = (state: ComplexMatrix): Problem => ({
    spins,
    state,
    channels: [damping(0.5), { channel: channels.dephasing, on: [1], parameters: { lambda: 0.3 } }],
    hamiltonian: matrix(1, 0, 0, 0.2, 0, 0.5, 0.3, 0, 0, 0.3, -0.5, 0, 0.2, 0, 0, -1),
    times: [0, 0.7],
  });
  const names = ["concurrence", "negativity", "von-neumann-entropy", "l1-coherence", "mutual-information"];

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("towards any other one (seed %i)", (seed) => {
    const rounded = problem(given(seed, 1 + (seed % 4)));
    const { distance, state } = nearestState(["state"], rounded.state);
    const other = randomState(4, 1 + (seed % 3), 100 + seed);
    const share = distance / frobenius(combine(1, other, -1, state));
    const near = problem(combine(1 - share, state, share, other));
    const [own, its] = [evaluate(rounded), evaluate(near)];
    expect([own.stateDistance, own.converged, its.stateDistance]).toEqual([distance, true, 0]);
    for (const name of ["entropy", "entropyRate", "production", "flux", "unitaryRate"] as const) {
      own[name]!.values.forEach((value, k) => {
        const gap = Math.abs(value - its[name]!.values[k]);
        expect(gap, `${name}[${k}]`).toBeLessThanOrEqual(own[name]!.error[k] + its[name]!.error[k]);
      });
    }
    const [some, all] = [evaluateQuantities(rounded, names), evaluateQuantities(near, names)];
    some.forEach(({ name, values, error }, q) => {
      for (const [k, value] of values.entries())
        expect(Math.abs(value - all[q].values[k]), name).toBeLessThanOrEqual(error[k] + all[q].error[k]);
    });
  });

  it("but a steady state that is the only one knows nothing of it", () => {
    const { hamiltonian: _, ...rest } = problem(given(2));
    const both = { ...rest, channels: [damping(0.5), damping(0.2, 1)], times: "steady" as const };
    const { entropy, stateDistance } = evaluate(both);
    expect(stateDistance).toBeGreaterThan(1e-10);
    expect(entropy).toEqual(evaluate({ ...both, state: nearestState(["state"], both.state).state }).entropy);
  });
});
