import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateQuantities } from "../../evaluate/quantities/quantities.ts";
import { channels } from "../../generated/index.ts";
import { ratiosAt } from "../../paper/claims/damping-ratios.ts";
import { besideSteady, drawn, stateOf } from "../../paper/claims/damping-states.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { coherent, dicke, gibbs } from "../../spins/states/named-states.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { randomState } from "../support/random-states.ts";

const damped = (nbar: number, party = 0, channel = "amplitude-damping") => ({
  channel: channels[channel],
  on: [party],
  parameters: channel === "pumping" ? { Gamma: 1 } : { Gamma: 1, nbar },
});

const quantity = (name: string, spins: readonly number[], state: ComplexMatrix, use = damped(0), tolerance = 1e-6) => {
  const [{ values, error }] = evaluateQuantities({ spins, state, channels: [use], tolerance }, [name]);
  return { value: values[0], error: error[0] };
};

describe("the affinity", () => {
  it("is 1 in the steady state, to its error, and π/4 of the excited qubit at n̄ = 0", () => {
    expect(quantity("affinity", [1.5], gibbs([1.5], [0.7]), damped(0.7)).value).toBeCloseTo(1, 14);
    const excited = quantity("affinity", [0.5], dicke([0.5], [0.5]));
    expect(Math.abs(excited.value - Math.PI / 4)).toBeLessThan(excited.error);
    expect(excited.error).toBeLessThan(1e-5);
  });

  it("turns with the bath: pumping of the turned state has that of damping", () => {
    const at = (theta: number) => coherent([1], [{ theta, phi: 0.3 }]);
    const [down, up] = [
      quantity("affinity", [1], at(1)),
      quantity("affinity", [1], at(Math.PI - 1), damped(0, 0, "pumping")),
    ];
    expect(Math.abs(down.value - up.value)).toBeLessThan(down.error + up.error);
  });

  it("of a product is that of its factor, whichever party is damped", () => {
    const [a, b] = [randomState(3, 2, 5, 0.1), randomState(2, 1, 6, 0)];
    const alone = quantity("affinity", [1], a, damped(0.4), 1e-4);
    for (const [spins, state, party] of [
      [[1, 0.5], tensorProduct(a, b), 0],
      [[0.5, 1], tensorProduct(b, a), 1],
    ] as const) {
      const both = quantity("affinity", spins, state, damped(0.4, party), 1e-4);
      expect(Math.abs(both.value - alone.value)).toBeLessThan(both.error + alone.error);
    }
  });

  it("is held by its error against a grid many times finer", () => {
    for (let k = 0; k < 12; k++) {
      const [J, nbar] = [[0.5, 1, 2][k % 3], [0, 0.2, 3][Math.floor(k / 4)]];
      const state = randomState(Math.round(2 * J) + 1, 1 + (k % 2), k, 0);
      const { value, error } = quantity("affinity", [J], state, damped(nbar), 1e-3);
      const truth = Math.sqrt(1 - ratiosAt(J, nbar, 250)(state).variance);
      expect(Math.abs(value - truth), `state ${k}`).toBeLessThan(error);
    }
  });
});

describe("the proven bound on Π", () => {
  it("is below Π in a thousand states, random, pure, near poles and near the steady one, and comes near to it", () => {
    const uniform = randomStream(3, "bound test");
    let closest = Number.POSITIVE_INFINITY;
    for (const J of [0.5, 1, 1.5, 2.5])
      for (const nbar of J === 2.5 ? [3, 9, 40, 200] : [0, 0.01, 0.5, 9]) {
        const d = Math.round(2 * J) + 1;
        const ratios = ratiosAt(J, nbar, 24);
        for (let k = 0; k < 63; k++) {
          const { toBound } = ratios(besideSteady(stateOf(drawn(k, d, uniform), d), J, nbar, k, uniform));
          expect(toBound!, `J = ${J}, n̄ = ${nbar}, state ${k}`).toBeGreaterThan(1);
          closest = Math.min(closest, toBound!);
        }
      }
    expect(closest).toBeLessThan(1.1);
  });

  it("is so beyond the errors of both, as users have them", () => {
    const uniform = randomStream(4, "bound test");
    for (let k = 0; k < 48; k++) {
      const [J, nbar] = [[0.5, 1, 1.5, 2.5][k % 4], [0, 0.01, 9][Math.floor(k / 4) % 3]];
      const d = Math.round(2 * J) + 1;
      const state = besideSteady(stateOf(drawn(Math.floor(k / 4), d, uniform), d), J, nbar, k, uniform);
      const problem = { spins: [J], state, channels: [damped(nbar)], tolerance: 1e-3 };
      const { production, channels: told } = evaluate(problem);
      const [{ values, error }] = evaluateQuantities(problem, ["production-bound"]);
      expect(production!.values[0] + production!.error[0], `state ${k}`).toBeGreaterThan(values[0] - error[0]);
      expect(values[0] > 0).toBe(told[0].positivity === "proven");
    }
  });

  it("is below Π of a party of an entangled pair", () => {
    for (let k = 0; k < 4; k++) {
      const problem = {
        spins: [0.5, 1],
        state: randomState(6, 1 + (k % 3), 40 + k, 0),
        channels: [damped(0.3, k % 2)],
        tolerance: 1e-3,
      };
      const { production } = evaluate(problem);
      const [{ values, error }] = evaluateQuantities(problem, ["production-bound"]);
      expect(values[0]).toBeGreaterThan(error[0]);
      expect(production!.values[0]).toBeGreaterThan(values[0] + error[0]);
    }
  });

  it("is 0 where nothing is proven, and refused without a thermal bath or for many spins", () => {
    expect(quantity("production-bound", [3], dicke([3], [3]))).toEqual({ value: 0, error: 0 });
    const noise = { channel: channels.dephasing, on: [0], parameters: { lambda: 1 } };
    const without = { spins: [0.5], state: dicke([0.5], [0.5]), channels: [noise] };
    expect(() => evaluateQuantities(without, ["affinity"])).toThrow(
      /channels: found no channel that is one thermal bath, expected thermal damping/,
    );
    const many = { spins: [0.5, 0.5, 0.5, 0.5], state: dicke([0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5]) };
    expect(() => evaluateQuantities({ ...many, channels: [damped(0)] }, ["affinity"])).toThrow(/three at most/);
  });
});

describe("the conjecture Π ≥ ΓN KL", () => {
  it("is an equality in the limit of a pure qubit next to the ground state, however near: Π/Γ KL = 1 + its population", () => {
    const ratios = ratiosAt(0.5, 0, 64);
    for (const theta of [1e-3, 1e-5, 1e-6, 1e-7]) {
      const { toDivergence } = ratios(coherent([0.5], [{ theta: Math.PI - theta, phi: 0.4 }]));
      expect(Math.abs(toDivergence - 1), `θ = π − ${theta}`).toBeLessThan(1e-7 + theta ** 2);
    }
  });
});
