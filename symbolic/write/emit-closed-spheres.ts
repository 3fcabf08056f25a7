/** Closed integrals over a qubit's sphere, one value a conditional state, as functions of a generated module. */

import type { Scheduled } from "../algebra/expression.ts";
import type { Sym } from "../algebra/role.ts";
import { A0, K, L0, pi, R, R2, X, X0 } from "../algebra/symbol.ts";
import type { Optimized } from "../optimize/optimized.ts";
import type { LogMomentPlan } from "../optimize/plan-log-moment.ts";
import type { Program } from "../optimize/program.ts";
import { logMomentEquation, ofQubit } from "../print/equations.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import { type EmittedFunction, parameterStatement, parametersOf, withFormula } from "./emitted-function.ts";
import { Writer } from "./writer.ts";

const bloch = [A0, ...R];

/** The integral of a channel's entropy rate, and what its summands add up to in absolute value. */
export function innerFunction(
  { program }: Optimized,
  plan: WrittenPlan,
  named: (name: string) => string,
): EmittedFunction {
  const writer = new Writer([]);
  const usesSquare = program.symbols.nodes.includes(R2);
  const read = bloch.filter((symbol) => program.symbols.nodes.includes(symbol) || (usesSquare && symbol !== A0));
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
      parametersOf(parameterStatement([program], plan, writer).length > 0, writer),
      ...arrays(bloch.map((symbol) => (read.includes(symbol) ? symbol.key : `_${symbol.key}`))),
      ...arrays(["out", "size"]),
    ],
    returnType: "void",
    statements: [
      ...parameterStatement([program], plan, writer),
      ...loop(program, writer, read, [
        ...(usesSquare ? ["const r2 = rx * rx + ry * ry + rz * rz;"] : []),
        ...valueAndSize(program, writer),
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
    statements: loop(program, writer, [...read, K, L0], valueAndSize(program, writer)),
    imports: writer.imports,
  };
}

/** The array that a symbol's values at the conditional states stand in. */
const arrayOf = ({ key, role }: Sym): string => (role.kind === "special" ? role.name : key);

const arrays = (names: readonly string[]) => names.map((name) => ({ name, type: "Float64Array" }));

const loop = (program: Program, writer: Writer, read: readonly Sym[], body: readonly string[]): readonly string[] => [
  ...writer.statements(program, "parameters"),
  "for (let k = 0; k < out.length; k++) {",
  ...read.map((symbol) => `const ${symbol.code} = ${arrayOf(symbol)}[k];`),
  ...body,
  "}",
];

const valueAndSize = (program: Program, writer: Writer): readonly string[] => [
  ...writer.statements(program, "nodes"),
  `out[k] = ${writer.expression(program.result)};`,
  `size[k] = ${writer.expression(sizeOf(program.result, program))};`,
];

/** An expression with every summand in absolute value. */
function sizeOf(expression: Scheduled, program: Program): Scheduled {
  const isSum = ({ kind }: Scheduled): boolean => kind === "sum";
  switch (expression.kind) {
    case "negation":
      return sizeOf(expression.operands[0], program);
    case "sum":
      return { ...expression, operands: expression.operands.map((operand) => sizeOf(operand, program)) };
    case "product":
      if (!expression.operands.some(isSum)) return absolute(expression);
      return { ...expression, operands: expression.operands.map((operand) => sizeOf(operand, program)) };
    default:
      return isPositive(expression, program) ? expression : absolute(expression);
  }
}

const absolute = (operand: Scheduled): Scheduled => ({ kind: "call", function: "Math.abs", operands: [operand] });

/** Whether it is made of numbers and π, or K. */
function isPositive(expression: Scheduled, program: Program): boolean {
  switch (expression.kind) {
    case "number":
      return true;
    case "symbol":
      return expression.symbol === pi;
    case "call":
      return expression.function === "sphereKernel";
    case "product":
      return expression.operands.every((operand) => isPositive(operand, program));
    case "value":
      return isPositive(program.statements.find(({ name }) => name === expression.name)!.expression, program);
    default:
      return false;
  }
}
