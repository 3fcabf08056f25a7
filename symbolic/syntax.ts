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

export type Axis = "x" | "y" | "z" | "+" | "-";

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

/** Reads a text in the notation above.
 *  @throws SyntaxMistake naming what was found, what was expected, and where */
export function parse(text: string): SyntaxNode {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position];
  const isSign = (...signs: string[]): boolean => peek().kind === "sign" && signs.includes(peek().text);

  function expectSign(sign: string): void {
    if (!isSign(sign)) throw new SyntaxMistake(`expected "${sign}", found ${quoted(peek())}`, peek().at);
    position++;
  }

  function chain(signs: readonly ("+" | "-" | "*" | "/")[], next: () => SyntaxNode): SyntaxNode {
    let left = next();
    while (isSign(...signs)) {
      const token = tokens[position++];
      left = { kind: "binary", operator: token.text as "+", left, right: next(), at: token.at };
    }
    return left;
  }

  const sum = (): SyntaxNode => chain(["+", "-"], product);
  const product = (): SyntaxNode => chain(["*", "/"], factor);

  function factor(): SyntaxNode {
    const { at } = peek();
    if (isSign("+")) {
      position++;
      return factor();
    }
    if (isSign("-")) {
      position++;
      return { kind: "negation", of: factor(), at };
    }
    const base = atom();
    if (!isSign("^")) return base;
    position++;
    const exponent = tokens[position++];
    if (exponent.kind !== "number" || !/^\d+$/.test(exponent.text))
      throw new SyntaxMistake(`expected a whole number as exponent, found ${quoted(exponent)}`, exponent.at);
    return { kind: "power", base, exponent: Number(exponent.text), at };
  }

  function atom(): SyntaxNode {
    const token = tokens[position++];
    const { at } = token;
    if (token.kind === "number") return { kind: "number", text: token.text, at };
    if (token.kind === "name") {
      if (!isSign("(")) return { kind: "name", name: token.text, at };
      position++;
      const argument = sum();
      expectSign(")");
      return { kind: "call", function: token.text, argument, at };
    }
    if (token.kind === "spin") return { kind: "spin", axis: token.text[1] as Axis, party: label(), at };
    if (token.kind === "dissipator") {
      const of = sum();
      expectSign("]");
      return { kind: "dissipator", of, at };
    }
    if (token.kind === "sign" && token.text === "(") {
      const inside = sum();
      expectSign(")");
      return inside;
    }
    if (token.kind === "sign" && token.text === "[") {
      const left = sum();
      expectSign(",");
      const right = sum();
      expectSign("]");
      return { kind: "commutator", left, right, at };
    }
    throw new SyntaxMistake(`expected a number, a parameter or an operator, found ${quoted(token)}`, at);
  }

  function label(): string | undefined {
    if (!isSign("[")) return undefined;
    position++;
    const token = tokens[position++];
    if (token.kind !== "name" && token.kind !== "number")
      throw new SyntaxMistake(`expected the label of a party, found ${quoted(token)}`, token.at);
    expectSign("]");
    return token.text;
  }

  const tree = sum();
  if (peek().kind !== "end")
    throw new SyntaxMistake(`expected an operator or the end, found ${quoted(peek())}`, peek().at);
  return tree;
}

const quoted = (token: Token): string => (token.kind === "end" ? token.text : `"${token.text}"`);
