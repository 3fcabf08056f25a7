/** Pages of text: what stands on their lines, and how it is laid out for a terminal, or for a file. */

import { visible } from "./visible.ts";

/** Characters on a line of files and pipes, so that they are the same wherever they are written; and of prose, which is read no
 *  more easily on a longer one. */
export const fileWidth = 100;

const [narrowest, widest] = [40, 200];

/** Characters on a line of standard output. */
export function outputWidth({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }): number {
  // Some terminals say 0.
  return isTTY && columns ? Math.min(Math.max(columns, narrowest), widest) : fileWidth;
}

export interface Column {
  /** Header lines, top to bottom; all columns of a table have the same number. */
  readonly header: readonly string[];
  readonly cells: readonly string[];
  /** Below a second rule. */
  readonly footer: string;
}

/** The first column beside as many others as fit; the rest below, again beside the first. */
export interface Table {
  readonly first: Column;
  readonly others: readonly Column[];
}

/** `text` beside `label`, which stands in a column of `indent` characters; of one that is broken the rest stands further in. */
interface Labelled {
  readonly label: string;
  readonly text: string;
  readonly indent: number;
  readonly further: number;
}

/** What stands on a page: a line that is never broken, or what is laid out for its width. */
export type Line = string | Labelled | Table;

export const labelled = (label: string, text: string, indent = 13, further = 0): readonly Line[] => [
  { label, text, indent, further },
];

export function page(lines: readonly Line[], width: number): string {
  const laidOut = (line: Line): readonly string[] => {
    if (typeof line === "string") return line.split("\n");
    return "first" in line ? layOut(line, width) : wrapped(line, Math.min(width, fileWidth));
  };
  return lines.flatMap(laidOut).map(visible).join("\n");
}

const gap = "  ";

function layOut({ first, others }: Table, width: number): readonly string[] {
  const lines: string[] = [];
  const lead = aligned(first);
  let block = [lead];
  let used = lead[0]?.length ?? 0;
  const flush = () => {
    if (lines.length > 0) lines.push("");
    lines.push(
      ...lead.map((_, row) =>
        block
          .map((column) => column[row])
          .join(gap)
          .trimEnd(),
      ),
    );
  };
  for (const column of others.map(aligned)) {
    const size = gap.length + (column[0]?.length ?? 0);
    if (used + size > width && block.length > 1) {
      flush();
      block = [lead];
      used = lead[0]?.length ?? 0;
    }
    block.push(column);
    used += size;
  }
  flush();
  return lines;
}

/** Header and cells of one width, numbers aligned at the decimal point. */
function aligned(column: Column): readonly string[] {
  const split = column.cells.map((cell) => {
    const at = cell.search(/[.e(]/);
    return at < 0 ? [cell, ""] : [cell.slice(0, at), cell.slice(at)];
  });
  const left = Math.max(0, ...split.map(([whole]) => whole!.length));
  const cells = split.map(([whole, rest]) => whole!.padStart(left) + rest);
  const size = Math.max(
    ...column.header.map((line) => line.length),
    ...cells.map((cell) => cell.length),
    column.footer.length,
  );
  const inner = Math.max(...cells.map((cell) => cell.length));
  const body = cells.map((cell) => cell.padEnd(inner).padStart(size));
  const rule = "─".repeat(size);
  return [...column.header.map((line) => line.padStart(size)), rule, ...body, rule, column.footer.padStart(size)];
}

function wrapped({ label, text, indent, further }: Labelled, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(further) + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((body, k) => (k === 0 ? label : "").padEnd(indent) + body);
}
