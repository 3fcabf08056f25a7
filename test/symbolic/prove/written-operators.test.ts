import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { proveOnMatrixUnits } from "../../../symbolic/prove/matrix-units.ts";
import { NotCertified } from "../../../symbolic/prove/proof.ts";
import { proveWrittenOperators } from "../../../symbolic/prove/written-operators.ts";
import { deriveSketch, deriveText } from "../declarations.ts";

const J2 = "(Jx^2 + Jy^2 + Jz^2)";

describe("the proof that products of operators are what they were written as", () => {
  it.each([
    ["a commutator", "g*D[Jz*J- - J-*Jz] + h*D[Jz]"],
    ["J² before and beside", `g*D[${J2}*J- + (1 + i)*${J2} + Jz]`],
    ["a shift by products", "g*D[J- + Jz^2 + J-*J+ + Jz]"],
  ])("holds on all matrix units: %s", (_, text) => {
    const { channel, reservoirs } = deriveText(text);
    expect(proveWrittenOperators(channel.reservoirs, channel.parties)?.scope).toContain("J = 1/2, 1, 3/2");
    expect(proveOnMatrixUnits(reservoirs).scope).toContain("J = 1/2, 1, 3/2");
  });

  it("holds of Kossakowski matrices and of parties", () => {
    const squares = { operators: ["Jz[b]^2 + Jx[a] + 2*i", "Jz[b]^2 - Jx[a]*Jz[b]/3 + Jz[b]*Jx[a]/3"], matrix: [["g", "-g"], ["-g", "g"]] }; // biome-ignore format: a matrix
    const { channel } = deriveSketch({ parties: ["a", "b"], rates: ["g"], reservoirs: { bath: squares } });
    expect(proveWrittenOperators(channel.reservoirs, channel.parties)).toBeDefined();
  });

  it("is left out where none were written", () => {
    const { channel } = deriveText("g*D[J- + 3]");
    expect(proveWrittenOperators(channel.reservoirs, channel.parties)).toBeUndefined();
  });

  it("fails where an operator, its constant or a rate is another", () => {
    const { channel } = deriveText(`g*D[${J2}*J- + Jz*J- - J-*Jz + ${J2}]`);
    const [reservoir] = channel.reservoirs;
    const [{ rate, operator }] = reservoir.dissipators;
    for (const wrong of [
      { remainder: spin.scale(reservoir.remainder, p.constant(2n)) },
      { dissipators: [{ rate, operator: spin.add(operator, spin.spin("z", "a")) }] },
      { dissipators: [{ rate: p.multiply(rate, rate), operator }] },
    ])
      expect(() => proveWrittenOperators([{ ...reservoir, ...wrong }], channel.parties)).toThrow(NotCertified);
  });
});
