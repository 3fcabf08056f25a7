/** What is wrong with what was given, as data. The text of it is made here and nowhere else. */
import { longest, oneLine, shortened, visible } from "./visible.ts";

/** Keys from outside inward: ["channels", 0, "parameters", "Gamma"]. */
export type Path = readonly (string | number)[];

/** A character of a text, counted from 0. */
export interface Excerpt {
  readonly text: string;
  readonly at: number;
}

export interface Issue {
  /** The file, the option or the channel that the path is in. */
  readonly source?: string | null;
  readonly path?: Path;
  /** In words, or the value as it is written: what was given may be large, or fail at each look. */
  readonly found: string;
  readonly expected: string;
  /** What mends it. */
  readonly remedy?: string | null;
  /** Where the path leads to a text: the character that it is about. */
  readonly excerpt?: Excerpt | null;
}

/** The fault is the caller's, not the program's. `message` is one line that says where, what was found, what was expected and the remedy. */
export abstract class Refusal extends Error implements Issue {
  readonly source: string | null;
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string | null;
  readonly excerpt: Excerpt | null;

  constructor(issue: Issue, options?: ErrorOptions) {
    super(lineOf(issue), options);
    const { source = null, path = [], found, expected, remedy = null, excerpt = null } = issue;
    this.source = source;
    this.path = path;
    this.found = found;
    this.expected = expected;
    this.remedy = remedy;
    this.excerpt = excerpt;
  }
}

/** All on one line. @param prefix  what stands before it */
export const lineOf = (issue: Issue, prefix = ""): string => partsOf(issue, prefix).join(" ");

/** For a terminal: where a line ends in "at character 8 of", the text and a caret below the character follow. */
export function linesOf(issue: Issue, prefix = ""): readonly string[] {
  const [line, text] = partsOf(issue, prefix);
  if (text === undefined) return [line];
  return [line, `  ${text}`, `  ${" ".repeat(shownAround(issue.excerpt!).before.length)}^`];
}

/** The line, and the text that it points at; of a long text what stands around the character. */
function partsOf(issue: Issue, prefix: string): readonly [line: string, text?: string] {
  const { source = null, path = [], found, expected, remedy = null, excerpt = null } = issue;
  const what = `found ${found}, expected ${expected}${remedy === null ? "" : `; ${remedy}`}`;
  const where = [...(source === null ? [] : [source]), ...(path.length === 0 ? [] : [pathText(path)])];
  const line = prefix + [...where, what].join(": ");
  if (excerpt === null) return [oneLine(line)];
  const { before, after } = shownAround(excerpt);
  // Whatever is left out of a long line, the place is not.
  const place = `, at character ${excerpt.at + 1} of`;
  return [oneLine(line, longest.message - `${place} ${before}${after}`.length) + place, before + after];
}

/** channels[0].parameters.Gamma */
const pathText = (path: Path): string =>
  path.map((key, k) => (typeof key === "number" ? `[${key}]` : `${k === 0 ? "" : "."}${shortened(key)}`)).join("");

function shownAround({ text, at }: Excerpt): { readonly before: string; readonly after: string } {
  const most = longest.excerpt;
  const head = visible(text.slice(Math.max(0, at - most), at));
  const isWhole = at <= most && head.length + visible(text.slice(at, at + most + 1)).length <= most;
  if (isWhole) return { before: head, after: visible(text.slice(at)) };
  // Never from the second half of a pair.
  const tail = head.slice(-most / 2).replace(/^[\uDC00-\uDFFF]/, "");
  const before = tail.length === head.length && at <= most ? head : `…${tail}`;
  return { before, after: shortened(text.slice(at), most - Math.min(before.length, most / 2)) };
}
