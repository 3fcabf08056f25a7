/** Long lines of emitted text, broken. */

import type { Token } from "../print/notation.ts";
import { lay, unicode } from "../print/notation.ts";

const width = 120;

/** A formula or an assignment in lines that end before + and −, the outermost first; what follows the first is indented by two. */
export function broken(text: string): readonly string[] {
  const indent = text.length - text.trimStart().length;
  return lay(tokensOf(text.trimStart()), unicode, width, indent).map((line) => " ".repeat(line.indent) + line.text);
}

/** A break before every sign between two terms, as deep as it stands in brackets. */
function tokensOf(text: string): readonly Token[] {
  let depth = 0;
  return text.split(/( (?=[+−-] ))/).map((part): Token => {
    if (part === " ") return { depth, flat: part };
    for (const each of part) depth += "([{".includes(each) ? 1 : ")]}".includes(each) ? -1 : 0;
    return part;
  });
}

/** A long signature, one parameter a line. */
export const brokenParameters = (_: string, head: string, parameters: string, type: string): string =>
  `${head}(\n${parameters
    .split(/, (?![^[]*\])/)
    .map((parameter) => `  ${parameter},`)
    .join("\n")}\n): ${type} {`;
