import { quoted, shortened } from "./visible.ts";

/** A value in a few words, for what an error found. */
export function described(value: unknown): string {
  try {
    return inWords(value);
  } catch {
    return "an object that cannot be read";
  }
}

/** Why something failed, by what was thrown: an error's message, or what else it was. */
export function whyOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : `it throws ${described(thrown)}`;
  } catch {
    return "it throws what cannot be read";
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
