/**
 * The notation of declarations, as a tree. The grammar, loosest first:
 *
 *   sum      = product (("+" | "-") product)*
 *   product  = factor (("*" | "/") factor)*
 *   factor   = ("-" | "+") factor | atom ("^" digits)?
 *   atom     = number | name | name "(" sum ")" | spin | "D[" sum "]" | "[" sum "," sum "]" | "(" sum ")"
 *   spin     = ("Jx" | "Jy" | "Jz" | "J+" | "J-") ("[" label "]")?
 */

/** Where in the text a node stands, for errors. */
interface At {
  readonly at: number;
}

type Axis = "x" | "y" | "z" | "+" | "-";

export type SyntaxNode = At &
  (
    | { readonly kind: "number"; readonly text: string }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "spin"; readonly axis: Axis; readonly party: string | undefined }
    | { readonly kind: "call"; readonly function: string; readonly argument: SyntaxNode }
    | { readonly kind: "dissipator"; readonly of: SyntaxNode }
    | { readonly kind: "commutator"; readonly left: SyntaxNode; readonly right: SyntaxNode }
    | { readonly kind: "negation"; readonly of: SyntaxNode }
    | { readonly kind: "power"; readonly base: SyntaxNode; readonly exponent: number }
    | {
        readonly kind: "binary";
        readonly operator: "+" | "-" | "*" | "/";
        readonly left: SyntaxNode;
        readonly right: SyntaxNode;
      }
  );

/** A mistake at a character of a declared text. */
export class SyntaxMistake extends Error {
  override readonly name = "SyntaxMistake";
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

interface Token extends At {
  readonly kind: "number" | "name" | "spin" | "dissipator" | "sign" | "end";
  readonly text: string;
}

const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["spin", /J(?:[xyz](?![A-Za-z0-9_])|[+-])/y],
  ["dissipator", /D\s*\[/y],
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["sign", /[-+*/^()[\],]/y],
];

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    let found: Token | undefined;
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match) {
        found = { kind, text: match[0], at };
        break;
      }
    }
    if (!found) throw new SyntaxMistake(`"${text[at]}" has no meaning here`, at);
    tokens.push(found);
    at += found.text.length;
  }
  return [...tokens, { kind: "end", text: "the end of the text", at: text.length }];
}

/** The tokens of a text, and which comes next. */
class Cursor {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  peek(): Token {
    return this.tokens[this.position];
  }

  take(): Token {
    return this.tokens[this.position++];
  }

  isAt(...signs: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === "sign" && signs.includes(text);
  }

  expect(sign: string): void {
    if (!this.isAt(sign)) throw new SyntaxMistake(`expected "${sign}", found ${quoted(this.peek())}`, this.peek().at);
    this.position++;
  }
}

const quoted = (token: Token): string => (token.kind === "end" ? token.text : `"${token.text}"`);

/** Reads a text in the notation above.
 *  @throws SyntaxMistake naming what was found, what was expected, and where */
export function parse(text: string): SyntaxNode {
  const cursor = new Cursor(text);
  const tree = sum(cursor);
  const rest = cursor.peek();
  if (rest.kind !== "end") throw new SyntaxMistake(`expected an operator or the end, found ${quoted(rest)}`, rest.at);
  return tree;
}

const sum = (cursor: Cursor): SyntaxNode => chain(cursor, ["+", "-"], product);
const product = (cursor: Cursor): SyntaxNode => chain(cursor, ["*", "/"], factor);

function chain(
  cursor: Cursor,
  signs: readonly ("+" | "-" | "*" | "/")[],
  next: (cursor: Cursor) => SyntaxNode,
): SyntaxNode {
  let left = next(cursor);
  while (cursor.isAt(...signs)) {
    const { text, at } = cursor.take();
    left = { kind: "binary", operator: text as "+", left, right: next(cursor), at };
  }
  return left;
}

function factor(cursor: Cursor): SyntaxNode {
  const { at } = cursor.peek();
  if (cursor.isAt("+")) {
    cursor.take();
    return factor(cursor);
  }
  if (cursor.isAt("-")) {
    cursor.take();
    return { kind: "negation", of: factor(cursor), at };
  }
  const base = atom(cursor);
  if (!cursor.isAt("^")) return base;
  cursor.take();
  return { kind: "power", base, exponent: exponent(cursor.take()), at };
}

function exponent(token: Token): number {
  if (token.kind !== "number" || !/^\d+$/.test(token.text))
    throw new SyntaxMistake(`expected a whole number as exponent, found ${quoted(token)}`, token.at);
  return Number(token.text);
}

function atom(cursor: Cursor): SyntaxNode {
  const token = cursor.take();
  const { kind, text, at } = token;
  switch (kind === "sign" ? text : kind) {
    case "number":
      return { kind: "number", text, at };
    case "name":
      return cursor.isAt("(") ? call(cursor, token) : { kind: "name", name: text, at };
    case "spin":
      return { kind: "spin", axis: text[1] as Axis, party: label(cursor), at };
    case "dissipator":
      return { kind: "dissipator", of: enclosed(cursor, "]"), at };
    case "(":
      return enclosed(cursor, ")");
    case "[":
      return { kind: "commutator", left: enclosed(cursor, ","), right: enclosed(cursor, "]"), at };
    default:
      throw new SyntaxMistake(`expected a number, a parameter or an operator, found ${quoted(token)}`, at);
  }
}

/** A sum and the sign that ends it. */
function enclosed(cursor: Cursor, end: string): SyntaxNode {
  const inside = sum(cursor);
  cursor.expect(end);
  return inside;
}

function call(cursor: Cursor, { text, at }: Token): SyntaxNode {
  cursor.take();
  return { kind: "call", function: text, argument: enclosed(cursor, ")"), at };
}

function label(cursor: Cursor): string | undefined {
  if (!cursor.isAt("[")) return undefined;
  cursor.take();
  const token = cursor.take();
  if (token.kind !== "name" && token.kind !== "number")
    throw new SyntaxMistake(`expected the label of a party, found ${quoted(token)}`, token.at);
  cursor.expect("]");
  return token.text;
}
