import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../runtime/invalid-input.ts";

const declarationsFolder = join("symbolic", "channels");

/**
 * Compiles declared channels to modules. The compiler is loaded here and nowhere else: it takes longer to load than a job to run.
 * @param declarations  files; without any, all of symbolic/channels
 * @param check  derive again and compare; write nothing
 * @returns whether the folder holds what the declarations give
 */
export async function gen(declarations: readonly string[], out: string, check: boolean): Promise<boolean> {
  const files = declarations.length === 0 ? declaredHere() : declarations;
  for (const file of files) {
    if (!existsSync(file)) throw new InvalidInput(`${file}: no such file; expected the declaration of a channel`);
  }
  const { generate } = await import("../symbolic/generate.ts");
  const { written, unchanged, stale } = await generate({
    declarations: files,
    out,
    check,
    log: (line: string) => process.stderr.write(`${line}\n`),
  });
  const counts = [
    `${written.length} written`,
    `${unchanged.length} unchanged`,
    ...(check ? [`${stale.length} stale`] : []),
  ];
  process.stderr.write(`${out}: ${counts.join(", ")}\n`);
  return stale.length === 0;
}

function declaredHere(): readonly string[] {
  if (!existsSync(declarationsFolder)) {
    throw new InvalidInput(
      `${declarationsFolder}: no such folder; name the declarations: wehrl gen my-channel.ts --out DIR`,
    );
  }
  return readdirSync(declarationsFolder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => join(declarationsFolder, name));
}
