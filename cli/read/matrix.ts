import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import { spinsMeant } from "../../spins/states/spins-meant.ts";
import type { ComplexNumber } from "../../symbolic/declare/operator-text.ts";
import { counted } from "../../text/counted.ts";
import type { Path } from "../../text/refusal.ts";
import { entryAt } from "./entries.ts";
import type { JobTexts } from "./job-texts.ts";
import { fieldsAt, listAt } from "./json-fields.ts";

/** A matrix on some spins, as rows of entries or as `{ re, im }` (`im` may be left out), of any kind: it need not be Hermitian or of
 *  trace one. */
export function matrixAt(value: unknown, path: Path, spins: readonly number[], texts: JobTexts): ComplexMatrix {
  if (Array.isArray(value)) return rowsOf(value, path, spins, (entry, place) => entryAt(entry, place, texts));
  const fields = fieldsAt(value, path, ["re", "im"], { re: "the real parts, a list of rows" });
  const hasIm = Object.hasOwn(fields, "im");
  const real = (entry: unknown, place: Path): ComplexNumber => ({ re: texts.real(entry, place), im: 0 });
  // A complex entry among the real parts says the imaginary one, unless that is said elsewhere.
  const complex = (entry: unknown, place: Path) => entryAt(entry, place, texts);
  const re = rowsOf(fields.re, [...path, "re"], spins, hasIm ? real : complex);
  return hasIm ? { ...re, im: rowsOf(fields.im, [...path, "im"], spins, real).re } : re;
}

function rowsOf(
  value: unknown,
  path: Path,
  spins: readonly number[],
  read: (entry: unknown, path: Path) => ComplexNumber,
): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  const rows = listAt(value, path, "a list of rows");
  requireShape(rows, path, dimension, spins);
  const matrix = { dimension, re: new Float64Array(dimension ** 2), im: new Float64Array(dimension ** 2) };
  rows.forEach((row, r) => {
    (row as readonly unknown[]).forEach((entry, c) => {
      const { re, im } = read(entry, [...path, r, c]);
      matrix.re[r * dimension + c] = re;
      matrix.im[r * dimension + c] = im;
    });
  });
  return matrix;
}

function requireShape(rows: readonly unknown[], path: Path, dimension: number, spins: readonly number[]): void {
  const need = spins.length === 1 ? `a spin of J = ${spins[0]} needs` : `spins of J = ${spins.join(", ")} need`;
  const expected = `${dimension}, as ${need}`;
  const vector = vectorOf(rows, dimension);
  if (vector !== null)
    throw new InvalidInput({
      path,
      found: `${vector}, not a matrix`,
      expected: `${dimension} rows of ${expected}`,
      remedy: 'amplitudes of a pure state are { "ket": […] }',
    });
  if (rows.length !== dimension) {
    const isSquare = rows.every((row) => Array.isArray(row) && row.length === rows.length);
    const remedy = isSquare ? spinsMeant(spins, rows.length) : null;
    throw new InvalidInput({ path, found: counted(rows.length, "row"), expected, remedy });
  }
  rows.forEach((row, r) => {
    const { length } = listAt(row, [...path, r], "a row of numbers");
    if (length !== dimension) throw new InvalidInput({ path: [...path, r], found: `${length} columns`, expected });
  });
}

/** What has the entries of a vector of this dimension, in words. */
function vectorOf(rows: readonly unknown[], dimension: number): string | null {
  if (rows.length === dimension && rows.every((row) => Array.isArray(row) && row.length === 1))
    return `a column of ${dimension}`;
  const isRow = rows.length === 1 && Array.isArray(rows[0]) && rows[0].length === dimension;
  const isFlat = rows.length === dimension && rows.every((entry) => !Array.isArray(entry));
  return isRow || isFlat ? `a row of ${dimension}` : null;
}
