/** What emitted functions share: their form, and programs as statements and expressions. */

import { inOrder } from "../algebra/polynomial.ts";
import type { FunctionName, Sym } from "../algebra/role.ts";
import { spin } from "../algebra/symbol.ts";
import { InvalidDeclaration } from "../declare/declare.ts";
import { programOf } from "../optimize/kernel.ts";
import type { EvaluatorPlan } from "../optimize/plan.ts";
import type { Expression, Program, Tier } from "../optimize/program.ts";
import { broken } from "./broken-lines.ts";
import { expressionText, identifierOf, nameInCode } from "./expression-text.ts";

/** A function of a generated module. */
export interface EmittedFunction {
  readonly name: string;
  readonly docs: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returnType: string;
  readonly statements: readonly string[];
}

/** A summary and the formula below it. */
export const withFormula = (summary: string, formula: string): string =>
  `${summary}\n\n${broken(`    ${formula}`).join("\n")}`;

/** The parameter object, marked as unused where nothing is read from it. */
export const parametersOf = (isUsed: boolean): { readonly name: string; readonly type: string } => ({
  name: isUsed ? "parameters" : "_parameters",
  type: "Parameters",
});

/** `const { r } = parameters; const coshR = Math.cosh(r);` for the symbols that some programs read. */
export function parameterStatement(programs: readonly Program<unknown>[], plan: EvaluatorPlan): readonly string[] {
  const { channel } = plan.derivation;
  const symbols = inOrder(new Set(programs.flatMap((program) => program.symbols.parameters)));
  const calls = callsIn(symbols);
  const names = calls.map(({ symbol }) => identifierOf(symbol, []));
  const twice = calls.find((_, k) => names.indexOf(names[k]) !== k);
  if (twice !== undefined) {
    const other = calls[names.indexOf(identifierOf(twice.symbol, []))];
    throw new InvalidDeclaration({
      source: `channel "${channel.name}"`,
      path: ["parameters"],
      found: `${other.symbol.key} and ${twice.symbol.key}, which would have one name in the emitted code`,
      expected: "names that stay distinct",
      remedy: "rename a parameter",
    });
  }
  const read = [...symbols, ...calls.flatMap(({ argument }) => argument.symbols.parameters)];
  const keys = new Set(read.map(({ key }) => key));
  const used = channel.parameters.map(({ name }) => name).filter((name) => keys.has(name));
  return [
    ...(used.length > 0 ? [`const { ${used.map(binding).join(", ")} } = parameters;`] : []),
    ...calls.map(
      ({ symbol, name, argument }) => `const ${identifierOf(symbol, [])} = Math.${name}(${inline(argument, [])});`,
    ),
  ];
}

interface Call {
  readonly symbol: Sym;
  readonly name: FunctionName;
  readonly argument: Program;
}

/** The functions among some symbols, each behind those in its argument. */
function callsIn(symbols: readonly Sym[], before: readonly Call[] = []): readonly Call[] {
  return symbols.reduce<readonly Call[]>((found, symbol) => {
    const { role } = symbol;
    if (role.kind !== "function" || found.some((known) => known.symbol === symbol)) return found;
    const argument = programOf(role.argument);
    return [...callsIn(argument.symbols.parameters, found), { symbol, name: role.function, argument }];
  }, before);
}

/** `Gamma`, and `k: k_` where the emitted code has a k of its own. */
function binding(parameter: string): string {
  const identifier = nameInCode(parameter);
  return identifier === parameter ? parameter : `${parameter}: ${identifier}`;
}

/** `J` of a lone party, `JA`, `JB`, … of several. */
export const spinNames = ({ derivation: { channel } }: EvaluatorPlan): readonly string[] =>
  channel.parties.map((party) => identifierOf(spin(party), channel.parties));

export const isSpin = ({ role }: Sym): boolean => role.kind === "spin";

/** `const x = …;` for the statements of one loop. */
export const statementsOf = (
  { statements }: Program<unknown>,
  tier: Tier,
  parties: readonly string[],
): readonly string[] =>
  statements.filter((s) => s.tier === tier).map((s) => `const ${s.name} = ${expressionText(s.expression, parties)};`);

/** A program without loops as one expression, its statements put in place. */
export function inline({ statements, result }: Program, parties: readonly string[]): string {
  const values = new Map(statements.map(({ name, expression }) => [name, expression]));
  const expand = (expression: Expression): Expression => {
    if (expression.kind === "value") return expand(values.get(expression.name)!);
    return "operands" in expression
      ? ({ ...expression, operands: expression.operands.map(expand) } as Expression)
      : expression;
  };
  return expressionText(expand(result), parties);
}
