/** A job's Hamiltonian: text in the notation of declarations, or a matrix. It is read, never run. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { hermitianPart } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { addMatrix, adjoint, type DoubleDouble, zeroDoubleDouble } from "../../spins/matrices/double-double.ts";
import type { JobTexts } from "./job-texts.ts";
import { objectAt } from "./json-fields.ts";
import { matrixAt } from "./matrix.ts";
import { matrixOfTerms } from "./operator-matrix.ts";

const path = ["hamiltonian"];

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export function hamiltonianOf(value: unknown, spins: readonly number[], texts: JobTexts): Hamiltonian {
  if (typeof value === "string") {
    const terms = texts.operator(value, path, spins, "give the matrix instead");
    const { high, low } = matrixOfTerms(terms, spins, path);
    hermitian(high, "add the adjoint, as in J+[0] + J-[0]");
    return meanWithAdjoint({ high, low });
  }
  if (!Array.isArray(value)) objectAt(value, path, 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixAt(value, path, spins, texts), null);
}

/** (H + H†)/2 with what its entries are rounded by. */
function meanWithAdjoint(H: DoubleDouble): Hamiltonian {
  const { high, low } = zeroDoubleDouble(H.high.dimension);
  addMatrix({ high, low }, 0.5, H);
  addMatrix({ high, low }, 0.5, adjoint(H));
  return { ...high, low };
}

function hermitian(matrix: ComplexMatrix, remedy: string | null): ComplexMatrix {
  const { re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale))
    throw new InvalidInput({ path, found: "entries that no double holds", expected: "finite ones" });
  return hermitianPart(path, "a Hamiltonian", matrix, tolerance * scale, remedy);
}
