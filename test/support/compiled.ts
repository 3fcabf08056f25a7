import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evaluator } from "../../runtime/evaluator.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { validate } from "../../symbolic/declare/declare.ts";
import { derive } from "../../symbolic/derive/derivation.ts";
import { plan } from "../../symbolic/optimize/plan.ts";
import { emit } from "../../symbolic/write/emit.ts";
import { nameInCode } from "../../symbolic/write/identifier.ts";
import { compile } from "./compile.ts";

/** A declaration, compiled to a module that is loaded and run. */
export const compiled = (declaration: ChannelDeclaration): Promise<Evaluator> =>
  loaded(declaration.name, compile(declaration, "a test", "").text);

/** The same without a look at parameters that are zero or equal, which takes longer than all the rest where there are many. */
export const compiledInGeneral = (declaration: ChannelDeclaration): Promise<Evaluator> =>
  loaded(declaration.name, emit(plan(derive(validate(declaration))), "a test", ""));

async function loaded(name: string, text: string): Promise<Evaluator> {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-"));
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, text);
  try {
    const module = (await import(file)) as Record<string, Evaluator>;
    return module[nameInCode(name)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
