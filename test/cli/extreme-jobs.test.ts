import { describe, expect, it } from "vitest";
import { parseJson } from "../../cli/read/json-text.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { runJob } from "./fuzz/jobs.ts";

/** Defaults are quick ones, as in the fuzz. */
const run = (job: object) => runJob(JSON.stringify({ tolerance: 1e-6, budget: 3000, ...job }));
const use = (channel: string, on: readonly number[], parameters: object) => ({ channel, on, parameters });
const coherent = (...angles: readonly (readonly [number, number])[]) => ({
  coherent: angles.map(([theta, phi]) => ({ theta, phi })),
});
const up = { dicke: [1] };

describe("jobs that once ended in NaN, a wrong state or not at all end in a value that holds:", () => {
  const axis = (lambda: number, polar: number) => use("axis-dephasing", [0], { lambda, polar, azimuth: 0.7 });
  // biome-ignore format: a table
  it.each<[string, object]>([
    ["fast depolarizing beside slow", { spins: [0.5], state: { dicke: [0.5] }, times: [0.5, 1.5], channels: [use("depolarizing", [0], { lambda: 1e20 }), use("depolarizing", [0], { lambda: 1 })], hamiltonian: "0.36*Jz[0]" }],
    ["noise about an axis for a time of 1e20", { spins: [1], state: coherent([0.77, 0.15]), channels: [axis(1, -1)], times: [0.1, 1e20] }],
    ["depolarizing at 1e20 beside noise about an axis", { spins: [1], state: { dicke: [-1] }, channels: [use("depolarizing", [0], { lambda: 1e20 }), axis(0.97, 1.9)], times: [2] }],
    ["at rest under pumping and a squeezing of 1e-12", { spins: [1], state: up, channels: [use("pumping", [0], { Gamma: 1.8 }), use("squeezed-vacuum", [0], { Gamma: 0.35, r: 1e-12, phase: 5e-324 })], times: "steady" }],
    ["at rest with rates of 1e16 and 0.4", { spins: [0.5, 0.5], state: { gibbs: [0.5, 1.75] }, channels: [use("squeezed-thermal", [0], { Gamma: 0.4, nbar: 0.9, r: 0.1, phase: 2 }), use("amplitude-damping", [0], { Gamma: 1e16, nbar: 0.3 })], times: "steady", hamiltonian: "1.7*Jz[0] + Jx[0]" }],
    ["at rest under a field of 1e16", { spins: [0.5, 0.5], state: coherent([0, 5e-324], [0.2, 1.17]), channels: [use("collective-decay", [0, 1], { Gamma: 0.044, nbar: 0.58 })], times: "steady", hamiltonian: "1e16*Jz[0]" }],
  ])("%s", (_, job) => {
    expect(() => run(job)).not.toThrow();
  });
});

describe("jobs that cannot be computed are refused in the words of what was asked:", () => {
  // biome-ignore format: a table
  it.each<[string, object, string]>([
    ["a rate that would vanish beside its operators", { spins: [0.5], state: { dicke: [0.5] }, channels: [use("dephasing", [0], { lambda: 5e-324 })] }, "channels: found a rate of 4.94e-324 on [0], expected 0 or one within 1e-150 to 1e150"],
    ["a rate just above the largest", { spins: [0.5], state: { dicke: [0.5] }, channels: [use("amplitude-damping", [0], { Gamma: 1e150, nbar: 0.2 })] }, "a rate of 1.20e+150"],
    ["an excess without a steady state to tell", { spins: [1], state: up, channels: [use("dephasing", [0], { lambda: 1e16 })], hamiltonian: "1e150*Jz[0] + Jx[0]", excess: true }, "excess: found true, but whether there is one steady state or more is not to be told"],
    ["the same asked for by its times", { spins: [1], state: up, channels: [use("dephasing", [0], { lambda: 1e16 })], hamiltonian: "1e150*Jz[0] + Jx[0]", times: "steady" }, 'times: found "steady", but whether there is one'],
  ])("%s", (_, job, message) => {
    expect(() => run(job)).toThrow(message);
  });

  it("numbers of JSON that no double holds are not taken for zero", () => {
    expect(() => parseJson('{ "lambda": 1e-400 }', "job")).toThrow(
      'job:1:13: found "1e-400", which is below all numbers',
    );
    expect(() => parseJson(`[-0.${"0".repeat(400)}1]`, "job")).toThrow("which is below all numbers");
    expect(parseJson("[0e5, -0.0, 5e-324]", "job")).toEqual([0, -0, 5e-324]);
  });

  it.each(["1e-200*1e-200*Jz[0]", "Jz[0] + Jx[0]/1e300/1e300"])("nor is a product of a Hamiltonian: %s", (text) => {
    expect(() => hamiltonianOf(text, [0.5])).toThrow("hamiltonian: found a coefficient below 1e-307");
    expect(hamiltonianOf("0.0*Jx[0] + Jz[0] - Jz[0]", [0.5]).re.every((x) => x === 0)).toBe(true);
  });
});

describe("with the default budget and tolerance few evaluations are enough for", () => {
  const spent = ({ evaluations, converged }: ReturnType<typeof runJob>) => {
    expect(converged).toBe(true);
    return Math.max(...evaluations);
  };
  const byDefault = (job: object) => runJob(JSON.stringify(job));

  it("matrices on one of two coherent spins 1, whose rate is that of the spin alone", () => {
    const jumps = [
      {
        re: [
          [0, 0, 0],
          [0, 0.76, 0.001],
          [0, 0.001, 0.24],
        ],
      },
    ];
    const pair = byDefault({ spins: [1, 1], state: coherent([0, 0.64], [1.5, 0]), channels: [{ jumps, on: [1] }] });
    const alone = byDefault({ spins: [1], state: coherent([1.5, 0]), channels: [{ jumps, on: [0] }] });
    expect(spent(pair)).toBeLessThan(1e5);
    expect(Math.abs(pair.entropyRate.values[0]! - alone.entropyRate.values[0]!)).toBeLessThan(
      pair.entropyRate.error[0]! + alone.entropyRate.error[0]!,
    );
    expect(Math.abs(pair.entropy.values[0]! - 4 / 3)).toBeLessThan(pair.entropy.error[0]!);
  });

  it("three qubits in pure states of their own, with noise on two of them", () => {
    const noise = [
      use("axis-dephasing", [2], { lambda: 1e8, polar: 1e20, azimuth: 0.1 }),
      use("dephasing", [1], { lambda: 0.77 }),
    ];
    const result = byDefault({ spins: [0.5, 0.5, 0.5], state: { dicke: [0.5, 0.5, -0.5] }, channels: noise });
    expect(spent(result)).toBeLessThan(1e5);
    expect(Math.abs(result.entropy.values[0]! - 1.5)).toBeLessThan(result.entropy.error[0]!);
  });

  it("a spin at rest whose rates are lost in what its state is off by", () => {
    const channels = [
      use("axis-dephasing", [0], { lambda: 1.5, polar: 1.98, azimuth: 1 }),
      use("squeezed-vacuum", [0], { Gamma: 1e-12, r: 1.45, phase: 0.87 }),
    ];
    expect(spent(byDefault({ spins: [1], state: up, channels, times: "steady" }))).toBeLessThan(1e5);
  });

  it("a mixed factor beside a pure one, S being the sum of theirs", () => {
    const [mixed, pure] = [{ gibbs: [0.4] }, coherent([2, 1])];
    const whole = byDefault({ spins: [1, 1.5], state: { product: [mixed, pure] }, channels: [] });
    const parts = [
      byDefault({ spins: [1], state: mixed, channels: [] }),
      byDefault({ spins: [1.5], state: pure, channels: [] }),
    ];
    const [sum, error] = (["values", "error"] as const).map((of) =>
      parts.reduce((all, { entropy }) => all + entropy[of][0]!, 0),
    );
    expect(spent(whole)).toBeLessThan(1e5);
    expect(Math.abs(whole.entropy.values[0]! - sum!)).toBeLessThan(whole.entropy.error[0]! + error!);
  });
});

it("what is far from a product is none: three qubits in a GHZ state", () => {
  const weights = [0.5, 0, 0, 0, 0, 0, 0, 0.5];
  const re = weights.map((p, r) => weights.map((q, k) => (r === k ? p : Math.sqrt(p * q))));
  const { entropy } = runJob(JSON.stringify({ spins: [0.5, 0.5, 0.5], state: { re }, channels: [], tolerance: 1e-3 }));
  // Of the product of its factors it would be 3 ln 2 = 2.079.
  expect(entropy.values[0]).toBeLessThan(1.95);
});

it("a field on either of two spins 1 changes no entropy, and ∫ Π dt is there", () => {
  for (const party of [0, 1]) {
    const { produced, unitaryRate } = run({
      spins: [1, 1],
      state: coherent([0, 2], [1.5, 1]),
      channels: [use("dephasing", [party], { lambda: 1 })],
      hamiltonian: `1.5*Jz[${party}]`,
    });
    expect(produced).not.toBeNull();
    expect([...unitaryRate.values, ...unitaryRate.error]).toEqual([0, 0]);
  }
});
