import { describe, expect, it } from "vitest";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../../generated/index.ts";
import { validate } from "../../../symbolic/declare/declare.ts";
import { derive } from "../../../symbolic/derive/derivation.ts";
import { randomState } from "../../support/random-states.ts";

const state = randomState(6, 6, 4);
const spins = [0.5, 1];
const ofTexts = (...jumps: string[]) =>
  evaluate({ ...problemOf({ spins, state: { dicke: [0.5, 1] }, channels: [{ jumps }] }, {}, textsOf), state });

/** What the compiler says of the same operators. */
const declaredClass = (jumps: readonly string[]): string => {
  const bath = jumps.map((jump) => `D[${jump.replaceAll("[0]", "[a]").replaceAll("[1]", "[b]")}]`).join(" + ");
  const declaration = { name: "joint", cites: "a test", parties: ["a", "b"], parameters: {}, reservoirs: { bath } };
  return derive(validate(declaration)).reservoirs[0]!.production.class;
};

describe("jumps that join two spins", () => {
  it.each([
    [["Jz[0] + Jz[1]"]],
    [["Jx[0] - 2*Jy[1]", "(1+2j)*(Jz[0] + 0.5*Jx[1])"]],
    [["J-[0] + J-[1]"]],
    [["J-[0] + J-[1]", "0.5*J+[0] + 0.5*J+[1]"]],
    [["J-[0] + J+[1]"]],
    [["2*J-[0] + J-[1]"]],
    [["(Jx[0] - i*Jz[0]) + (Jx[1] - i*Jz[1])"]],
    [["J-[0] + i*J-[1]", "Jz[0]"]],
    [["J-[0] + Jz[1]", "Jx[0]"]],
    [["J-[0]", "J+[0]", "J-[1]", "J+[1]", "0.3*J-[0] + 0.2*J+[1]"]],
  ])("%j are of the class that the compiler finds", (jumps) => {
    expect(ofTexts(...jumps).channels.map((one) => one.class)).toEqual([declaredClass(jumps)]);
  });

  it("without a drift produce what they change, as collective dephasing does", () => {
    const on = [0, 1];
    const declared = evaluate({
      spins,
      state,
      channels: [{ channel: registered["collective-dephasing"]!, on, parameters: { lambda: 0.7 } }],
    });
    const { channels, production, flux, entropyRate } = ofTexts("sqrt(0.7)*(Jz[0] + Jz[1])");
    expect(channels[0]).toMatchObject({ on, class: "diffusive", positivity: "proven", refusal: null });
    expect(flux!.values[0]).toBe(0);
    expect(production!.values).toEqual(entropyRate.values);
    expect(Math.abs(production!.values[0]! - declared.production!.values[0]!)).toBeLessThan(1e-12);
  });

  it("with one are refused Π, and give S and dS/dt", () => {
    const declared = evaluate({
      spins,
      state,
      channels: [{ channel: registered["collective-decay"]!, on: [0, 1], parameters: { Gamma: 1, nbar: 0 } }],
    });
    const { channels, production, entropyRate } = ofTexts("J-[0] + J-[1]");
    expect(production).toBeNull();
    expect(channels[0]!.refusal).toMatch(/^reservoir "jumps" joins several spins, and its drift A leaves the range/);
    expect(Math.abs(entropyRate.values[0]! - declared.entropyRate.values[0]!)).toBeLessThan(1e-12);
  });

  it("in one entry, on spins apart, are reservoirs apart, each shown by itself", () => {
    const together = ofTexts("sqrt(0.3)*J-[0]", "Jz[1]", "sqrt(0.1)*J+[0]");
    expect(together.channels.map(({ on, entry, class: kind }) => [on, entry, kind])).toEqual([
      [[0], 0, "potential"],
      [[1], 0, "diffusive"],
    ]);
    const [bath, noise] = [ofTexts("sqrt(0.3)*J-[0]", "sqrt(0.1)*J+[0]"), ofTexts("Jz[1]")];
    const sum = bath.production!.values[0]! + noise.production!.values[0]!;
    expect(together.production!.values[0]).toBeCloseTo(sum, 12);
  });
});
