/**
 * Text of a declaration, made harmless for the place where it is written. Nothing else writes such a text there:
 * what a stranger put into a source or a meaning stays a text, whatever it spells.
 *
 *   comment   hidden characters as escapes, the end of a comment broken up
 *   markdown  one line, the signs of Markdown and HTML escaped
 *   span      code in a line, between as many backticks as it takes
 *   fenced    lines of code, likewise
 *   listing   lines of a LaTeX listing, which ends only where it is to end
 * LaTeX prose goes through latexText (latex-text.ts), strings of TypeScript and JSON through literal (text/visible.ts).
 */
import { visible } from "../../text/visible.ts";

export const comment = (text: string): string => visible(text).replaceAll("*/", "*\\/").replace(/\*$/, "*\\");

/** Signs that mark up where they stand, and those that do so at the beginning of a line. */
export const markdown = (text: string): string =>
  visible(text)
    .replace(/[\\`*_[\]<>|$&~#]/g, "\\$&")
    .replace(/^(\s*\d*)([-+=.)])/, "$1\\$2");

export function span(text: string): string {
  const shown = visible(text);
  const ticks = fence(shown, 1);
  const room = /^`|`$|^$/.test(shown) ? " " : "";
  return `${ticks}${room}${shown}${room}${ticks}`;
}

export function fenced(text: string): string {
  const shown = visibleLines(text);
  const ticks = fence(shown, 3);
  return `${ticks}\n${shown}\n${ticks}`;
}

export const listing = (text: string): string =>
  `\\begin{verbatim}\n${visibleLines(text).replace(/\\end\s*\{verbatim/g, "\\end {verbatim")}\n\\end{verbatim}`;

const visibleLines = (text: string): string => text.split("\n").map(visible).join("\n");

/** One backtick more than stand together anywhere in the text. */
const fence = (text: string, least: number): string =>
  "`".repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
