/** Integrands over blocks of nodes, as functions of a generated module. */
import type { Sym } from "../algebra/role.ts";
import type { Optimized, Program } from "../optimize/optimize.ts";
import type { EvaluatorPlan } from "../optimize/plan.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import {
  type EmittedFunction,
  isSpin,
  parameterStatement,
  parametersOf,
  spinNames,
  withFormula,
} from "./emitted-function.ts";
import { identifierOf } from "./identifier.ts";
import { Writer } from "./writer.ts";

type IntegrandName = "entropyRate" | "production" | "flux";

const integrandDocs: Readonly<Record<IntegrandName, readonly [string, string]>> = {
  entropyRate: ["Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:", "entropy rate"],
  production: ["Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:", "production"],
  flux: ["Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:", "flux"],
};

/**
 * An integrand over a block: parameters once, then rows, then the nodes of a row. Without a drift, A = 0, the production is the
 * entropy rate of the other gradient.
 * @param named  the name in the module of another function of this evaluator
 */
export function pointwiseFunction(
  name: IntegrandName,
  { program }: Optimized,
  plan: WrittenPlan,
  named: (name: string) => string,
): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const isEntropyRate = name === "production" && plan.derivation.reservoirs.every(isDiffusive);
  const [summary, key] = integrandDocs[name];
  const isZero = program.symbols.nodes.length + program.symbols.rows.length === 0;
  const statements = isEntropyRate
    ? [`${named("entropyRate")}(parameters, J, geometry, Q, dP, out);`]
    : isZero
      ? ["out.fill(0, 0, geometry.rows * geometry.columns);"]
      : blockStatements(program, plan, writer, [`out[node] = ${writer.expression(program.result)};`]);
  const read: ReadonlySet<string> = isEntropyRate
    ? new Set(["parameters", "J", "Q", "dP"])
    : isZero
      ? new Set()
      : readBy(program, parameterStatement([program], plan, writer).length > 0);
  const usesSpin = program.symbols.parameters.some(isSpin);
  const spins = usesSpin ? `[${spinNames(plan).join(", ")}]` : read.has("J") ? "J" : "_J";
  return {
    name,
    docs: withFormula(summary, plan.equations[key]),
    parameters: [
      parametersOf(read.has("parameters"), writer),
      { name: spins, type: "readonly number[]" },
      { name: "geometry", type: writer.type("Geometry") },
      ...fieldParameters(name, writer).map(({ name: field, type }) => ({
        name: read.has(field) ? field : `_${field}`,
        type,
      })),
      { name: "out", type: "Float64Array" },
    ],
    returnType: "void",
    statements,
    imports: writer.imports,
  };
}

/** The arguments that a program's symbols get their values from, without the spins. */
function readBy({ symbols }: Program, ofParameters: boolean): ReadonlySet<string> {
  const fields = symbols.nodes.flatMap(({ role }) =>
    role.kind === "field" ? [role.field] : role.kind === "gradient" ? [`d${role.field}`] : [],
  );
  return new Set([...fields, ...(ofParameters ? ["parameters"] : [])]);
}

const isDiffusive = ({ production }: EvaluatorPlan["derivation"]["reservoirs"][number]): boolean =>
  production.class === "diffusive";

const fieldParameters = (name: IntegrandName, writer: Writer): EmittedFunction["parameters"] => {
  const Q = { name: "Q", type: "Float64Array" };
  return name === "production"
    ? [Q, { name: "P", type: "Float64Array" }, { name: "dP", type: writer.type("Gradient") }]
    : [Q, { name: "dQ", type: writer.type("Gradient") }];
};

/** @param assigned  what is written at every node
 *  @param filled  what is written to whole arrays before */
export function blockStatements(
  program: Program<unknown>,
  plan: WrittenPlan,
  writer: Writer,
  assigned: readonly string[],
  filled: readonly string[] = [],
): readonly string[] {
  return [
    ...parameterStatement([program], plan, writer),
    ...writer.statements(program, "parameters"),
    "const { rows, columns } = geometry;",
    ...filled,
    ...(assigned.length === 0 ? [] : loops(program, writer, assigned)),
  ];
}

function loops(program: Program<unknown>, writer: Writer, assigned: readonly string[]): readonly string[] {
  const { parties } = writer;
  const id = (symbol: Sym): string => identifierOf(symbol, parties);
  const arrayOf = (symbol: Sym): string => (symbol.role.kind === "field" ? symbol.role.field : `${id(symbol)}s`);
  const { rows, columns, fields } = nodeSymbols(program);
  return [
    ...arrayLines(program, parties),
    "for (let row = 0, node = 0; row < rows; row++) {",
    ...rows.map((symbol) => `const ${id(symbol)} = ${arrayOf(symbol)}[row];`),
    ...writer.statements(program, "rows"),
    "for (let column = 0; column < columns; column++, node++) {",
    ...columns.map((symbol) => `const ${id(symbol)} = ${arrayOf(symbol)}[column];`),
    ...fields.map((symbol) => `const ${id(symbol)} = ${arrayOf(symbol)}[node];`),
    ...writer.statements(program, "nodes"),
    ...assigned,
    "}",
    "}",
  ];
}

/** The symbols that change with a row, with a column, and at every node. */
function nodeSymbols({ symbols: { rows, nodes } }: Program<unknown>) {
  const isOfColumn = ({ varies }: Sym): boolean => varies === "column";
  return { rows, columns: nodes.filter(isOfColumn), fields: nodes.filter((symbol) => !isOfColumn(symbol)) };
}

/** Arrays of angles and gradients in locals, which engines read faster than members. */
function arrayLines(program: Program<unknown>, parties: readonly string[]): readonly string[] {
  const { rows, columns, fields } = nodeSymbols(program);
  const local = (symbol: Sym): string => `${identifierOf(symbol, parties)}s`;
  const sphereOf = ({ party }: Sym): number => parties.indexOf(party!);
  const gradients = fields
    .flatMap((symbol) => {
      const { role } = symbol;
      const slot = 2 * sphereOf(symbol) + (role.kind === "gradient" && role.angle === "phi" ? 1 : 0);
      return role.kind === "gradient" ? [{ symbol, slot, of: `d${role.field}` }] : [];
    })
    .sort((a, b) => a.slot - b.slot);
  return [
    ...[...rows, ...columns].map(
      (symbol) => `const ${local(symbol)} = geometry.spheres[${sphereOf(symbol)}].${symbol.code};`,
    ),
    ...gradients.map(({ symbol, slot, of }) => `const ${local(symbol)} = ${of}[${slot}];`),
  ];
}
