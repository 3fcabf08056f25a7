import { describe, expect, it } from "vitest";
import { validate } from "../../../../symbolic/declare/declare.ts";
import { derive } from "../../../../symbolic/derive/derivation.ts";
import { equations } from "../../../../symbolic/print/equation-lines.ts";
import { dissipatorEquation, driftEquations } from "../../../../symbolic/print/equations.ts";
import { lettersOf } from "../../../../symbolic/print/letters.ts";
import { latex, unicode } from "../../../../symbolic/print/notation.ts";
import { inUnicode } from "../../../../symbolic/print/print.ts";
import { onOneLine } from "../../../../symbolic/print/typeset.ts";
import { declare } from "../../declarations.ts";

const table = (...names: readonly string[]): readonly string[] =>
  [
    ...lettersOf(
      ["a"],
      names.map((name) => ({ name })),
    ).parameters.values(),
  ].map((of) => unicode.leaf(of, true));

/** The dissipator and the drift of a reservoir, in both notations. */
function printed(rates: readonly string[], text: string, parties: readonly string[] = ["a"]): readonly string[] {
  const derivation = derive(validate(declare({ parties, rates, reservoirs: { bath: text } })));
  const letters = lettersOf(parties, derivation.channel.parameters);
  const [reservoir] = derivation.reservoirs;
  const all = [dissipatorEquation(reservoir, letters), ...driftEquations(reservoir, letters)];
  return all.flatMap((of) => [
    inUnicode(of, letters),
    onOneLine(of, { notation: latex, isLone: parties.length === 1 }),
  ]);
}

describe("a parameter has a letter of its own", () => {
  it.each([
    ["R g omega Omega Phi", "R′ g′ ω′ Ω′ Φ′"],
    ["A_0 L0 X_0 L1", "A₀′ L₀′ X₀′ L₁′"],
    ["J_a z_a B_xy k_B", "J_a′ z_a′ B_xy′ k_B′"],
    ["x0 x_0 lambda1 lambda_1", "x₀ x_0 λ₁ lambda_1"],
    ["H nbar n gamma_1 n1", "H′′ n̄ n′ γ₁ n₁"],
    ["P1 Rx1 ab e5 e_5", "P₁ Rx₁ ab e₅ e_5"],
    ["constructor toString del rate det", "constructor toString del rate det′"],
  ])("%s: %s", (names, letters) => {
    expect(table(...names.split(" "))).toEqual(letters.split(" "));
  });

  it("which the list of equations names where it is not the usual one", () => {
    const derivation = derive(validate(declare({ rates: ["R", "Gamma"], reservoirs: { bath: "R*Gamma*D[J-]" } })));
    expect(equations(derivation, null).letters).toBe("R′ is R");
    expect(equations(derivation, null).dissipator).toBe("D(ρ) = Γ R′ D[J₋]ρ");
  });

  it("and parties' labels that would read as powers stand in brackets", () => {
    const [dissipator, inLatex] = printed(["k"], "k*D[Jz[k] + J-[a2] + J-[b]]", ["k", "a2", "b"]);
    expect(dissipator).toBe("D(ρ) = k D[J₋[a2] + J₋ᵇ + Jz[k]]ρ");
    expect(inLatex).toBe("D(\\rho) = k D[J_-^{(a2)} + J_-^{b} + J_z^{(k)}]\\rho");
  });
});

describe("numbers and names", () => {
  it("in a product are apart: a·b is not ab", () => {
    expect(printed(["a", "b", "ab"], "a*b*D[J-] + 2*ab*D[J+]")[0]).toBe("D(ρ) = a b D[J₋]ρ + 2 ab D[J₊]ρ");
  });

  it("are multiplied: twice 3/10 is 3/5, and a fraction before a letter is in brackets", () => {
    const of = printed(["a"], "a*D[cos(3/10)*Jx - sin(3/10)*Jz - i*Jy] + a/3*D[J+]").join("\n");
    expect(of).toContain("(1/3) a D[J₊]ρ");
    expect(of).toContain("\\tfrac{1}{3} a D[J_+]\\rho");
    expect(of).not.toMatch(/\d \\tfrac|\d\d\/10/);
  });

  it("in an exponent are not taken for powers of e", () => {
    expect(printed([], "2/7*exp(1/4)*D[J-]")[2]).toBe("A_θ = (2/7) J e^(¼) sinθ");
  });
});
