/** States whose coherences conserve something need fewer azimuths; turned frames, which need all, judge them. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { mix } from "../../laws/matrices.ts";
import { azimuthPeriods } from "../../spins/matrices/azimuth-periods.ts";
import { type ComplexMatrix, combine } from "../../spins/matrices/complex-matrix.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { ghz, w } from "../../spins/states/ket-states.ts";
import { randomState } from "../support/random-states.ts";

const qubits = (n: number): number[] => new Array<number>(n).fill(0.5);

const periods = (rho: ComplexMatrix, n: number, turnsInner = false) =>
  azimuthPeriods(
    [rho],
    qubits(n).map(() => 2),
    qubits(n).map((_, party) => party),
    turnsInner,
  );

describe("the azimuths of outer spheres", () => {
  it("stay where they are for GHZ states, all but one where the inner sphere has a direction of its own", () => {
    expect(periods(ghz(qubits(4)), 4)).toEqual([0, 0, 0]);
    expect(periods(ghz(qubits(4)), 4, true)).toEqual([1, 0, 0]);
  });

  it("are one less where the sum of m is conserved, and all of a state that conserves nothing", () => {
    expect(periods(w(qubits(4)), 4)).toEqual([1, 1, 0]);
    expect(periods(randomState(8, 2, 1), 3)).toEqual([1, 1]);
  });

  it("repeat twice as often where coherences change two parties' m together", () => {
    const rho = combine(0.5, ghz(qubits(2)), 0.5, ghz(qubits(2)));
    for (const at of [6, 9]) rho.re[at] = 0.1;
    expect(periods(rho, 2)).toEqual([2]);
  });
});

describe("states that conserve something", () => {
  it.each([
    [3, 1.826296905491859],
    [4, 2.4211647627337496],
    [5, 2.990024826374476],
  ])("have the known entropy: GHZ of %i qubits", (n, known) => {
    const { entropy, converged } = evaluate({ spins: qubits(n), state: ghz(qubits(n)), channels: [], tolerance: 1e-6 });
    expect(Math.abs(entropy.values[0] - known)).toBeLessThanOrEqual(entropy.error[0]);
    expect(converged).toBe(true);
  });

  it.each(["ghz", "w"] as const)("have the numbers that they have in turned frames, with baths: %s", (name) => {
    const rho = mix({ ghz, w }[name](qubits(3)), null, 0.5);
    // Turns change S by nothing, and rates of noise that is alike in all directions.
    const turned = [0, 1, 2].reduce((all, p) => rotate(all, [2, 2, 2], p, 0.7 + p, 0.3 * p), rho);
    const channels = [0, 1, 2].map((k) => ({ channel: registered.depolarizing, on: [k], parameters: { lambda: 1 } }));
    const [own, other] = [rho, turned].map((state) => evaluate({ spins: qubits(3), state, channels, tolerance: 1e-6 }));
    for (const quantity of ["entropy", "entropyRate"] as const) {
      const off = Math.abs(own[quantity].values[0] - other[quantity].values[0]);
      expect(off, quantity).toBeLessThanOrEqual(own[quantity].error[0] + other[quantity].error[0]);
      expect(other[quantity].error[0]).toBeLessThan(1e-5);
    }
    expect(own.converged).toBe(true);
  });
});
