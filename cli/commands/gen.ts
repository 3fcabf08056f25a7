import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { explanation, openFolder } from "../print/output.ts";
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
    if (!existsSync(file)) throw new InvalidInput(`${file}: no such file; expected the declaration of a channel`);
  }
  openFolder(out);
  const remedy = declarations.length === 0 ? "npm run gen" : `npx wehrl gen ${declarations.join(" ")} --out ${out}`;
  const withLogMoment = declarations.length === 0;
  const index = declarations.length === 0 ? "declared" : "joined";
  const log = (lines: string) => lines.split("\n").forEach(say);
  const { written, unchanged, stale } = await explained(out, async () => {
    const { generate } = await import("../../symbolic/compile.ts");
    return generate({ declarations: files, out, withLogMoment, index, check, remedy, log, load: importModule });
  });
  const counts = [
    `${written.length} written`,
    `${unchanged.length} unchanged`,
    ...(check ? [`${stale.length} stale`] : []),
  ];
  say(`${out}: ${counts.join(", ")}`);
  return stale.length === 0;
}

/** What the compiler says of a declaration is about the user's input. */
async function explained<T>(out: string, run: () => Promise<T>): Promise<T> {
  const [{ InvalidDeclaration }, { NotFokkerPlanck }] = await Promise.all([
    import("../../symbolic/declare/declare.ts"),
    import("../../symbolic/derive/fokker-planck.ts"),
  ]);
  try {
    return await run();
  } catch (error) {
    if (error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck) throw new InvalidInput(error.message);
    throw explanation(out, error);
  }
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
