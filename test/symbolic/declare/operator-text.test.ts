import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOfTerms } from "../../../cli/read/operator-matrix.ts";
import { MistakeInText } from "../../../symbolic/declare/mistakes.ts";
import {
  type Constants,
  readNumberText,
  readOperatorText,
  type TextSettings,
} from "../../../symbolic/declare/operator-text.ts";

const limits = { terms: 100_000, factors: 40, digits: 700, work: 4_000_000 };
const settings: TextSettings = { constants: new Map(), limits, instead: null };
const withConstants = (constants: Constants): TextSettings => ({ ...settings, constants });

describe("a number in a text", () => {
  it.each([
    ["0.1-0.2j", 0.1, -0.2],
    ["(0.5+0j)", 0.5, 0],
    ["-1e-3i", 0, -1e-3],
    ["1/4", 0.25, 0],
    ["sqrt(2)/2", Math.SQRT1_2, 0],
    ["1/sqrt(2)", Math.SQRT1_2, 0],
    ["2*pi*0.1", 0.2 * Math.PI, 0],
    ["-2**2", -4, 0],
    ["1/(1+2j)", 0.2, -0.4],
    ["exp(0.1+0.2j)", Math.exp(0.1) * Math.cos(0.2), Math.exp(0.1) * Math.sin(0.2)],
    ["1/(exp(0.3)-1)", 1 / Math.expm1(0.3), 0],
    ["dag(2i)", 0, -2],
  ])("%s has its value", (text, re, im) => {
    const found = readNumberText(text, settings);
    expect(found.re).toBeCloseTo(re, 14);
    expect(found.im).toBeCloseTo(im, 14);
  });

  it("is a sum of decimals, exactly: 0.1 + 0.2 is 0.3", () => {
    expect(readNumberText("0.1 + 0.2", settings)).toEqual({ re: 0.3, im: 0 });
    expect(readNumberText("a + 0.2", withConstants(new Map([["a", { re: 0.1, im: 0 }]])))).toEqual({ re: 0.3, im: 0 });
  });

  it("knows the constants, complex ones too, and may not hold an operator", () => {
    const own = withConstants(new Map([["alpha", { re: -0.3, im: 1.5e-7 }]]));
    expect(readNumberText("2*alpha - alpha", own)).toEqual({ re: -0.3, im: 1.5e-7 });
    expect(() => readNumberText("2*Jz", own)).toThrow(
      "found an operator, expected a number, i, pi or a constant (alpha)",
    );
    expect(() => readNumberText("alpa", own)).toThrow('did you mean "alpha"?');
    expect(() => readNumberText("1/(alpha-alpha)", own)).toThrow("a number other than zero");
  });
});

/** Of qubits, the coefficients of J₊, J₋, J_z in an operator that is linear in them. */
const termsOf = (text: string, spins = [0.5, 0.5]) =>
  new Map(
    readOperatorText(text, spins, settings).map(({ re, im, factors }) => [
      factors.map(({ ladder, party }) => `${ladder}${party}`).join(" "),
      [re, im],
    ]),
  );

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was accepted");
}

describe("an operator in a text", () => {
  it("names Pauli matrices of qubits: σ is twice J, σ± is J±", () => {
    for (const [pauli, own] of [
      ["sx[0]", "2*Jx[0]"],
      ["sy[1]", "2*Jy[1]"],
      ["sz[0]", "2*Jz[0]"],
      ["sp[1]", "J+[1]"],
      ["sm[0]", "J-[0]"],
      ["X[0]*Y[1]*Z[0]", "8*Jx[0]*Jy[1]*Jz[0]"],
    ])
      expect(termsOf(pauli!)).toEqual(termsOf(own!));
  });

  it("has adjoints: of a product in the other order, of a number its conjugate", () => {
    expect(termsOf("dag(0.5i*J+[0]*Jz[0])")).toEqual(termsOf("-0.5i*Jz[0]*J-[0]"));
    expect(termsOf("dag(dag(sm[0] + (1+2j)*sz[1]))")).toEqual(termsOf("sm[0] + (1+2j)*sz[1]"));
  });

  it.each([
    ["0.5*sigma_z1 + 0.1*X0 X1", 5, 'did you mean "sz[1]"?'],
    ["0.1*X0 X1", 5, 'did you mean "X[0]*X[1]"?'],
    ["Jp[0]*Jm[1]", 1, 'did you mean "J+"?'],
    ["sz[0] + Sminus1", 9, 'did you mean "J-[1]"?'],
    ["sz[0] sz[1]", 7, "a product is written with *"],
    ["sz[0] + sigmaplus(1)", 9, 'did you mean "sp[1]"?'],
    ["sx[0] − Ｊz[0]", 7, "a minus sign is -"],
    ["Jq[0] − 1", 1, 'unknown operator "Jq"'],
    ["Јz[0]", 1, "U+0408"],
    ["tensor(sz[0], sz[1])", 1, "operators of several spins are multiplied"],
    ["g*sz[0]", 1, '"constants": { "g": … }'],
    ["sm[0] + np.sqrt(0.2)*sm[1]", 9, 'write sqrt(…), without "np."'],
    ["math.pi*sz[0]", 1, 'write pi, without "math."'],
    ["numpy.tan(1)*sz[0]", 1, "functions are cosh, sinh, cos, sin, exp, sqrt, dag, without"],
    ["qt.sigmaz()", 1, "write sz[0], without ()"],
    ["ab*sz[0]", 1, '"constants": { "ab": … }'],
    ["eps*sz[0]", 1, '"constants": { "eps": … }'],
    ["Pi*sz[0]", 1, 'did you mean "pi"?'],
    ["cos(2*t)*sz[0]", 7, "H and jumps are constant, use a rotating frame"],
    ["time*sz[0]", 1, "what depends on time is not possible"],
    ["sp[0]*sm[1] + h.c.", 15, "an adjoint is written dag(…)"],
    ["sp[0]*sm[1] + H.c.", 15, "an adjoint is written dag(…)"],
    ["create(2)", 1, "create(2) = |1⟩⟨0| is sm[0] here, where |0⟩ is spin up"],
    ["destroy(2)", 1, "destroy(2) = |0⟩⟨1| is sp[0] here"],
    ["destroy(5)", 1, "a boson's operators are none of a spin"],
    ["num(2)", 1, "(1 - sz[0])/2"],
    ["proj(1)", 1, "|1⟩⟨1| is (1 - sz[0])/2"],
    ['jmat(1/2, "-")', 1, "write J-[0]"],
    ["spin_Jx(1)", 1, "write Jx[0]"],
    ["qeye(2)", 1, "the identity is 1"],
    ["sz[0]*sigmap()", 7, "write sp[0], without ()"],
    ["sm()[1]", 1, "write sm[1], without ()"],
    ["Jz(1)", 1, "write Jz[1], without ()"],
    ["sz[2] + g", 1, "the index 0 to 1"],
    ["sz[0]^0.5", 7, "sqrt(…)"],
  ])("%s is refused at its first mistake, with the right spelling", (text, character, remedy) => {
    const read = () => readOperatorText(text, [0.5, 0.5], settings);
    expect(read).toThrow(MistakeInText);
    expect(read).toThrow(`at character ${character} of`);
    expect(read).toThrow(remedy);
  });

  it.each([
    ["destroy(2)", [0, 1, 0, 0]],
    ["create(2)", [0, 0, 1, 0]],
    ["num(2)", [0, 0, 0, 1]],
    ["proj(1)", [0, 0, 0, 1]],
  ])("%s is refused with an operator that has its matrix, by QuTiP", (text, matrix) => {
    const read = (operator: string) => readOperatorText(operator, [0.5], settings);
    const message = messageOf(() => read(text));
    const [, written] = /(s[pm]|\(1 - sz\)\/2)(?: here|$)/.exec(message)!;
    expect([...matrixOfTerms(read(written!), [0.5], []).high.re]).toEqual(matrix);
  });

  it("of another spin is no Pauli matrix", () => {
    expect(() => readOperatorText("sx[1]", [0.5, 1], settings)).toThrow("an operator of that spin is Jx[1]");
  });

  it("means the same with ** and ^", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (n) => {
        expect(termsOf(`(Jx[0] + 0.5*Jz[1])**${n}`)).toEqual(termsOf(`(Jx[0] + 0.5*Jz[1])^${n}`));
      }),
    );
  });
});
