/** Mean values of operators over time, and the states that they are of. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { channels, coherent, dicke, evaluate, evolve, type Problem, steadyStates } from "../../index.ts";
import { mixedStates } from "../../laws/arbitraries.ts";
import { drift, evolution } from "../../spins/dynamics/evolve.ts";
import { type ComplexMatrix, combine, frobenius } from "../../spins/matrices/complex-matrix.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";

const damping = (on: number, Gamma: number, nbar: number) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma, nbar },
});

/** Re Σ ρ_ij A_ji, plainly. */
function mean(rho: ComplexMatrix, A: ComplexMatrix): number {
  const n = rho.dimension;
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) sum += rho.re[i * n + j] * A.re[j * n + i] - rho.im[i * n + j] * A.im[j * n + i];
  return sum;
}

describe("observables", () => {
  it("decay as the solved equation has them: ⟨Jz⟩ to −J/(2n̄+1) of a qubit, ⟨Jx⟩ at half that rate", () => {
    const [Gamma, nbar, theta] = [0.7, 0.4, 1.1];
    const times = [0, 0.3, 2];
    const { observables } = evaluate({
      spins: [0.5],
      state: coherent([0.5], [{ theta, phi: 0 }]),
      channels: [damping(0, Gamma, nbar)],
      observables: { z: hamiltonianOf("Jz", [0.5]), x: hamiltonianOf("Jx", [0.5]) },
      times,
    });
    const N = 2 * nbar + 1;
    times.forEach((t, k) => {
      const rest = -0.5 / N;
      const z = rest + (0.5 * Math.cos(theta) - rest) * Math.exp(-Gamma * N * t);
      const x = 0.5 * Math.sin(theta) * Math.exp((-Gamma * N * t) / 2);
      for (const [name, truth] of [["z", z] as const, ["x", x] as const]) {
        const { values, error } = observables![name];
        expect(Math.abs(values[k] - truth)).toBeLessThanOrEqual(error[k] + 2e-16);
        expect(error[k]).toBeLessThan(1e-13);
      }
    });
  });

  it("are Tr[ρA] of the states that come with them, for random states and any operator", () => {
    const spins = [0.5, 1];
    const A = hamiltonianOf("Jx[0]*Jy[1] + Jy[0]*Jx[1] + Jz[1]^2", spins);
    fc.assert(
      fc.property(mixedStates(spins), (state) => {
        const problem: Problem = { spins, state, channels: [damping(1, 0.3, 0.2)], times: [0, 0.4], tolerance: 0.1 };
        const { observables, states } = evaluate({ ...problem, observables: { A }, states: true });
        const evolved = evolve(problem);
        states!.values.forEach((rho, k) => {
          expect(Math.abs(observables!.A.values[k] - mean(rho, A))).toBeLessThan(1e-14);
          expect(frobenius(combine(1, rho, -1, evolved.values[k]))).toBe(0);
          expect(states!.error[k]).toBe(evolved.error[k]);
        });
      }),
      { numRuns: 10 },
    );
  });

  it("allow for what the given state is off by", () => {
    const one = { spins: [1], state: dicke([1], [0]), channels: [], observables: { z: hamiltonianOf("Jz", [1]) } };
    const { observables } = evaluate({ ...one, stateError: 1e-6 });
    expect(observables!.z.error[0]).toBeGreaterThanOrEqual(Math.SQRT2 * 1e-6);
  });

  it("and states are null where none were asked for", () => {
    const { observables, states } = evaluate({ spins: [0.5], state: dicke([0.5], [0.5]), channels: [] });
    expect([observables, states]).toEqual([null, null]);
  });

  it.each([
    ["a name that heads no column", { "a,b": hamiltonianOf("Jz", [0.5]) }, /observables: found the name "a,b"/],
    ["an operator of other spins", { M: hamiltonianOf("Jz", [1]) }, /observables\.M: found a 3 × 3 matrix/],
    ["what is not Hermitian", { M: { dimension: 2, re: [0, 1, 0, 0], im: [0, 0, 0, 0] } }, /observable is Hermitian/],
    ["a list", [], /observables: found/],
  ])("refuse %s", (_, observables, message) => {
    const problem = { spins: [0.5], state: dicke([0.5], [0.5]), channels: [], observables } as unknown as Problem;
    expect(() => evaluate(problem)).toThrow(message);
  });
});

describe("steady states", () => {
  it("are one where a bath and a drive leave one, at which nothing changes", () => {
    const spins = [1];
    const hamiltonian = hamiltonianOf("0.8*Jx", spins);
    const use = damping(0, 1, 0.3);
    const { count, state, error } = steadyStates({ spins, state: dicke(spins, [1]), channels: [use], hamiltonian });
    const system = evolution([prepareChannel(use, spins).dissipator], [3], hamiltonian);
    expect(count).toBe(1);
    expect(error).toBeLessThan(1e-13);
    expect(frobenius(drift(system, state))).toBeLessThan(1e-14);
  });

  it("are a space where dephasing keeps populations, and the given state leads to its diagonal", () => {
    const state = coherent([0.5], [{ theta: 1, phi: 0.4 }]);
    const dephasing = { channel: channels.dephasing, on: [0], parameters: { lambda: 1 } };
    const rest = steadyStates({ spins: [0.5], state, channels: [dephasing] });
    expect(rest.count).toBe(2);
    expect(rest.state.re[0]).toBeCloseTo(state.re[0], 14);
    expect(Math.hypot(rest.state.re[1], rest.state.im[1])).toBeLessThan(1e-15);
  });
});
