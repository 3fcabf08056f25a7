/** S of pure states of three spins and more, one of them a qubit: ½ more than that of what the others are in. */
import { describe, expect, it } from "vitest";
import { within } from "../../evaluate/rates/goals.ts";
import { integrateMoment, logMoment } from "../../evaluate/rates/moments.ts";
import { integrateAnalytic } from "../../evaluate/ways/analytic.ts";
import { evaluate, ghz, w } from "../../index.ts";
import { fromFactor } from "../../laws/arbitraries.ts";
import { dimensionOf, dimensionsOf, turnAbout } from "../../laws/matrices.ts";
import { newWorkspace } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

/** By the logarithm of Q on all spheres, as a mixed state goes. */
function byAllSpheres(state: ComplexMatrix, spins: readonly number[], tolerance: number) {
  const setting = {
    spins,
    dimensions: dimensionsOf(spins),
    channels: [],
    hamiltonian: null,
    twist: null,
    isQuadratic: true,
    relaxation: null,
    closes: false,
    tolerance,
    budget: 4e7,
    workspace: newWorkspace(integrateAnalytic),
  };
  return integrateMoment(state, logMoment(null, 0, spins, within(setting, 0, 0)), setting, setting.budget).integral;
}

describe("the entropy of a pure state with a qubit", () => {
  it.each([
    ["GHZ", ghz([0.5, 0.5, 0.5]), [0.5, 0.5, 0.5]],
    ["W", w([0.5, 0.5, 0.5]), [0.5, 0.5, 0.5]],
    ["random, of spins 1/2, 1/2, 1/2", random([0.5, 0.5, 0.5]), [0.5, 0.5, 0.5]],
    ["random, of spins 1/2, 1, 1/2", random([0.5, 1, 0.5]), [0.5, 1, 0.5]],
  ] as const)("is that of all spheres, within the bounds of both: %s", (_, state, spins) => {
    const { entropy } = evaluate({ spins, state, channels: [], tolerance: 1e-4 });
    const whole = byAllSpheres(state, spins, 1e-4);
    expect(Math.abs(entropy.values[0] - whole.value)).toBeLessThanOrEqual(entropy.error[0] + whole.error);
    expect(whole.error).toBeLessThan(1e-2);
  });

  it("of GHZ comes to 1e-9 in little time, whatever its phase", () => {
    const spins = [0.5, 0.5, 0.5];
    const [S, turned] = [ghz(spins), turnAbout([0, 0, 1], ghz(spins), spins, 0.7)].map((state) =>
      evaluate({ spins, state, channels: [] }),
    );
    expect([S.converged, turned.converged]).toEqual([true, true]);
    expect(S.evaluations[0]).toBeLessThan(1e5);
    expect(Math.abs(S.entropy.values[0] - turned.entropy.values[0])).toBeLessThan(2 * S.entropy.error[0]);
  });
});

function random(spins: readonly number[]): ComplexMatrix {
  const d = dimensionOf(spins);
  return fromFactor(spins, Float64Array.from({ length: 2 * d * d }, normals(randomStream(3, "pure states"))), 1);
}
