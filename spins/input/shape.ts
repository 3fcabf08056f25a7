/** Whether values have the shape that their types promise: callers without TypeScript get a line that names the field. */

import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { InvalidInput } from "./invalid-input.ts";

/** @throws InvalidInput  naming the field, what was found and what was expected */
export function refuseShape(path: Path, value: unknown, expected: string): never {
  throw new InvalidInput({ path, found: described(value), expected });
}

/** @throws InvalidInput  naming the field */
export function requireObject(path: Path, value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseShape(path, value, expected);
}

/** @throws InvalidInput  naming the field */
export function requireList(path: Path, value: unknown, expected: string): void {
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
