/** A job's Hamiltonian: text in the notation of declarations, or a matrix. It is read, never run. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/state.ts";
import { type OperatorTerm, readOperatorText } from "../../symbolic/declare/operator-text.ts";
import { Refusal } from "../../text/refusal.ts";
import { objectAt } from "./json-fields.ts";
import { limits } from "./limits.ts";
import { matrixAt } from "./matrix.ts";
import { operatorMatrix } from "./operator-matrix.ts";

const path = ["hamiltonian"];

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export function hamiltonianOf(value: unknown, spins: readonly number[]): ComplexMatrix {
  if (typeof value === "string") return hermitian(fromText(value, spins), "add the adjoint, as in J+[0] + J-[0]");
  objectAt(value, path, 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixAt(value, path, spins), null);
}

const instead = "give the matrix instead";

function fromText(text: string, spins: readonly number[]): ComplexMatrix {
  if (text.length > limits.hamiltonian) refuseSize(`a text of ${text.length} characters`, limits.hamiltonian);
  const terms = termsOf(text, spins.length);
  requireFewImages(terms, spins);
  return operatorMatrix(terms, spins);
}

function refuseSize(found: string, most: number): never {
  throw new InvalidInput({ path, found, expected: `at most ${most}`, remedy: instead });
}

function termsOf(text: string, parties: number): readonly OperatorTerm[] {
  try {
    return readOperatorText(text, parties, limits.expansion, instead);
  } catch (error) {
    throw error instanceof Refusal ? new InvalidInput({ ...error, path }) : error;
  }
}

/** Every product of operators takes every basis state somewhere. */
function requireFewImages({ length: products }: readonly OperatorTerm[], spins: readonly number[]): void {
  const dimension = spinDimensions(spins).reduce((all, d) => all * d, 1);
  if (products * dimension <= limits.images) return;
  refuseSize(`${products} products of operators on ${dimension} states, each with an image`, limits.images);
}

/** The Hermitian part of a matrix that is Hermitian within the tolerance. */
function hermitian(matrix: ComplexMatrix, remedy: string | null): ComplexMatrix {
  const { dimension: n, re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale))
    throw new InvalidInput({ path, found: "entries that no double holds", expected: "finite ones" });
  const H = { dimension: n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [up, low] = [r * n + c, c * n + r];
      if (Math.hypot(re[up]! - re[low]!, im[up]! + im[low]!) > tolerance * scale) refuseEntries(matrix, r, c, remedy);
      // Halves first: the sum may be no double.
      H.re[up] = H.re[low] = 0.5 * re[up]! + 0.5 * re[low]!;
      H.im[up] = r === c ? 0 : 0.5 * im[up]! - 0.5 * im[low]!;
      H.im[low] = r === c ? 0 : 0.5 * im[low]! - 0.5 * im[up]!;
    }
  }
  return H;
}

function refuseEntries({ dimension: n, re, im }: ComplexMatrix, r: number, c: number, remedy: string | null): never {
  const entry = (k: number) => `${re[k]} ${im[k]! < 0 ? "-" : "+"} ${Math.abs(im[k]!)}i`;
  const [up, low] = [entry(r * n + c), entry(c * n + r)];
  const found = r === c ? up : `${up} with ${low} at [${c}][${r}]`;
  throw new InvalidInput({ path: [...path, r, c], found, expected: "an entry of a Hermitian matrix", remedy });
}
