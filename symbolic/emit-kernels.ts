/** Kernels over blocks of nodes, and the closed qubit sphere, as functions of a generated module. */
import { type EmittedFunction, parameterStatement, parametersOf, spinNames, statementsOf } from "./emitted-function.ts";
import { expressionText, identifierOf } from "./expression-text.ts";
import type { EvaluatorPlan, Kernel } from "./plan.ts";

const kernelDocs: Readonly<Record<"entropyRate" | "production" | "flux", readonly [string, string]>> = {
  entropyRate: ["Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:", "entropy rate"],
  production: ["Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:", "production"],
  flux: ["Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:", "flux"],
};

/** A kernel over a block: parameters once, then rows, then the nodes of a row. */
export function pointwiseFunction(
  name: "entropyRate" | "production" | "flux",
  { program }: Kernel,
  plan: EvaluatorPlan,
): EmittedFunction {
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
    docs: `${summary}\n\n    ${plan.equations[key]}`,
    parameters: [
      parametersOf(parameterStatement([program], plan).length > 0),
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
export function innerFunction({ program }: Kernel, plan: EvaluatorPlan): EmittedFunction {
  const { parties } = plan.derivation.channel;
  const usesSquare = program.symbols.nodes.includes("R2");
  const arrays = ["A0", "Rx", "Ry", "Rz"];
  const read = arrays.filter((name) => program.symbols.nodes.includes(name) || (usesSquare && name !== "A0"));
  return {
    name: "inner",
    docs: `The integral of \`entropyRate\` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n:\n\n    ${plan.equations["entropy rate of a qubit"]}`,
    parameters: [
      parametersOf(parameterStatement([program], plan).length > 0),
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
