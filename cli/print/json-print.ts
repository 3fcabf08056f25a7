import { literal } from "../../text/visible.ts";

const width = 100;

/** JSON text, two spaces an indent; lists of plain values, and whatever fits a line of 100 characters, stay on one line. */
export function printJson(value: unknown, indent = ""): string {
  const flat = inline(value);
  if (isPlain(value) || (Array.isArray(value) && value.every(isPlain)) || indent.length + flat.length <= width)
    return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((entry) => inner + printJson(entry, inner)).join(",\n")}\n${indent}]`;
  }
  const lines = entries(value).map(([key, entry]) => `${inner}${literal(key)}: ${printJson(entry, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function inline(value: unknown): string {
  if (isPlain(value)) return typeof value === "string" ? literal(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const fields = entries(value).map(([key, entry]) => `${literal(key)}: ${inline(entry)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(value as object).filter(([, entry]) => entry !== undefined);
}
