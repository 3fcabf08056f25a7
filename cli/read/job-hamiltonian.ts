/** A job's Hamiltonian and its observables: text in the notation of declarations, or a matrix. It is read, never run. */

import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { hermitianPart } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { addMatrix, adjoint, type DoubleDouble, zeroDoubleDouble } from "../../spins/matrices/double-double.ts";
import type { Path } from "../../text/refusal.ts";
import { limits } from "./job-limits.ts";
import { objectAt, refuse } from "./json-fields.ts";
import { type MatrixSetting, matrixGiven } from "./matrix-file.ts";
import { matrixOfTerms } from "./operator-matrix.ts";

/** Relative to the largest entry: room for the rounding of products of square roots, none for a sign. */
const tolerance = 1e-12;

/**
 * H on all parties of a job, exactly Hermitian.
 * @throws InvalidInput  pointing at the character of the first mistake, or at the entry that is not Hermitian
 */
export function hamiltonianOf(value: unknown, spins: readonly number[], setting: MatrixSetting): Hamiltonian {
  const path = ["hamiltonian"];
  if (isTermsOverTime(value))
    throw new InvalidInput({
      path,
      found: "a list of terms",
      expected: "one text that adds them, constant in time",
      remedy: "a Hamiltonian that depends on time is not possible; use a rotating frame",
    });
  return operatorOf(value, path, "a Hamiltonian", spins, setting);
}

/** Operators by the names that the job gives them, likewise. */
export function observablesOf(
  value: unknown,
  spins: readonly number[],
  setting: MatrixSetting,
): Readonly<Record<string, Hamiltonian>> {
  const path = ["observables"];
  const given = Object.entries(objectAt(value, path, 'an object such as { "M": "Jz[0] + Jz[1]" }'));
  if (given.length > limits.observables) refuse(path, value, `at most ${limits.observables}`);
  return Object.fromEntries(
    given.map(([name, operator]) => [name, operatorOf(operator, [...path, name], "an observable", spins, setting)]),
  );
}

/** QuTiP's [H0, [H1, "cos(w*t)"]]: rows of a matrix are no operators, and neither are their entries. */
const isTermsOverTime = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.some((term) => isOperator(term) || (Array.isArray(term) && (isOperator(term[0]) || isMatrix(term[0]))));

const isOperator = (part: unknown): boolean =>
  typeof part === "string" && /\[\s*\d|(?<![A-Za-z0-9_])(J[xyz+-]|s[xyzpm](?![A-Za-z0-9_])|sig)/.test(part);

const isMatrix = (part: unknown): boolean => Array.isArray(part) && part.length > 0 && part.every(Array.isArray);

function operatorOf(
  value: unknown,
  path: Path,
  what: string,
  spins: readonly number[],
  setting: MatrixSetting,
): Hamiltonian {
  if (typeof value === "string") {
    const terms = setting.texts.operator(value, path, spins, "give the matrix instead");
    const { high, low } = matrixOfTerms(terms, spins, path);
    requireHermitian(high, path, what);
    return meanWithAdjoint({ high, low });
  }
  if (!Array.isArray(value)) objectAt(value, path, 'text such as "0.5*Jz[0]" or a matrix { "re": [[…]], "im": [[…]] }');
  return hermitian(matrixGiven(value, path, spins, setting), path, what);
}

/** Of a text, which has no elements to name. */
function requireHermitian(matrix: ComplexMatrix, path: Path, what: string): void {
  try {
    hermitian(matrix, path, what);
  } catch (error) {
    if (!(error instanceof InvalidInput) || error.path.length === path.length) throw error;
    const name = path[0] === "hamiltonian" ? "H" : "A";
    throw new InvalidInput({
      path,
      found: `${name} ≠ ${name}†, a sum that is not its own adjoint`,
      expected: `${name} = ${name}†: ${what} is Hermitian`,
      remedy: "Hermitian terms have real coefficients, to others dag(…) is added, as in J+[0] + dag(J+[0])",
    });
  }
}

/** (H + H†)/2 with what its entries are rounded by. */
function meanWithAdjoint(H: DoubleDouble): Hamiltonian {
  const { high, low } = zeroDoubleDouble(H.high.dimension);
  addMatrix({ high, low }, 0.5, H);
  addMatrix({ high, low }, 0.5, adjoint(H));
  return { ...high, low };
}

function hermitian(matrix: ComplexMatrix, path: Path, what: string): ComplexMatrix {
  const { re, im } = matrix;
  let scale = 0;
  for (let k = 0; k < re.length; k++) scale = Math.max(scale, Math.hypot(re[k]!, im[k]!));
  if (!Number.isFinite(scale))
    throw new InvalidInput({ path, found: "entries that no double holds", expected: "finite ones" });
  return hermitianPart(path, what, matrix, tolerance * scale);
}
