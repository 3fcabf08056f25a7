/** Programs → the TypeScript module of a channel. The only file that knows ts-morph. */
import { IndentationText, Project, type SourceFile, ts, VariableDeclarationKind } from "ts-morph";
import { operationCount } from "../algebra/expression.ts";
import type { JointlyOptimized, Optimized } from "../optimize/optimize.ts";
import type { EvaluatorPlan } from "../optimize/plan.ts";
import type { LogMomentPlan } from "../optimize/plan-log-moment.ts";
import { comment } from "../print/harmless.ts";
import { broken, brokenParameters } from "./broken-lines.ts";
import { innerFunction, logMomentFunction } from "./emit-closed-spheres.ts";
import { coefficientsFunction } from "./emit-coefficients.ts";
import { evaluatorDocs, evaluatorName, evaluatorText, type Variant, variantsOf } from "./emit-evaluator.ts";
import { pointwiseFunction } from "./emit-integrands.ts";
import {
  cancellingFunction,
  fluxMatrixFunction,
  jumpsFunction,
  remainderFunction,
  steadyStateFunction,
} from "./emit-matrices.ts";
import type { EmittedFunction } from "./emitted-function.ts";
import type { RuntimeImports, RuntimeType } from "./runtime-imports.ts";

/** The module of a channel: a function of the plan and the declaration's name and hash alone. */
export function emit(plan: EvaluatorPlan, source: string, hash: string): string {
  const { derivation, entropyRate, production, flux, coefficients, inner } = plan;
  const { name, cites } = derivation.channel;
  const about = comment(`${name} (${cites}), compiled from ${source}.`);
  const variants = variantsOf(plan).map((variant) => ({ variant, functions: functionsOf(variant) }));
  return moduleText(
    header(about, "that file", hash, { entropyRate, production, flux, coefficients, inner }),
    (file) => {
      addImports(
        file,
        variants.flatMap(({ functions }) => functions),
      );
      for (const { variant, functions } of variants) {
        addFunctions(file, functions);
        addEvaluator(file, variant);
      }
    },
  );
}

/** The module of the closed form that no channel has to do with. */
export function emitLogMoment(plan: LogMomentPlan, hash: string): string {
  const about = "Logarithms over the sphere of a qubit, integrated by the compiler.";
  return moduleText(header(about, "the compiler", hash, { logMoment: plan.inner }), (file) => {
    addFunctions(file, [logMomentFunction(plan)], true);
  });
}

function moduleText(header: string, fill: (file: SourceFile) => void): string {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const file = project.createSourceFile("module.ts", header);
  fill(file);
  file.formatText({ indentSize: 2, insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true });
  const text = file
    .getFullText()
    .replace(/\n\n(\s*\})/g, "\n$1")
    .replace(/^((?:export )?function \w+)\((.{90,})\): (\S+) \{$/gm, brokenParameters)
    .replace(/^ *(?:const \w+|(?:out|size)\[\w+\]) = .+$/gm, (line) => broken(line).join("\n"));
  requireParsable(text);
  return text;
}

/** What is written must run: two values of one name, for instance, are no TypeScript. */
function requireParsable(text: string): void {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  try {
    // Parsed, never called.
    new Function(ts.transpileModule(text, { compilerOptions }).outputText);
  } catch (error) {
    throw new Error(`the emitted module cannot be read: ${(error as Error).message}`);
  }
}

function functionsOf({ plan, suffix }: Variant): readonly EmittedFunction[] {
  const named = (name: string): string => name + suffix;
  const functions = [
    pointwiseFunction("entropyRate", plan.entropyRate, plan, named),
    plan.production && pointwiseFunction("production", plan.production, plan, named),
    plan.flux && pointwiseFunction("flux", plan.flux, plan, named),
    coefficientsFunction(plan),
    plan.inner && innerFunction(plan.inner, plan, named),
    jumpsFunction(plan),
    plan.cancelling.length > 0 ? cancellingFunction(plan) : null,
    plan.remainder && remainderFunction(plan, plan.remainder),
    plan.fluxMatrix && fluxMatrixFunction(plan, plan.fluxMatrix, named),
    plan.steadyState && steadyStateFunction(plan, plan.steadyState),
  ];
  return functions.filter((each) => each !== null).map((each) => ({ ...each, name: named(each.name) }));
}

/** @param change  what to change instead of the module */
function header(
  about: string,
  change: string,
  hash: string,
  computed: Readonly<Record<string, Optimized | JointlyOptimized | null>>,
): string {
  const counts = Object.entries(computed).flatMap(([name, optimized]) =>
    optimized ? [` *   ${name.padEnd(13)}${countText(optimized)}`] : [],
  );
  return [
    "/**",
    ` * ${about}`,
    ` * Generated: do not edit; change ${change} and run \`wehrl gen\` again (in wehrl's own repository: \`npm run gen\`).`,
    ` * Content hash: ${hash}`,
    " *",
    " * Operations a node, as derived → as emitted (+ those a row and once):",
    ...counts,
    " */",
    "",
  ].join("\n");
}

function countText({ derived, program }: Optimized | JointlyOptimized): string {
  const { nodes, rows, parameters } = program.operations;
  const count = [derived].flat().reduce((all, each) => all + operationCount(each), 0);
  return `${String(count).padStart(3)} → ${nodes} (+ ${rows} a row, ${parameters} once)`;
}

function addImports(file: SourceFile, functions: readonly EmittedFunction[]): void {
  const moduleSpecifier = "wehrl/runtime";
  const all = (names: (imports: RuntimeImports) => ReadonlySet<string>): string[] =>
    [...new Set(functions.flatMap(({ imports }) => [...names(imports)]))].sort();
  const types = [evaluatorType, ...all(({ types }) => types)].sort();
  file.addImportDeclaration({ isTypeOnly: true, namedImports: types, moduleSpecifier });
  const called = all(({ functions }) => functions);
  if (called.length > 0) file.addImportDeclaration({ namedImports: called, moduleSpecifier });
}

function addFunctions(file: SourceFile, functions: readonly EmittedFunction[], isExported = false): void {
  file.addFunctions(
    functions.map(({ docs, parameters, statements, ...rest }) => ({
      ...rest,
      isExported,
      docs: [`\n${docs.split("\n").map(comment).join("\n")}`],
      parameters: [...parameters],
      statements: [...statements],
    })),
  );
}

const evaluatorType = "Evaluator" satisfies RuntimeType;

function addEvaluator(file: SourceFile, variant: Variant): void {
  file.addVariableStatement({
    isExported: variant.suffix === "",
    declarationKind: VariableDeclarationKind.Const,
    docs: [`\n${evaluatorDocs(variant)}`],
    declarations: [{ name: evaluatorName(variant), type: evaluatorType, initializer: evaluatorText(variant) }],
  });
}
