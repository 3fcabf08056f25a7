/** Declarations in files → modules in a folder, with their certificates and an index. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { certify, formatCertificate } from "./certify.ts";
import { compile } from "./compile.ts";
import { compilerHash, sha256 } from "./compiler-hash.ts";
import { type ChannelDeclaration, InvalidDeclaration } from "./declare.ts";
import { whereOf } from "./emit-evaluator.ts";
import { identifierOf } from "./expression-text.ts";

export interface GenerateOptions {
  /** Files whose default export is a `channel({…})`. */
  readonly declarations: readonly string[];
  /** The folder of the generated modules. */
  readonly out: string;
  /** Derive again and compare bytes; write nothing. */
  readonly check: boolean;
  /** The command that mends what `check` finds. */
  readonly remedy: string;
  readonly log: (line: string) => void;
  /** Imports a declaration; by default as Node does, which reads no TypeScript before version 22.18. */
  readonly load?: (file: string) => Promise<Readonly<Record<string, unknown>>>;
}

/** File names, relative to the folder. */
export interface Generated {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** With `check`: what differs from what the declarations give. */
  readonly stale: readonly string[];
}

/**
 * Compiles every declaration whose hash changed, certifies it, and writes module, certificate and index. Nothing is
 * written for a channel that is invalid, refused or not certified, and nothing at all after the first such error.
 */
export async function generate({
  declarations,
  out,
  check,
  remedy,
  log,
  load = importFile,
}: GenerateOptions): Promise<Generated> {
  const loaded = await Promise.all(declarations.map((file) => declaredIn(file, load)));
  const sorted = loaded.sort((a, b) => (a.declaration.name < b.declaration.name ? -1 : 1));
  rejectDuplicates(sorted.map(({ declaration }) => declaration.name));
  const compiler = compilerHash();
  const result = { written: [] as string[], unchanged: [] as string[], stale: [] as string[] };
  const put = (name: string, text: string): void => {
    const current = read(join(out, name));
    if (current === text) result.unchanged.push(name);
    else if (check) {
      result.stale.push(name);
      log(
        `${join(out, name)} ${current === undefined ? "is missing" : "differs"}; run \`${remedy}\`\n${difference(current ?? "", text)}`,
      );
    } else {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, name), text);
      result.written.push(name);
    }
  };
  for (const { declaration, source } of sorted) {
    const { name } = declaration;
    const hash = sha256(JSON.stringify(declaration) + compiler);
    const [module, certificate] = [`${name}.ts`, `${name}.certificate.md`];
    if (!check && [module, certificate].every((file) => read(join(out, file))?.includes(hash))) {
      result.unchanged.push(module, certificate);
      continue;
    }
    const { plan, text } = compile(declaration, source, hash);
    if (check) {
      put(module, text);
      if (read(join(out, certificate))?.includes(hash)) result.unchanged.push(certificate);
      else {
        result.stale.push(certificate);
        log(`${join(out, certificate)} is not of this derivation; run \`${remedy}\``);
      }
    } else {
      log(`${name}: derived; certifying`);
      const strata = plan.strata.map((stratum) => ({
        where: whereOf(stratum),
        certificate: certify(stratum.plan.derivation),
      }));
      const proven = formatCertificate(certify(plan.derivation), strata);
      put(module, text);
      put(certificate, `${proven.trimEnd()}\n\nContent hash: ${hash}\n`);
    }
  }
  put("index.ts", indexText(sorted.map(({ declaration }) => declaration.name)));
  return result;
}

interface Loaded {
  readonly declaration: ChannelDeclaration;
  /** The file's name, without its folder. */
  readonly source: string;
}

type Load = NonNullable<GenerateOptions["load"]>;

const importFile: Load = (file) => import(pathToFileURL(resolve(file)).href);

async function declaredIn(file: string, load: Load): Promise<Loaded> {
  const { default: declaration } = (await load(file)) as { readonly default?: ChannelDeclaration };
  if (typeof declaration?.name !== "string")
    throw new InvalidDeclaration(`${file}: has no default export of a channel; write export default channel({ … })`);
  return { declaration, source: basename(file) };
}

function rejectDuplicates(names: readonly string[]): void {
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new InvalidDeclaration(`two declarations are named "${twice}"; names of channels are distinct`);
}

const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** Relative imports end in .js: what resolves with every setting of TypeScript, compiled or not. */
function indexText(names: readonly string[]): string {
  return [
    "/** The compiled channels, by name. Generated by `wehrl gen`: do not edit. */",
    'import type { Evaluator } from "wehrl/runtime";',
    ...names.map((name) => `import { ${identifierOf(name, [])} } from "./${name}.js";`),
    "",
    `export { ${names.map((name) => identifierOf(name, [])).join(", ")} };`,
    "",
    "export const channels: Readonly<Record<string, Evaluator>> = {",
    ...names.map((name) => `  ${name === identifierOf(name, []) ? name : `"${name}": ${identifierOf(name, [])}`},`),
    "};",
    "",
  ].join("\n");
}

/** The first lines that differ, as a diff. */
function difference(current: string, wanted: string): string {
  const [a, b] = [current.split("\n"), wanted.split("\n")];
  const first = a.findIndex((line, k) => line !== b[k]);
  const at = first < 0 ? a.length : first;
  return [
    `@@ line ${at + 1}`,
    ...a.slice(at, at + 3).map((line) => `- ${line}`),
    ...b.slice(at, at + 3).map((line) => `+ ${line}`),
  ].join("\n");
}
