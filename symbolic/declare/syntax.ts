/**
 * The notation of declarations, as a tree. The grammar, loosest first:
 *
 *   sum      = product (("+" | "-") product)*
 *   product  = factor (("*" | "/") factor)*
 *   factor   = ("-" | "+")* atom (("^" | "**") digits)?
 *   atom     = number | number ("i" | "j") | name | name "(" sum ")" | spin | "D[" sum "]" | "[" sum "," sum "]" | "(" sum ")"
 *   spin     = ("Jx" | "Jy" | "Jz" | "J+" | "J-" | an operator's name) ("[" label "]")?
 *
 * Sums and products are lists, read in a loop: there may be as many of them as the text is long.
 */

import { SyntaxMistake } from "./mistakes.ts";
import { Cursor as CursorOf, quotedToken as quoted, type Token, unexpected } from "./tokens.ts";

/** Where in the text a node stands, for errors. */
interface At {
  readonly at: number;
}

type Axis = "x" | "y" | "z" | "+" | "-";

/** J of an axis, or σ: twice J_x, J_y, J_z of a spin 1/2, and J± itself. */
export interface SpinNode extends At {
  readonly kind: "spin";
  readonly axis: Axis;
  readonly matrices: "spin" | "Pauli";
  readonly party: string | undefined;
}

export type SyntaxNode =
  | SpinNode
  | (At &
      (
        | { readonly kind: "number"; readonly text: string }
        | { readonly kind: "name"; readonly name: string }
        | { readonly kind: "call"; readonly function: string; readonly argument: SyntaxNode }
        | { readonly kind: "dissipator"; readonly of: SyntaxNode }
        | { readonly kind: "commutator"; readonly left: SyntaxNode; readonly right: SyntaxNode }
        | { readonly kind: "negation"; readonly of: SyntaxNode }
        | { readonly kind: "power"; readonly base: SyntaxNode; readonly exponent: number }
        /** `at` is the last operator's place. */
        | { readonly kind: "sum"; readonly terms: readonly Joined<"+" | "-">[] }
        | { readonly kind: "product"; readonly factors: readonly Joined<"*" | "/">[] }
      ));

/** The function that takes an operator. */
export const adjoint = "dag";

/** A part of a sum or product, and the sign before it; before the first stands + or *. */
interface Joined<Sign> {
  readonly sign: Sign;
  readonly node: SyntaxNode;
}

/** What a text may name, asked as its names are read, so that of several mistakes the first is reported. All throw SyntaxMistake. */
export interface Vocabulary {
  /** Names of operators besides Jx, Jy, Jz, J+ and J-. */
  readonly pauli: ReadonlyMap<string, Axis>;
  /** @param rest  the text behind it
   *  @returns  what it stands for; of a function, which is followed by a bracket, nothing is made of it */
  readonly name: (name: string, at: number, rest: string) => SyntaxNode;
  /** @param name  as it is written
   *  @param rest  the text behind the name */
  readonly spin: (node: SpinNode, name: string, rest: string) => void;
}

/** Names are parameters, which another stage looks up. */
const declared: Vocabulary = {
  pauli: new Map(),
  name: (name, at) => ({ kind: "name", name, at }),
  spin: () => {},
};

type Cursor = CursorOf<Vocabulary>;

/** Reads a text in the notation above.
 *  @throws SyntaxMistake naming what was found, what was expected, and where */
export function parse(text: string, vocabulary: Vocabulary = declared): SyntaxNode {
  const cursor = new CursorOf(text, vocabulary);
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
  if (!cursor.isAt("^", "**")) return base;
  cursor.take();
  return { kind: "power", base, exponent: exponent(cursor.take()), at };
}

function exponent(token: Token): number {
  if (token.kind !== "number" || !/^\d+$/.test(token.text))
    throw new SyntaxMistake(
      {
        found: quoted(token),
        expected: "a whole number as exponent",
        remedy: "a root is written sqrt(…), one over a power 1/…",
      },
      token.at,
    );
  return Number(token.text);
}

function atom(cursor: Cursor): SyntaxNode {
  const token = cursor.take();
  const { kind, text, at } = token;
  switch (kind === "sign" ? text : kind) {
    case "number":
      return { kind: "number", text, at };
    case "imaginary":
      return imaginary(text, at);
    case "name":
      return named(cursor, token);
    case "spin":
      return spin(cursor, text[1] as Axis, "spin", token);
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

/** 0.2j → 0.2·i */
function imaginary(text: string, at: number): SyntaxNode {
  const factors = [
    { sign: "*", node: { kind: "number", text: text.slice(0, -1), at } },
    { sign: "*", node: { kind: "name", name: "i", at } },
  ] as const;
  return { kind: "product", factors, at };
}

function named(cursor: Cursor, token: Token): SyntaxNode {
  const { text, at } = token;
  const axis = cursor.vocabulary.pauli.get(text);
  if (axis !== undefined) return spin(cursor, axis, "Pauli", token);
  const meant = cursor.vocabulary.name(text, at, cursor.behind(token));
  return cursor.isAt("(") ? call(cursor, token) : meant;
}

function spin(cursor: Cursor, axis: Axis, matrices: SpinNode["matrices"], token: Token): SyntaxNode {
  const node: SpinNode = { kind: "spin", axis, matrices, party: label(cursor), at: token.at };
  cursor.vocabulary.spin(node, token.text, cursor.behind(token));
  return node;
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
