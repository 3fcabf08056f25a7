/** What jumps come to as a channel is what a channel of these parameters does. */
import { describe, expect, it } from "vitest";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../../generated/index.ts";

const run = (job: object) =>
  evaluate(problemOf({ state: { coherent: [{ theta: 1, phi: 0.4 }] }, ...job }, registered, textsOf));
const rateOf = (job: object) => run(job).entropyRate.values[0]!;

describe("jumps of one spin come to", () => {
  it.each([
    [[0.5], ["0.44*sm", "0.04*sp"], { Gamma: 0.44 ** 2 - 0.04 ** 2, nbar: 0.04 ** 2 / (0.44 ** 2 - 0.04 ** 2) }],
    [[0.5], ["sqrt(0.44)*sm", "sqrt(0.04)*sp", "0.3*sz"], { Gamma: 0.4, nbar: 0.1, lambda: 0.36 }],
    [[1.5], ["sqrt(0.3)*J-"], { Gamma: 0.3, nbar: 0 }],
    [[1], ["0.1*Jz", "0.2*Jz"], { lambda: 0.05 }],
    [[0.5], ["0.1*sz + 0.7"], { lambda: 0.04 }],
  ])("a channel with what it is to be compared with: J = %j, %j", (spins, jumps, rates) => {
    const [channel] = run({ spins, channels: [{ jumps, reservoir: "bath" }] }).channels;
    const { axis, ...found } = channel!.asChannel!;
    expect(Object.keys(found)).toEqual(Object.keys(rates));
    for (const [name, value] of Object.entries(rates)) expect(found[name as never]).toBeCloseTo(value, 14);
    expect([...axis].map(Math.abs)).toEqual([0, 0, 1]);
    expect(channel!.jumps).toBe(jumps.length);
    const { Gamma = 0, nbar = 0, lambda = 0 } = found;
    const declared = [
      { channel: "amplitude-damping", on: [0], parameters: { Gamma, nbar } },
      { channel: "dephasing", on: [0], parameters: { lambda } },
    ];
    expect(rateOf({ spins, channels: [{ jumps }] })).toBeCloseTo(rateOf({ spins, channels: declared }), 12);
  });

  it("a bath about an axis of its own, which lowers spins along it", () => {
    const axisOf = (jump: string) => run({ spins: [0.5], channels: [{ jumps: [jump] }] }).channels[0]!.asChannel;
    expect(axisOf("sp")).toEqual({ Gamma: 1, nbar: 0, axis: [0, 0, -1] });
    expect(axisOf("0.1*sx")!.axis.map(Math.abs)).toEqual([1, 0, 0]);
    expect(axisOf("Jy - i*Jz")!.axis.map(Math.round)).toEqual([1, 0, 0]);
  });

  it("none where they squeeze, or where the noise has no axis", () => {
    const found = (jumps: readonly string[]) => run({ spins: [1], channels: [{ jumps }] }).channels[0]!;
    expect(found(["2*J- + J+"])).toMatchObject({ jumps: 1, asChannel: null });
    expect(found(["Jx", "Jz"])).toMatchObject({ jumps: 2, asChannel: null });
    expect(found(["Jz^2"])).toMatchObject({ jumps: 1, asChannel: null });
  });

  it("none where they are compiled channels; each reservoir counts its own", () => {
    const state = { product: [{ coherent: [{ theta: 1, phi: 0 }] }, "mixed"] };
    const channels = [
      { jumps: ["sm[0]", "0.1*sp[0]", "0.3*sz[1]"] },
      { channel: "dephasing", on: [1], parameters: { lambda: 1 } },
    ];
    const found = run({ spins: [0.5, 0.5], state, channels }).channels;
    expect(found.map(({ on, jumps }) => [on, jumps])).toEqual([
      [[0], 2],
      [[1], 1],
      [[1], null],
    ]);
    expect(found[2]!.asChannel).toBeNull();
  });
});

describe("two baths of a qubit in one entry", () => {
  const warningsOf = (entry: object) => run({ spins: [0.5], state: "mixed", channels: [entry] }).warnings;
  const both = ["sqrt(0.3)*sm", "sqrt(0.1)*sp", "sqrt(0.7)*sm", "sqrt(0.6)*sp"];

  it("are one reservoir, and a warning says that Π depends on it", () => {
    expect(warningsOf({ jumps: both })).toEqual([
      expect.stringMatching(
        /^channels\[0\]: jumps\[0\] and jumps\[2\] are one operator of spin 0 .*; Π depends on it: .* entry of its own/,
      ),
    ]);
  });

  it.each([
    ["one bath has no warning", { jumps: both.slice(0, 2) }, [0.5]],
    ["nor a reservoir that is named", { jumps: both, reservoir: "bath" }, [0.5]],
    ["nor noise without a drift, whose Π is the same", { jumps: ["0.1*sz", "0.2*sz"] }, [0.5]],
    ["nor baths of several spins", { jumps: ["sm[0]", "0.1*sp[0]", "sm[1]", "0.1*sp[1]"] }, [0.5, 0.5]],
    ["nor operators of several", { jumps: ["sm[0] + sm[1]", "sm[0]"] }, [0.5, 0.5]],
  ])("%s", (_, entry, spins) => {
    const state = spins.length === 2 ? "ghz" : "mixed";
    expect(run({ spins, state, channels: [entry] }).warnings).toEqual([]);
  });
});
