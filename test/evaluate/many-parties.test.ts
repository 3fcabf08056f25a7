import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { mix, reorder } from "../../laws/matrices.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { product } from "../../spins/states/named-states.ts";
import { randomState } from "../support/random-states.ts";
import { randomHermitian } from "./dense.ts";

function use(name: string, on: readonly number[], parameters: Readonly<Record<string, number>>) {
  return { channel: registered[name], on, parameters };
}

const local = [
  use("amplitude-damping", [0], { Gamma: 1, nbar: 0.4 }),
  use("dephasing", [1], { lambda: 0.7 }),
  use("amplitude-damping", [2], { Gamma: 0.5, nbar: 1 }),
];

describe("three qubits", () => {
  it("in a product state have the entropies and rates of each added up, to 1e-8", () => {
    const parts = [1, 2, 3].map((seed) => mix(randomState(2, 2, seed), null, 0.3));
    const whole = evaluate({ spins: [0.5, 0.5, 0.5], state: product(parts), channels: local, tolerance: 1e-8 });
    const single = parts.map((state, k) => evaluate({ spins: [0.5], state, channels: [{ ...local[k], on: [0] }] }));
    for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const) {
      const sum = single.reduce((total, result) => total + result[quantity]!.values[0], 0);
      const { values, error } = whole[quantity]!;
      expect(Math.abs(values[0] - sum), quantity).toBeLessThanOrEqual(error[0] + 1e-14);
      expect(error[0], quantity).toBeLessThan(1e-8);
    }
    expect(whole.converged).toBe(true);
  });

  it("correlated, with channels on one and two of them and a Hamiltonian, close to 1e-8", () => {
    const state = mix(randomState(8, 8, 5), null, 0.3);
    const channels = [...local.slice(0, 2), use("collective-dephasing", [2, 0], { lambda: 0.6 })];
    const { entropyRate, production, flux, closure, converged } = evaluate({
      spins: [0.5, 0.5, 0.5],
      state,
      channels,
      hamiltonian: randomHermitian(8, 6),
      times: [0, 0.2],
      tolerance: 1e-8,
    });
    expect(converged).toBe(true);
    for (let k = 0; k < 2; k++) {
      expect(Math.abs(closure[k])).toBeLessThan(1e-8);
      const gap = production!.values[k] - flux!.values[k] - entropyRate.values[k];
      expect(Math.abs(gap)).toBeLessThanOrEqual(production!.error[k] + flux!.error[k] + entropyRate.error[k]);
      expect(production!.values[k]).toBeGreaterThan(0);
    }
  });

  it("are the same in any order: `on` says which party plays which part", () => {
    const spins = [0.5, 1, 0.5];
    const state = mix(randomState(12, 12, 5), null, 0.4);
    const order = [2, 0, 1];
    const channels = [
      use("collective-decay", [0, 1], { Gamma: 1, nbar: 0.5 }),
      use("correlated-dephasing", [2, 0], { lambda: 1, c: 0.3 }),
    ].map((one) => ({
      ...one,
      parameters: Object.fromEntries(one.channel.parameters.map(({ name }, k) => [name, 0.4 + 0.2 * k])),
    }));
    const one = evaluate({ spins, state, channels, tolerance: 1e-6 });
    const other = evaluate({
      spins: order.map((p) => spins[p]),
      state: reorder(state, spins, order),
      channels: channels.map((c) => ({ ...c, on: c.on.map((party) => order.indexOf(party)) })),
      tolerance: 1e-6,
    });
    for (let c = 0; c < 2; c++) {
      const [a, b] = [one.channels[c].entropyRate, other.channels[c].entropyRate];
      expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0]);
    }
  });
});

describe("four qubits", () => {
  const spins = [0.5, 0.5, 0.5, 0.5];

  it("in a product state have what each has, and say of another when a small budget leaves less than was asked for", () => {
    const parts = [1, 2, 3, 4].map((seed) => mix(randomState(2, 2, seed), null, 0.5));
    const channels = [...local, use("dephasing", [3], { lambda: 1 })];
    const whole = evaluate({ spins, state: product(parts), channels, tolerance: 1e-5 });
    const correlated = mix(product(parts), randomState(16, 1, 9), 0.01);
    const poor = evaluate({ spins, state: correlated, channels, tolerance: 1e-5, budget: 2e5 });
    const rich = evaluate({ spins, state: correlated, channels, tolerance: 1e-4 });
    const single = parts.map((state, k) => evaluate({ spins: [0.5], state, channels: [{ ...channels[k], on: [0] }] }));
    for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const) {
      const sum = single.reduce((total, result) => total + result[quantity]!.values[0], 0);
      const { values, error } = whole[quantity]!;
      expect(Math.abs(values[0] - sum), quantity).toBeLessThanOrEqual(error[0]);
      expect(error[0], quantity).toBeLessThan(1e-5 * Math.abs(sum));
      const [little, much] = [poor[quantity]!, rich[quantity]!];
      expect(Math.abs(little.values[0] - much.values[0])).toBeLessThanOrEqual(little.error[0] + much.error[0]);
    }
    expect([whole.converged, poor.converged]).toEqual([true, false]);
  });

  it("evolve in blocks: covariant channels on pairs leave nothing larger than what conserves the coherence order", () => {
    const uses = [0, 1, 2, 3].map((k) => use("collective-decay", [k, (k + 1) % 4], { Gamma: 1, nbar: 0.2 }));
    const dissipators = uses.map(({ channel, on, parameters }) => dissipator(channel.jumps(parameters, []), spins, on));
    const system = evolution(dissipators, [2, 2, 2, 2]);
    const { entropy } = evaluate({
      spins,
      state: mix(randomState(16, 16, 3), null, 0.5),
      channels: uses,
      times: [0.3],
      tolerance: 1e-3,
      budget: 1e6,
    });
    expect(system.clusters).toHaveLength(1);
    expect(entropy.values[0]).toBeLessThan(Math.log(16));
    expect(entropy.values[0]).toBeGreaterThan(2);
  });
});

describe("pairs of unequal spins", () => {
  for (const spins of [
    [0.5, 1],
    [1, 0.5],
    [1.5, 0.5],
  ]) {
    it(`(${spins.join(", ")}): collective channels close, in both orders`, () => {
      const d = spins.reduce((product, J) => product * (2 * J + 1), 1);
      const state = mix(randomState(d, d, 8), null, 0.3);
      for (const on of [
        [0, 1],
        [1, 0],
      ]) {
        const channels = [
          use("collective-decay", on, { Gamma: 1, nbar: 0.4 }),
          use("collective-dephasing", on, { lambda: 0.5 }),
        ];
        const { channels: results, closure, converged } = evaluate({ spins, state, channels, tolerance: 1e-7 });
        expect(converged).toBe(true);
        expect(Math.abs(closure[0])).toBeLessThan(1e-7);
        expect(results[0].production).toBeNull();
        expect(results[1].production!.values[0]).toBeGreaterThan(0);
      }
    });
  }
});
