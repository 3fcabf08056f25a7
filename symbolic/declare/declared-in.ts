import { whyOf } from "../../text/described.ts";
import { shortened } from "../../text/visible.ts";
import type { ChannelDeclaration } from "./declaration.ts";
import { InvalidDeclaration } from "./declare.ts";

/**
 * What a module declares, read once and copied: a plain JavaScript file may hold what fails when it is looked at. That it holds together
 * is for `validate` to say.
 * @param source  the file
 * @throws InvalidDeclaration  where it exports none, or it cannot be read
 */
export function declaredIn(exports: Readonly<Record<string, unknown>>, source: string): ChannelDeclaration {
  const declaration = copied(exports.default, source);
  if (typeof declaration?.name === "string") return declaration;
  const found = "no default export of a channel";
  throw new InvalidDeclaration({ source, found, expected: "one", remedy: "write export default channel({ … })" });
}

function copied(declaration: unknown, source: string): ChannelDeclaration | undefined {
  try {
    return copyOf(declaration) as ChannelDeclaration | undefined;
  } catch (error) {
    const found = `a declaration that cannot be read (${shortened(whyOf(error), 160)})`;
    throw new InvalidDeclaration({ source, found, expected: "plain data" }, { cause: error });
  }
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyOf(entry)]));
}
