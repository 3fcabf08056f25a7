import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { parameter } from "../../../symbolic/algebra/symbol.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { InvalidDeclaration, validate } from "../../../symbolic/declare/declare.ts";
import { declare } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";

function refusal(declaration: ChannelDeclaration): string {
  try {
    validate(declaration);
  } catch (error) {
    if (error instanceof InvalidDeclaration) return error.message;
    throw error;
  }
  throw new Error("the declaration was accepted");
}

const ofText = (text: string, parties = ["a"]): ChannelDeclaration =>
  declare({ parties, rates: ["g"], ranges: { r: "(-1, 1)" }, reservoirs: { bath: text } });

const dissipators = (text: string, parties?: string[]) => validate(ofText(text, parties)).reservoirs[0].dissipators;

describe("a mistake in a reservoir", () => {
  it.each([
    ["an unknown parameter", "g*D[J-] + gamma*D[Jz]", "gamma", 'found unknown parameter "gamma", expected one of g, r'],
    ["an undeclared party", "g*D[J-[c]]", "J-[c]", 'found "c", no declared party, expected a'],
    [
      "a rate that can be negative",
      "g*D[Jz] + r*D[J-]",
      "D[J-]",
      "found a rate that can be negative where r is in (-1, 1)",
    ],
    ["a negative rate", "-2*D[J-]", "D[J-]", "a rate that can be negative"],
    ["a complex rate", "i*g*D[J-]", "D[J-]", "a rate that is complex"],
    ["a number for an operator", "g*D[2]", "2]", "an operator that is a number"],
    ["an unknown function", "g*D[tan(r)*J-]", "tan", 'unknown function "tan"'],
    ["the root of a complex number", "g*D[sqrt(i)*J-]", "i)", "sqrt of a complex number"],
    ["a zero operator", "g*D[Jz - Jz]", "- Jz]", "an operator that is zero"],
    ["a rate that no double holds", "1e-200*1e-200*g*D[J-]", "D[J-]", "a number below 1e-323 in a rate"],
    ["a rate that products take out of doubles", "g*D[J-]/1e-160", "D[J-]", "a number of 1e160 in a rate"],
    ["an operator whose square does so", "g*D[J- + 1e-80*Jz]", "+ 1e-80", "expected one within 1e-75 to 1e75"],
    ["an exponential that vanishes", "g*D[exp(-1000)*J-]", "-1000", "exp of a number beyond 172"],
    [
      "a double commutator that is not Hermitian",
      "-g/2*[J-, [J-, rho]]",
      "J-,",
      "found [L, [L, rho]] with L not Hermitian, expected a dissipator",
    ],
    [
      "a double commutator of two operators",
      "-g/2*[Jz, [Jx, rho]]",
      "[Jx",
      "found two operators that differ, expected [L, [L, rho]]",
    ],
    ["a double commutator of the wrong sign", "g/2*[Jz, [Jz, rho]]", "[Jz, [", "a rate that can be negative"],
    ["a single commutator", "g*[Jz, rho]", "[Jz, rho]", "expected [L, [L, rho]]"],
    ["a Hamiltonian", "g*D[J-] - i*g*[Jz, rho]", "[Jz, rho]", 'give it in the job, "hamiltonian": "…"'],
    ["a rate that is zero", "0*D[J-]", "0*", "a reservoir that is zero whatever its parameters are"],
    ["a difference that is zero", "(g - g)*D[Jz]", "(g", "a reservoir that is zero whatever its parameters are"],
    ["an operator outside a dissipator", "g*J-", "*", "expected rate*D[L]"],
    ["an operator as a rate", "Jz*D[J-]", "Jz", "found an operator"],
    ["a dissipator inside another", "g*D[D[J-]]", "D[J-]]", "found a map of states, expected an operator"],
    ["a division by a parameter", "D[J-]/g", "g", "can divide"],
    ["rho out of place", "g*D[rho]", "rho", "expected rho only at the end of [L, [L, rho]]"],
    ["a syntax error", "g*D[J-", "", 'found the end of the text, expected "]"'],
  ])("is pointed at: %s", (_, text, at, message) => {
    const found = refusal(ofText(text));
    expect(found).toContain('channel "test-channel": reservoirs.bath, at character ');
    expect(found).toContain(message);
    const character = Number(/at character (\d+)/.exec(found)?.[1]);
    expect(text.slice(character - 1, character - 1 + at.length)).toBe(at);
    if (at === "") expect(character).toBe(text.length + 1);
  });

  it.each([
    ["no rate at all", ["Jz"], [["0"]]],
    [
      "operators that undo one another",
      ["Jz", "Jz"],
      [
        ["g", "-g"],
        ["-g", "g"],
      ],
    ],
  ])("is named: a matrix that is zero, with %s, also beside a reservoir that is not", (_, operators, matrix) => {
    const bath = { operators, matrix };
    for (const others of [{}, { other: "g*D[J-]" }])
      expect(refusal({ ...ofText(""), reservoirs: { bath, ...others } })).toBe(
        'channel "test-channel": reservoirs.bath: found a reservoir that is zero whatever its parameters are, expected one that acts on the spins',
      );
  });

  it("is not that a rate is zero beside one that is not", () => {
    expect(dissipators("g*D[J-] + 0*D[J+]")).toHaveLength(1);
  });

  it("is pointed at when an operator leaves its party open", () => {
    expect(refusal(ofText("g*D[J-]", ["a", "b"]))).toContain(
      "found an operator of no party, expected one with [a] or [b]",
    );
  });
});

describe("a mistake in the frame of a declaration", () => {
  const valid = ofText("g*D[J-]");
  it.each([
    ["a name with capitals", { name: "My Channel" }, "lower-case words joined by hyphens"],
    ["no party", { parties: [] }, 'parties: found no party, expected at least one; write parties: ["a"]'],
    ["a party twice", { parties: ["a", "a"] }, "not distinct"],
    ["more after one", { parties: ["a", "..."] }, 'parties: found "..." after 1, expected two labels before it'],
    [
      "more after two that are told apart",
      { parties: ["a", "b", "..."], reservoirs: { noise: "g*D[Jz[a] + 2*Jz[b]]" } },
      'parties: found "..." after spins that an operator tells apart',
    ],
    ["no reservoir", { reservoirs: {} }, "reservoirs: found no reservoir"],
    [
      "a reserved parameter",
      { parameters: { rho: { range: "[0, 1]", unit: "1", meaning: "" } } },
      "parameters.rho: found no name for a parameter",
    ],
    [
      "a range that is none",
      { parameters: { g: { range: "[1, 0]", unit: "1", meaning: "" } } },
      'parameters.g.range: found "[1, 0]", expected an interval',
    ],
  ])("is named: %s", (_, change, message) => {
    expect(refusal({ ...valid, ...change })).toContain(message);
  });
});

describe("a Kossakowski matrix that is none", () => {
  const ofMatrix = (matrix: readonly (readonly string[])[], operators = ["Jx", "Jy"]): ChannelDeclaration =>
    declare({ rates: ["g"], ranges: { r: "[-1, 1]" }, reservoirs: { bath: { operators, matrix } } });
  it.each([
    ["not square", [["g", "0"]], "has 2 rows of 2 entries"],
    [
      "not Hermitian",
      [
        ["g", "i*g"],
        ["i*g", "g"],
      ],
      "not Hermitian: entry 1, 2",
    ],
    [
      "with a negative eigenvalue",
      [
        ["g", "2*g*r"],
        ["2*g*r", "g"],
      ],
      "can have a negative eigenvalue where g is in",
    ],
    [
      "with a negative rate",
      [
        ["r", "0"],
        ["0", "g"],
      ],
      "its minor of rows 1 is not ≥ 0",
    ],
    [
      "with a mistake in an entry",
      [
        ["g", "h"],
        ["h", "g"],
      ],
      'unknown parameter "h"',
    ],
  ])("is refused: %s", (_, matrix, message) => {
    expect(refusal(ofMatrix(matrix))).toContain(message);
  });

  it("is accepted up to the edge", () => {
    expect(() =>
      validate(
        ofMatrix([
          ["g", "g*r"],
          ["g*r", "g"],
        ]),
      ),
    ).not.toThrow();
  });
});

describe("a valid declaration", () => {
  it("reads −λ/2 [Jz, [Jz, ρ]] as λ D[Jz]", () => {
    const [double] = dissipators("-g/2*[Jz, [Jz, rho]]");
    const [single] = dissipators("g*D[Jz]");
    expectPolynomial(double.rate, single.rate);
    expect(spin.equals(double.operator, single.operator)).toBe(true);
  });

  it("distributes rates over sums and divides by numbers", () => {
    const found = dissipators("g/2*(D[J-] + 3*D[Jz]) - (-g)*D[J+]");
    const rates = ["1/2", "3/2", "1"].map((text) => text.split("/").map(BigInt) as [bigint, bigint?]);
    found.forEach(({ rate }, k) => {
      const [above, below = 1n] = rates[k];
      expectPolynomial(rate, p.multiply(p.fraction(above, below), p.symbol(parameter("g"))));
    });
    expect(found).toHaveLength(3);
  });

  it("takes Jx, Jy and J± for the same operators", () => {
    const [a] = dissipators("g*D[J- + r*J+]");
    const [b] = dissipators("g*D[(1 + r)*Jx + i*(r - 1)*Jy]");
    expect(spin.equals(a.operator, b.operator)).toBe(true);
  });

  it("lets operators of several parties stand in one dissipator", () => {
    const [{ operator }] = dissipators("g*D[Jz[a] + r*Jz[b]]", ["a", "b"]);
    expect(operator.map(({ word }) => word[0].party)).toEqual(["a", "b"]);
  });

  it("accepts rates that are not negative over the ranges: g·(1 − r)", () => {
    expect(() => validate(ofText("g*(1 - r)*D[J-]"))).not.toThrow();
  });
});

describe("a declaration of the wrong shape", () => {
  const whole = {
    name: "noise",
    cites: "a test",
    parties: ["a"],
    parameters: { rate: { range: "[0, inf)", unit: "1/time", meaning: "rate" } },
    reservoirs: { bath: "rate*D[Jz]" },
  };

  it.each([
    [
      "a field that is none",
      { ...whole, resevoirs: {} },
      'resevoirs: found an unknown field, expected one of name, cites, parties, parameters, reservoirs; did you mean "reservoirs"?',
    ],
    ["no citation", { ...whole, cites: undefined }, "cites: found undefined, expected a text"],
    ["one party outside a list", { ...whole, parties: "a" }, 'parties: found "a", expected a list'],
    ["no parameters", { ...whole, parameters: undefined }, "parameters: found undefined, expected {"],
    [
      "a parameter without its unit",
      { ...whole, parameters: { rate: { range: "[0, 1]" } } },
      "parameters.rate.unit: found undefined, expected a text",
    ],
    ["reservoirs as one text", { ...whole, reservoirs: "rate*D[Jz]" }, 'reservoirs: found "rate*D[Jz]", expected {'],
    [
      "a reservoir that is a number",
      { ...whole, reservoirs: { bath: 3 } },
      "reservoirs.bath: found 3, expected a text",
    ],
  ])("is refused: %s", (_, declaration, message) => {
    expect(() => validate(declaration as unknown as ChannelDeclaration)).toThrow(message);
  });
});
