/** Closed integrals over a qubit's sphere, one value a conditional state, as functions of a generated module. */

import type { Scheduled } from "../algebra/expression.ts";
import type { Sym } from "../algebra/role.ts";
import { A0, K, L0, R, R2, X, X0 } from "../algebra/symbol.ts";
import type { Program } from "../optimize/optimize.ts";
import type { OptimizedSphere } from "../optimize/plan-integrands.ts";
import type { LogMomentPlan } from "../optimize/plan-log-moment.ts";
import { logMomentEquation, ofQubit } from "../print/equation-lines.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import { type EmittedFunction, parameterStatement, parametersOf, withFormula } from "./emitted-function.ts";
import { Writer } from "./writer.ts";

const bloch = [A0, ...R];

/** The integral of a channel's entropy rate, and what its summands add up to in absolute value. */
export function innerFunction(
  { withSize }: OptimizedSphere,
  plan: WrittenPlan,
  named: (name: string) => string,
): EmittedFunction {
  const writer = new Writer([]);
  const usesSquare = withSize.symbols.nodes.includes(R2);
  const read = bloch.filter((symbol) => withSize.symbols.nodes.includes(symbol) || (usesSquare && symbol !== A0));
  const summary = `The integral of \`${named("entropyRate")}\` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:`;
  const notes = [
    "@param out  the integral, one a conditional state",
    "@param size  the same with every summand in absolute value",
  ];
  return {
    name: "inner",
    docs: [withFormula(summary, plan.equations["entropy rate of a qubit"].replace(ofQubit, "")), "", ...notes].join(
      "\n",
    ),
    parameters: [
      parametersOf(parameterStatement([withSize], plan, writer).length > 0, writer),
      ...arrays(bloch.map((symbol) => (read.includes(symbol) ? symbol.key : `_${symbol.key}`))),
      ...arrays(["out", "size"]),
    ],
    returnType: "void",
    statements: [
      ...parameterStatement([withSize], plan, writer),
      ...loop(withSize, writer, read, [
        ...(usesSquare ? ["const r2 = rx * rx + ry * ry + rz * rz;"] : []),
        ...valueAndSize(withSize, withSize.result, writer),
      ]),
    ],
    imports: writer.imports,
  };
}

/** −∫ X ln Q, and what its two summands add up to in absolute value. */
export function logMomentFunction({ closedForm, inner: { program } }: LogMomentPlan): EmittedFunction {
  const writer = new Writer([]);
  const read = [...R, X0, ...X];
  const summary =
    "The integral of −X ln Q over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n and X(n) = X0 + X·n; for X = Q the\n" +
    "entropy. With the measure 1/2π:";
  const notes = [
    "@param K  `sphereKernel(A0, |R|²)`",
    "@param L0  `logMean(A0, |R|²)`",
    "@param out  the integral, one a conditional state",
    "@param size  the same with both summands in absolute value",
  ];
  return {
    name: "logMoment",
    docs: [withFormula(summary, logMomentEquation(closedForm)), "", ...notes].join("\n"),
    parameters: arrays([...[...read, K, L0].map(arrayOf), "out", "size"]),
    returnType: "void",
    statements: loop(
      program,
      writer,
      [...read, K, L0],
      valueAndSize(program, [program.result, sizeOf(program.result, program)], writer),
    ),
    imports: writer.imports,
  };
}

/** The array that a symbol's values at the conditional states stand in. */
const arrayOf = ({ key, role }: Sym): string => (role.kind === "special" ? role.name : key);

const arrays = (names: readonly string[]) => names.map((name) => ({ name, type: "Float64Array" }));

const loop = (
  program: Program<unknown>,
  writer: Writer,
  read: readonly Sym[],
  body: readonly string[],
): readonly string[] => [
  ...writer.statements(program, "parameters"),
  "for (let k = 0; k < out.length; k++) {",
  ...read.map((symbol) => `const ${symbol.code} = ${arrayOf(symbol)}[k];`),
  ...body,
  "}",
];

const valueAndSize = (
  program: Program<unknown>,
  [value, size]: readonly Scheduled[],
  writer: Writer,
): readonly string[] => [
  ...writer.statements(program, "nodes"),
  `out[k] = ${writer.expression(value)};`,
  `size[k] = ${writer.expression(size)};`,
];

/** A sum of values with each in absolute value, times factors that do not change: signs of those stand outside. */
function sizeOf(expression: Scheduled, program: Program): Scheduled {
  const isOfNode = (name: string): boolean => program.statements.some((s) => s.name === name && s.tier === "nodes");
  switch (expression.kind) {
    case "negation":
      return sizeOf(expression.operands[0], program);
    case "sum":
    case "product":
      return { ...expression, operands: expression.operands.map((operand) => sizeOf(operand, program)) };
    case "value":
      return isOfNode(expression.name) ? { kind: "call", function: "Math.abs", operands: [expression] } : expression;
    default:
      return expression;
  }
}
