/** A job's Hamiltonian: text in the notation of declarations, or a matrix. It is read, never run. */
import type { ComplexMatrix } from "../runtime/evaluator.ts";
import { InvalidInput } from "../runtime/invalid-input.ts";
import { readOperator } from "../symbolic/read-operator.ts";
import { parse, SyntaxMistake, type SyntaxNode } from "../symbolic/syntax.ts";
import { objectAt } from "./fields.ts";
import { matrixAt } from "./matrix.ts";
import { operatorMatrix } from "./operator-matrix.ts";

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/** Products of ladder operators after expansion, and factors of each; a larger Hamiltonian is quicker as a matrix. */
const largest = { products: 20_000, factors: 40 } as const;

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
  const text = given.replace(/\s/g, " ");
  try {
    refuseAlienOperators(text);
    const tree = parse(text);
    refuseHuge(tree);
    const operator = readOperator(tree, { name: unknownName, party: (label, at) => partyOf(label, at, spins.length) });
    return operatorMatrix(operator, spins);
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidInput("hamiltonian: nested too deeply; give the matrix instead");
    if (!(error instanceof SyntaxMistake)) throw error;
    const { message, at } = error;
    const caret = `${" ".repeat(at)}^`;
    throw new InvalidInput(`hamiltonian: ${message}, at character ${at + 1} of\n  ${text}\n  ${caret}`);
  }
}

/** `Sz[0]`, `sigmax[1]`: to the grammar a name and a bracket, to the user an operator. */
function refuseAlienOperators(text: string): void {
  for (const { 1: name, index } of text.matchAll(/([A-Za-z_][A-Za-z0-9_]*) *\[/g)) {
    if (name === "D" || /^J[xyz]$/.test(name!)) continue;
    throw new SyntaxMistake(`unknown operator "${name}"${meant(name!)}`, index);
  }
}

function unknownName(name: string, at: number): never {
  throw new SyntaxMistake(`unknown name "${name}"${meant(name)}`, at);
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
  throw new SyntaxMistake(`"${label}" is no spin of this job; expected the index ${range}`, at);
}

interface Size {
  readonly products: number;
  readonly factors: number;
}

/** Bounds the work of an expansion before it is done; every text here may come from a stranger. */
function refuseHuge(node: SyntaxNode): Size {
  const size = sizeOf(node);
  if (size.products > largest.products || size.factors > largest.factors) {
    const what = size.factors > largest.factors ? `${size.factors} factors` : `${size.products} products`;
    throw new SyntaxMistake(`expands to ${what} of operators; give the matrix instead`, node.at);
  }
  return size;
}

function sizeOf(node: SyntaxNode): Size {
  switch (node.kind) {
    case "number":
      if (Math.abs(Number(/[eE](.*)$/.exec(node.text)?.[1] ?? 0)) > 308) {
        throw new SyntaxMistake(`${node.text} is no number that a double holds`, node.at);
      }
      return { products: 1, factors: 0 };
    case "spin":
      return { products: node.axis === "x" || node.axis === "y" ? 2 : 1, factors: 1 };
    case "negation":
      return refuseHuge(node.of);
    case "power": {
      const { products, factors } = refuseHuge(node.base);
      return { products: products ** node.exponent, factors: Math.max(1, factors) * node.exponent };
    }
    case "binary": {
      const [left, right] = [refuseHuge(node.left), refuseHuge(node.right)];
      return node.operator === "+" || node.operator === "-"
        ? { products: left.products + right.products, factors: Math.max(left.factors, right.factors) }
        : { products: left.products * right.products, factors: left.factors + right.factors };
    }
    default:
      return { products: 1, factors: 0 };
  }
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
      H.re[up] = H.re[low] = 0.5 * (re[up]! + re[low]!);
      H.im[up] = r === c ? 0 : 0.5 * (im[up]! - im[low]!);
      H.im[low] = r === c ? 0 : 0.5 * (im[low]! - im[up]!);
    }
  }
  return H;
}
