/** Straight-line programs, run as they stand: what their emitted text computes at one node. */
import { type Expression, type Program, tiers } from "./program.ts";

/**
 * @param values  a number for each symbol that the program reads, by its key
 * @param functions  the functions that it calls
 */
export function run(
  { statements, result }: Program,
  values: ReadonlyMap<string, number>,
  functions: Readonly<Record<string, (...args: number[]) => number>>,
): number {
  const known = new Map<string, number>();
  const value = (expression: Expression): number => {
    switch (expression.kind) {
      case "number":
        return expression.value;
      case "symbol":
        return defined(values, expression.symbol.key);
      case "value":
        return defined(known, expression.name);
      case "sum":
        return expression.operands.map(value).reduce((total, term) => total + term);
      case "product":
        return expression.operands.map(value).reduce((total, factor) => total * factor);
      case "quotient":
        return value(expression.operands[0]) / value(expression.operands[1]);
      case "negation":
        return -value(expression.operands[0]);
      case "call":
        return functions[expression.function](...expression.operands.map(value));
    }
  };
  for (const tier of tiers)
    for (const statement of statements)
      if (statement.tier === tier) known.set(statement.name, value(statement.expression));
  return value(result);
}

function defined(values: ReadonlyMap<string, number>, name: string): number {
  const value = values.get(name);
  if (value === undefined) throw new RangeError(`the program reads ${name}, which has no value`);
  return value;
}
