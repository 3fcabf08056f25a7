/** What the texts of a job may name: constants, operators of numbered spins, Pauli matrices. */
import { listed, quoted } from "../../text/visible.ts";
import { functionNames } from "../algebra/role.ts";
import { SyntaxMistake } from "./mistakes.ts";
import { calledOperator, isCalled, refusalOf } from "./names-meant.ts";
import { adjoint, type SpinNode, type SyntaxNode, type Vocabulary } from "./syntax.ts";

export interface ComplexNumber {
  readonly re: number;
  readonly im: number;
}

/** The job's own constants, by name. */
export type Constants = ReadonlyMap<string, ComplexNumber>;

const pauli: Vocabulary["pauli"] = new Map([
  ["sx", "x"],
  ["sy", "y"],
  ["sz", "z"],
  ["sp", "+"],
  ["sm", "-"],
  ["X", "x"],
  ["Y", "y"],
  ["Z", "z"],
]);

const imaginaryUnits = ["i", "j"];
const builtIn: Constants = new Map([["pi", { re: Math.PI, im: 0 }]]);
const functions: readonly string[] = [...functionNames, adjoint];

/** What a constant may not be called. */
export const isReserved = (name: string): boolean =>
  pauli.has(name) ||
  imaginaryUnits.includes(name) ||
  builtIn.has(name) ||
  functions.includes(name) ||
  /^(J[xyz]|D)$/.test(name);

/** @param spins  J of the spins whose operators may stand; null for a number */
export function vocabularyOf(constants: Constants, spins: readonly number[] | null): Vocabulary {
  const known = expectedOf(constants, spins);
  return {
    pauli: spins === null ? new Map() : pauli,
    name: (name, at, rest) => {
      if (imaginaryUnits.includes(name) && !isCalled(rest)) return { kind: "name", name: "i", at };
      const value = constants.get(name) ?? builtIn.get(name);
      if (value !== undefined && !/^\s*[[(]/.test(rest)) return numberNode(value, at);
      if (functions.includes(name)) return functionNode(name, at, rest);
      throw new SyntaxMistake(refusalOf({ name, rest, spins, known, constants: [...constants.keys()], functions }), at);
    },
    spin: (node, name, rest) => {
      const called = spins === null || node.party !== undefined ? null : calledOperator(name, rest, spins);
      if (called !== null) throw new SyntaxMistake(called, node.at);
      requireSpin(node, known, spins);
    },
  };
}

function functionNode(name: string, at: number, rest: string): SyntaxNode {
  if (!isCalled(rest)) throw new SyntaxMistake({ found: `${name} of nothing`, expected: `${name}(…)` }, at);
  return { kind: "name", name, at };
}

function expectedOf(constants: Constants, spins: readonly number[] | null): string {
  const own = constants.size === 0 ? "" : `, a constant (${listed([...constants.keys()])})`;
  if (spins === null) return `a number, i, pi${own === "" ? "" : " or"}${own.slice(1)}`;
  return `a number, i, pi${own} or one of the operators Jx, Jy, Jz, J+, J-${spins.includes(0.5) ? ", sx, sy, sz, sp, sm" : ""}`;
}

/** A decimal number, exactly as it is printed: so 0.1 is one tenth. */
function numberNode({ re, im }: ComplexNumber, at: number): SyntaxNode {
  const part = (value: number): SyntaxNode => {
    const size: SyntaxNode = { kind: "number", text: String(Math.abs(value)), at };
    return value < 0 ? { kind: "negation", of: size, at } : size;
  };
  if (im === 0) return part(re);
  const imaginary: SyntaxNode = {
    kind: "product",
    factors: [
      { sign: "*", node: part(im) },
      { sign: "*", node: { kind: "name", name: "i", at } },
    ],
    at,
  };
  return {
    kind: "sum",
    terms: [
      { sign: "+", node: part(re) },
      { sign: "+", node: imaginary },
    ],
    at,
  };
}

function requireSpin({ party, axis, matrices, at }: SpinNode, known: string, spins: readonly number[] | null): void {
  if (spins === null) throw new SyntaxMistake({ found: "an operator", expected: known }, at);
  const index = indexOf(party, at, spins.length);
  if (matrices === "spin" || spins[index] === 0.5) return;
  const J = spins[index];
  throw new SyntaxMistake(
    {
      found: `a Pauli matrix of a spin J = ${J}`,
      expected: "one of a spin 1/2",
      remedy: `an operator of that spin is J${axis}${party === undefined ? "" : `[${party}]`}`,
    },
    at,
  );
}

/** Which spin a label stands for.
 *  @throws SyntaxMistake where it is none of so many */
export function indexOf(label: string | undefined, at: number, parties: number): number {
  const range = parties === 1 ? "0" : `0 to ${parties - 1}`;
  if (label === undefined) {
    if (parties === 1) return 0;
    const expected = `the index of a spin, ${range}, in brackets, as in Jz[0]`;
    throw new SyntaxMistake({ found: "an operator of no spin", expected }, at);
  }
  if (/^(0|[1-9]\d*)$/.test(label) && Number(label) < parties) return Number(label);
  throw new SyntaxMistake({ found: `${quoted(label)}, no spin of this job`, expected: `the index ${range}` }, at);
}
