/** A text in the notation of declarations, cut into tokens, and which of them comes next. */
import { quoted as inQuotes } from "../../text/visible.ts";
import { limits } from "../algebra/limits.ts";
import { SyntaxMistake } from "./mistakes.ts";

export interface Token {
  /** Where in the text it stands, for errors. */
  readonly at: number;
  readonly kind: "number" | "imaginary" | "name" | "spin" | "dissipator" | "sign" | "meaningless" | "end";
  readonly text: string;
}

/** In groups a number, an operator of a spin, a dissipator's bracket, a name, a sign. Of each text one match alone: a long one is never
 *  tried twice. */
const pattern =
  /((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?:[ij](?![A-Za-z0-9_]))?)|(J(?:[xyz](?![A-Za-z0-9_])|[+-]))|(D\s*\[)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|[-+*/^()[\],])/y;

const kinds = ["number", "spin", "dissipator", "name", "sign"] as const;

/** What characters that look like signs, or stand for them in print, are written as. */
const written: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212\ufe63\uff0d]/u, "a minus sign is -"],
  [/[\u00b7\u00d7\u2217\u2219\u22c5\u2297\u2a02@]/u, "a product is written with *"],
  [/[\u00b2\u00b3\u00b9\u2070-\u2079]/u, "a power is written with ^"],
  [/[\u2020'.]/u, "an adjoint is written dag(…)"],
  [/[\u03c0\u1d70b]/u, "write pi"],
  [/[\u221a]/u, "write sqrt(…)"],
  [/[\u03c3]/u, "a Pauli matrix is sx, sy or sz"],
];

const space = /\s*/y;

/** The first token from a place on. What has no meaning is one too: it may not be the first mistake. */
export function tokenFrom(text: string, place: number): Token {
  space.lastIndex = place;
  space.exec(text);
  const at = space.lastIndex;
  if (at >= text.length) return { kind: "end", text: "the end of the text", at };
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return { kind: "meaningless", text: String.fromCodePoint(text.codePointAt(at)!), at };
  const kind = kinds[match.findIndex((group, k) => k > 0 && group !== undefined) - 1];
  return { kind: kind === "number" && /[ij]$/.test(match[0]) ? "imaginary" : kind, text: match[0], at };
}

export function meaningless({ text: character, at }: Token): SyntaxMistake {
  const code = character.codePointAt(0)!;
  const name = code < 0x7f ? "" : ` (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
  return new SyntaxMistake(
    {
      found: `${inQuotes(character)}${name}, which has no meaning here`,
      expected: "a number, a name, an operator or a sign",
      remedy: written.find(([pattern]) => pattern.test(character))?.[1] ?? null,
    },
    at,
  );
}

export const quotedToken = (token: Token): string => (token.kind === "end" ? token.text : inQuotes(token.text));

const startsFactor = ({ kind, text }: Token): boolean =>
  kind === "sign" ? text === "(" || text === "[" : kind !== "end";

/** Two factors side by side lack a sign between them; anything else is out of place. */
export const unexpected = (found: Token, expected: string): SyntaxMistake =>
  new SyntaxMistake(
    { found: quotedToken(found), expected, remedy: startsFactor(found) ? "a product is written with *" : null },
    found.at,
  );

/** A text, which of its tokens comes next, and what names mean. Nothing behind is looked at: the first mistake ends it. */
export class Cursor<Vocabulary> {
  readonly vocabulary: Vocabulary;
  private readonly text: string;
  private next: Token;
  private depth = 0;
  private taken = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.next = tokenFrom(text, 0);
  }

  /** @throws SyntaxMistake at a character that has no meaning */
  peek(): Token {
    if (this.next.kind === "meaningless") throw meaningless(this.next);
    return this.next;
  }

  take(): Token {
    const token = this.peek();
    if (++this.taken > limits.tokens)
      throw new SyntaxMistake(
        { found: `a text of more than ${limits.tokens} numbers, names and signs`, expected: "a shorter one" },
        token.at,
      );
    if (token.kind !== "end") this.next = tokenFrom(this.text, token.at + token.text.length);
    return token;
  }

  isAt(...signs: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === "sign" && signs.includes(text);
  }

  expect(sign: string): void {
    if (!this.isAt(sign)) throw unexpected(this.peek(), `"${sign}"`);
    this.take();
  }

  /** The beginning of what stands behind a token. */
  behind({ at, text }: Token): string {
    return this.text.slice(at + text.length, at + text.length + 100);
  }

  /** What stands between brackets.
   *  @throws SyntaxMistake where they are deeper within each other than allowed */
  within<Read>(read: () => Read): Read {
    if (++this.depth > limits.depth)
      throw new SyntaxMistake(
        {
          found: `a text nested too deeply, with more than ${limits.depth} brackets within each other`,
          expected: "fewer",
        },
        this.peek().at,
      );
    const inside = read();
    this.depth--;
    return inside;
  }
}
