import { literal } from "../../text/visible.ts";

const width = 100;

/** JSON text, two spaces an indent; lists of plain values, and whatever fits a line of 100 characters, stay on one line. */
export function printJson(value: unknown, indent = ""): string {
  if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) return inline(value);
  if (leaves(value, width) < width) {
    const flat = inline(value);
    if (indent.length + flat.length <= width) return flat;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((entry) => inner + printJson(entry, inner)).join(",\n")}\n${indent}]`;
  }
  const lines = entries(value).map(([key, entry]) => `${inner}${literal(key)}: ${printJson(entry, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** Plain values within, counted up to as many: each takes a character at least. */
function leaves(value: unknown, most: number): number {
  if (isPlain(value)) return 1;
  let count = 0;
  for (const entry of Object.values(value as object)) {
    count += leaves(entry, most - count);
    if (count >= most) break;
  }
  return count;
}

function inline(value: unknown): string {
  if (Number.isFinite(value)) return `${value}`;
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
