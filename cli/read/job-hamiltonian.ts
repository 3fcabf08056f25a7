/** A job's Hamiltonian: text in the notation of declarations, or a matrix. It is read, never run. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { hermitianPart } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { addMatrix, adjoint, type DoubleDouble, zeroDoubleDouble } from "../../spins/matrices/double-double.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import { type OperatorTerm, readOperatorText } from "../../symbolic/declare/operator-text.ts";
import { Refusal } from "../../text/refusal.ts";
import { limits } from "./job-limits.ts";
import { objectAt } from "./json-fields.ts";
import { matrixAt } from "./matrix.ts";
import { operatorMatrix } from "./operator-matrix.ts";

const path = ["hamiltonian"];

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export function hamiltonianOf(value: unknown, spins: readonly number[]): Hamiltonian {
  if (typeof value === "string") {
    const { high, low } = fromText(value, spins);
    hermitian(high, "add the adjoint, as in J+[0] + J-[0]");
    return meanWithAdjoint({ high, low });
  }
  objectAt(value, path, 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixAt(value, path, spins), null);
}

/** (H + H†)/2 with what its entries are rounded by. */
function meanWithAdjoint(H: DoubleDouble): Hamiltonian {
  const { high, low } = zeroDoubleDouble(H.high.dimension);
  addMatrix({ high, low }, 0.5, H);
  addMatrix({ high, low }, 0.5, adjoint(H));
  return { ...high, low };
}

const instead = "give the matrix instead";

function fromText(text: string, spins: readonly number[]): DoubleDouble {
  if (text.length > limits.hamiltonian) refuseSize(`a text of ${text.length} characters`, limits.hamiltonian);
  const terms = termsOf(text, spins.length);
  requireFewImages(terms, spins);
  const moving = terms.filter(({ factors, im }) => factors.length > 0 || im !== 0);
  // A number moves nothing, and next to a large one the digits of what does are lost.
  return operatorMatrix(moving.length === 0 ? terms : moving, spins);
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
  const dimension = totalDimension(spinDimensions(spins));
  if (products * dimension <= limits.images) return;
  refuseSize(`${products} products of operators on ${dimension} states, each with an image`, limits.images);
}

function hermitian(matrix: ComplexMatrix, remedy: string | null): ComplexMatrix {
  const { re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale))
    throw new InvalidInput({ path, found: "entries that no double holds", expected: "finite ones" });
  return hermitianPart(path, "a Hamiltonian", matrix, tolerance * scale, remedy);
}
