/** A job's Hamiltonian: text in the notation of declarations, or a matrix. It is read, never run. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/state.ts";
import { applyFunction } from "../../symbolic/algebra/functions.ts";
import { TooLarge } from "../../symbolic/algebra/limits.ts";
import type { SpinOperator } from "../../symbolic/algebra/spin-operator.ts";
import { readOperator } from "../../symbolic/declare/read-operator.ts";
import { requireModest } from "../../symbolic/declare/size.ts";
import { parse, SyntaxMistake } from "../../symbolic/declare/syntax.ts";
import { pointedAt, quoted } from "../../text/visible.ts";
import { objectAt } from "./fields.ts";
import { limits } from "./limits.ts";
import { matrixAt } from "./matrix.ts";
import { operatorMatrix } from "./operator-matrix.ts";

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export function hamiltonianOf(value: unknown, spins: readonly number[]): ComplexMatrix {
  if (typeof value === "string") return hermitian(fromText(value, spins), "; add the adjoint, as in J+[0] + J-[0]");
  objectAt(value, "hamiltonian", 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixAt(value, "hamiltonian", spins), "");
}

function fromText(given: string, spins: readonly number[]): ComplexMatrix {
  if (given.length > limits.hamiltonian) {
    throw new InvalidInput(
      `hamiltonian: a text of ${given.length} characters, more than ${limits.hamiltonian}; give the matrix instead`,
    );
  }
  const text = given.replace(/\s/g, " ");
  try {
    refuseAlienOperators(text);
    const tree = parse(text);
    requireModest(tree, limits.expansion, instead);
    const operator = readOperator(tree, {
      name: unknownName,
      party: (label, at) => partyOf(label, at, spins.length),
      apply: applyFunction,
    });
    requireFewImages(operator, spins);
    return operatorMatrix(operator, spins);
  } catch (error) {
    if (error instanceof TooLarge) throw new InvalidInput(`hamiltonian: ${error.message}${instead}`);
    if (!(error instanceof SyntaxMistake)) throw error;
    throw new InvalidInput(`hamiltonian: ${error.message}${pointedAt(text, error.at)}`);
  }
}

const instead = "; give the matrix instead";

/** Every product of operators takes every basis state somewhere. */
function requireFewImages(operator: SpinOperator, spins: readonly number[]): void {
  const dimension = spinDimensions(spins).reduce((all, d) => all * d, 1);
  if (operator.length * dimension <= limits.images) return;
  throw new InvalidInput(
    `hamiltonian: ${operator.length} products of operators on ${dimension} states are more than ${limits.images} images${instead}`,
  );
}

/** `Sz[0]`, `sigmax[1]`: to the grammar a name and a bracket, to the user an operator. */
function refuseAlienOperators(text: string): void {
  for (const { 1: name, index } of text.matchAll(/(?<![A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_]*) *\[/g)) {
    if (name === "D" || /^J[xyz]$/.test(name!)) continue;
    throw new SyntaxMistake(`unknown operator ${quoted(name!)}${meant(name!)}`, index);
  }
}

function unknownName(name: string, at: number): never {
  throw new SyntaxMistake(`unknown name ${quoted(name)}${meant(name)}`, at);
}

function meant(name: string): string {
  const axis = /^[jJsS]_?([xyzXYZ])$/.exec(name)?.[1];
  if (axis !== undefined) return `; did you mean "J${axis.toLowerCase()}"?`;
  if (/^(sigma|pauli|[xyzXYZ]$)/i.test(name)) return "; a Pauli matrix of a spin 1/2 is 2*Jx, 2*Jy or 2*Jz";
  return " (known: numbers, i and the operators Jx, Jy, Jz, J+, J-)";
}

function partyOf(label: string | undefined, at: number, parties: number): string {
  const range = parties === 1 ? "0" : `0 to ${parties - 1}`;
  if (label === undefined) {
    if (parties === 1) return "0";
    throw new SyntaxMistake(`of which spin? write its index, ${range}, in brackets, as in Jz[0]`, at);
  }
  if (/^(0|[1-9]\d*)$/.test(label) && Number(label) < parties) return label;
  throw new SyntaxMistake(`${quoted(label)} is no spin of this job; expected the index ${range}`, at);
}

/** The Hermitian part of a matrix that is Hermitian within the tolerance. */
function hermitian(matrix: ComplexMatrix, remedy: string): ComplexMatrix {
  const { dimension: n, re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale)) throw new InvalidInput("hamiltonian: has entries that no double holds");
  const H = { dimension: n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [up, low] = [r * n + c, c * n + r];
      if (Math.hypot(re[up]! - re[low]!, im[up]! + im[low]!) > tolerance * scale) {
        const entry = (k: number) => `${re[k]} ${im[k]! < 0 ? "-" : "+"} ${Math.abs(im[k]!)}i`;
        const found =
          r === c ? `[${r}][${r}] is ${entry(up)}` : `[${r}][${c}] is ${entry(up)}, [${c}][${r}] ${entry(low)}`;
        throw new InvalidInput(`hamiltonian: not Hermitian: entry ${found}${remedy}`);
      }
      // Halves first: the sum may be no double.
      H.re[up] = H.re[low] = 0.5 * re[up]! + 0.5 * re[low]!;
      H.im[up] = r === c ? 0 : 0.5 * im[up]! - 0.5 * im[low]!;
      H.im[low] = r === c ? 0 : 0.5 * im[low]! - 0.5 * im[up]!;
    }
  }
  return H;
}
