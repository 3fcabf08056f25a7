/**
 * The one expression, from the derivation to the emitted text: a tagged union, the table of its nodes that are legal after each
 * stage, its constructors, and what walks it. Of a stage with less nodes the type has less kinds: a `switch` that forgets one does
 * not compile.
 */

import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";

/** What an expression whose nodes are all of some kinds K may be. */
interface Nodes<K extends Kind> {
  /** Exact. */
  readonly polynomial: { readonly kind: "polynomial"; readonly of: Polynomial };
  /** A double. */
  readonly number: { readonly kind: "number"; readonly value: number };
  readonly symbol: { readonly kind: "symbol"; readonly symbol: Sym };
  /** What a statement before this one, or a name of the emitted function, stands for. */
  readonly value: { readonly kind: "value"; readonly name: string };
  readonly sum: { readonly kind: "sum"; readonly operands: readonly Expression<K>[] };
  readonly product: { readonly kind: "product"; readonly operands: readonly Expression<K>[] };
  readonly quotient: { readonly kind: "quotient"; readonly operands: readonly [Expression<K>, Expression<K>] };
  readonly negation: { readonly kind: "negation"; readonly operands: readonly [Expression<K>] };
  /** A function of `wehrl/runtime` or of the language. */
  readonly call: { readonly kind: "call"; readonly function: string; readonly operands: readonly Expression<K>[] };
  /** What has a name in the field; the emitted code uses it. */
  readonly named: { readonly kind: "named"; readonly name: string; readonly operands: readonly [Expression<K>] };
}

export type Kind =
  | "polynomial"
  | "number"
  | "symbol"
  | "value"
  | "sum"
  | "product"
  | "quotient"
  | "negation"
  | "call"
  | "named";

export type Expression<K extends Kind = Kind> = Nodes<K>[K];

/** The nodes that are legal after each stage of the compiler. */
export const legalAfter = {
  /** Exact: numbers and symbols are polynomials. */
  derivation: ["polynomial", "sum", "product", "quotient", "call", "named"],
  /** Equal subtrees are one node, whose name and loop stand beside it. */
  sharing: ["number", "symbol", "sum", "product", "quotient", "negation", "call"],
  scheduling: ["number", "symbol", "value", "sum", "product", "quotient", "negation", "call"],
  /** Symbols have become identifiers of the emitted module. */
  spelling: ["number", "value", "sum", "product", "quotient", "negation", "call"],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;

export type Stage = keyof typeof legalAfter;

/** An expression of which a stage has left legal nodes alone. */
type After<S extends Stage> = Expression<(typeof legalAfter)[S][number]>;

export type Derived = After<"derivation">;
export type Shared = After<"sharing">;
export type Scheduled = After<"scheduling">;
export type Spelled = After<"spelling">;

/** What the operands of an expression are; all nodes below it are of the same kinds. */
type Operand<E> = E extends { readonly operands: readonly (infer Inner)[] } ? Inner : never;

/** Those that an expression is made of; none of a leaf. */
export const operandsOf = <E extends Expression>(expression: E): readonly Operand<E>[] =>
  "operands" in expression ? (expression.operands as readonly Operand<E>[]) : [];

/** The value of an expression from those of its operands. */
export const fold = <E extends Expression, Value>(
  expression: E,
  combine: (node: E | Operand<E>, operands: readonly Value[]) => Value,
): Value =>
  combine(
    expression,
    operandsOf(expression).map((operand) => fold(operand as E, combine)),
  );

/** A node with other operands, as many as it has. */
export const withOperands = (node: Expression, operands: readonly Expression[]): Expression =>
  "operands" in node ? ({ ...node, operands } as Expression) : node;

/** An expression with what `by` gives in place of a node; where it gives nothing, with the operands replaced likewise. */
export const replace = (expression: Expression, by: (node: Expression) => Expression | undefined): Expression =>
  by(expression) ??
  withOperands(
    expression,
    operandsOf(expression).map((operand) => replace(operand, by)),
  );

/** Additions, multiplications, divisions and calls of one node. */
export function ownOperations(node: Expression): number {
  switch (node.kind) {
    case "polynomial":
      return operationsOfPolynomial(node.of);
    case "sum":
    case "product":
      return node.operands.length - 1;
    case "quotient":
    case "call":
      return 1;
    case "number":
    case "symbol":
    case "value":
    case "negation":
    case "named":
      return 0;
  }
}

/** Those of all terms as they stand, powers by repeated multiplication. */
function operationsOfPolynomial({ terms }: Polynomial): number {
  const products = [...terms.values()].map(({ coefficient, powers }) => {
    const factors = powers.reduce((count, [, exponent]) => count + exponent, 0);
    const isUnit = coefficient.den === 1n && (coefficient.re === 1n || coefficient.re === -1n);
    return Math.max(0, factors - (isUnit ? 1 : 0));
  });
  return products.reduce((count, product) => count + product, Math.max(0, products.length - 1));
}

/** The operations of an expression evaluated as it stands. */
export const operationCount = (expression: Expression): number =>
  fold(expression, (node, below: readonly number[]) => below.reduce((all, count) => all + count, ownOperations(node)));

/** Exact, as the derivation has them: zeros and ones vanish from what these build. */
export const polynomial = (of: Polynomial): Derived => ({ kind: "polynomial", of });

/** A sum without its zero terms. */
export function sum(terms: readonly Derived[]): Derived {
  const kept = terms.filter((term) => !isZero(term));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.zero) : { kind: "sum", operands: kept };
}

/** A product; zero when a factor is, without the factors that are one. */
export function product(factors: readonly Derived[]): Derived {
  if (factors.some(isZero)) return polynomial(p.zero);
  const kept = factors.filter((factor) => !(factor.kind === "polynomial" && p.equals(factor.of, p.one)));
  return kept.length === 1 ? kept[0] : kept.length === 0 ? polynomial(p.one) : { kind: "product", operands: kept };
}

export const quotient = (numerator: Derived, denominator: Derived): Derived =>
  isZero(numerator) ? numerator : { kind: "quotient", operands: [numerator, denominator] };

export const call = (name: string, ...operands: readonly Derived[]): Derived => ({
  kind: "call",
  function: name,
  operands,
});

/** Zeros and bare symbols stay unnamed. */
export function named(name: string, of: Derived): Derived {
  const isSymbol = of.kind === "polynomial" && of.of.terms.size <= 1 && p.symbolsOf(of.of).length <= 1;
  return isSymbol ? of : { kind: "named", name, operands: [of] };
}

export const negate = (of: Derived): Derived => product([polynomial(p.constant(-1n)), of]);

export const isZero = (expression: Derived): boolean => expression.kind === "polynomial" && p.isZero(expression.of);

/** The expression with a symbol in place of each call of a function that has one. */
export const withSymbols = (expression: Derived, symbols: ReadonlyMap<string, Sym>): Derived =>
  legal(
    "derivation",
    replace(expression, (node) => {
      const symbol = node.kind === "call" ? symbols.get(node.function) : undefined;
      return symbol === undefined ? undefined : polynomial(p.symbol(symbol));
    }),
  );

/** A stage has left, or made, a node that the next one does not know: a mistake in the compiler. */
export class IllegalNode extends Error {
  override readonly name = "IllegalNode";
}

/**
 * The expression, all of whose nodes are found to be legal after the stage; shared nodes are looked at once.
 * @throws IllegalNode  naming the stage, the node and what it stands in
 */
export function legal<S extends Stage>(stage: S, expression: Expression): After<S> {
  const seen = new Set<Expression>();
  const visit = (node: Expression, above: Expression | null): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (!isLegal(stage, node.kind)) throw new IllegalNode(messageOf(stage, node, above));
    for (const operand of operandsOf(node)) visit(operand, node);
  };
  visit(expression, null);
  return expression as After<S>;
}

const isLegal = (stage: Stage, kind: Kind): boolean => (legalAfter[stage] as readonly Kind[]).includes(kind);

const messageOf = (stage: Stage, node: Expression, above: Expression | null): string =>
  `after ${stage} a ${described(node)} stands ${above === null ? "alone" : `in a ${described(above)}`}; ` +
  `legal are ${legalAfter[stage].join(", ")}`;

function described(node: Expression): string {
  switch (node.kind) {
    case "named":
      return `named value ("${node.name}")`;
    case "value":
      return `value ("${node.name}")`;
    case "symbol":
      return `symbol ("${node.symbol.key}")`;
    case "call":
      return `call of ${node.function}`;
    default:
      return node.kind;
  }
}
