/** What callers give, read once and copied: nothing that they change later, or that answers twice in different ways, is seen again. */

import { nearest } from "../../text/nearest.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { InvalidInput } from "./invalid-input.ts";
import { refuseShape, requireFiniteEntries, requireList, requireObject } from "./shape.ts";

/** More entries than any list that makes sense: a matrix of 4096 × 4096 has half of them. */
const MOST_ENTRIES = 2 ** 25;

/** What fails when it is looked at, such as a getter that throws, is refused like any other value. */
export function reading<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(`${field}: cannot be read (${error instanceof Error ? error.message : typeof error})`);
  }
}

/**
 * An object's own fields.
 * @param of  the field that the object is; "" for what has no name to put before its fields'
 * @throws InvalidInput  when it is no plain object, or has a field that is not known
 */
export function fieldsOf<Known extends string>(
  field: string,
  value: unknown,
  expected: string,
  known: readonly Known[],
  of = field,
): Readonly<Partial<Record<Known, unknown>>> {
  return reading(field, () => {
    requireObject(field, value, expected);
    const object = value as Readonly<Record<PropertyKey, unknown>>;
    if (!isPlain(object)) refuseShape(field, value, expected);
    const keys = Reflect.ownKeys(object).map((key) => requireKnown(of, key, known));
    return Object.fromEntries(keys.map((key) => [key, object[key]])) as Partial<Record<Known, unknown>>;
  });
}

function requireKnown<Known extends string>(of: string, key: string | symbol, known: readonly Known[]): Known {
  if (known.includes(key as Known)) return key as Known;
  const near = typeof key === "string" ? nearest(key, known) : null;
  const remedy = near === null ? `expected ${known.join(", ")}` : `did you mean ${near}?`;
  throw new InvalidInput(`${of === "" ? "" : `${of}.`}${String(key)}: unknown field; ${remedy}`);
}

/** Not an instance of a class: what those mean by their fields is not known. From another realm is as good. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The entries of a list. @throws InvalidInput  when it is no list, or has a hole */
export function entriesOf(field: string, value: unknown, expected: string): unknown[] {
  return reading(field, () => {
    requireList(field, value, expected);
    const list = value as readonly unknown[];
    const { length } = list;
    if (!(length <= MOST_ENTRIES)) throw new InvalidInput(`${field}: ${length} entries; expected ${expected}`);
    const entries: unknown[] = [];
    for (let k = 0; k < length; k++) {
      if (!(k in list)) throw new InvalidInput(`${field}[${k}]: the list has a hole there; expected ${expected}`);
      entries.push(list[k]);
    }
    return entries;
  });
}

/** A list of numbers or a typed array of them; what numbers are allowed is another matter. */
export function numbersOf(field: string, value: unknown, expected: string): number[] {
  return reading(field, () => {
    if (isNumericArray(value)) return Array.from(value);
    if (!Array.isArray(value)) refuseShape(field, value, expected);
    const entries = entriesOf(field, value, expected);
    const k = entries.findIndex((entry) => typeof entry !== "number");
    if (k >= 0) refuseShape(`${field}[${k}]`, entries[k], "a number");
    return entries as number[];
  });
}

function isNumericArray(value: unknown): value is Float64Array {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return false;
  return !(value instanceof BigInt64Array || value instanceof BigUint64Array);
}

/** A matrix { dimension, re, im }: its size and its entries are another matter. */
export function matrixOf(field: string, value: unknown, expected: string): ComplexMatrix {
  const { dimension, re, im } = fieldsOf(field, value, expected, ["dimension", "re", "im"]);
  if (typeof dimension !== "number") refuseShape(field, value, expected);
  return { dimension, re: partOf(`${field}.re`, re, "real"), im: partOf(`${field}.im`, im, "imaginary") };
}

function partOf(field: string, value: unknown, which: string): Float64Array {
  const expected = `the ${which} parts of the entries, row by row, in a Float64Array`;
  return reading(field, () => new Float64Array(isNumericArray(value) ? value : numbersOf(field, value, expected)));
}

/** How far an entry may be from what it has to be where that it is a state is not asked. */
const SLACK = 1e-6;

/** A density matrix on which quantities are algebra: Hermitian, with entries of at most one. That it is positive and of trace one
 *  is another matter. */
export function densityMatrixOf(field: string, value: unknown): ComplexMatrix {
  const matrix = matrixOf(field, value, "a density matrix, such as coherent, gibbs or densityMatrix make");
  const { dimension, re, im } = matrix;
  const isWhole = Number.isInteger(dimension) && dimension > 0;
  if (!isWhole || re.length !== dimension ** 2 || im.length !== dimension ** 2)
    throw new InvalidInput(
      `${field}: found ${re.length} real and ${im.length} imaginary parts with dimension ${dimension}, expected dimension² of each`,
    );
  requireFiniteEntries(`${field}.re`, re, dimension);
  requireFiniteEntries(`${field}.im`, im, dimension);
  requireHermitian(field, matrix);
  return matrix;
}

function requireHermitian(field: string, { dimension: n, re, im }: ComplexMatrix): void {
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [up, low] = [r * n + c, c * n + r];
      const entry = (k: number) => `${re[k]} ${im[k] < 0 ? "-" : "+"} ${Math.abs(im[k])}i`;
      if (Math.hypot(re[up] - re[low], im[up] + im[low]) > SLACK)
        throw new InvalidInput(
          `${field}[${r}][${c}]: ${entry(up)}, but ${field}[${c}][${r}] is ${entry(low)}; a density matrix is Hermitian`,
        );
      if (Math.hypot(re[up], im[up]) > 1 + SLACK)
        throw new InvalidInput(`${field}[${r}][${c}]: ${entry(up)}; a density matrix has no entry above 1 in size`);
    }
  }
}
