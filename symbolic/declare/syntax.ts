/**
 * The notation of declarations, as a tree. The grammar, loosest first:
 *
 *   sum      = product (("+" | "-") product)*
 *   product  = factor (("*" | "/") factor)*
 *   factor   = ("-" | "+")* atom ("^" digits)?
 *   atom     = number | name | name "(" sum ")" | spin | "D[" sum "]" | "[" sum "," sum "]" | "(" sum ")"
 *   spin     = ("Jx" | "Jy" | "Jz" | "J+" | "J-") ("[" label "]")?
 *
 * Sums and products are lists, read in a loop: there may be as many of them as the text is long.
 */
import { quoted as inQuotes } from "../../text/visible.ts";
import { limits } from "../algebra/limits.ts";
import { SyntaxMistake } from "./mistakes.ts";

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
    /** `at` is the last operator's place. */
    | { readonly kind: "sum"; readonly terms: readonly Joined<"+" | "-">[] }
    | { readonly kind: "product"; readonly factors: readonly Joined<"*" | "/">[] }
  );

/** A part of a sum or product, and the sign before it; before the first stands + or *. */
interface Joined<Sign> {
  readonly sign: Sign;
  readonly node: SyntaxNode;
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
    if (!found)
      throw new SyntaxMistake(
        {
          found: `${inQuotes(String.fromCodePoint(text.codePointAt(at)!))}, which has no meaning here`,
          expected: "a number, a name, an operator or a sign",
        },
        at,
      );
    tokens.push(found);
    at += found.text.length;
  }
  return [...tokens, { kind: "end", text: "the end of the text", at: text.length }];
}

/** The tokens of a text, and which comes next. */
class Cursor {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

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
    if (!this.isAt(sign)) throw unexpected(this.peek(), `"${sign}"`);
    this.position++;
  }

  /** What stands between brackets.
   *  @throws SyntaxMistake where they are deeper within each other than allowed */
  within(read: () => SyntaxNode): SyntaxNode {
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

const quoted = (token: Token): string => (token.kind === "end" ? token.text : inQuotes(token.text));

const startsFactor = ({ kind, text }: Token): boolean =>
  kind === "sign" ? text === "(" || text === "[" : kind !== "end";

/** Two factors side by side lack a sign between them; anything else is out of place. */
const unexpected = (found: Token, expected: string): SyntaxMistake =>
  new SyntaxMistake(
    { found: quoted(found), expected, remedy: startsFactor(found) ? "a product is written with *" : null },
    found.at,
  );

/** Reads a text in the notation above.
 *  @throws SyntaxMistake naming what was found, what was expected, and where */
export function parse(text: string): SyntaxNode {
  const cursor = new Cursor(text);
  const tree = sum(cursor);
  const rest = cursor.peek();
  if (rest.kind !== "end") throw unexpected(rest, "an operator or the end");
  return tree;
}

function sum(cursor: Cursor): SyntaxNode {
  const { list, at } = chain(cursor, ["+", "-"], product);
  return list.length === 1 ? list[0].node : { kind: "sum", terms: list, at };
}

function product(cursor: Cursor): SyntaxNode {
  const { list, at } = chain(cursor, ["*", "/"], factor);
  return list.length === 1 ? list[0].node : { kind: "product", factors: list, at };
}

interface Chain<Sign> extends At {
  readonly list: readonly Joined<Sign>[];
}

function chain<Sign extends string>(
  cursor: Cursor,
  signs: readonly [first: Sign, other: Sign],
  next: (cursor: Cursor) => SyntaxNode,
): Chain<Sign> {
  const list: Joined<Sign>[] = [{ sign: signs[0], node: next(cursor) }];
  let at = list[0].node.at;
  while (cursor.isAt(...signs)) {
    const operator = cursor.take();
    at = operator.at;
    list.push({ sign: operator.text as Sign, node: next(cursor) });
  }
  return { list, at };
}

function factor(cursor: Cursor): SyntaxNode {
  const { at } = cursor.peek();
  let isNegative = false;
  while (cursor.isAt("+", "-")) isNegative = (cursor.take().text === "-") !== isNegative;
  const unsigned = raised(cursor);
  return isNegative ? { kind: "negation", of: unsigned, at } : unsigned;
}

function raised(cursor: Cursor): SyntaxNode {
  const { at } = cursor.peek();
  const base = atom(cursor);
  if (!cursor.isAt("^")) return base;
  cursor.take();
  return { kind: "power", base, exponent: exponent(cursor.take()), at };
}

function exponent(token: Token): number {
  if (token.kind !== "number" || !/^\d+$/.test(token.text))
    throw new SyntaxMistake({ found: quoted(token), expected: "a whole number as exponent" }, token.at);
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
      throw new SyntaxMistake({ found: quoted(token), expected: "a number, a parameter or an operator" }, at);
  }
}

/** A sum and the sign that ends it. */
function enclosed(cursor: Cursor, end: string): SyntaxNode {
  const inside = cursor.within(() => sum(cursor));
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
    throw new SyntaxMistake({ found: quoted(token), expected: "the label of a party" }, token.at);
  cursor.expect("]");
  return token.text;
}
