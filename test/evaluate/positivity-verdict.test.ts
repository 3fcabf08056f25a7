import { describe, expect, it } from "vitest";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { verdict } from "../../evaluate/prepare/verdict.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { epsilonOf, leastNoise, provenFor, rows } from "../../theorem/thermal-positivity.ts";
import { compiled } from "../support/compiled.ts";
import { declare } from "../symbolic/declarations.ts";

const damping = channels["amplitude-damping"];
const of = (J: number, nbar: number) => {
  const { positivity, proof } = verdict(damping, { Gamma: 1, nbar }, [J]);
  return [positivity, proof];
};

describe("the verdict on Π ≥ 0 of thermal damping", () => {
  it("is that of a job's J and n̄", () => {
    expect(of(0.5, 0)).toEqual(["proven", "by hand"]);
    expect(of(1, 0)).toEqual(["proven", "by computer"]);
    expect(of(1.5, 0.3)).toEqual(["proven", "by computer"]);
    expect(of(2, 0)).toEqual(["searched", null]);
    expect(of(2.5, 0)).toEqual(["searched", null]);
    expect(of(2.5, 8)).toEqual(["proven", "by hand"]);
    expect(of(1, 8)).toEqual(["proven", "by hand"]);
  });

  it("is the same about a turned axis, for pumping, and with dephasing about the axis", async () => {
    const [tilted, dephased] = await Promise.all(
      ["3*D[3/5*Jx + 4/5*Jz - i*Jy]", "D[J-] + 2*D[Jz]"].map((bath) => compiled(declare({ reservoirs: { bath } }))),
    );
    for (const channel of [tilted, dephased, channels.pumping]) {
      const parameters = Object.fromEntries(channel.parameters.map(({ name }) => [name, 1]));
      expect(verdict(channel, parameters, [1.5]), channel.name).toMatchObject({
        class: "potential",
        positivity: "proven",
        proof: "by computer",
      });
      expect(verdict(channel, parameters, [3]).positivity).toBe("searched");
    }
  });

  it("does not reach the squeezed vacuum", () => {
    const parameters = { Gamma: 1, r: 0.5, phase: 0 };
    expect(verdict(channels["squeezed-vacuum"], parameters, [2])).toMatchObject({
      positivity: "violated",
      proof: null,
    });
    const unsqueezed = { channel: channels["squeezed-vacuum"], on: [0], parameters: { ...parameters, r: 0 } };
    expect(prepareChannel(unsqueezed, [1]).verdict).toMatchObject({
      positivity: "proven",
      proof: "by computer",
    });
  });

  it("stands in the result", () => {
    const use = { channel: damping, on: [0], parameters: { Gamma: 1, nbar: 0 } };
    const found = evaluate({ spins: [1], state: coherent([1], [{ theta: 1, phi: 0 }]), channels: [use] });
    expect(found.channels[0]).toMatchObject({ positivity: "proven", proof: "by computer" });
  });

  it("changes with the temperature where the least N says so, by 1.34·2J at most", () => {
    for (const J of [2, 2.5, 3, 10, 100]) {
      const N = leastNoise(J);
      expect(N).toBeLessThan(1.34 * 2 * J);
      expect(of(J, (N * (1 + 1e-6) - 1) / 2)).toEqual(["proven", "by hand"]);
      expect(of(J, (N * (1 - 1e-6) - 1) / 2)).toEqual(["searched", null]);
    }
  });
});

describe("the table of what is proven", () => {
  it("gives factors of at most N, which are above zero wherever something is said", () => {
    for (const J of [0.5, 1, 1.5, 2, 4])
      for (const N of [1, 1.02, 2, 7, 30, 1e6]) {
        const found = provenFor(J, N);
        if (found === null) continue;
        expect(found.factor).toBeGreaterThan(0);
        expect(found.factor).toBeLessThan(N);
      }
    expect(rows.every(({ degrees: [from, to] }) => from <= to)).toBe(true);
    expect(epsilonOf(1.25)).toBeCloseTo(0.5, 15);
  });
});
