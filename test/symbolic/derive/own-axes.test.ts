import { describe, expect, it } from "vitest";
import { validate } from "../../../symbolic/declare/declare.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { derive, ownAxes } from "../../../symbolic/derive/derivation.ts";
import { declare } from "../declarations.ts";
import { expectVector } from "../expectations.ts";

function own(text: string) {
  const channel = validate(
    declare({ rates: ["g", "n", "k"], ranges: { t: "(-inf, inf)" }, reservoirs: { bath: text } }),
  );
  return ownAxes(derive(channel).reservoirs[0], channel);
}

const tilted = (jump: string): string => jump.replace("X", "cos(t)*Jx - sin(t)*Jz");

describe("the own axes of a reservoir", () => {
  it("are those of damping, about an axis tilted by a parameter", () => {
    const found = own(`g*(n + 1)*D[${tilted("X - i*Jy")}] + g*n*D[${tilted("X + i*Jy")}]`)!;
    expectVector(
      found.axis,
      ["sin(t)", "0", "cos(t)"].map((text) => readPolynomial(text)),
    );
    const { dissipators } = found.reservoir.reservoir;
    expect(dissipators.map(({ operator }) => operator[0].word[0].ladder)).toEqual(["-", "+"]);
    expectVector(
      dissipators.map(({ rate }) => rate),
      ["g*(n + 1)", "g*n"].map((text) => readPolynomial(text)),
    );
  });

  it("are rational where the axis is", () => {
    const found = own("g*D[4/5*Jx - 3/5*Jz - i*Jy] + k*D[3/5*Jx + 4/5*Jz]")!;
    expectVector(
      found.axis,
      ["3/5", "0", "4/5"].map((text) => readPolynomial(text)),
    );
    expect(found.reservoir.reservoir.dissipators).toHaveLength(2);
  });

  it("are those that it was declared in, or none, for the rest", () => {
    for (const text of ["g*D[J-]", "g*D[J+]", "g*D[2*J- + J+]", "g*D[Jx]", "g*D[J-] + k*D[Jx]"])
      expect(own(text)).toBeUndefined();
  });

  it("are not given where the axis has no length that is a polynomial", () => {
    // Noise of the same strength across (1, 1, 1), and a drift along it.
    const text = "g*D[Jx - Jy + i*(Jx + Jy - 2*Jz)*sqrt(3)/3]";
    const channel = validate(declare({ rates: ["g"], reservoirs: { bath: text } }));
    const [{ production }] = derive(channel).reservoirs;
    expect(production).toMatchObject({ class: "potential", potential: { shape: "axial" } });
    expect(own(text)).toBeUndefined();
  });
});
