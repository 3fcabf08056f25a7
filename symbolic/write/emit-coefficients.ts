/** A and B over blocks of nodes, as a function of a generated module. */
import type { Scheduled } from "../algebra/expression.ts";
import type { Program } from "../optimize/optimize.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import { blockStatements } from "./emit-integrands.ts";
import {
  type EmittedFunction,
  isSpin,
  parameterStatement,
  parametersOf,
  spinNames,
  withFormula,
} from "./emitted-function.ts";
import { Writer } from "./writer.ts";

/** A and B over a block, every component in an array of its own. */
export function coefficientsFunction(plan: WrittenPlan): EmittedFunction {
  const { program } = plan.coefficients;
  const { channel, reservoirs } = plan.derivation;
  const writer = new Writer(channel.parties);
  const size = 2 * channel.parties.length;
  const places = program.result.map((_, k) => (k < size ? `drift[${k}]` : `diffusion[${k - size}]`));
  const texts = program.result.map((value) => writer.expression(value));
  const varies = program.result.map((value) => !isConstant(value, program));
  const filled = places.flatMap((place, k) => (varies[k] ? [] : [`${place}.fill(${texts[k]}, 0, rows * columns);`]));
  const assigned = places.flatMap((place, k) => (varies[k] ? [`${place}[node] = ${texts[k]};`] : []));
  const usesSpin = program.symbols.parameters.some(isSpin);
  const lines = ["drift", "diffusion"].flatMap((key) =>
    reservoirs.map(({ reservoir: { name } }) => plan.equations[reservoirs.length > 1 ? `${key} of ${name}` : key]),
  );
  return {
    name: "coefficients",
    docs: lines.reduce(
      withFormula,
      "The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:",
    ),
    parameters: [
      parametersOf(parameterStatement([program], plan, writer).length > 0, writer),
      { name: usesSpin ? `[${spinNames(plan).join(", ")}]` : "_J", type: "readonly number[]" },
      { name: "geometry", type: writer.type("Geometry") },
      { name: "drift", type: "readonly Float64Array[]" },
      { name: "diffusion", type: "readonly Float64Array[]" },
    ],
    returnType: "void",
    statements: blockStatements(program, plan, writer, assigned, filled),
    imports: writer.imports,
  };
}

/** Whether a value is the same at all nodes. */
function isConstant(value: Scheduled, program: Program<unknown>): boolean {
  switch (value.kind) {
    case "number":
      return true;
    case "symbol":
      return program.symbols.parameters.includes(value.symbol);
    case "negation":
      return isConstant(value.operands[0], program);
    case "value":
      return program.statements.some(({ name, tier }) => name === value.name && tier === "parameters");
    default:
      return false;
  }
}
