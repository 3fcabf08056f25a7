import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany, type Items, type SharedProblem } from "../../evaluate/problem/evaluate-many.ts";
import type { ManyResults } from "../../evaluate/problem/many-results.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { classState, coherent, gibbs, xState } from "../../spins/states/named-states.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { randomState, turnedBellState } from "../support/random-states.ts";

const damped = (on: number, Gamma: number, nbar: number) => ({
  channel: amplitudeDamping,
  on: [on],
  parameters: { Gamma, nbar },
});
const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);

const QUANTITIES = ["entropy", "entropyRate", "production", "flux"] as const;

/** The numbers of `evaluate` within both bounds, each within the tolerance where the other is. For its closure and channel by channel
 *  `evaluate` may seek a rate more closely than its sum is asked for. */
function expectSame(many: ManyResults, item: number, single: Result, k = 0, tolerance = 1e-9): void {
  for (const quantity of QUANTITIES) {
    const [value, error] = [many[quantity].values[item], many[quantity].error[item]];
    const series = single[quantity]!;
    const off = Math.abs(value - series.values[k]);
    expect(off, `${quantity} of item ${item}`).toBeLessThanOrEqual(error + series.error[k]);
    expect(error, `bound of ${quantity} of item ${item}`).toBeGreaterThanOrEqual(0.5 * series.error[k]);
    expect(error).toBeLessThanOrEqual(Math.max(2 * series.error[k], tolerance * Math.abs(value)));
  }
  expect(many.converged[item] === 1).toBe(single.converged);
}

describe("many evaluations at once give the numbers and bounds of single ones", () => {
  it("over states of two qubits: mixed, of lower rank, with symmetries, pure, steady", () => {
    const states = [
      figure3,
      ...[1, 2, 3, 4].map((rank) => randomState(4, rank, 60 + rank)),
      randomState(4, 2, 71, 1e-6),
      turnedBellState(3),
      xState([0.4, 0.1, 0.2, 0.3], 0.05, 0.1),
      gibbs([0.5, 0.5], [1.5, 1.5]),
      gibbs([0.5, 0.5], [0.2, 3]),
    ];
    const shared = { spins: [0.5, 0.5], channels: [damped(0, 0.25, 1.5), damped(1, 0.25, 1.5)], tolerance: 1e-7 };
    const many = evaluateMany(shared, { states });
    states.forEach((state, k) => {
      expectSame(many, k, evaluate({ ...shared, state }), 0, shared.tolerance);
    });
  });

  it("over times, for channels on one party only and for several on one", () => {
    const times = [0, 0.2, 1, 3];
    for (const channels of [
      [damped(1, 1, 0.3)],
      [damped(0, 1, 0.3), { channel: dephasing, on: [0], parameters: { lambda: 0.4 } }],
      [],
    ]) {
      const shared = { spins: [0.5, 0.5], channels };
      const single = evaluate({ ...shared, state: figure3, times });
      const many = evaluateMany(shared, { state: figure3, times });
      times.forEach((_, k) => {
        expectSame(many, k, single, k);
      });
    }
  });

  it("over parameters, rates that vanish among them", () => {
    const shared = { spins: [0.5, 0.5], channels: [damped(0, 1, 0), damped(1, 1, 0)] };
    const parameters = [
      [
        { Gamma: 1, nbar: 0 },
        { Gamma: 0.5, nbar: 0.2 },
      ],
      [
        { Gamma: 0, nbar: 1 },
        { Gamma: 0.5, nbar: 2 },
      ],
      [
        { Gamma: 2, nbar: 1 },
        { Gamma: 0.5, nbar: 2 },
      ],
    ];
    const many = evaluateMany(shared, { state: figure3, parameters });
    parameters.forEach((own, k) => {
      const channels = own.map(({ Gamma, nbar }, on) => damped(on, Gamma, nbar));
      expectSame(many, k, evaluate({ ...shared, channels, state: figure3 }));
    });
  });

  it("for other spins", () => {
    const shared: Omit<Problem, "state"> = { spins: [0.5, 1], channels: [damped(1, 1, 0.5)], tolerance: 1e-6 };
    const states = [5, 6].map((seed) => randomState(6, 6, seed));
    const many = evaluateMany(shared, { states });
    states.forEach((state, k) => {
      expectSame(many, k, evaluate({ ...shared, state }));
    });
    const qubit = { spins: [0.5], channels: [damped(0, 1, 0.5)] };
    const state = coherent([0.5], [{ theta: 1.2, phi: 0.6 }]);
    expectSame(evaluateMany(qubit, { states: [state] }), 0, evaluate({ ...qubit, state }));
  });
});

describe("many evaluations", () => {
  it("leave Π and Φ open where a channel refuses them", () => {
    const refused: Evaluator = {
      ...amplitudeDamping,
      reservoirs: [{ ...amplitudeDamping.reservoirs[0], class: "undecided", refusal: "no", positivity: null }],
      pointwise: { ...amplitudeDamping.pointwise, production: null, flux: null },
      fluxMatrix: null,
      steadyState: null,
    };
    const shared = { spins: [0.5, 0.5], channels: [{ ...damped(0, 1, 0.3), channel: refused }] };
    const many = evaluateMany(shared, { states: [figure3] });
    expect([many.production.values[0], many.production.error[0]]).toEqual([Number.NaN, Number.POSITIVE_INFINITY]);
    const { entropyRate } = evaluate({ ...shared, state: figure3 });
    expect(Math.abs(many.entropyRate.values[0] / entropyRate.values[0] - 1)).toBeLessThan(1e-13);
  });

  it("name the item that is wrong", () => {
    const shared = { spins: [0.5, 0.5], channels: [damped(0, 1, 0.3)] };
    const broken = { ...figure3, re: figure3.re.map((x, k) => (k === 0 ? x + 0.1 : x)) };
    expect(() => evaluateMany(shared, { states: [figure3, broken] })).toThrow("states[1]: found a trace of");
    expect(() => evaluateMany(shared, { state: figure3, parameters: [[{ Gamma: -1, nbar: 0 }]] })).toThrow(
      "parameters[0][0].Gamma: found -1, expected the damping rate",
    );
  });

  it("of nothing are empty", () => {
    const shared = { spins: [0.5, 0.5], channels: [damped(0, 1, 0.3)] };
    expect(evaluateMany(shared, { states: [] }).entropy.values.length).toBe(0);
    expect(evaluateMany(shared, { state: figure3, parameters: [] }).entropy.values.length).toBe(0);
  });

  const shared = { spins: [0.5, 0.5], channels: [damped(0, 1, 0.3)] };
  const cold = { ...shared, channels: [damped(0, -1, 0.3)] };
  const states = [figure3];
  it.each<[string, unknown, unknown, string]>([
    ["no items", shared, undefined, "items: found undefined, expected { states }, { state, times } or"],
    ["items without any", shared, { state: figure3 }, "items: found an object with state, expected { states }"],
    ["no problem", undefined, { states }, "problem: found undefined, expected an object with spins and channels"],
    ["states that are no list", shared, { states: figure3 }, "states: found an object with dimension"],
    ["a first state of null", shared, { states: [null] }, "states[0]: found null, expected a density matrix"],
    ["the steady state", shared, { state: figure3, times: "steady" }, 'times: found "steady", expected a list of asc'],
    ["parameters of null", shared, { state: figure3, parameters: null }, "parameters: found null, expected a list"],
    ["an item of null", shared, { state: figure3, parameters: [null] }, "parameters[0]: found null, expected a list"],
    ["parameters of no channel", shared, { state: figure3, parameters: [[null]] }, "parameters[0][0]: found nu"],
    [
      "parameters of too many channels",
      shared,
      { state: figure3, parameters: [[{}, {}]] },
      "parameters[0]: found 2 entries for 1 channel, expected one for each",
    ],
    ["no channels", { spins: [0.5] }, { state: figure3, parameters: [[]] }, "channels: found undefined, expected"],
    ["a channel of null", { spins: [0.5, 0.5], channels: [null] }, { state: figure3, parameters: [[{}]] }, "channels"],
    [
      "a wrong channel and no state",
      cold,
      { states: [] },
      "channels[0].parameters.Gamma: found -1, expected the damping rate, in [0, inf)",
    ],
    ["a wrong channel, no item", cold, { state: figure3, parameters: [] }, "channels[0].parameters.Gamma: found -1"],
  ])("refuse %s in one line", (_, problem, items, message) => {
    const call = () => evaluateMany(problem as SharedProblem, items as Items);
    expect(call).toThrow(InvalidInput);
    expect(call).toThrow(message);
  });
});
