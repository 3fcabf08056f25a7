/** Typed readings of parsed JSON; each error names the field by its path, what was found and what was expected. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Path } from "../../text/refusal.ts";
import { literal, longest, shortened } from "../../text/visible.ts";
import { refuseHinted } from "./hints.ts";

type Fields = Readonly<Record<string, unknown>>;

/** `value` as it stood in the text, cut to some 40 characters. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value) && value.length > 40) return `a list of ${value.length}`;
  return shortened(typeof value === "string" ? literal(value.slice(0, longest.quotation)) : JSON.stringify(value));
}

export function refuse(path: Path, value: unknown, expected: string): never {
  throw new InvalidInput({ path, found: shown(value), expected });
}

/** `value` as an object, without a look at its keys. */
export function objectAt(value: unknown, path: Path, expected: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, value, expected);
  return value as Fields;
}

/** An object with no keys but `known`, and with all of `required`.
 *  @param required  keys, each with what is expected of it */
export function fieldsAt(
  value: unknown,
  path: Path,
  known: readonly string[],
  required: Readonly<Record<string, string>>,
): Fields {
  const fields = objectAt(value, path.length === 0 ? ["job"] : path, `an object with ${known.join(", ")}`);
  for (const key of Object.keys(fields)) {
    if (!known.includes(key)) refuseHinted([...path, key], known);
  }
  for (const [key, expected] of Object.entries(required)) {
    if (!Object.hasOwn(fields, key)) refuse([...path, key], undefined, expected);
  }
  return fields;
}

/** A finite number. Infinity is what JSON makes of 1e999. */
export function numberAt(value: unknown, path: Path): number {
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(path, value, "a finite number");
  return value;
}

export function listAt(value: unknown, path: Path, expected: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(path, value, expected);
  return value;
}

export function booleanAt(value: unknown, path: Path): boolean {
  if (typeof value !== "boolean") refuse(path, value, "true or false");
  return value;
}

export function numbersAt(value: unknown, path: Path, expected: string): readonly number[] {
  return listAt(value, path, expected).map((entry, k) => numberAt(entry, [...path, k]));
}
