/** A text in the notation of declarations, cut into tokens. */
import { quoted as inQuotes } from "../../text/visible.ts";
import { SyntaxMistake } from "./mistakes.ts";

export interface Token {
  /** Where in the text it stands, for errors. */
  readonly at: number;
  readonly kind: "number" | "imaginary" | "name" | "spin" | "dissipator" | "sign" | "meaningless" | "end";
  readonly text: string;
}

const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["imaginary", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ij](?![A-Za-z0-9_])/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["spin", /J(?:[xyz](?![A-Za-z0-9_])|[+-])/y],
  ["dissipator", /D\s*\[/y],
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["sign", /\*\*|[-+*/^()[\],]/y],
];

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

/** What has no meaning is a token too: it may not be the first mistake. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    const found = tokenAt(text, at);
    tokens.push(found);
    at += found.text.length;
  }
  return [...tokens, { kind: "end", text: "the end of the text", at: text.length }];
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, text: match[0], at };
  }
  return { kind: "meaningless", text: String.fromCodePoint(text.codePointAt(at)!), at };
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
