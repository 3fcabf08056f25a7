/**
 * The one expression, from the derivation to the emitted text: a tagged union, the table of its nodes that are legal after each
 * stage, and what walks it. Of a stage with less nodes the type has less kinds: a `switch` that forgets one does not compile.
 */

import { valueOfFunction } from "./functions.ts";
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
export type After<S extends Stage> = Expression<(typeof legalAfter)[S][number]>;

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

/**
 * The value of an expression, node by node as it stands: slow, plain, the judge of optimised code.
 * @param symbols  a number for each symbol, by its key
 * @param functions  those that it may call
 * @param values  a number for each statement before it
 * @throws RangeError for a symbol or a statement without a value
 */
export const interpret = (
  expression: Expression,
  symbols: ReadonlyMap<string, number>,
  functions: Readonly<Record<string, (...args: number[]) => number>> = {},
  values: ReadonlyMap<string, number> = new Map(),
): number =>
  fold(expression, (node, operands: readonly number[]) => {
    switch (node.kind) {
      case "polynomial":
        return p.evaluate(node.of, withFunctions(node.of, symbols));
      case "number":
        return node.value;
      case "symbol":
        return known(symbols, node.symbol.key);
      case "value":
        return known(values, node.name);
      case "sum":
        return operands.reduce((total, term) => total + term, 0);
      case "product":
        return operands.reduce((total, factor) => total * factor, 1);
      case "quotient":
        return operands[0] / operands[1];
      case "negation":
        return -operands[0];
      case "call":
        return functions[node.function](...operands);
      case "named":
        return operands[0];
    }
  });

function known(numbers: ReadonlyMap<string, number>, name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new RangeError(`the program reads ${name}, which has no value`);
  return number;
}

/** The values with those of the functions of parameters, such as `cosh(r)`, that a polynomial has. */
function withFunctions(polynomial: Polynomial, values: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const calls = p.symbolsOf(polynomial).flatMap(({ key, role }): [string, number][] => {
    if (role.kind !== "function" || values.has(key)) return [];
    const { argument } = role;
    return [[key, valueOfFunction(role.function, p.evaluate(argument, withFunctions(argument, values)))]];
  });
  return calls.length === 0 ? values : new Map([...values, ...calls]);
}
