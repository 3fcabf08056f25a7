/** What emitted functions share: their form, their parameters, and how these are read. */

import { inOrder } from "../algebra/polynomial.ts";
import type { FunctionName, Sym } from "../algebra/role.ts";
import { spin } from "../algebra/symbol.ts";
import { InvalidDeclaration } from "../declare/declare.ts";
import { type Program, programOf } from "../optimize/optimize.ts";
import type { EvaluatorPlan } from "../optimize/plan.ts";
import { broken } from "./broken-lines.ts";
import { identifierOf, nameInCode } from "./identifier.ts";
import type { RuntimeImports } from "./runtime-imports.ts";
import type { Writer } from "./writer.ts";

/** A function of a generated module. */
export interface EmittedFunction {
  readonly name: string;
  readonly docs: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returnType: string;
  readonly statements: readonly string[];
  readonly imports: RuntimeImports;
}

/** A summary and the formula below it. */
export const withFormula = (summary: string, formula: string): string =>
  `${summary}\n\n${broken(`    ${formula}`).join("\n")}`;

/** The parameter object, marked as unused where nothing is read from it. */
export const parametersOf = (isUsed: boolean, writer: Writer): EmittedFunction["parameters"][number] => ({
  name: isUsed ? "parameters" : "_parameters",
  type: writer.type("Parameters"),
});

/** `const { r } = parameters; const coshR = Math.cosh(r);` for the symbols that some programs read. */
export function parameterStatement(
  programs: readonly Program<unknown>[],
  plan: EvaluatorPlan,
  writer: Writer,
): readonly string[] {
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
      ({ symbol, name, argument }) => `const ${identifierOf(symbol, [])} = Math.${name}(${writer.inline(argument)});`,
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
