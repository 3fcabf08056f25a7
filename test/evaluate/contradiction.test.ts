import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import type { Evaluator, Positivity } from "../../runtime/evaluator.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { coherent, gibbs } from "../../spins/states/named-states.ts";

const vacuum = channels["squeezed-vacuum"];
const parameters = { Gamma: 1, r: 0.5, phase: 0 };
const zero = [
  [0, 0],
  [0, 0],
];
/** Π ≈ −0.0025 in the squeezed vacuum at r = 1/2. */
const negative = densityMatrix(
  [0.5],
  [
    [0.2, 0],
    [0, 0.8],
  ],
  zero,
);

/** The squeezed vacuum with another verdict for one qubit. */
const judged = (qubit: Positivity): Evaluator => ({
  ...vacuum,
  reservoirs: vacuum.reservoirs.map((one) => ({ ...one, positivity: { ...one.positivity!, qubit } })),
});

const job = (channel: Evaluator, more: object = {}) =>
  evaluate({ spins: [0.5], state: negative, channels: [{ channel, on: [0], parameters }], ...more });

describe("a verdict that the Π of a job contradicts", () => {
  it("becomes violated, with a warning that names the time and the value", () => {
    const { channels: found, warnings } = job(judged("searched"));
    expect(found[0].positivity).toBe("violated");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^channels\[0\]: squeezed-vacuum: Π = -0\.00246\d+ ± \de-\d+ at t = 0 is below zero; /);
    expect(warnings[0]).toContain("held in every state searched");
  });

  it("is called a defect where it was proven", () => {
    const { channels: found, warnings } = job(judged("proven"));
    expect(found[0].positivity).toBe("violated");
    expect(warnings[0]).toContain("contradicts a proof that Π ≥ 0, and is a defect");
  });

  it("needs no warning where it says so already", () => {
    const { channels: found, warnings } = job(vacuum);
    expect([found[0].positivity, warnings]).toEqual(["violated", []]);
  });

  it("is that of the channel with Π < 0 alone, at the time where Π is least", () => {
    const both = evaluate({
      spins: [0.5],
      state: negative,
      channels: [
        { channel: channels.dephasing, on: [0], parameters: { lambda: 1 } },
        { channel: judged("searched"), on: [0], parameters },
      ],
      times: [0, 0.1, 5],
    });
    const { values } = both.channels[1].production!;
    const least = [0, 0.1, 5][values.indexOf(Math.min(...values))];
    expect(both.channels.map(({ positivity }) => positivity)).toEqual(["proven", "violated"]);
    expect(both.warnings).toHaveLength(1);
    expect(both.warnings[0]).toContain(`channels[1]: squeezed-vacuum: Π = ${Math.min(...values)}`);
    expect(both.warnings[0]).toContain(`at t = ${least} is below zero`);
  });

  it("is known where reservoirs together had none", () => {
    const [squeezed] = vacuum.reservoirs;
    const split = { ...vacuum, reservoirs: [squeezed, { ...squeezed, name: "more" }] };
    const { channels: found, warnings } = job(split);
    expect([found[0].positivity, warnings.length]).toEqual(["violated", 1]);
  });

  it("stays where Π ≥ 0, where it is zero to rounding, and where Monte Carlo knows no bound", () => {
    const state = coherent([0.5], [{ theta: 1, phi: 0.2 }]);
    expect(job(judged("searched"), { state }).channels[0].positivity).toBe("searched");
    expect(job(judged("searched"), { method: "monte-carlo" }).channels[0].positivity).toBe("searched");
    const damping = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.4 } };
    const rest = evaluate({ spins: [1], state: gibbs([1], [0.4]), channels: [damping] });
    expect([rest.channels[0].positivity, rest.warnings]).toEqual(["proven", []]);
  });

  it("stays proven in every state of two qubits under damping and dephasing", () => {
    const state = coherent(
      [0.5, 0.5],
      [
        { theta: 1, phi: 0.2 },
        { theta: 2, phi: 1 },
      ],
    );
    const uses = [
      { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } },
      { channel: channels.dephasing, on: [1], parameters: { lambda: 1 } },
    ];
    const { channels: found, warnings } = evaluate({ spins: [0.5, 0.5], state, channels: uses, times: [0, 1, 50] });
    expect([found.map(({ positivity }) => positivity), warnings]).toEqual([["proven", "proven"], []]);
  });
});
