import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evaluator } from "../../runtime/evaluator.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { nameInCode } from "../../symbolic/write/identifier.ts";
import { compile } from "./compile.ts";

/** A declaration, compiled to a module that is loaded and run. */
export async function compiled(declaration: ChannelDeclaration): Promise<Evaluator> {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-"));
  const file = join(folder, `${declaration.name}.ts`);
  writeFileSync(file, compile(declaration, "a test", "").text);
  try {
    const module = (await import(file)) as Record<string, Evaluator>;
    return module[nameInCode(declaration.name)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
