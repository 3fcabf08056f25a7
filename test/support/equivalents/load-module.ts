/** The text of a generated module as the evaluator that it exports, in this process and without a file. */
import { compileFunction } from "node:vm";
import ts from "typescript";
import type { Evaluator } from "../../../runtime/evaluator.ts";
import * as runtime from "../../../runtime/index.ts";
import { nameInCode } from "../../../symbolic/write/identifier.ts";

/** @param name  the channel's */
export function loadModule(text: string, name: string): Evaluator {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, Evaluator> = {};
  compileFunction(outputText, ["exports", "require"])(exported, (from: string) => {
    if (from !== "wehrl/runtime") throw new Error(`a generated module imports ${from}`);
    return runtime;
  });
  return exported[nameInCode(name)];
}
