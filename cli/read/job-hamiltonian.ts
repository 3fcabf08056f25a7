/** A job's Hamiltonian and its observables: text in the notation of declarations, or a matrix. It is read, never run. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { hermitianPart } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { addMatrix, adjoint, type DoubleDouble, zeroDoubleDouble } from "../../spins/matrices/double-double.ts";
import type { Path } from "../../text/refusal.ts";
import { limits } from "./job-limits.ts";
import type { JobTexts } from "./job-texts.ts";
import { objectAt, refuse } from "./json-fields.ts";
import { matrixAt } from "./matrix.ts";
import { matrixOfTerms } from "./operator-matrix.ts";

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export const hamiltonianOf = (value: unknown, spins: readonly number[], texts: JobTexts): Hamiltonian =>
  operatorOf(value, ["hamiltonian"], "a Hamiltonian", spins, texts);

/** Operators by the names that the job gives them, likewise. */
export function observablesOf(
  value: unknown,
  spins: readonly number[],
  texts: JobTexts,
): Readonly<Record<string, Hamiltonian>> {
  const path = ["observables"];
  const given = Object.entries(objectAt(value, path, 'an object such as { "M": "Jz[0] + Jz[1]" }'));
  if (given.length > limits.observables) refuse(path, value, `at most ${limits.observables}`);
  return Object.fromEntries(
    given.map(([name, operator]) => [name, operatorOf(operator, [...path, name], "an observable", spins, texts)]),
  );
}

function operatorOf(value: unknown, path: Path, what: string, spins: readonly number[], texts: JobTexts): Hamiltonian {
  if (typeof value === "string") {
    const terms = texts.operator(value, path, spins, "give the matrix instead");
    const { high, low } = matrixOfTerms(terms, spins, path);
    hermitian(high, path, what, "add the adjoint, as in J+[0] + J-[0]");
    return meanWithAdjoint({ high, low });
  }
  if (!Array.isArray(value)) objectAt(value, path, 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixAt(value, path, spins, texts), path, what, null);
}

/** (H + H†)/2 with what its entries are rounded by. */
function meanWithAdjoint(H: DoubleDouble): Hamiltonian {
  const { high, low } = zeroDoubleDouble(H.high.dimension);
  addMatrix({ high, low }, 0.5, H);
  addMatrix({ high, low }, 0.5, adjoint(H));
  return { ...high, low };
}

function hermitian(matrix: ComplexMatrix, path: Path, what: string, remedy: string | null): ComplexMatrix {
  const { re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale))
    throw new InvalidInput({ path, found: "entries that no double holds", expected: "finite ones" });
  return hermitianPart(path, what, matrix, tolerance * scale, remedy);
}
