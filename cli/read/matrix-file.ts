/** A matrix that stands in the job, or in a file of its own. */
import { isAbsolute, join } from "node:path";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import { spinsMeant } from "../../spins/states/spins-meant.ts";
import type { Path } from "../../text/refusal.ts";
import { arrayOf, bytesOf, isArrayFile, textOf } from "./array-file.ts";
import type { JobTexts } from "./job-texts.ts";
import { refuse } from "./json-fields.ts";
import { parseJson } from "./json-text.ts";
import { matrixAt } from "./matrix.ts";

/** What matrices are read with. */
export interface MatrixSetting {
  readonly texts: JobTexts;
  /** That files are named from. */
  readonly folder: string;
}

/** A matrix on some spins, in the job or `{ "file": "H.npy" }`, of NumPy or JSON.
 *  @throws InvalidInput  of a file with its name in front */
export function matrixGiven(
  value: unknown,
  path: Path,
  spins: readonly number[],
  { texts, folder }: MatrixSetting,
): ComplexMatrix {
  const name = fileNamed(value, path);
  if (name === null) return matrixAt(value, path, spins, texts);
  return inFile(name, folder, (bytes, file) =>
    isArrayFile(bytes)
      ? matrixOfArray(bytes, file, path, spins)
      : matrixAt(parseJson(textOf(bytes, file), file, "a matrix"), path, spins, texts),
  );
}

function fileNamed(value: unknown, path: Path): string | null {
  if (typeof value !== "object" || value === null || Object.keys(value).join() !== "file") return null;
  const { file } = value as { readonly file: unknown };
  return typeof file === "string" ? file : refuse([...path, "file"], file, "the name of a .npy or JSON file");
}

/** What is read of a file's bytes, each refusal with the file's name.
 *  @param name  from the folder */
export function inFile<Read>(name: string, folder: string, read: (bytes: Buffer, file: string) => Read): Read {
  const file = isAbsolute(name) ? name : join(folder, name);
  const bytes = bytesOf(file);
  try {
    return read(bytes, file);
  } catch (error) {
    throw error instanceof InvalidInput ? error.of(file) : error;
  }
}

function matrixOfArray(bytes: Buffer, file: string, path: Path, spins: readonly number[]): ComplexMatrix {
  const { shape, re, im } = arrayOf(bytes, file);
  const dimension = totalDimension(spinDimensions(spins));
  if (shape.length === 2 && shape.every((n) => n === dimension)) return { dimension, re, im };
  const found = `an array of ${shape.join(" × ")}`;
  const expected = `${dimension} × ${dimension}, as spins [${spins.join(", ")}] need`;
  throw new InvalidInput({ path, found, expected, remedy: spinsMeant(spins, shape[0]!) });
}
