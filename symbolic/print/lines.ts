/** Formulas broken into lines at + and −, the outermost first. */
import type { Notation } from "./notation.ts";
import { type Break, flat, type Token } from "./typeset.ts";

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** @param room  characters of a line, the indentation with them */
export function lay(tokens: readonly Token[], notation: Notation, room: number, indent = 0): readonly Line[] {
  const { width } = notation;
  const text = flat(tokens);
  const breaks = tokens.filter((token): token is Break => typeof token !== "string");
  if (indent + width(text) <= room || breaks.length === 0) return [{ indent, text }];
  const depth = Math.min(...breaks.map((each) => each.depth));
  const lines: Line[] = [];
  let current: Token[] = [];
  const inner = (): number => (lines.length === 0 ? indent : indent + 2);
  const flush = (): void => {
    if (current.length > 0) lines.push(...lay(current, notation, room, inner()));
    current = [];
  };
  for (const segment of segmentsOf(tokens, depth)) {
    const joined = current.length === 0 ? segment.tokens : [...current, segment.gap, ...segment.tokens];
    if (inner() + width(flat(joined)) <= room) current = [...joined];
    else {
      flush();
      current = [...segment.tokens];
    }
  }
  flush();
  return lines;
}

interface Segment {
  readonly gap: string;
  readonly tokens: readonly Token[];
}

function segmentsOf(tokens: readonly Token[], depth: number): readonly Segment[] {
  const segments: { gap: string; tokens: Token[] }[] = [{ gap: "", tokens: [] }];
  for (const token of tokens)
    if (typeof token !== "string" && token.depth === depth) segments.push({ gap: token.flat, tokens: [] });
    else segments[segments.length - 1].tokens.push(token);
  return segments;
}
