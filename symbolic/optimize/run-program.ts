/** Straight-line programs, run as they stand: what their emitted text computes at one node. */
import { interpret } from "../algebra/interpret.ts";
import type { Program } from "./optimize.ts";
import { tiers } from "./shared-graph.ts";

/**
 * @param symbols  a number for each symbol that the program reads, by its key
 * @param functions  the functions that it calls
 * @throws RangeError for a symbol without a value
 */
export function run(
  { statements, result }: Program,
  symbols: ReadonlyMap<string, number>,
  functions: Readonly<Record<string, (...args: number[]) => number>>,
): number {
  const values = new Map<string, number>();
  for (const tier of tiers)
    for (const { name, tier: own, expression } of statements)
      if (own === tier) values.set(name, interpret(expression, symbols, functions, values));
  return interpret(result, symbols, functions, values);
}
