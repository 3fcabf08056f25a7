/** Large spins at later times: what has decayed is known beside what it was, and numbers that fade with it converge. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { coherent, dicke, gibbs } from "../../spins/states/named-states.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";

const damping = (nbar: number) => ({
  channel: registered["amplitude-damping"],
  on: [0],
  parameters: { Gamma: 1, nbar },
});

describe("a damped spin of J = 20", () => {
  const tilted = coherent([20], [{ theta: 1.2, phi: 0.3 }]);
  it.each([
    ["precessing in a warm bath", tilted, 0.5, "Jz[0]", 2],
    ["from its top level", dicke([20], [20]), 0, "Jz[0]", 2],
    ["twisted", dicke([20], [20]), 0, "0.1*Jx[0]*Jx[0]", 2],
    ["from the middle of its ladder, in a warm bath", dicke([20], [0]), 0.5, null, 0.2],
  ] as const)("%s converges", (_, state, nbar, text, time) => {
    const { converged, warnings, closure } = evaluate({
      spins: [20],
      state,
      channels: [damping(nbar)],
      ...(text === null ? {} : { hamiltonian: hamiltonianOf(text, [20]) }),
      times: [time],
    });
    expect(converged, warnings.join()).toBe(true);
    expect(Math.abs(closure[0])).toBeLessThan(1e-6);
  });

  it("driven along x from the middle of its ladder gives its bath no heat, since x and −x are alike", () => {
    const { channels, converged } = evaluate({
      spins: [20],
      state: dicke([20], [0]),
      channels: [damping(0)],
      hamiltonian: hamiltonianOf("2*Jx[0]", [20]),
      times: [0.2],
    });
    const { values, error } = channels[0].heatCurrent!;
    expect(Math.abs(values[0])).toBeLessThanOrEqual(error[0]);
    expect(error[0]).toBeLessThan(1e-11);
    expect(converged).toBe(true);
  });

  it("is not turned into entropy at its start, where a coherent state has the least: a twist that is off its axis", () => {
    for (const phi of [0, Math.PI / 2]) {
      const { unitaryRate, converged, warnings } = evaluate({
        spins: [6],
        state: coherent([6], [{ theta: 1.5, phi }]),
        channels: [],
        hamiltonian: hamiltonianOf("-Jz[0] - 0.1*Jx[0]*Jx[0]", [6]),
      });
      expect(Math.abs(unitaryRate!.values[0])).toBeLessThanOrEqual(unitaryRate!.error[0]);
      expect(converged, warnings.join()).toBe(true);
    }
  });

  it("has relaxed to its Gibbs state by t = 2", () => {
    const problem = { spins: [20], channels: [damping(0.5)] };
    const evolved = evaluate({ ...problem, state: tilted, times: [2] });
    const still = evaluate({ ...problem, state: gibbs([20], [0.5]) });
    for (const quantity of ["entropy", "production", "flux"] as const) {
      const [a, b] = [evolved[quantity]!, still[quantity]!];
      expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0]);
    }
    expect(Math.abs(evolved.production!.values[0])).toBeLessThan(1e-10);
  });
});
