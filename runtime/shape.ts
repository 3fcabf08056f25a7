/** Whether values have the shape that their types promise: callers without TypeScript get a line that names the field. */
import { quoted, shortened } from "../text/visible.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { InvalidInput } from "./invalid-input.ts";

/** A value in a few words, for what an error found. */
export function described(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value !== "object" || value === null) return String(value);
  const keys = Object.keys(value);
  return keys.length === 0
    ? "an empty object"
    : `an object with ${keys
        .slice(0, 6)
        .map((key) => shortened(key))
        .join(", ")}`;
}

/** @throws InvalidInput  naming the field, what was found and what was expected */
export function refuseShape(field: string, value: unknown, expected: string): never {
  throw new InvalidInput(`${field}: found ${described(value)}, expected ${expected}`);
}

export function requireObject(field: string, value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseShape(field, value, expected);
}

export function requireList(field: string, value: unknown, expected: string): void {
  if (!Array.isArray(value)) refuseShape(field, value, expected);
}

/** A list or a typed array. */
export function requireNumbers(field: string, value: unknown, expected: string): void {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) refuseShape(field, value, expected);
}

/** The same, where nothing more is asked of its entries than to be numbers. */
export function requireOnlyNumbers(field: string, value: unknown, expected: string): void {
  requireNumbers(field, value, expected);
  if (!Array.isArray(value)) return;
  const k = value.findIndex((entry) => typeof entry !== "number");
  if (k >= 0) refuseShape(`${field}[${k}]`, value[k], "a number");
}

/** @throws InvalidInput  naming the first entry that is not finite */
export function requireFiniteEntries(field: string, entries: ArrayLike<number>, dimension: number): void {
  for (let k = 0; k < entries.length; k++) {
    if (!Number.isFinite(entries[k])) {
      const place = `[${Math.floor(k / dimension)}][${k % dimension}]`;
      throw new InvalidInput(`${field}${place}: ${entries[k]} is not a finite number`);
    }
  }
}

/** What may be left out. */
export function requireCallback(field: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function") refuseShape(field, value, "a function");
}

/** Only that it is a matrix: its size and its entries are another matter. */
export function requireMatrix(field: string, value: unknown, expected: string): void {
  requireObject(field, value, expected);
  const { dimension, re, im } = value as ComplexMatrix;
  if (typeof dimension !== "number") refuseShape(field, value, expected);
  requireOnlyNumbers(`${field}.re`, re, "the real parts of the entries, row by row, in a Float64Array");
  requireOnlyNumbers(`${field}.im`, im, "the imaginary parts of the entries, row by row, in a Float64Array");
}

/** A density matrix on which quantities are algebra: that it is a state is another matter. */
export function requireDensityMatrix(field: string, value: unknown): void {
  requireMatrix(field, value, "a density matrix, such as coherent, gibbs or densityMatrix make");
  const { dimension, re, im } = value as ComplexMatrix;
  requireAllEntries(field, value as ComplexMatrix);
  requireFiniteEntries(`${field}.re`, re, dimension);
  requireFiniteEntries(`${field}.im`, im, dimension);
}

function requireAllEntries(field: string, { dimension, re, im }: ComplexMatrix): void {
  if (Number.isInteger(dimension) && dimension > 0 && re.length === dimension ** 2 && im.length === dimension ** 2)
    return;
  throw new InvalidInput(
    `${field}: found ${re.length} real and ${im.length} imaginary parts with dimension ${dimension}, expected dimension² of each`,
  );
}
