/** Typed readings of parsed JSON; each error names the field by its path, what was found and what was expected. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { literal, longest, shortened } from "../../text/visible.ts";
import { suggestion } from "./suggestion.ts";

type Fields = Readonly<Record<string, unknown>>;

/** `value` as it stood in the text, cut to some 40 characters. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value) && value.length > 40) return `a list of ${value.length}`;
  return shortened(typeof value === "string" ? literal(value.slice(0, longest.quotation)) : JSON.stringify(value));
}

export function refuse(path: string, value: unknown, expected: string): never {
  throw new InvalidInput(`${path}: found ${shown(value)}, expected ${expected}`);
}

/** `value` as an object, without a look at its keys. */
export function objectAt(value: unknown, path: string, expected: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, value, expected);
  return value as Fields;
}

/** An object with no keys but `known`, and with all of `required`. */
export function fieldsAt(value: unknown, path: string, known: readonly string[], required: readonly string[]): Fields {
  const prefix = path === "" ? "" : `${path}.`;
  const fields = objectAt(value, path === "" ? "job" : path, `an object with ${known.join(", ")}`);
  for (const key of Object.keys(fields)) {
    if (!known.includes(key))
      throw new InvalidInput(`${prefix}${shortened(key)}: unknown field${suggestion(key, known)}`);
  }
  for (const key of required) {
    if (!Object.hasOwn(fields, key))
      throw new InvalidInput(`${prefix}${key}: missing; expected ${required.join(", ")}`);
  }
  return fields;
}

/** A finite number. Infinity is what JSON makes of 1e999. */
export function numberAt(value: unknown, path: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(path, value, "a finite number");
  return value;
}

export function listAt(value: unknown, path: string, expected: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(path, value, expected);
  return value;
}

export function booleanAt(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") refuse(path, value, "true or false");
  return value;
}

export function rowsAt(value: unknown, path: string): readonly (readonly number[])[] {
  return listAt(value, path, "a list of rows").map((row, r) => numbersAt(row, `${path}[${r}]`, "a row of numbers"));
}

export function numbersAt(value: unknown, path: string, expected: string): readonly number[] {
  return listAt(value, path, expected).map((entry, k) => numberAt(entry, `${path}[${k}]`));
}
