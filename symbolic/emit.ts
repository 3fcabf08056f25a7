/** Programs → the TypeScript module of a channel. The only file that knows ts-morph. */
import {
  type FunctionDeclarationStructure,
  IndentationText,
  type OptionalKind,
  Project,
  type SourceFile,
  VariableDeclarationKind,
} from "ts-morph";
import { expressionText, identifierOf } from "./expression-text.ts";
import { operationCount } from "./formula.ts";
import { functionSymbol } from "./functions.ts";
import { formatInterval, type Interval } from "./interval.ts";
import type { Expression, Program, Tier } from "./optimize.ts";
import { type EvaluatorPlan, type Kernel, type PlannedFlux, type PlannedJump, programOf } from "./plan.ts";
import { readPolynomial } from "./read-polynomial.ts";

type FunctionStructure = OptionalKind<FunctionDeclarationStructure> & { name: string };

const parametersType = { name: "parameters", type: "Parameters" } as const;

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
    file.addFunctions(functions[k]);
    addEvaluator(file, own, suffix);
  });
  file.formatText({ indentSize: 2, insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true });
  return file
    .getFullText()
    .replace(/\n\n(\s*\})/g, "\n$1")
    .replace(/^function (\w+)\((.{90,})\): (\S+) \{$/gm, wrapped);
}

const suffixOf = (parameter: string): string => `AtZero${parameter[0].toUpperCase()}${parameter.slice(1)}`;

const functionsOf = (plan: EvaluatorPlan): readonly FunctionStructure[] => [
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

function addImports(file: SourceFile, functions: readonly FunctionStructure[]): void {
  const text = functions.map(({ statements }) => String(statements)).join("\n");
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

/** `const { r } = parameters; const coshR = Math.cosh(r);` for the symbols that some programs read. */
function parameterStatement(programs: readonly Program[], plan: EvaluatorPlan): readonly string[] {
  const { channel } = plan.derivation;
  const symbols = [...new Set(programs.flatMap((program) => program.symbols.parameters))].sort();
  const calls = symbols.flatMap((symbol) => {
    const call = functionSymbol(symbol);
    return call ? [{ symbol, name: call[0], argument: programOf(readPolynomial(call[1])) }] : [];
  });
  if (calls.some(({ argument }) => argument.symbols.parameters.some(functionSymbol)))
    throw new Error(
      `channel "${channel.name}": a function of a function of parameters is not emitted; give it a parameter of its own`,
    );
  const read = [...symbols, ...calls.flatMap(({ argument }) => argument.symbols.parameters)];
  const used = channel.parameters.map(({ name }) => name).filter((name) => read.includes(name));
  return [
    ...(used.length > 0 ? [`const { ${used.join(", ")} } = parameters;`] : []),
    ...calls.map(
      ({ symbol, name, argument }) => `const ${identifierOf(symbol, [])} = Math.${name}(${inline(argument, [])});`,
    ),
  ];
}

const spinNames = ({ derivation: { channel } }: EvaluatorPlan): readonly string[] =>
  channel.parties.map((party) => identifierOf(`J[${party}]`, channel.parties));

/** `const x = …;` for the statements of one loop. */
const statementsOf = ({ statements }: Program, tier: Tier, parties: readonly string[]): readonly string[] =>
  statements.filter((s) => s.tier === tier).map((s) => `const ${s.name} = ${expressionText(s.expression, parties)};`);

const kernelDocs: Readonly<Record<"entropyRate" | "production" | "flux", readonly [string, string]>> = {
  entropyRate: ["Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:", "entropy rate"],
  production: ["Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:", "production"],
  flux: ["Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:", "flux"],
};

/** A kernel over a block: parameters once, then rows, then the nodes of a row. */
function pointwiseFunction(
  name: "entropyRate" | "production" | "flux",
  { program }: Kernel,
  plan: EvaluatorPlan,
): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const [summary, key] = kernelDocs[name];
  const rowSymbols = program.symbols.rows;
  const columnSymbols = program.symbols.nodes.filter((symbol) => /^(cos|sin)Phi/.test(symbol));
  const fieldSymbols = program.symbols.nodes.filter((symbol) => !/^(cos|sin)Phi/.test(symbol));
  const id = (symbol: string): string => identifierOf(symbol, parties);
  const plural = (symbol: string): string => `${id(symbol)}s`;
  const usesSpin = program.symbols.parameters.some((symbol) => symbol.startsWith("J["));
  const sphereOf = (symbol: string): number => parties.findIndex((party) => symbol.endsWith(`[${party}]`));
  const sphereLines = [...rowSymbols, ...columnSymbols].map(
    (symbol) => `const ${plural(symbol)} = geometry.spheres[${sphereOf(symbol)}].${symbol.replace(/\[.*/, "")};`,
  );
  const indexOf = (symbol: string): number => 2 * sphereOf(symbol) + (symbol.includes("Phi") ? 1 : 0);
  const gradients = fieldSymbols.filter((symbol) => symbol.startsWith("d")).sort((a, b) => indexOf(a) - indexOf(b));
  const gradientLines = gradients.map(
    (symbol) => `const ${plural(symbol)} = ${symbol.slice(0, 2)}[${indexOf(symbol)}];`,
  );
  const hasNodes = program.symbols.nodes.length > 0;
  const used = hasNodes || program.symbols.rows.length > 0;
  const statements = used
    ? [
        ...parameterStatement([program], plan),
        ...statementsOf(program, "parameters", parties),
        "const { rows, columns } = geometry;",
        ...sphereLines,
        ...gradientLines,
        "for (let row = 0, node = 0; row < rows; row++) {",
        ...rowSymbols.map((symbol) => `const ${id(symbol)} = ${plural(symbol)}[row];`),
        ...statementsOf(program, "rows", parties),
        "for (let column = 0; column < columns; column++, node++) {",
        ...columnSymbols.map((symbol) => `const ${id(symbol)} = ${plural(symbol)}[column];`),
        ...fieldSymbols.map(
          (symbol) => `const ${id(symbol)} = ${symbol.startsWith("d") ? plural(symbol) : symbol}[node];`,
        ),
        ...statementsOf(program, "nodes", parties),
        `out[node] = ${expressionText(program.result, parties)};`,
        "}",
        "}",
      ]
    : ["out.fill(0, 0, geometry.rows * geometry.columns);"];
  const unused = (parameter: string, isUsed: boolean): string => (isUsed ? parameter : `_${parameter}`);
  const gradientUsed = (field: string): boolean => gradients.some((symbol) => symbol.startsWith(field));
  const fieldParameters =
    name === "production"
      ? [
          ["Q", "Float64Array", fieldSymbols.includes("Q")],
          ["P", "Float64Array", fieldSymbols.includes("P")],
          ["dP", "Gradient", gradientUsed("dP")],
        ]
      : [
          ["Q", "Float64Array", fieldSymbols.includes("Q")],
          ["dQ", "Gradient", gradientUsed("dQ")],
        ];
  return {
    name,
    docs: [`\n${summary}\n\n    ${plan.equations[key]}`],
    parameters: [
      { name: unused("parameters", parameterStatement([program], plan).length > 0), type: "Parameters" },
      { name: usesSpin ? `[${spinNames(plan).join(", ")}]` : "_J", type: "readonly number[]" },
      { name: "geometry", type: "Geometry" },
      ...fieldParameters.map(([field, type, isUsed]) => ({
        name: unused(field as string, isUsed as boolean),
        type: type as string,
      })),
      { name: "out", type: "Float64Array" },
    ],
    returnType: "void",
    statements,
  };
}

/** The closed integral over a qubit's sphere, one value a conditional state. */
function innerFunction({ program }: Kernel, plan: EvaluatorPlan): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const usesSquare = program.symbols.nodes.includes("R2");
  const arrays = ["A0", "Rx", "Ry", "Rz"];
  const read = arrays.filter((name) => program.symbols.nodes.includes(name) || (usesSquare && name !== "A0"));
  return {
    name: "inner",
    docs: [
      `\nThe integral of \`entropyRate\` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n:\n\n    ${plan.equations["entropy rate of a qubit"]}`,
    ],
    parameters: [
      { name: parameterStatement([program], plan).length > 0 ? "parameters" : "_parameters", type: "Parameters" },
      ...arrays.map((name) => ({ name: read.includes(name) ? name : `_${name}`, type: "Float64Array" })),
      { name: "out", type: "Float64Array" },
    ],
    returnType: "void",
    statements: [
      ...parameterStatement([program], plan),
      ...statementsOf(program, "parameters", parties),
      "for (let k = 0; k < out.length; k++) {",
      ...read.map((name) => `const ${identifierOf(name, parties)} = ${name}[k];`),
      ...(usesSquare ? ["const r2 = rx * rx + ry * ry + rz * rz;"] : []),
      ...statementsOf(program, "nodes", parties),
      `out[k] = ${expressionText(program.result, parties)};`,
      "}",
    ],
  };
}

/** A program without loops as one expression, its statements put in place. */
function inline({ statements, result }: Program, parties: readonly string[]): string {
  const values = new Map(statements.map(({ name, expression }) => [name, expression]));
  const expand = (expression: Expression): Expression => {
    if (expression.kind === "value") return expand(values.get(expression.name)!);
    return "operands" in expression
      ? ({ ...expression, operands: expression.operands.map(expand) } as Expression)
      : expression;
  };
  return expressionText(expand(result), parties);
}

function jumpsFunction(plan: EvaluatorPlan): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const vectors = (rows: readonly (readonly Program[])[]): string =>
    `[${rows.map((row) => `[${row.map((entry) => inline(entry, parties)).join(", ")}]`).join(", ")}]`;
  const jumpText = ({ reservoir, rate, re, im }: PlannedJump): string =>
    `{ reservoir: ${reservoir}, rate: ${inline(rate, parties)}, re: ${vectors(re)}, im: ${vectors(im)} },`;
  const programs = plan.jumps.flatMap(({ rate, re, im }) => [rate, ...re.flat(), ...im.flat()]);
  const statement = parameterStatement(programs, plan);
  return {
    name: "jumps",
    docs: [`\n${plan.equations.dissipator ?? "The dissipators, reservoir after reservoir."}`],
    parameters: [statement.length > 0 ? parametersType : { ...parametersType, name: "_parameters" }],
    returnType: "readonly Jump[]",
    statements: [...statement, "return [", ...plan.jumps.map(jumpText), "];"],
  };
}

function remainderFunction(plan: EvaluatorPlan, vectors: readonly (readonly Program[])[]): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const text = vectors.map((vector) => `[${vector.map((entry) => inline(entry, parties)).join(", ")}]`);
  const statement = parameterStatement(vectors.flat(), plan);
  return {
    name: "remainder",
    docs: ["\nH′ = Σ_j h_j·J_j of the constant parts of the operators: D[L + α]ρ = D[L]ρ − i[H′, ρ]."],
    parameters: [statement.length > 0 ? parametersType : { ...parametersType, name: "_parameters" }],
    returnType: "readonly (readonly [number, number, number])[]",
    statements: [...statement, `return [${text.join(", ")}];`],
  };
}

function fluxMatrixFunction(plan: EvaluatorPlan, flux: PlannedFlux): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const [spins, all] = [spinNames(plan), fluxPrograms(flux)];
  const statement = parameterStatement(all, plan);
  const usesParameters = statement.length > 0 || (flux.kind === "general" && flux.reservoirs.length > 0);
  return {
    name: "fluxMatrix",
    docs: ["\nF with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*)."],
    parameters: [
      usesParameters ? parametersType : { ...parametersType, name: "_parameters" },
      { name: `[${spins.join(", ")}]`, type: "readonly number[]" },
    ],
    returnType: "ComplexMatrix",
    statements: [...statement, ...fluxStatements(flux, spins, parties)],
  };
}

const fluxPrograms = (flux: PlannedFlux): readonly Program[] =>
  flux.kind === "axial"
    ? flux.reservoirs.flatMap((reservoir) => Object.values(reservoir))
    : flux.reservoirs.flatMap(({ factors }) =>
        factors.shape === "axial" ? [factors.constant, ...factors.axis] : [...factors.re, ...factors.im],
      );

function fluxStatements(flux: PlannedFlux, spins: readonly string[], parties: readonly string[]): readonly string[] {
  const text = (program: Program): string => inline(program, parties);
  const vector = (entries: readonly Program[]): string => `[${entries.map(text).join(", ")}]`;
  if (flux.reservoirs.length === 0)
    return [
      `const dimension = Math.round(${spins.map((J) => (spins.length > 1 ? `(2 * ${J} + 1)` : `2 * ${J} + 1`)).join(" * ")});`,
      "return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };",
    ];
  if (flux.kind === "axial") {
    const entries = flux.reservoirs.map(
      ({ constant, axis, lowering, raising }) =>
        `{ constant: ${text(constant)}, axis: ${text(axis)}, lowering: ${text(lowering)}, raising: ${text(raising)} }`,
    );
    return [`return axialFluxMatrix(${spins[0]}, [${entries.join(", ")}]);`];
  }
  const entries = flux.reservoirs.map(({ index, factors }) => {
    const of =
      factors.shape === "axial"
        ? `[{ constant: ${text(factors.constant)}, axis: ${vector(factors.axis)}, weight: 1 }]`
        : `singleJumpFactors(${vector(factors.re)}, ${vector(factors.im)})`;
    return `{ factors: ${of}, jumps: all.filter((jump) => jump.reservoir === ${index}) },`;
  });
  return ["const all = jumps(parameters);", `return potentialFluxMatrix(${spins[0]}, [`, ...entries, "]);"];
}

function steadyStateFunction(
  plan: EvaluatorPlan,
  { up, down }: NonNullable<EvaluatorPlan["steadyState"]>,
): FunctionStructure {
  const { parties } = plan.derivation.channel;
  const statement = parameterStatement([up, down], plan);
  return {
    name: "steadyState",
    docs: [`\nThe state whose Husimi function is ∝ Q*: ${plan.equations.potential}.`],
    parameters: [
      statement.length > 0 ? parametersType : { ...parametersType, name: "_parameters" },
      { name: `[${spinNames(plan)[0]}]`, type: "readonly number[]" },
    ],
    returnType: "ComplexMatrix",
    statements: [
      ...statement,
      `return axialState(${spinNames(plan)[0]}, ${inline(up, parties)}, ${inline(down, parties)});`,
    ],
  };
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
