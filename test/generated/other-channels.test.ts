import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { compiled } from "../support/compiled.ts";

interface Matrix {
  readonly re: number[][];
  readonly im: number[][];
}

interface Case {
  readonly name: string;
  readonly spins: number[];
  readonly state: Matrix;
  readonly expect: { entropy: number; entropyRate: number; production: number | null; flux: number | null };
  readonly digits: Record<string, number>;
}

const { cases } = JSON.parse(readFileSync("test/reference/other-channels.json", "utf8")) as { cases: Case[] };

const positiveRates = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { range: "[0, inf)", unit: "1/time", meaning: name }]));

/** One reservoir of thermal damping and dephasing together: axisymmetric about z, or not. */
const damped = (name: string, noise: string) =>
  compiled({
    name,
    cites: "a test",
    parties: ["a"],
    parameters: { ...positiveRates("Gamma", "lambda"), nbar: { range: "[0, inf)", unit: "1", meaning: "bath" } },
    reservoirs: { bath: `Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[${noise}]` },
  });

const tilted = await compiled({
  name: "tilted-axis",
  cites: "a test",
  parties: ["a"],
  parameters: positiveRates("lambda"),
  reservoirs: { noise: "lambda*D[0.48*Jx + 0.6*Jy + 0.64*Jz]" },
});

const use: Readonly<Record<string, readonly [Evaluator, Parameters]>> = {
  "dephasing along x, L=Jx": [channels["axis-dephasing"], { lambda: 1, polar: Math.PI / 2, azimuth: 0 }],
  "dephasing along (0.48,0.6,0.64)": [tilted, { lambda: 1 }],
  "isotropic depolarising Jx,Jy,Jz rate 1": [channels.depolarizing, { lambda: 1 }],
  "pure pumping L=J+": [channels.pumping, { Gamma: 1 }],
  "damping G=1 n=0.5 + dephasing 0.8": [await damped("damping-dephasing", "Jz"), { Gamma: 1, nbar: 0.5, lambda: 0.8 }],
  "squeezed-like L=cosh(r)J- + e^{iu}sinh(r)J+ r=0.5 u=0": [
    channels["squeezed-vacuum"],
    { Gamma: 1, r: 0.5, phase: 0 },
  ],
  "collective dephasing L=Jaz+Jbz": [channels["collective-dephasing"], { lambda: 1 }],
  "collective decay L=Ja- + Jb-": [channels["collective-decay"], { Gamma: 1, nbar: 0 }],
  "collective decay of the singlet (dark): dS/dt=0": [channels["collective-decay"], { Gamma: 1, nbar: 0 }],
  "correlated dephasing Kossakowski [[1,.6],[.6,1]] on Jaz,Jbz": [
    channels["correlated-dephasing"],
    { lambda: 1, correlation: 0.6 },
  ],
  "damping n=0.5 + dephasing along x rate 1": [
    await damped("damping-x-dephasing", "Jx"),
    { Gamma: 1, nbar: 0.5, lambda: 1 },
  ],
};

/** The smaller of what is trusted of a reference value and 1e-12 absolutely for what should be zero. */
const uncertainty = (value: number, digits: number | undefined): number =>
  Math.max(Math.abs(value) * 10 ** -(digits ?? 13), 1e-12);

describe("values of an independent program for channels that are not in the paper", () => {
  it.each(cases.map((one) => [`${one.name}, J = ${one.spins.join(", ")}`, one] as const))("%s", (_, one) => {
    const [channel, parameters] = use[one.name];
    const on = one.spins.map((_, party) => party);
    const state = densityMatrix(one.spins, one.state.re, one.state.im);
    const result = evaluate({ spins: one.spins, state, channels: [{ channel, on, parameters }] });
    const compare = (quantity: "entropy" | "entropyRate" | "production" | "flux"): void => {
      const expected = one.expect[quantity];
      const found = result[quantity];
      if (expected === null) {
        expect(found).toBeNull();
        return;
      }
      const deviation = Math.abs(found!.values[0] - expected);
      const trusted = uncertainty(expected, one.digits[quantity]);
      expect(deviation, quantity).toBeLessThanOrEqual(found!.error[0] + trusted);
      expect(deviation, quantity).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + trusted);
    };
    compare("entropy");
    compare("entropyRate");
    compare("production");
    compare("flux");
    if (one.expect.production === null) expect(result.channels[0].refusal).toMatch(/does not split|drift A leaves/);
  });
});
