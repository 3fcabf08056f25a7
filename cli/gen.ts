import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../runtime/invalid-input.ts";
import type { Generated, GenerateOptions } from "../symbolic/generate.ts";
import { importModule } from "./import-module.ts";
import { checkFolder } from "./output.ts";
import { say } from "./standard-error.ts";

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
  checkFolder(out);
  const remedy = declarations.length === 0 ? "npm run gen" : `npx wehrl gen ${declarations.join(" ")} --out ${out}`;
  const generateHere = declarations.length === 0 ? compiled : compiledBesideOthers;
  const withLogMoment = declarations.length === 0;
  const options = {
    declarations: files,
    out,
    withLogMoment,
    check,
    remedy,
    log: (lines: string) => lines.split("\n").forEach(say),
    load: importModule,
  };
  const { written, unchanged, stale } = await explained(out, () => generateHere(options));
  const counts = [
    `${written.length} written`,
    `${unchanged.length} unchanged`,
    ...(check ? [`${stale.length} stale`] : []),
  ];
  say(`${out}: ${counts.join(", ")}`);
  return stale.length === 0;
}

async function compiled(options: GenerateOptions): Promise<Generated> {
  const { generate } = await import("../symbolic/generate.ts");
  return generate(options);
}

const index = "index.ts";

/** The compiler's index lists what was compiled now; here it also lists what it listed before and is still in the folder. */
async function compiledBesideOthers(options: GenerateOptions): Promise<Generated> {
  const { out, check, remedy, log } = options;
  const file = join(out, index);
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  // What the compiler finds wrong with the index is about its own.
  const done = await compiled({ ...options, log: (line) => line.startsWith(`${file} `) || log(line) });
  const others = listedIn(before ?? "").filter((name) => existsSync(join(out, `${name}.ts`)));
  const { indexText } = await import("../symbolic/generate.ts");
  const text = indexText([...new Set([...modulesOf(done), ...others])].sort());
  const state = before === text ? "unchanged" : check ? "stale" : "written";
  if (done.written.includes(index)) writeFileSync(file, text);
  if (state === "stale") log(`${file} ${before === undefined ? "is missing" : "differs"}; run \`${remedy}\``);
  const filed = (kind: keyof Generated) => [
    ...done[kind].filter((name) => name !== index),
    ...(kind === state ? [index] : []),
  ];
  return { written: filed("written"), unchanged: filed("unchanged"), stale: filed("stale") };
}

const modulesOf = ({ written, unchanged, stale }: Generated): readonly string[] =>
  [...written, ...unchanged, ...stale]
    .filter((name) => name.endsWith(".ts") && name !== index)
    .map((name) => name.slice(0, -".ts".length));

/** The modules that an index imports. */
const listedIn = (text: string): readonly string[] =>
  [...text.matchAll(/^import \{ \w+ \} from "\.\/(.+)\.js";$/gm)].map(([, name]) => name);

/** What the compiler says of a declaration is about the user's input. */
async function explained<T>(out: string, run: () => Promise<T>): Promise<T> {
  const [{ InvalidDeclaration }, { NotFokkerPlanck }] = await Promise.all([
    import("../symbolic/declare.ts"),
    import("../symbolic/fokker-planck.ts"),
  ]);
  try {
    return await run();
  } catch (error) {
    if (error instanceof InvalidDeclaration || error instanceof NotFokkerPlanck) throw new InvalidInput(error.message);
    const { syscall, message } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? error : new InvalidInput(`--out ${out}: cannot be written (${message})`);
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
