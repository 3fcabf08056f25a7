import { describe, expect, it } from "vitest";
import { SyntaxMistake } from "../../../symbolic/declare/mistakes.ts";
import { parse } from "../../../symbolic/declare/syntax.ts";

function mistakeIn(text: string): SyntaxMistake {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof SyntaxMistake) return error;
  }
  throw new Error(`${text} was read without a mistake`);
}

describe("the notation of declarations", () => {
  it("binds products tighter than sums, powers tighter than signs", () => {
    expect(parse("a + b*c")).toMatchObject({
      terms: [{ node: { name: "a" } }, { sign: "+", node: { kind: "product" } }],
    });
    expect(parse("a - b - c")).toMatchObject({
      terms: [{ sign: "+" }, { sign: "-" }, { sign: "-", node: { name: "c" } }],
    });
    expect(parse("-a^2")).toMatchObject({ kind: "negation", of: { kind: "power", exponent: 2 } });
    expect(parse("(a + b)*c")).toMatchObject({ factors: [{ node: { kind: "sum" } }, { sign: "*" }] });
    expect(parse("- + - a")).toEqual({ kind: "name", name: "a", at: 6 });
  });

  it("reads J- and J+ as operators, a sign after them as a sign", () => {
    expect(parse("J- + J+")).toMatchObject({ terms: [{ node: { axis: "-" } }, { sign: "+", node: { axis: "+" } }] });
    expect(parse("J--J+")).toMatchObject({ terms: [{ node: { axis: "-" } }, { sign: "-", node: { axis: "+" } }] });
    expect(parse("Jz[a]")).toMatchObject({ kind: "spin", axis: "z", party: "a" });
    expect(parse("Jzero")).toMatchObject({ kind: "name", name: "Jzero" });
  });

  it("knows dissipators and double commutators", () => {
    expect(parse("g*D[J-]")).toMatchObject({ factors: [{}, { node: { kind: "dissipator", of: { kind: "spin" } } }] });
    expect(parse("[Jz, [Jz, rho]]")).toMatchObject({ kind: "commutator", right: { kind: "commutator" } });
  });

  it.each([
    ["g*", 2, "found the end of the text"],
    ["g*D[J-", 6, 'expected "]"'],
    ["g*(a + b", 8, 'expected ")"'],
    ["g ? D[J-]", 2, 'found "?", which has no meaning here'],
    ["2 g", 2, 'found "g", expected an operator or the end; a product is written with *'],
    ["Jx[a]Jx[b]", 5, 'found "Jx", expected an operator or the end; a product is written with *'],
    ["(2 g)", 3, 'found "g", expected ")"; a product is written with *'],
    [`${"(".repeat(101)}a`, 101, "nested too deeply, with more than 100 brackets"],
    ["J-^z", 3, "expected a whole number as exponent"],
    ["a^2^3", 3, 'found "^"'],
    ["[Jz Jz]", 4, 'expected ","'],
    ["Jz[+]", 3, "expected the label of a party"],
    ["", 0, "found the end of the text"],
    [")", 0, 'found ")"'],
  ])("points at the mistake of %j: character %i, %s", (text, at, message) => {
    const mistake = mistakeIn(text);
    expect(mistake.message).toContain(message);
    expect(mistake.at).toBe(at);
  });

  it("reads a sum of 100,000 terms, and as many factors and signs", () => {
    expect(parse(`a${" + a".repeat(99_999)}`)).toMatchObject({ kind: "sum", terms: { length: 100_000 } });
    expect(parse(`a${"*a".repeat(99_999)}`)).toMatchObject({ kind: "product", factors: { length: 100_000 } });
    expect(parse(`${"-".repeat(99_999)}a`)).toMatchObject({ kind: "negation", of: { name: "a" } });
  });
});
