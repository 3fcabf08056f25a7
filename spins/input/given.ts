/** What callers give, read once and copied: nothing that they change later, or that answers twice in different ways, is seen again. What has
 *  another shape than its type promises is refused, and Hermitian matrices are made exactly so. */

import { described, whyOf } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { shortened } from "../../text/visible.ts";
import { type ComplexMatrix, zeroMatrix } from "../matrices/complex-matrix.ts";
import { InvalidInput } from "./invalid-input.ts";

/** More entries than any list that makes sense: a matrix of 4096 × 4096 has half of them. */
const MOST_ENTRIES = 2 ** 25;

/** What fails when it is looked at, such as a getter that throws, is refused like any other value. */
export function reading<T>(path: Path, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput({
      path,
      found: `what cannot be read (${shortened(whyOf(error), 160)})`,
      expected: "plain data",
    });
  }
}

/**
 * An object's own fields.
 * @param of  where its fields are: nowhere else, but for what has no name to put before theirs
 * @throws InvalidInput  when it is no plain object, or has a field that is not known
 */
export function fieldsOf<Known extends string>(
  path: Path,
  value: unknown,
  expected: string,
  known: readonly Known[],
  of = path,
): Readonly<Partial<Record<Known, unknown>>> {
  return reading(path, () => {
    requireObject(path, value, expected);
    const object = value as Readonly<Record<PropertyKey, unknown>>;
    if (!isPlain(object)) refuseShape(path, value, expected);
    const keys = Reflect.ownKeys(object);
    for (let k = 0; k < keys.length; k++) requireKnown(of, keys[k], known);
    const own: Partial<Record<PropertyKey, unknown>> = {};
    for (let k = 0; k < keys.length; k++) own[keys[k]] = object[keys[k]];
    return own as Partial<Record<Known, unknown>>;
  });
}

function requireKnown(of: Path, key: string | symbol, known: readonly string[]): void {
  if (known.includes(key as string)) return;
  const name = String(key);
  throw new InvalidInput({ path: [...of, name], found: "an unknown field", ...oneOf(name, known) });
}

/** Not an instance of a class: what those mean by their fields is not known. From another realm is as good. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The entries of a list. @throws InvalidInput  when it is no list, or has a hole */
export function entriesOf(path: Path, value: unknown, expected: string): unknown[] {
  return reading(path, () => {
    requireList(path, value, expected);
    const list = value as readonly unknown[];
    const { length } = list;
    if (!(length <= MOST_ENTRIES)) throw new InvalidInput({ path, found: `${length} entries`, expected });
    const entries: unknown[] = [];
    for (let k = 0; k < length; k++) {
      if (!(k in list)) throw new InvalidInput({ path: [...path, k], found: "a hole in the list", expected });
      entries.push(list[k]);
    }
    return entries;
  });
}

/** A list of numbers or a typed array of them; what numbers are allowed is another matter. */
export function numbersOf(path: Path, value: unknown, expected: string): number[] {
  return reading(path, () => {
    if (isNumericArray(value)) return Array.from(value);
    if (!Array.isArray(value)) refuseShape(path, value, expected);
    const entries = entriesOf(path, value, expected);
    const k = entries.findIndex((entry) => typeof entry !== "number");
    if (k >= 0) refuseShape([...path, k], entries[k], "a number");
    return entries as number[];
  });
}

function isNumericArray(value: unknown): value is Float64Array {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return false;
  return !(value instanceof BigInt64Array || value instanceof BigUint64Array);
}

/** A matrix { dimension, re, im }: its size and its entries are another matter. */
export function matrixOf(path: Path, value: unknown, expected: string): ComplexMatrix {
  const { dimension, re, im } = fieldsOf(path, value, expected, ["dimension", "re", "im"]);
  if (typeof dimension !== "number") refuseShape(path, value, expected);
  return { dimension, re: partOf([...path, "re"], re, "real"), im: partOf([...path, "im"], im, "imaginary") };
}

function partOf(path: Path, value: unknown, which: string): Float64Array {
  const expected = `the ${which} parts of the entries, row by row, in a Float64Array`;
  return reading(path, () => new Float64Array(isNumericArray(value) ? value : numbersOf(path, value, expected)));
}

/** @throws InvalidInput  naming the field, what was found and what was expected */
export function refuseShape(path: Path, value: unknown, expected: string): never {
  throw new InvalidInput({ path, found: described(value), expected });
}

/** @throws InvalidInput  naming the field */
export function requireObject(path: Path, value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseShape(path, value, expected);
}

/** @throws InvalidInput  naming the field */
function requireList(path: Path, value: unknown, expected: string): void {
  if (!Array.isArray(value)) refuseShape(path, value, expected);
}

/** @throws InvalidInput  naming the first entry that is not finite */
export function requireFiniteEntries(path: Path, entries: ArrayLike<number>, dimension: number): void {
  for (let k = 0; k < entries.length; k++) {
    if (!Number.isFinite(entries[k])) {
      const place = [Math.floor(k / dimension), k % dimension];
      throw new InvalidInput({ path: [...path, ...place], found: `${entries[k]}`, expected: "a finite number" });
    }
  }
}

/** What may be left out. */
export function requireCallback(path: Path, value: unknown): void {
  if (value !== undefined && typeof value !== "function") refuseShape(path, value, "a function");
}

export const entryText = ({ re, im }: ComplexMatrix, k: number): string =>
  `${re[k]} ${im[k] < 0 ? "-" : "+"} ${Math.abs(im[k])}i`;

/**
 * (A + A†)/2.
 * @param what  A is, as in "a density matrix"
 * @param tolerance  on |A_rc − A_cr*|
 * @throws InvalidInput  naming the first entry that is beyond it
 */
export function hermitianPart(
  path: Path,
  what: string,
  A: ComplexMatrix,
  tolerance: number,
  remedy: string | null = null,
): ComplexMatrix {
  const { dimension: n, re, im } = A;
  const part = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [up, low] = [r * n + c, c * n + r];
      requireConjugates(path, what, A, r, c, tolerance, remedy);
      // Halves first: the sum may be no double.
      part.re[up] = part.re[low] = 0.5 * re[up] + 0.5 * re[low];
      if (r === c) continue;
      part.im[up] = 0.5 * im[up] - 0.5 * im[low];
      part.im[low] = 0.5 * im[low] - 0.5 * im[up];
    }
  }
  return part;
}

/** @throws InvalidInput  where A_rc is not the conjugate of A_cr */
function requireConjugates(
  path: Path,
  what: string,
  A: ComplexMatrix,
  r: number,
  c: number,
  tolerance: number,
  remedy: string | null = null,
): void {
  const [up, low] = [r * A.dimension + c, c * A.dimension + r];
  if (A.re[up] === A.re[low] && A.im[up] === -A.im[low]) return;
  if (Math.hypot(A.re[up] - A.re[low], A.im[up] + A.im[low]) <= tolerance) return;
  if (r === c) {
    const found = `${entryText(A, up)} on the diagonal`;
    throw new InvalidInput({ path: [...path, r, r], found, expected: `a real number: ${what} is Hermitian`, remedy });
  }
  const found = `${entryText(A, up)} with ${entryText(A, low)} at [${c}][${r}]`;
  const expected = `conjugates within ${Number(tolerance.toPrecision(3))}: ${what} is Hermitian`;
  throw new InvalidInput({ path: [...path, r, c], found, expected, remedy });
}
