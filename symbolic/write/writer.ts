/** What writes a function of a generated module, and records what it takes from `wehrl/runtime` on the way. */

import { type Expression, legal, replace, type Scheduled, type Spelled } from "../algebra/expression.ts";
import type { Program } from "../optimize/optimize.ts";
import type { Tier } from "../optimize/shared-graph.ts";
import { expressionText } from "./expression-text.ts";
import { identifierOf } from "./identifier.ts";
import { isRuntimeFunction, type RuntimeFunction, type RuntimeImports, type RuntimeType } from "./runtime-imports.ts";

export class Writer {
  /** Of the channel: a lone one's label is left out of names. */
  readonly parties: readonly string[];
  private readonly types = new Set<RuntimeType>();
  private readonly functions = new Set<RuntimeFunction>();

  constructor(parties: readonly string[]) {
    this.parties = parties;
  }

  /** What was recorded, also of what is written after this. */
  get imports(): RuntimeImports {
    return { types: this.types, functions: this.functions };
  }

  type(name: RuntimeType): string {
    this.types.add(name);
    return name;
  }

  call(name: RuntimeFunction, ...operands: readonly string[]): string {
    this.functions.add(name);
    return `${name}(${operands.join(", ")})`;
  }

  expression(expression: Scheduled): string {
    return expressionText(this.spelled(expression));
  }

  /** `const x = …;` for the statements of one loop. */
  statements({ statements }: Program<unknown>, tier: Tier): readonly string[] {
    return statements.filter((s) => s.tier === tier).map((s) => `const ${s.name} = ${this.expression(s.expression)};`);
  }

  /** A program without loops as one expression, its statements put in place. */
  inline({ statements, result }: Program): string {
    const values = new Map(statements.map(({ name, expression }) => [name, expression]));
    const expand = (expression: Expression): Expression =>
      replace(expression, (node) => (node.kind === "value" ? expand(values.get(node.name)!) : undefined));
    return this.expression(legal("scheduling", expand(result)));
  }

  /** With identifiers for symbols.
   *  @throws RangeError for a function that a module cannot call */
  private spelled(expression: Scheduled): Spelled {
    const spelled = replace(expression, (node) => {
      if (node.kind === "symbol") return { kind: "value", name: identifierOf(node.symbol, this.parties) };
      if (node.kind === "call") this.record(node.function);
      return undefined;
    });
    return legal("spelling", spelled);
  }

  private record(name: string): void {
    if (isRuntimeFunction(name)) this.functions.add(name);
    else if (!name.startsWith("Math."))
      throw new RangeError(`emitted code calls ${name}, which is not among the functions of wehrl/runtime`);
  }
}
