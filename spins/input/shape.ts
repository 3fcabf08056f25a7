/** Whether values have the shape that their types promise: callers without TypeScript get a line that names the field. */
import { quoted, shortened } from "../../text/visible.ts";
import { InvalidInput } from "./invalid-input.ts";

/** A value in a few words, for what an error found. */
export function described(value: unknown): string {
  try {
    return inWords(value);
  } catch {
    return "an object that cannot be read";
  }
}

function inWords(value: unknown): string {
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

/** @throws InvalidInput  naming the field */
export function requireObject(field: string, value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseShape(field, value, expected);
}

/** @throws InvalidInput  naming the field */
export function requireList(field: string, value: unknown, expected: string): void {
  if (!Array.isArray(value)) refuseShape(field, value, expected);
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
