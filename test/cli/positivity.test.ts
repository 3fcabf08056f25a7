import { describe, expect, it } from "vitest";
import { positivity } from "../../cli/commands/positivity.ts";
import { searchPositivity } from "../../evaluate/positivity/search.ts";
import { freeParameters } from "../../evaluate/positivity/searched-parameters.ts";
import { channels } from "../../generated/index.ts";
import { evaluate } from "../../index.ts";
import type { Parameters } from "../../runtime/evaluator.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";

const squeezed = channels["squeezed-vacuum"];

/** Π of diag(0.2, 0.8) at r = 1/2, Γ = 1: the counterexample that is known. */
const known = evaluate({
  spins: [0.5],
  state: densityMatrix(
    [0.5],
    [
      [0.2, 0],
      [0, 0.8],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ),
  channels: [{ channel: squeezed, on: [0], parameters: { Gamma: 1, r: 0.5, phase: 0 } }],
}).production!.values[0];

describe("the search for negative production", () => {
  it("starts from a squeezed vacuum that is known to violate Π ≥ 0 for one qubit", () => {
    expect(known).toBeCloseTo(-0.0025, 4);
  });

  it("finds a state at least as negative by itself", () => {
    const found = searchPositivity({ channel: squeezed, J: 0.5, parameters: { r: 0.5, phase: 0 }, starts: 4 });
    expect(found.violated).toBe(true);
    expect(found.production.value).toBeLessThanOrEqual(known);
    expect(found.parameters).toEqual({ Gamma: 1, r: 0.5, phase: 0 });
  });

  it("finds a violation for J = 3/2, as the verdict says, and none for J = 1 and for damping", () => {
    const look = (channel: string, J: number, parameters: Parameters, starts: number) =>
      searchPositivity({ channel: channels[channel], J, parameters, starts });
    expect(look("squeezed-vacuum", 1.5, { r: 0.8, phase: 0 }, 6).violated).toBe(true);
    expect(look("squeezed-vacuum", 1, { r: 0.8, phase: 0 }, 2).violated).toBe(false);
    expect(look("amplitude-damping", 1, {}, 2).violated).toBe(false);
  });

  it("finds the zeros of Q* where J = 2 and 3 violate Π ≥ 0, at weak squeezing too", () => {
    const look = (J: number, r: number) =>
      searchPositivity({ channel: squeezed, J, parameters: { r, phase: 0 }, starts: 2, seed: 2 }).production;
    const [two, three, weak] = [look(2, 1), look(3, 1), look(2, 0.3)];
    expect(two.value).toBeCloseTo(-0.2151, 4);
    expect(three.value).toBeCloseTo(-1.0527, 4);
    expect(weak.value + weak.error).toBeLessThan(0);
  });

  it("loses nothing by a parameter that only turns the axes, which it does not search", () => {
    const look = (parameters: Parameters) => searchPositivity({ channel: squeezed, J: 1.5, parameters, starts: 2 });
    expect(look({})).toEqual(look({ phase: 0 }));
    expect(look({}).box).toEqual({ r: [0, 3] });
    const noise = channels["axis-dephasing"];
    expect(freeParameters(noise, 1, {})).toEqual([]);
    const thermal = channels["squeezed-thermal"];
    expect(freeParameters(thermal, 1, {}).map(({ name }) => name)).toEqual(["nbar", "r"]);
    // Here a turn about z is not one of the axes alone: what is kept is not turned with it.
    const named = (name: string) => ({ ...squeezed.parameters[1], name, minimum: Number.NEGATIVE_INFINITY });
    const crossed = {
      ...noise,
      parameters: ["alpha", "beta"].map(named),
      jumps: ({ alpha }: Parameters) => [
        { rate: 1, re: [[0, 0, 1]], im: [[0, 0, 0]] },
        { rate: 1, re: [[Math.sin(alpha), 0, Math.cos(alpha)]], im: [[0, 0, 0]] },
      ],
    } as unknown as typeof noise;
    expect(freeParameters(crossed, 1, {}).map(({ name }) => name)).toEqual(["alpha"]);
  });

  it("names the parameter at which nothing can be computed", () => {
    for (const [r, size] of [
      [1e300, "beyond any double"],
      [700, "beyond any double"],
      [250, "of 1e+217"],
    ] as const)
      expect(() => searchPositivity({ channel: squeezed, J: 0.5, parameters: { r }, starts: 2 })).toThrow(
        `parameters: found r = ${r}, which gives squeezed-vacuum a rate ${size}, expected 0 or one within`,
      );
  });

  it("has nothing to find where no rate is", () => {
    const { violated, quotient } = searchPositivity({ channel: squeezed, J: 1, parameters: { Gamma: 0 }, starts: 5 });
    expect([violated, quotient.value]).toEqual([false, 0]);
  });

  it("finds the same again from the same seed", () => {
    const look = () => searchPositivity({ channel: squeezed, J: 0.5, starts: 2, seed: 7 });
    expect(look()).toEqual(look());
  });

  it("says so where a misspelt channel leaves nothing to search", () => {
    const misspelt = { channel: channels["squeezed-vacum" as keyof typeof channels], J: 0.5 };
    const [reservoir] = channels.dephasing.reservoirs;
    const regular = { ...channels.dephasing, reservoirs: [{ ...reservoir, class: "regular" as const }] };
    expect(() => searchPositivity({ channel: regular, J: 0.5 })).toThrow("there is nothing to search");
    expect(() => searchPositivity(misspelt)).toThrow("channel: found undefined, expected a compiled channel");
    const search = searchPositivity as (given?: unknown) => unknown;
    expect(() => search()).toThrow("search: found undefined, expected an object with channel and J");
    expect(() => search({ channel: squeezed })).toThrow("J: found undefined, expected 1/2, 1, … up to");
    expect(() => search({ channel: squeezed, J: "0.5" })).toThrow('J: found "0.5", expected 1/2, 1');
    expect(() => search({ channel: squeezed, J: 0.5, onProgress: 5 })).toThrow(
      "onProgress: found 5, expected a function",
    );
  });

  it("prints the state, or JSON", async () => {
    const options = { spin: 0.5, parameters: "r=0.5, phase=0", starts: 2 };
    const text = await positivity("squeezed-vacuum", options);
    expect(text).toMatch(/verdict +Π < 0 beyond its error/);
    expect(text).toMatch(/searched +all states; Gamma, r, phase as above/);
    const data = JSON.parse(await positivity("squeezed-vacuum", { ...options, json: true })) as {
      violated: boolean;
      production: number;
    };
    expect(await positivity("amplitude-damping", { spin: 0.5, starts: 1 })).toMatch(
      /searched +all states; nbar in \(0, 3\); Gamma as above/,
    );
    expect(data.violated).toBe(true);
    expect(data.production).toBeLessThan(0);
  });

  it.each([
    ["squeezed-vacum", { spin: 0.5 }, /did you mean "squeezed-vacuum"/],
    ["squeezed-vacuum", { spin: 0.6 }, /--spin: found 0.6, expected 1\/2, 1, 3\/2/],
    ["constructor", { spin: 0.5 }, /channel: found unknown channel "constructor"/],
    ["squeezed-vacuum", { spin: 1e9 }, /--spin: found 1000000000, expected 1\/2, 1, … up to 31\/2/],
    ["squeezed-vacuum", { spin: 0.5, starts: 0 }, /starts: found 0, expected a positive integer/],
    ["squeezed-vacuum", { spin: 0.5, starts: 1.5 }, /starts: found 1.5, expected a positive integer/],
    ["squeezed-vacuum", { spin: 0.5, seed: -1 }, /seed: found -1, expected a seed/],
    [
      "squeezed-vacuum",
      { spin: 0.5, parameters: "Gamma=-1" },
      /parameters\.Gamma: found -1, expected .* in \[0, inf\)/,
    ],
    ["squeezed-vacuum", { spin: 0.5, parameters: "r=1,r=2" }, /--parameters: found "r" twice/],
    ["squeezed-vacuum", { spin: 0.5, parameters: "q=1" }, /found "q", no parameter/],
    ["squeezed-vacuum", { spin: 0.5, parameters: "r" }, /found "r", expected name=number/],
    ["collective-decay", { spin: 0.5 }, /which acts on 2 parties, expected a channel of one party/],
    ["squeezed-thermal", { spin: 0.5, parameters: "nbar=1,r=1", starts: 1 }, /which has no Π/],
  ])("refuses %s %o", async (channel, options, message) => {
    await expect(positivity(channel, options)).rejects.toThrow(message);
  });
});
