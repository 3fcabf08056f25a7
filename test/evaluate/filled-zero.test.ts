/** Zeros of Q at a pole of one spin that are narrower than what any grid resolves. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";

describe("a zero at a pole that is filled by next to nothing, which all levels of a grid miss alike", () => {
  /** −M ∫ D(Q) ln Q for diagonal D(ρ) and ρ, M ∫ = (2J+1)/2 ∫ d(cos θ), with 1 + cos θ = 2/(1 + e^{−s}) and equidistant s. */
  function exact(populations: readonly number[], change: readonly number[]): number {
    const twoJ = populations.length - 1;
    const binomials = twoJ === 2 ? [1, 2, 1] : [1, 3, 3, 1];
    const mean = (of: readonly number[], up: number, down: number) =>
      of.reduce((sum, x, k) => sum + x * binomials[k] * up ** (twoJ - k) * down ** k, 0);
    const step = 1 / 16;
    let sum = 0;
    for (let s = -60; s <= 60; s += step) {
      const [up, down] = [1 / (1 + Math.exp(-s)), 1 / (1 + Math.exp(s))];
      sum -= 2 * up * down * step * mean(change, up, down) * Math.log(mean(populations, up, down));
    }
    return ((twoJ + 1) / 2) * sum;
  }

  it.each([2e-8, 3.98e-8, 5.01e-8, 6.309573444801813e-8, 1e-6])("a share of %f of J = 1", (share) => {
    for (const name of ["depolarizing", "amplitude-damping"] as const) {
      const channel = registered[name];
      const parameters = name === "depolarizing" ? { lambda: 1 } : { Gamma: 1, nbar: 0.4 };
      const state = zeroMatrix(3);
      state.re[0] = 1 - share;
      state.re[4] = share;
      const D = dissipate(dissipator(channel.jumps(parameters, [1]), [1], [0]), state, [3]);
      const truth = exact(
        [1 - share, share, 0],
        [0, 4, 8].map((k) => D.re[k]),
      );
      for (const tolerance of [1e-6, 1e-9, 1e-12]) {
        const { entropyRate } = evaluate({
          spins: [1],
          state,
          channels: [{ channel, on: [0], parameters }],
          tolerance,
        });
        expect(Math.abs(entropyRate.values[0] - truth)).toBeLessThanOrEqual(entropyRate.error[0] + 1e-15);
      }
    }
  });

  it("by the least number that there is, which comes to an end", () => {
    const state = zeroMatrix(7);
    state.re[0] = 1e-323;
    state.re[8] = 1;
    const channel = registered["amplitude-damping"];
    const { entropyRate } = evaluate({
      spins: [3],
      state,
      channels: [{ channel, on: [0], parameters: { Gamma: 1, nbar: 0.3 } }],
    });
    expect(Number.isFinite(entropyRate.values[0])).toBe(true);
  });
});
