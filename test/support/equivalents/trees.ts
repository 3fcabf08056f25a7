/** Declared texts as trees and back: what a rewriting takes apart and puts together. */
import { parse, type SyntaxNode } from "../../../symbolic/declare/syntax.ts";

/** A text whose value is the tree's, with more brackets than it needs. */
export function written(node: SyntaxNode): string {
  switch (node.kind) {
    case "number":
      return node.text;
    case "name":
      return node.name;
    case "spin":
      return `J${node.axis}${node.party === undefined ? "" : `[${node.party}]`}`;
    case "call":
      return `${node.function}(${written(node.argument)})`;
    case "dissipator":
      return `D[${written(node.of)}]`;
    case "commutator":
      return `[${written(node.left)}, ${written(node.right)}]`;
    case "negation":
      return `-${factor(node.of)}`;
    case "power":
      return `${factor(node.base)}^${node.exponent}`;
    case "sum":
      return node.terms
        .map(({ sign, node: term }, k) => (k === 0 ? factor(term) : ` ${sign} ${factor(term)}`))
        .join("");
    case "product":
      return node.factors.map(({ sign, node: one }, k) => (k === 0 ? "" : sign) + factor(one)).join("");
  }
}

/** In brackets where a product or a power needs them. */
function factor(node: SyntaxNode): string {
  const isWhole = ["number", "name", "spin", "call", "dissipator", "commutator"].includes(node.kind);
  return isWhole ? written(node) : `(${written(node)})`;
}

/** `(text)`, or the text itself where it is one number, name or operator. */
export const bracketed = (text: string): string => factor(parse(text));

/** `a*b`, without factors of one. */
export function times(...factors: readonly string[]): string {
  const others = factors.filter((text) => text !== "1");
  return others.length === 0 ? "1" : others.map(bracketed).join("*");
}

/** The tree with every node replaced for which `change` has another, from the root down. */
export function rebuilt(node: SyntaxNode, change: (node: SyntaxNode) => SyntaxNode | undefined): SyntaxNode {
  const other = change(node);
  if (other !== undefined) return other;
  const inner = (one: SyntaxNode) => rebuilt(one, change);
  switch (node.kind) {
    case "number":
    case "name":
    case "spin":
      return node;
    case "call":
      return { ...node, argument: inner(node.argument) };
    case "dissipator":
    case "negation":
      return { ...node, of: inner(node.of) };
    case "commutator":
      return { ...node, left: inner(node.left), right: inner(node.right) };
    case "power":
      return { ...node, base: inner(node.base) };
    case "sum":
      return { ...node, terms: node.terms.map((term) => ({ ...term, node: inner(term.node) })) };
    case "product":
      return { ...node, factors: node.factors.map((one) => ({ ...one, node: inner(one.node) })) };
  }
}

/** A text with the nodes replaced for which `change` has another text. */
export const replaced = (text: string, change: (node: SyntaxNode) => string | undefined): string =>
  written(
    rebuilt(parse(text), (node) => {
      const other = change(node);
      return other === undefined ? undefined : parse(other);
    }),
  );

/** rate · D[jump]. */
export interface Term {
  readonly rate: string;
  readonly jump: string;
}

export const termText = ({ rate, jump }: Term): string =>
  rate === "1" ? `D[${jump}]` : `${bracketed(rate)}*D[${jump}]`;

export const sumText = (terms: readonly Term[]): string => terms.map(termText).join(" + ");

/** The summands of a reservoir's text; [L, [L, ρ]] = −2 D[L]ρ. */
export const termsOf = (text: string): readonly Term[] => termsIn(parse(text), "1");

function termsIn(node: SyntaxNode, rate: string): readonly Term[] {
  switch (node.kind) {
    case "dissipator":
      return [{ rate, jump: written(node.of) }];
    case "commutator":
      return [{ rate: times(rate, "(-2)"), jump: written(node.left) }];
    case "negation":
      return termsIn(node.of, times("(-1)", rate));
    case "sum":
      return node.terms.flatMap(({ sign, node: term }) => termsIn(term, sign === "+" ? rate : times("(-1)", rate)));
    case "product": {
      const at = node.factors.findIndex((one) => hasMap(one.node));
      const coefficients = node.factors
        .filter((_, k) => k !== at)
        .map(({ sign, node: one }) => (sign === "*" ? written(one) : `1/${factor(one)}`));
      return termsIn(node.factors[at].node, times(rate, ...coefficients));
    }
    default:
      throw new Error(`no sum of dissipators: ${written(node)}`);
  }
}

/** Whether a map of states stands in it. */
export function hasMap(node: SyntaxNode): boolean {
  let found = false;
  rebuilt(node, (one) => {
    found ||= one.kind === "dissipator" || one.kind === "commutator";
    return undefined;
  });
  return found;
}
