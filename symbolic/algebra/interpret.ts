/** The one interpreter of expressions. */
import { type Expression, fold } from "./expression.ts";
import { valueOfFunction } from "./functions.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";

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
