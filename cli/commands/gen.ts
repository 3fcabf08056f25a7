import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { explainedLater, openFolder } from "../print/output.ts";
import { say } from "../print/standard-error.ts";
import { importModule } from "../read/import-module.ts";

const declarationsFolder = join("symbolic", "channels");

/**
 * Compiles declared channels to modules. The compiler is loaded here and nowhere else: it takes longer to load than a job to run.
 * @param declarations  files, whose channels join those generated in the folder before; without any, all of symbolic/channels,
 *   and the folder's index lists these alone
 * @param check  derive again and compare; write nothing
 * @returns whether the folder holds what the declarations give
 */
export async function gen(declarations: readonly string[], out: string, check: boolean): Promise<boolean> {
  const files = declarations.length === 0 ? declaredHere() : declarations;
  for (const file of files) {
    if (existsSync(file)) continue;
    throw new InvalidInput({ source: file, found: "no such file", expected: "the declaration of a channel" });
  }
  openFolder(out);
  const remedy = declarations.length === 0 ? "npm run gen" : `npx wehrl gen ${declarations.join(" ")} --out ${out}`;
  const withLogMoment = declarations.length === 0;
  const index = declarations.length === 0 ? "declared" : "joined";
  const log = (lines: string) => lines.split("\n").forEach(say);
  const { generate } = await import("../../symbolic/compile.ts");
  const options = { declarations: files, out, withLogMoment, index, check, remedy, log, load: importModule } as const;
  const { written, unchanged, stale } = await explainedLater(`--out ${out}`, () => generate(options));
  const counts = [
    `${written.length} written`,
    `${unchanged.length} unchanged`,
    ...(check ? [`${stale.length} stale`] : []),
  ];
  say(`${out}: ${counts.join(", ")}`);
  return stale.length === 0;
}

function declaredHere(): readonly string[] {
  if (!existsSync(declarationsFolder)) {
    throw new InvalidInput({
      source: declarationsFolder,
      found: "no such folder",
      expected: "a folder of declarations",
      remedy: "name them: wehrl gen my-channel.ts --out DIR",
    });
  }
  return readdirSync(declarationsFolder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => join(declarationsFolder, name));
}
