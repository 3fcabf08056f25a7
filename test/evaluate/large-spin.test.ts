import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels as registered } from "../../generated/index.ts";
import { distance } from "../../laws/matrices.ts";
import { evolution, evolve } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { coherent, dicke, gibbs } from "../../spins/states/named-states.ts";

const J = 500;
const direction = { theta: 1.1, phi: 2.3 };
const damping = (nbar: number) => ({
  channel: registered["amplitude-damping"],
  on: [0],
  parameters: { Gamma: 1, nbar },
});
const dephasing = { channel: registered.dephasing, on: [0], parameters: { lambda: 1 } };

/** Rates of a coherent state are 2J times those of a qubit's: ln Q is 2J times the qubit's, and D(Q)'s first moment is its. */
function qubitTimes(twoJ: number, channel: Problem["channels"][number]) {
  const { entropyRate } = evaluate({ spins: [0.5], state: coherent([0.5], [direction]), channels: [channel] });
  return twoJ * entropyRate.values[0];
}

/** S of |J,m⟩: Q is binomial in cos²(θ/2), whose logarithms have means that are differences of harmonic numbers. */
function dickeEntropy(J: number, m: number): number {
  const harmonic = (n: number) => Array.from({ length: n }, (_, k) => 1 / (k + 1)).reduce((sum, term) => sum + term, 0);
  const logFactorial = (n: number) =>
    Array.from({ length: n }, (_, k) => Math.log(k + 1)).reduce((sum, term) => sum + term, 0);
  const [up, down] = [J + m, J - m];
  const logBinomial = logFactorial(2 * J) - logFactorial(up) - logFactorial(down);
  return 2 * J * harmonic(2 * J + 1) - up * harmonic(up) - down * harmonic(down) - logBinomial;
}

describe("a spin of 1000", () => {
  const entropyOf = (state: Problem["state"]) => evaluate({ spins: [1000], state, channels: [] });

  it("coherent, in any direction, has S = 2J/(2J + 1)", () => {
    const { entropy, converged } = entropyOf(coherent([1000], [direction]));
    expect(Math.abs(entropy.values[0] - 2000 / 2001)).toBeLessThanOrEqual(entropy.error[0]);
    expect(entropy.error[0]).toBeLessThan(1e-10);
    expect(converged).toBe(true);
  });

  it("in a Dicke state has the S of its closed form", () => {
    const { entropy, converged } = entropyOf(dicke([1000], [300]));
    // The closed form cancels: its terms are 1.6e4.
    expect(Math.abs(entropy.values[0] - dickeEntropy(1000, 300))).toBeLessThanOrEqual(entropy.error[0] + 1e-10);
    expect(converged).toBe(true);
  });
});

describe("a spin of 500", () => {
  it("coherent, in any direction, has S = 2J/(2J + 1), and the rates of 2J qubits", () => {
    const state = coherent([J], [direction]);
    const { entropy, channels, converged } = evaluate({ spins: [J], state, channels: [damping(0), dephasing] });
    expect(Math.abs(entropy.values[0] - (2 * J) / (2 * J + 1))).toBeLessThanOrEqual(entropy.error[0]);
    expect(entropy.error[0]).toBeLessThan(1e-10);
    const [damped, dephased] = channels;
    expect(Math.abs(damped.flux!.values[0] / (2 * J * J * (1 + Math.cos(direction.theta))) - 1)).toBeLessThan(1e-13);
    for (const [channel, use] of [
      [damped, damping(0)],
      [dephased, dephasing],
    ] as const) {
      const { entropyRate, production, flux } = channel;
      expect(Math.abs(entropyRate.values[0] / qubitTimes(2 * J, use) - 1)).toBeLessThan(1e-10);
      const gap = production!.values[0] - flux!.values[0] - entropyRate.values[0];
      expect(Math.abs(gap)).toBeLessThanOrEqual(production!.error[0] + flux!.error[0] + entropyRate.error[0]);
    }
    expect(converged).toBe(true);
  });

  it("in a Dicke state is damped at Φ = 2ΓJ(J + m), dS/dt = ΓJ for m = 0, and is left alone by dephasing", () => {
    const { flux, channels, converged } = evaluate({
      spins: [J],
      state: dicke([J], [0]),
      channels: [damping(0), dephasing],
    });
    expect(Math.abs(flux!.values[0] / (2 * J * J) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(channels[0].entropyRate.values[0] - J)).toBeLessThanOrEqual(channels[0].entropyRate.error[0]);
    expect(channels[1].entropyRate.values[0]).toBe(0);
    expect(converged).toBe(true);
  });

  it("is damped on the ladder of populations alone, which stays small: one block of 1001, no d⁴ entries", () => {
    const before = process.memoryUsage().arrayBuffers;
    const system = evolution(
      [dissipator(damping(0.3).channel.jumps({ Gamma: 1, nbar: 0.3 }, []), [J], [0])],
      [2 * J + 1],
    );
    const start = dicke([J], [0]);
    expect(distance(evolve(system, start, 50), gibbs([J], [0.3]))).toBeLessThan(1e-12);
    expect(system.clusters[0].explored.parts.coordinates).toHaveLength(1001);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4e8);
  });

  it("of 200 is damped in two steps as in one", () => {
    const system = evolution(
      [dissipator(registered["amplitude-damping"].jumps({ Gamma: 1, nbar: 0.3 }, []), [200], [0])],
      [401],
    );
    const start = dicke([200], [0]);
    const whole = evolve(system, start, 0.008);
    expect(distance(evolve(system, evolve(system, start, 0.003), 0.005), whole)).toBeLessThan(1e-13);
  });

  it("of 200 dephases coherence by coherence: ρ_mm' decays at λ(m − m')²/2", () => {
    const state = coherent([200], [direction]);
    const system = evolution([dissipator(dephasing.channel.jumps({ lambda: 1 }, []), [200], [0])], [401]);
    const later = evolve(system, state, 0.01);
    for (const [i, j] of [
      [100, 100],
      [120, 130],
      [140, 100],
    ]) {
      const at = i * 401 + j;
      expect(Math.abs(later.re[at] - state.re[at] * Math.exp(-0.005 * (i - j) ** 2))).toBeLessThan(1e-16);
    }
  });

  it("in a Gibbs state of the bath's n̄ rests", () => {
    const { production, flux, converged } = evaluate({
      spins: [J],
      state: gibbs([J], [0.7]),
      channels: [damping(0.7)],
    });
    expect(Math.abs(production!.values[0])).toBeLessThanOrEqual(production!.error[0]);
    expect(Math.abs(flux!.values[0])).toBeLessThan(1e-9);
    expect(converged).toBe(true);
  });
});
