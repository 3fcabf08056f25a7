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
export const lineOf = (issue: Issue, prefix = ""): string =>
  lineWith(issue, prefix, (excerpt) => {
    const { before, after } = shownAround(excerpt);
    return ` of ${before}${after}`;
  });

/** For a terminal: below a line that names a character of a text, the text and a caret below the character. */
export function linesOf(issue: Issue, prefix = ""): readonly string[] {
  const line = lineWith(issue, prefix, () => "");
  const { excerpt = null } = issue;
  if (excerpt === null) return [line];
  const { before, after } = shownAround(excerpt);
  return [line, `  ${before}${after}`, `  ${" ".repeat(before.length)}^`];
}

/** Where, what was found, what was expected, the remedy. @param textOf  what follows the place in a text */
function lineWith(issue: Issue, prefix: string, textOf: (excerpt: Excerpt) => string): string {
  const { source = null, path = [], found, expected, remedy = null, excerpt = null } = issue;
  const what = `found ${found}, expected ${expected}${remedy === null ? "" : `; ${remedy}`}`;
  const where = [...(source === null ? [] : [source]), ...(path.length === 0 ? [] : [pathText(path)])];
  if (excerpt === null) return oneLine(prefix + [...where, what].join(": "));
  // Whatever is left out of a long line, the place is not.
  const place = `${where.length === 0 ? "" : ", "}at character ${excerpt.at + 1}${textOf(excerpt)}: `;
  const room = longest.message - place.length;
  const front = oneLine(prefix + where.join(": "), Math.floor(room / 2));
  return front + place + oneLine(what, room - front.length);
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
