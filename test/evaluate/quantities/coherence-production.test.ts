/** The share of Π, and of Spohn's, that comes from coherence in the bath's own basis. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagedAbout, axesOf } from "../../../evaluate/quantities/bath-axis.ts";
import {
  channels,
  coherent,
  densityMatrix,
  dicke,
  evaluate,
  evaluateQuantities,
  type Problem,
} from "../../../index.ts";
import { mixedStates, spin } from "../../../laws/arbitraries.ts";
import { dimensionsOf, distance } from "../../../laws/matrices.ts";
import type { Vector3 } from "../../../spins/dynamics/noise-matrix.ts";
import { type ComplexMatrix, combine } from "../../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../../spins/matrices/rotation.ts";

const damping = (nbar: number, on = 0) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: 1, nbar },
});
const dephasing = { channel: channels.dephasing, on: [0], parameters: { lambda: 0.7 } };

function shareOf(problem: Problem, name = "coherence-production") {
  const [{ values, error }] = evaluateQuantities(problem, [name]);
  return { value: values[0], error: error[0] };
}

const productionOf = (problem: Problem): number => evaluate(problem).production!.values[0];

/** Populations of J·axis alone, as a mean over turns e^{−iχ J·axis}. */
function turnedMean(rho: ComplexMatrix, J: number, theta: number, phi: number): ComplexMatrix {
  const count = 4 * J + 2;
  const upright = rotate(rho, [2 * J + 1], 0, -theta, -phi);
  let mean = combine(0, upright, 0, upright);
  for (let k = 0; k < count; k++)
    mean = combine(1, mean, 1 / count, rotate(upright, [2 * J + 1], 0, 0, (2 * Math.PI * k) / count));
  return rotate(rotate(mean, [2 * J + 1], 0, theta, 0), [2 * J + 1], 0, 0, phi);
}

describe("production from coherence", () => {
  it("adds up with that of the populations to Π", () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom([0.5], [1], [1.5], [0.5, 0.5])
          .chain((spins) => fc.tuple(fc.constant(spins), mixedStates(spins))),
        fc.constantFrom(0, 0.3, 2),
        ([spins, state], nbar) => {
          const problem: Problem = { spins, state, channels: [damping(nbar)], tolerance: 1e-7 };
          const { value, error } = shareOf(problem);
          const populations = averagedAbout(state, dimensionsOf(spins), [0], [[0, 0, 1]]);
          const rest = productionOf({ ...problem, state: populations });
          expect(Math.abs(value + rest - productionOf(problem))).toBeLessThanOrEqual(error + 1e-13);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is not negative in random states of qubits, nor of other spins", () => {
    fc.assert(
      fc.property(
        spin(2).chain((J) => fc.tuple(fc.constant(J), mixedStates([J]))),
        fc.constantFrom(damping(0), damping(0.4), dephasing),
        ([J, state], use) => {
          const { value, error } = shareOf({ spins: [J], state, channels: [use], tolerance: 1e-6 });
          expect(value).toBeGreaterThan(-error);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is negative in a state of J = 3/2 at zero temperature, where Π is not convex", () => {
    const row = [0.374, 0, 0];
    const re = [
      [0.499, ...row],
      [0.374, 0.498, 0, 0],
      [0, 0, 0.003, 0],
      [0, 0, 0, 0],
    ];
    const state = densityMatrix(
      [1.5],
      re,
      re.map((one) => one.map(() => 0)),
    );
    const { value, error } = shareOf({ spins: [1.5], state, channels: [damping(0)] });
    expect(value + error).toBeLessThan(0);
  });

  it("is zero for populations, exactly, of Spohn's too", () => {
    const problem: Problem = { spins: [1, 0.5], state: dicke([1, 0.5], [0, 0.5]), channels: [damping(0.3), dephasing] };
    expect(shareOf(problem)).toEqual({ value: 0, error: 0 });
    expect(shareOf(problem, "spohn-coherence-production")).toEqual({ value: 0, error: 0 });
  });

  it("is all of Π under dephasing, which populations do not feel", () => {
    const state = coherent([1], [{ theta: 1, phi: 0.2 }]);
    const problem: Problem = { spins: [1], state, channels: [dephasing] };
    const { value, error } = shareOf(problem);
    expect(Math.abs(value - productionOf(problem))).toBeLessThanOrEqual(error + 1e-13);
  });

  it("is summed over channels, each about its own axis", () => {
    const state = coherent(
      [0.5, 0.5],
      [
        { theta: 1, phi: 0.2 },
        { theta: 2, phi: 1 },
      ],
    );
    const tilted = {
      channel: channels["axis-dephasing"],
      on: [1],
      parameters: { lambda: 0.5, polar: 0.8, azimuth: 2 },
    };
    const both = shareOf({ spins: [0.5, 0.5], state, channels: [damping(0.2), tilted] });
    const each = [damping(0.2), tilted].map((use) => shareOf({ spins: [0.5, 0.5], state, channels: [use] }).value);
    expect(both.value).toBeCloseTo(each[0] + each[1], 12);
  });

  it("of a bath along another axis is that of the state seen from there", () => {
    const [theta, phi] = [0.8, 2];
    const tilted = {
      channel: channels["axis-dephasing"],
      on: [0],
      parameters: { lambda: 0.7, polar: theta, azimuth: phi },
    };
    fc.assert(
      fc.property(mixedStates([1]), (state) => {
        const seen = rotate(state, [3], 0, -theta, -phi);
        const own = shareOf({ spins: [1], state, channels: [tilted], tolerance: 1e-7 });
        const other = shareOf({ spins: [1], state: seen, channels: [dephasing], tolerance: 1e-7 });
        expect(Math.abs(own.value - other.value)).toBeLessThanOrEqual(own.error + other.error + 1e-13);
      }),
      { numRuns: 8 },
    );
  });

  it("by Spohn is finite at zero temperature, adds up above it, and is never negative", () => {
    fc.assert(
      fc.property(mixedStates([1]), fc.constantFrom(0, 0.5), (state, nbar) => {
        const problem: Problem = { spins: [1], state, channels: [damping(nbar)], tolerance: 1e-2 };
        const { value, error } = shareOf(problem, "spohn-coherence-production");
        expect(value).toBeGreaterThanOrEqual(-error);
        if (nbar === 0 || error === Number.POSITIVE_INFINITY) return;
        const populations = averagedAbout(state, [3], [0], [[0, 0, 1]]);
        const [whole, rest] = [state, populations].map((rho) =>
          shareOf({ ...problem, state: rho }, "spohn-production"),
        );
        expect(Math.abs(value + rest.value - whole.value)).toBeLessThanOrEqual(error + whole.error + rest.error);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [
      "a channel without an axis",
      { channel: channels["squeezed-vacuum"], on: [0], parameters: { Gamma: 1, r: 0.5, phase: 0 } },
    ],
    [
      "a channel of two spins that turns them together only",
      { channel: channels["collective-decay"], on: [0, 1], parameters: { Gamma: 1, nbar: 0 } },
    ],
  ])("is refused for %s", (_, use) => {
    const state = dicke([0.5, 0.5], [0.5, 0.5]);
    expect(() => shareOf({ spins: [0.5, 0.5], state, channels: [use as Problem["channels"][number]] })).toThrow(
      /channels\[0\]: found a channel that is not symmetric about an axis of each of its spins/,
    );
  });
});

describe("the axis of a reservoir", () => {
  const jump = (rate: number, re: Vector3, im: Vector3 = [0, 0, 0]) => ({ reservoir: 0, rate, re: [re], im: [im] });
  const k: Vector3 = [0.48, -0.64, 0.6];

  it("is that of its operator, of its drift, or z where every axis serves; a plane of noise has its normal", () => {
    const close = (jumps: Parameters<typeof axesOf>[0], axis: Vector3) => {
      const [found] = axesOf(jumps, 1)!;
      const along = found[0] * axis[0] + found[1] * axis[1] + found[2] * axis[2];
      expect(Math.abs(along)).toBeCloseTo(1, 12);
    };
    close([jump(2, k)], k);
    close([jump(1, [1, 0, 0], [0, 1, 0])], [0, 0, 1]);
    close([jump(1, [1, 0, 0]), jump(1, [0, 1, 0]), jump(1, [0, 0, 1])], [0, 0, 1]);
    close([jump(1, [1, 0, 0]), jump(1, [0, 0, 1])], [0, 1, 0]);
    expect(axesOf([jump(1, [1, 0, 0]), jump(2, [0, 1, 0])], 1)).toBeNull();
    expect(axesOf([jump(1, [1, 0, 0], [0, 0.5, 0])], 1)).toBeNull();
  });

  it("leaves of a state what turns about it leave", () => {
    const [theta, phi] = [Math.acos(0.6), Math.atan2(-0.64, 0.48)];
    fc.assert(
      fc.property(mixedStates([1.5]), (rho) => {
        expect(distance(averagedAbout(rho, [4], [0], [k]), turnedMean(rho, 1.5, theta, phi))).toBeLessThan(1e-13);
      }),
      { numRuns: 10 },
    );
  });
});
