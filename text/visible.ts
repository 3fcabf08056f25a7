/** Text that came from outside, as it may be shown: in a message, a table, a caption, a certificate. */

/** Most characters of a message, and of what it quotes. */
export const longest = { message: 600, quotation: 40, excerpt: 160 } as const;

/** Control and format characters (bidirectional overrides are of these), separators of lines, halves of surrogate pairs. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const short: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Characters that move, hide or turn what stands around them → escapes, such as `\n` and `\u{202e}`. */
export const visible = (text: string): string =>
  text.replace(hidden, (each) => short.get(each) ?? `\\u{${each.codePointAt(0)!.toString(16)}}`);

/** JSON that says the same, in which nothing that is hidden stands as it is; lines stay lines. */
export const visibleJson = (json: string): string =>
  json.replace(hidden, (each) =>
    each === "\n"
      ? each
      : each
          .split("")
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          .join(""),
  );

/** A text as a string of JSON and of TypeScript. */
export const literal = (text: string): string => visibleJson(JSON.stringify(text));

/** The beginning of a text, visible, in at most so many characters; `…` stands for what is left out. */
export function shortened(text: string, most: number = longest.quotation): string {
  const shown = visible(text.slice(0, most + 1));
  return shown.length <= most ? shown : `${whole(shown.slice(0, most - 1))}…`;
}

/** In quotes, shortened. */
export const quoted = (text: string): string => `"${shortened(text).replaceAll('"', '\\"')}"`;

/** Names with commas between, shortened where they are many. */
export const listed = (names: readonly string[]): string => {
  const some = names.slice(0, 48).map((name) => shortened(name));
  return names.length > 48 ? `${some.join(", ")}, … (${names.length} in all)` : some.join(", ");
};

/** One line of at most so many characters: its head says what and where, its end what to do. */
export function oneLine(message: string, most: number = longest.message): string {
  // Escapes make a text longer, never shorter.
  const shown = visible(message.length <= 3 * most ? message : `${message.slice(0, most)}…${message.slice(-most)}`);
  if (shown.length <= most) return shown;
  const head = Math.floor((2 * most) / 3);
  return `${whole(shown.slice(0, head))} … ${shown.slice(shown.length - (most - head - 3)).replace(/^[\uDC00-\uDFFF]/, "")}`;
}

/** Without half a pair at its end. */
const whole = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "");

/**
 * ", at character 8 of", the text below it and a caret below the character; of a long text what stands around the character.
 * @param at  counted from 0
 */
export function pointedAt(text: string, at: number): string {
  const from = text.length <= longest.excerpt ? 0 : Math.max(0, at - longest.excerpt / 2);
  const to = text.length <= longest.excerpt ? text.length : from + longest.excerpt;
  const before = (from > 0 ? "…" : "") + visible(text.slice(from, at));
  const after = visible(text.slice(at, to)) + (to < text.length ? "…" : "");
  return `, at character ${at + 1} of\n  ${before}${after}\n  ${" ".repeat(before.length)}^`;
}

/** A message with a text and a caret below it, in its three parts; undefined for any other. */
export function pointedParts(
  message: string,
): { readonly line: string; readonly text: string; readonly caret: string } | undefined {
  const match = /^([\s\S]*), at character (\d+) of\n {2}([^\n]*)\n {2}( *\^)$/.exec(message);
  return match === null
    ? undefined
    : { line: `${match[1]}, at character ${match[2]} of`, text: match[3], caret: match[4] };
}
