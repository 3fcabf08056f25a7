/** The text of an operator on numbered spins, such as a Hamiltonian, → its terms with numbers for coefficients. */
import { quoted } from "../../text/visible.ts";
import { applyFunction } from "../algebra/functions.ts";
import { interpret } from "../algebra/interpret.ts";
import { TooLarge } from "../algebra/limits.ts";
import { imaginaryPart, isZero, type Polynomial, realPart } from "../algebra/polynomial.ts";
import type { Ladder } from "../algebra/spin-operator.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import { readOperator } from "./read-text.ts";
import { requireModest, type SizeLimits } from "./size.ts";
import { parse } from "./syntax.ts";

/** (re + i im) times the product of J₊, J₋ and J_z of spins, the leftmost acting last on a ket. */
export interface OperatorTerm {
  readonly re: number;
  readonly im: number;
  readonly factors: readonly { readonly ladder: Ladder; readonly party: number }[];
}

/**
 * @param parties  how many spins there are: their indices, from 0, stand in brackets
 * @param limits  of the expansion
 * @param instead  what to do where they do not suffice
 * @throws MistakeInText  pointing at the character of the first mistake
 */
export function readOperatorText(
  given: string,
  parties: number,
  limits: SizeLimits,
  instead: string,
): readonly OperatorTerm[] {
  const text = given.replace(/\s/g, " ");
  try {
    refuseAlienOperators(text);
    const tree = parse(text);
    requireModest(tree, limits, instead);
    const operator = readOperator(tree, {
      name: unknownName,
      party: (label, at) => indexOf(label, at, parties),
      apply: applyFunction,
    });
    return operator.map(({ coefficient, word }) => ({
      re: numberOf(realPart(coefficient)),
      im: numberOf(imaginaryPart(coefficient)),
      factors: word.map(({ ladder, party }) => ({ ladder, party: Number(party) })),
    }));
  } catch (error) {
    if (error instanceof SyntaxMistake) throw new MistakeInText({ ...error, excerpt: { text, at: error.at } });
    throw error instanceof TooLarge ? new MistakeInText({ ...error, remedy: instead }) : error;
  }
}

/** `Sz[0]`, `sigmax[1]`: to the grammar a name and a bracket, to the user an operator. */
function refuseAlienOperators(text: string): void {
  for (const { 1: name, index } of text.matchAll(/(?<![A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_]*) *\[/g)) {
    if (name === "D" || /^J[xyz]$/.test(name)) continue;
    throw new SyntaxMistake({ found: `unknown operator ${quoted(name)}`, expected: known, remedy: meant(name) }, index);
  }
}

function unknownName(name: string, at: number): never {
  throw new SyntaxMistake({ found: `unknown name ${quoted(name)}`, expected: known, remedy: meant(name) }, at);
}

const known = "a number, i or one of the operators Jx, Jy, Jz, J+, J-";

function meant(name: string): string | null {
  const axis = /^[jJsS]_?([xyzXYZ])$/.exec(name)?.[1];
  if (axis !== undefined) return `did you mean "J${axis.toLowerCase()}"?`;
  return /^(sigma|pauli|[xyzXYZ]$)/i.test(name) ? "a Pauli matrix of a spin 1/2 is 2*Jx, 2*Jy or 2*Jz" : null;
}

function indexOf(label: string | undefined, at: number, parties: number): string {
  const range = parties === 1 ? "0" : `0 to ${parties - 1}`;
  if (label === undefined) {
    if (parties === 1) return "0";
    const expected = `the index of a spin, ${range}, in brackets, as in Jz[0]`;
    throw new SyntaxMistake({ found: "an operator of no spin", expected }, at);
  }
  if (/^(0|[1-9]\d*)$/.test(label) && Number(label) < parties) return label;
  throw new SyntaxMistake({ found: `${quoted(label)}, no spin of this job`, expected: `the index ${range}` }, at);
}

/** Below it doubles lose their digits. */
const least = 2 ** -1022;

function numberOf(of: Polynomial): number {
  const double = interpret({ kind: "polynomial", of }, new Map());
  if (Number.isFinite(double) && (Math.abs(double) >= least || isZero(of))) return double;
  throw new MistakeInText({
    found: `a coefficient ${Math.abs(double) < least ? "below 1e-307" : "that no double holds"}`,
    expected: "0 or one within 1e-307 to 1e308",
    remedy: "use another unit of energy, or 0 for what is negligible",
  });
}
