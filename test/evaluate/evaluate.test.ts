import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels as registered } from "../../generated/index.ts";
import { ordinaryParameters } from "../../laws/claims.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { classState, coherent, gibbs, product } from "../../spins/states/named-states.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { randomState } from "../support/random-states.ts";

const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);

function damped(on: number, Gamma: number, nbar: number) {
  return { channel: amplitudeDamping, on: [on], parameters: { Gamma, nbar } };
}

/** A channel without the qubit's closed form, which leaves the grid. */
function withoutInner(channel: Evaluator): Evaluator {
  return { ...channel, inner: null };
}

describe("rates", () => {
  it("are dS/dt = Π − Φ, with a closure that vanishes, over time", () => {
    const result = evaluate({
      spins: [0.5, 0.5],
      state: figure3,
      channels: [damped(0, 0.25, 1.5), damped(1, 0.25, 1.5)],
      times: [0, 0.3, 1, 4],
    });
    const { entropyRate, production, flux, closure } = result;
    for (let k = 0; k < 4; k++) {
      expect(Math.abs(entropyRate.values[k] - production!.values[k] + flux!.values[k])).toBeLessThan(1e-12);
      expect(Math.abs(closure[k])).toBeLessThan(1e-9 * production!.values[k]);
      expect(production!.values[k]).toBeGreaterThan(0);
    }
    expect(result.converged).toBe(true);
  });

  it("are told of after each time, and are the same for it", () => {
    const problem = { spins: [0.5, 0.5], state: figure3, channels: [damped(0, 1, 0.3)], times: [0, 0.3, 1] };
    const done: number[] = [];
    expect(evaluate({ ...problem, onProgress: (count) => done.push(count) })).toEqual(evaluate(problem));
    expect(done).toEqual([1, 2, 3]);
  });

  it("integrate to the entropy produced", () => {
    // Simpson's rule over Π on 41 times
    const n = 40;
    const times = Array.from({ length: n + 1 }, (_, k) => k / n);
    const result = evaluate({
      spins: [0.5, 0.5],
      state: figure3,
      channels: [damped(0, 0.25, 1.5), damped(1, 0.5, 0.2)],
      times,
    });
    let sum = 0;
    result.production!.values.forEach((Pi, k) => {
      sum += (Pi * (k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2)) / (3 * n);
    });
    expect(result.produced!.values[0]).toBe(0);
    expect(Math.abs(result.produced!.values[n] - sum)).toBeLessThan(1e-7);
  });

  it("are the same on a grid as in closed form, channel by channel", () => {
    const problem = (channel: Evaluator): Problem => ({
      spins: [0.5, 0.5],
      state: randomState(4, 4, 77),
      channels: [{ channel, on: [1], parameters: { Gamma: 1, nbar: 0.4 } }],
      tolerance: 1e-7,
    });
    const closed = evaluate(problem(amplitudeDamping));
    const grid = evaluate(problem(withoutInner(amplitudeDamping)));
    expect(Math.abs(closed.entropyRate.values[0] - grid.entropyRate.values[0])).toBeLessThan(
      closed.entropyRate.error[0] + grid.entropyRate.error[0],
    );
  });

  it("are exactly zero with zero error when all rates are zero", () => {
    const { entropyRate, production, flux, channels } = evaluate({
      spins: [0.5, 1],
      state: randomState(6, 3, 4),
      channels: [damped(0, 0, 0.7), { channel: dephasing, on: [1], parameters: { lambda: 0 } }],
      tolerance: 1e-4,
    });
    for (const series of [entropyRate, production!, flux!, ...channels.map((c) => c.production!)]) {
      expect([series.values[0], series.error[0]]).toEqual([0, 0]);
    }
  });

  it("keep their digits near the steady state: Π scales with the square of the deviation", () => {
    const at = (delta: number) => {
      const state = gibbs([0.5, 0.5], [0.5, 1.5]);
      state.re[0] += delta;
      state.re[5] -= delta;
      const channels = [damped(0, 1, 0.5), damped(1, 0.8, 1.5)];
      const { production, converged } = evaluate({ spins: [0.5, 0.5], state, channels });
      expect(converged).toBe(true);
      return production!.values[0];
    };
    expect(Math.abs(at(1e-6) / (at(1e-5) / 100) - 1)).toBeLessThan(1e-4);
    expect(Math.abs(at(1e-8) / (at(1e-7) / 100) - 1)).toBeLessThan(1e-6);
  });

  it("vanish in the steady state of a large spin", () => {
    const { production, entropyRate, converged } = evaluate({
      spins: [5],
      state: gibbs([5], [0.4]),
      channels: [damped(0, 1, 0.4)],
    });
    expect(Math.abs(production!.values[0])).toBeLessThanOrEqual(production!.error[0]);
    expect(Math.abs(entropyRate.values[0])).toBeLessThanOrEqual(entropyRate.error[0]);
    expect(converged).toBe(true);
  });

  it("that vanish are not chased below rounding: the maximally mixed spin under every channel of one party", () => {
    const d = 3;
    const state = zeroMatrix(d);
    for (let i = 0; i < d; i++) state.re[i * (d + 1)] = 1 / d;
    for (const channel of Object.values(registered)) {
      if (channel.parties.length > 1) continue;
      const use = { channel, on: [0], parameters: ordinaryParameters(channel) };
      const { converged, evaluations } = evaluate({ spins: [1], state, channels: [use] });
      expect(converged, channel.name).toBe(true);
      expect(evaluations[0], channel.name).toBeLessThan(2e5);
    }
  });

  it("of a zero-temperature bath are Φ = 2ΓJ(J + ⟨Jz⟩), for one to three parties", () => {
    const parts = [randomState(2, 2, 5), randomState(2, 2, 6), randomState(2, 1, 7)];
    for (const count of [1, 2, 3]) {
      const { flux } = evaluate({
        spins: new Array(count).fill(0.5),
        state: product(parts.slice(0, count)),
        channels: [damped(0, 0.7, 0)],
        tolerance: 1e-3,
      });
      expect(Math.abs(flux!.values[0] - 0.7 * parts[0].re[0])).toBeLessThan(1e-15);
    }
  });

  it("that a channel refuses are null, with the reason, and so are the totals", () => {
    const refused = { Gamma: 0.25, nbar: 1.5, r: 0.5, phase: 0 };
    const { channels, production, flux, produced, entropyRate, closure } = evaluate({
      spins: [0.5, 0.5],
      state: figure3,
      channels: [{ channel: registered["squeezed-thermal"], on: [0], parameters: refused }, damped(1, 0.25, 1.5)],
      times: [0, 1],
    });
    expect([channels[0].production, channels[0].flux, production, flux, produced]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(channels[0].refusal).toContain("leaves the range of the diffusion B");
    expect(channels[0].class).toBe("undefined");
    expect(channels[1].production).not.toBeNull();
    expect(entropyRate.values[0]).toBeGreaterThan(0);
    expect(Math.abs(closure[0])).toBeLessThan(1e-12);
  });

  it("of a regular reservoir are given where B > 0 on the whole sphere, and refused where it is not", () => {
    const mixed: Evaluator = {
      ...amplitudeDamping,
      reservoirs: [{ ...amplitudeDamping.reservoirs[0], class: "regular" }],
      // Damping with x-dephasing in one reservoir: det B = 0 on a curve, unless depolarising noise covers it.
      jumps: (parameters) => [
        ...amplitudeDamping.jumps(parameters, []),
        { reservoir: 0, rate: 0.5, re: [[1, 0, 0]], im: [[0, 0, 0]] },
        { reservoir: 0, rate: parameters.nbar > 1 ? 50 : 0, re: [[0, 0, 1]], im: [[0, 0, 0]] },
      ],
    };
    const at = (nbar: number) =>
      evaluate({ spins: [0.5], state: randomState(2, 2, 3), channels: [{ ...damped(0, 1, nbar), channel: mixed }] });
    expect(at(0.1).production).toBeNull();
    expect(at(0.1).channels[0].class).toBe("undefined");
    expect(at(0.1).channels[0].refusal).toContain('reservoir "bath"');
    expect(at(2).production).not.toBeNull();
  });

  it("are those of a stratum where a parameter has its value", () => {
    const layered: Evaluator = {
      ...amplitudeDamping,
      reservoirs: [{ ...amplitudeDamping.reservoirs[0], class: "undefined", refusal: "no" }],
      strata: [{ where: { nbar: 0 }, evaluator: amplitudeDamping }],
    };
    const at = (nbar: number) =>
      evaluate({ spins: [0.5], state: randomState(2, 2, 3), channels: [{ ...damped(0, 1, nbar), channel: layered }] });
    expect(at(0).production).not.toBeNull();
    expect(at(0.1).production).toBeNull();
  });

  it("of a channel on two parties come from the logarithmic moment: Jz + Jz on two qubits", () => {
    const collective: Evaluator = {
      ...dephasing,
      name: "collective-dephasing",
      parties: ["a", "b"],
      jumps: ({ lambda }) => [
        {
          reservoir: 0,
          rate: lambda,
          re: [
            [0, 0, 1],
            [0, 0, 1],
          ],
          im: [
            [0, 0, 0],
            [0, 0, 0],
          ],
        },
      ],
      inner: null,
    };
    // ρ with ρ₁₄ alone off the diagonal decays there four times as fast as under one Jz, under which ρ₂₃ = 0 does not.
    const state = classState([0.3, 0.2, 0.1, 0.4], 0, 0, 0);
    state.re[3] = state.re[12] = 0.2;
    const rate = (channel: Evaluator, on: number[]) =>
      evaluate({ spins: [0.5, 0.5], state, channels: [{ channel, on, parameters: { lambda: 1 } }] }).production!;
    const together = rate(collective, [0, 1]);
    const alone = rate(dephasing, [0]);
    expect(Math.abs(together.values[0] - 4 * alone.values[0])).toBeLessThan(1e-12);
    expect(rate(collective, [1, 0]).values[0]).toBeCloseTo(together.values[0], 13);
  });

  it("of coherent states under damping are smooth for large spins", () => {
    const { entropyRate, converged } = evaluate({
      spins: [20],
      state: coherent([20], [{ theta: 1.2, phi: 0.6 }]),
      channels: [damped(0, 1, 0.4)],
    });
    expect(converged).toBe(true);
    // 2J times that of one qubit, which the closed form gives.
    const qubit = evaluate({
      spins: [0.5],
      state: coherent([0.5], [{ theta: 1.2, phi: 0.6 }]),
      channels: [damped(0, 1, 0.4)],
    });
    expect(Math.abs(entropyRate.values[0] - 40 * qubit.entropyRate.values[0])).toBeLessThan(1e-8);
  });
});
