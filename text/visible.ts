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
