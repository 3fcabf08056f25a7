/** What the texts of a job may name: constants, operators of numbered spins, Pauli matrices; and what was meant by other names. */
import { nearest } from "../../text/nearest.ts";
import type { Issue } from "../../text/refusal.ts";
import { listed, quoted, shortened } from "../../text/visible.ts";
import { functionNames } from "../algebra/role.ts";
import { SyntaxMistake } from "./mistakes.ts";
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
      throw new SyntaxMistake(unknown(name, rest, known, spins, [...constants.keys()]), at);
    },
    spin: (node) => requireSpin(node, known, spins),
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

const isCalled = (rest: string): boolean => /^\s*\(/.test(rest);

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

function unknown(
  name: string,
  rest: string,
  known: string,
  spins: readonly number[] | null,
  constants: readonly string[],
): Issue {
  const found = `unknown ${isCalled(rest) ? "function" : /^\s*\[/.test(rest) ? "operator" : "name"} ${quoted(name)}`;
  if (isCalled(rest) && !isOperatorLike(name)) {
    const near = nearest(name, functions);
    const remedy = /^(tensor|kron)$/i.test(name)
      ? "operators of several spins are multiplied, as in sz[0]*sz[1]"
      : near === null
        ? null
        : `did you mean "${near}"?`;
    return { found, expected: `one of ${functions.join(", ")}`, remedy };
  }
  const operator = spins === null ? undefined : operatorMeant(name, rest, spins);
  if (operator !== undefined) return { found, expected: known, remedy: `did you mean "${operator}"?` };
  if (/^(I|id|identity|eye|qeye)$/i.test(name)) return { found, expected: known, remedy: "the identity is 1" };
  const near = name.length > 1 ? nearest(name, [...constants, ...builtIn.keys()]) : null;
  const own = `"constants": { "${shortened(name)}": … } gives it a value`;
  return { found, expected: known, remedy: near === null ? own : `did you mean "${near}"?` };
}

const spinLike = /^[jJS]_?([xyzXYZ]|[pm]|plus|minus)_?(\d*)$/;
const pauliLike = /^(?:sigma|sig|pauli|s)?_?([xyzXYZ]|[pm]|plus|minus)_?(\d*)$/i;

const isOperatorLike = (name: string): boolean => spinLike.test(name) || pauliLike.test(name);

/** sigma_z1 → sz[1], Jp[0] → J+[0], Sx → Jx, X0 X1 → X[0]*X[1]. */
function operatorMeant(name: string, rest: string, spins: readonly number[]): string | undefined {
  const isPauli = !spinLike.test(name);
  const [, letter, digits] = (isPauli ? pauliLike : spinLike).exec(name) ?? [];
  if (letter === undefined) return undefined;
  const axis = /^p/i.test(letter) ? "+" : /^m/i.test(letter) ? "-" : letter.toLowerCase();
  const spelled = isPauli ? pauliName(name, axis) : `J${axis}`;
  const next = /^\s+([A-Za-z]\w*)/.exec(rest);
  const other = next && (operatorMeant(next[1], "", spins) ?? next[1]);
  const called = /^\s*\(\s*(\d+)\s*\)/.exec(rest)?.[1];
  // Where brackets follow they are right.
  const index = /^\s*\[/.test(rest) ? "" : digits || called || (spins.length === 1 ? "" : "0");
  const meant = spelled + (index === "" ? "" : `[${index}]`);
  return other ? `${meant}*${other}` : meant;
}

/** X, Y, Z where these were written, else sx, sy, sz. */
function pauliName(name: string, axis: string): string {
  if (/^[XYZ]/.test(name)) return axis.toUpperCase();
  return `s${axis === "+" ? "p" : axis === "-" ? "m" : axis}`;
}
