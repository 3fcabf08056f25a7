import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ChannelDeclaration } from "../../symbolic/index.ts";
import type { ExplanationFormat } from "../../symbolic/print/page/document.ts";
import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";
import { isEvaluator } from "../read/channel-folder.ts";
import { importModule } from "../read/import-module.ts";

/** The declarations that come with the program: in its sources, or built beside it. */
const builtInFolder = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../symbolic/channels/" : "./channels/", import.meta.url),
);

const declarationsFolder = join("symbolic", "channels");

/**
 * The derivation of a channel as a text.
 * @param channel  a declared name, or a file that declares one
 * @param what  the results as a paper presents them, or every intermediate form in order
 * @throws InvalidInput  for an unknown name, with the nearest one
 * @throws InvalidDeclaration, NotFokkerPlanck  for a declaration that does not hold together
 */
export async function derive(channel: string, what: "results" | "stages", as: ExplanationFormat): Promise<string> {
  const declaration = await find(channel);
  // What is wrong is said before the compiler is loaded, which takes longer than to find it.
  const { validate } = await import("../../symbolic/declare/declare.ts");
  validate(declaration);
  const [{ outlined, planned }, { format }] = await Promise.all([
    import("../../symbolic/compile.ts"),
    import("../../symbolic/print/page/document.ts"),
  ]);
  if (what === "stages") {
    const { explainStages } = await import("../../symbolic/print/page/stages-page.ts");
    return format(explainStages(declaration, planned(declaration)), as);
  }
  const { explain } = await import("../../symbolic/print/page/results-page.ts");
  return format(explain(outlined(declaration)), as);
}

/** A file, or a name: what is declared in this folder's project comes before what came with the program. */
async function find(channel: string): Promise<ChannelDeclaration> {
  if (isFile(channel)) return load(channel);
  for (const folder of [declarationsFolder, builtInFolder]) {
    const file = declarationsIn(folder).find((name) => nameOf(name) === channel);
    const declared = file === undefined ? undefined : await load(join(folder, file));
    if (declared?.name === channel) return declared;
  }
  const names = [declarationsFolder, builtInFolder].flatMap((folder) => declarationsIn(folder).map(nameOf));
  const { expected, remedy } = oneOf(channel, [...new Set(names)].sort());
  throw new InvalidInput({
    path: ["channel"],
    found: `unknown channel ${quoted(channel)}`,
    expected: `the file of a declaration, or ${expected}`,
    remedy,
  });
}

const isFile = (channel: string): boolean => /[/\\]|\.[cm]?[jt]s$/.test(channel);

/** Files that declare a channel of their own name. */
const declarationsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^[^.]+\.[jt]s$/.test(name))
        .sort()
    : [];

const nameOf = (file: string): string => file.replace(/\.[jt]s$/, "");

const expected = "the declaration of a channel";

async function load(source: string): Promise<ChannelDeclaration> {
  if (!existsSync(source)) throw new InvalidInput({ source, found: "no such file", expected });
  const exports = await importModule(source);
  if (exports.default === undefined && Object.values(exports).some(isEvaluator)) refuseGenerated(source);
  const { declaredIn } = await import("../../symbolic/declare/declared-in.ts");
  return declaredIn(exports, source);
}

function refuseGenerated(source: string): never {
  const remedy = "give the file that it was generated from";
  throw new InvalidInput({ source, found: "a generated module", expected, remedy });
}

/** @throws InvalidInput  always: a folder of generated modules keeps results, not the declarations that `derive` reads */
export function refuseFolder(folder: string, channel: string): never {
  throw new InvalidInput({
    source: `--channels ${folder}`,
    found: "an option of the commands that take generated modules",
    expected: "the file of a declaration, and no such option",
    remedy: isFile(channel)
      ? `write wehrl derive ${channel}`
      : `wehrl channels ${channel} --channels ${folder} tells what was derived of it`,
  });
}
