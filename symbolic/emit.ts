/** Programs → the TypeScript module of a channel. The only file that knows ts-morph. */
import { IndentationText, Project, type SourceFile, VariableDeclarationKind } from "ts-morph";
import { innerFunction, pointwiseFunction } from "./emit-kernels.ts";
import { fluxMatrixFunction, jumpsFunction, remainderFunction, steadyStateFunction } from "./emit-matrices.ts";
import type { EmittedFunction } from "./emitted-function.ts";
import { identifierOf } from "./expression-text.ts";
import { operationCount } from "./formula.ts";
import { formatInterval, type Interval } from "./interval.ts";
import type { EvaluatorPlan, Kernel } from "./plan.ts";

/** The module's text: a function of the plan and the declaration's name and hash alone. */
export function emit(plan: EvaluatorPlan, source: string, hash: string): string {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const file = project.createSourceFile("channel.ts", header(plan, source, hash));
  const evaluators = [
    ...plan.strata.map(({ parameter, plan: stratum }) => ({ plan: stratum, suffix: suffixOf(parameter) })),
    { plan, suffix: "" },
  ];
  const functions = evaluators.map(({ plan: own, suffix }) =>
    functionsOf(own).map((f) => ({ ...f, name: f.name + suffix })),
  );
  addImports(file, functions.flat());
  evaluators.forEach(({ plan: own, suffix }, k) => {
    file.addFunctions(
      functions[k].map(({ docs, parameters, statements, ...rest }) => ({
        ...rest,
        docs: [`\n${docs}`],
        parameters: [...parameters],
        statements: [...statements],
      })),
    );
    addEvaluator(file, own, suffix);
  });
  file.formatText({ indentSize: 2, insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true });
  return file
    .getFullText()
    .replace(/\n\n(\s*\})/g, "\n$1")
    .replace(/^function (\w+)\((.{90,})\): (\S+) \{$/gm, wrapped);
}

const suffixOf = (parameter: string): string => `AtZero${parameter[0].toUpperCase()}${parameter.slice(1)}`;

const functionsOf = (plan: EvaluatorPlan): readonly EmittedFunction[] => [
  pointwiseFunction("entropyRate", plan.entropyRate, plan),
  ...(plan.production ? [pointwiseFunction("production", plan.production, plan)] : []),
  ...(plan.flux ? [pointwiseFunction("flux", plan.flux, plan)] : []),
  ...(plan.inner ? [innerFunction(plan.inner, plan)] : []),
  jumpsFunction(plan),
  ...(plan.remainder ? [remainderFunction(plan, plan.remainder)] : []),
  ...(plan.fluxMatrix ? [fluxMatrixFunction(plan, plan.fluxMatrix)] : []),
  ...(plan.steadyState ? [steadyStateFunction(plan, plan.steadyState)] : []),
];

/** A long signature, one parameter a line. */
const wrapped = (_: string, name: string, parameters: string, type: string): string =>
  `function ${name}(\n${parameters
    .split(/, (?=\[?\w+[\]:])/)
    .map((parameter) => `  ${parameter},`)
    .join("\n")}\n): ${type} {`;

function header(plan: EvaluatorPlan, source: string, hash: string): string {
  const { channel } = plan.derivation;
  const kernels = Object.entries({
    entropyRate: plan.entropyRate,
    production: plan.production,
    flux: plan.flux,
    inner: plan.inner,
  });
  const counts = kernels.flatMap(([name, kernel]) => (kernel ? [` *   ${name.padEnd(12)}${countText(kernel)}`] : []));
  return [
    "/**",
    ` * ${channel.name} (${channel.cites}), compiled from ${source}.`,
    " * Generated: do not edit; change the declaration and run `npm run gen`.",
    ` * Content hash: ${hash}`,
    " *",
    " * Operations a node, as derived → as emitted (+ those a row and once):",
    ...counts,
    " */",
    "",
  ].join("\n");
}

const countText = ({ formula, program: { operations } }: Kernel): string =>
  `${String(operationCount(formula)).padStart(3)} → ${operations.nodes} (+ ${operations.rows} a row, ${operations.parameters} once)`;

function addImports(file: SourceFile, functions: readonly EmittedFunction[]): void {
  const text = functions.flatMap(({ statements }) => statements).join("\n");
  const types = ["ComplexMatrix", "Evaluator", "Geometry", "Gradient", "Jump", "Parameters"];
  const used = types.filter(
    (type) =>
      type === "Evaluator" ||
      type === "Parameters" ||
      type === "Jump" ||
      functions.some((f) => JSON.stringify(f).includes(type)),
  );
  file.addImportDeclaration({ isTypeOnly: true, namedImports: used, moduleSpecifier: "wehrl/runtime" });
  const special = ["axialFluxMatrix", "axialState", "potentialFluxMatrix", "singleJumpFactors", "sphereKernel"].filter(
    (name) => text.includes(`${name}(`),
  );
  if (special.length > 0) file.addImportDeclaration({ namedImports: special, moduleSpecifier: "wehrl/runtime" });
}

function addEvaluator(file: SourceFile, plan: EvaluatorPlan, suffix: string): void {
  const { channel, reservoirs } = plan.derivation;
  const bound = (value: number): string =>
    value === Number.POSITIVE_INFINITY
      ? "Number.POSITIVE_INFINITY"
      : value === Number.NEGATIVE_INFINITY
        ? "Number.NEGATIVE_INFINITY"
        : String(value);
  const range = ({ minimum, maximum, openMinimum, openMaximum }: Interval): string =>
    `minimum: ${bound(minimum)}, maximum: ${bound(maximum)}, openMinimum: ${openMinimum}, openMaximum: ${openMaximum}`;
  const quote = (text: string | null): string => JSON.stringify(text);
  const parameters = channel.parameters.map(
    (parameter) =>
      `// ${formatInterval(parameter.range)}\n{ name: ${quote(parameter.name)}, ${range(parameter.range)}, unit: ${quote(parameter.unit)}, meaning: ${quote(parameter.meaning)} },`,
  );
  const verdicts = reservoirs.map(({ reservoir, production, verdict }) =>
    [
      "{",
      `name: ${quote(reservoir.name)},`,
      `class: ${quote(production.class)},`,
      `positivity: ${
        verdict.positivity
          ? `{ ${Object.entries(verdict.positivity)
              .map(([spins, value]) => `${spins}: ${quote(value)}`)
              .join(", ")} }`
          : "null"
      },`,
      `evidence: ${quote(verdict.evidence)},`,
      `refusal: ${quote("refusal" in production ? production.refusal : null)},`,
      "},",
    ].join("\n"),
  );
  const member = (name: string, isThere: unknown): string =>
    isThere ? (suffix === "" ? name : `${name}: ${name}${suffix}`) : `${name}: null`;
  const kernels = [member("entropyRate", true), member("production", plan.production), member("flux", plan.flux)];
  const strata = plan.strata.map(
    ({ parameter, value }) =>
      `{ parameter: ${quote(parameter)}, value: ${value}, evaluator: ${identifierOf(channel.name, [])}${suffixOf(parameter)} },`,
  );
  file.addVariableStatement({
    isExported: suffix === "",
    declarationKind: VariableDeclarationKind.Const,
    docs: [`\n${channel.cites}. ${plan.equations.dissipator ?? ""}`.trimEnd()],
    declarations: [
      {
        name: identifierOf(channel.name, []) + suffix,
        type: "Evaluator",
        initializer: [
          "{",
          `name: ${quote(channel.name)},`,
          `cites: ${quote(channel.cites)},`,
          `parties: ${JSON.stringify(channel.parties)},`,
          "parameters: [",
          ...parameters,
          "],",
          "reservoirs: [",
          ...verdicts,
          "],",
          "equations: {",
          ...Object.entries(plan.equations).map(([name, text]) => `${quote(name)}: ${quote(text)},`),
          "},",
          `${member("jumps", true)},`,
          `${member("remainder", plan.remainder)},`,
          `pointwise: { ${kernels.join(", ")} },`,
          `${member("inner", plan.inner)},`,
          `${member("fluxMatrix", plan.fluxMatrix)},`,
          `${member("steadyState", plan.steadyState)},`,
          ...(strata.length === 0 ? ["strata: [],"] : ["strata: [", ...strata, "],"]),
          "}",
        ].join("\n"),
      },
    ],
  });
}
