/** Declarations in files → modules in a folder, with their certificates and an index. */
import type { ChannelDeclaration } from "../declare/declaration.ts";
import { InvalidDeclaration } from "../declare/declare.ts";
import { declaredIn } from "../declare/declared-in.ts";
import type { EvaluatorPlan } from "../optimize/plan.ts";
import { planLogMoment } from "../optimize/plan-log-moment.ts";
import { certify, formatCertificate, formatLogMomentCertificate } from "../prove/certify.ts";
import { certifyLogMoment } from "../prove/log-moment.ts";
import { compilerHash } from "./compiler-hash.ts";
import { emit, emitLogMoment } from "./emit.ts";
import { whereOf } from "./emit-evaluator.ts";
import { contentHash, folderOf, importFile, modulesIn, nameOf, pathIn, readIfThere, removeAbandoned } from "./files.ts";
import { difference, indexText } from "./index-text.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { replaceFiles } from "./replace-files.ts";

/** What `generate` reads and where it writes. */
export interface GenerateOptions {
  /** Files whose default export is a `channel({…})`. */
  readonly declarations: readonly string[];
  /** The folder of the generated modules. */
  readonly out: string;
  /** Also what belongs to no channel: the logarithms over a qubit's sphere. */
  readonly withLogMoment: boolean;
  /** Of what the index is: the declarations, or these and what it listed before and is still in the folder. Default "declared". */
  readonly index?: "declared" | "joined";
  /** Derive again and compare bytes; write nothing. */
  readonly check: boolean;
  /** The command that mends what `check` finds. */
  readonly remedy: string;
  readonly log: (line: string) => void;
  /** Imports a declaration; by default as Node does, which reads no TypeScript before version 22.18. */
  readonly load?: (file: string) => Promise<Readonly<Record<string, unknown>>>;
}

type Planned = (declaration: ChannelDeclaration) => EvaluatorPlan;

/** The module of the logarithms. */
const logMoment = "log-moment";

const index = "index.ts";

/** File names, relative to the folder. */
export interface Generated {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** With `check`: what differs from what the declarations give. */
  readonly stale: readonly string[];
}

/**
 * Compiles every declaration and writes module, certificate and index where they differ; certifies what has no certificate of
 * the same declaration and compiler. Everything is written at the end, all or nothing: nothing where a channel is invalid, refused or
 * not certified.
 * @param planned  what compiles a declaration up to its programs
 */
export async function generate(options: GenerateOptions, planned: Planned): Promise<Generated> {
  const { declarations, load = importFile } = options;
  const loaded = await Promise.all(declarations.map((file) => loadedFrom(file, load)));
  const sorted = loaded.sort((a, b) => (a.declaration.name < b.declaration.name ? -1 : 1));
  const names = sorted.map(({ declaration }) => declaration.name);
  rejectDuplicates(names);
  const compiler = compilerHash();
  const folder = new Folder(options);
  for (const { declaration, source } of sorted) {
    const { name } = declaration;
    const hash = contentHash(JSON.stringify(declaration) + compiler);
    const plan = planned(declaration);
    folder.certified(name, hash, () => certificateText(plan, hash));
    folder.put(`${name}.ts`, emit(plan, source, hash));
  }
  if (options.withLogMoment) {
    const hash = contentHash(compiler);
    const plan = planLogMoment();
    folder.certified(logMoment, hash, () => sealed(formatLogMomentCertificate(certifyLogMoment(plan)).trimEnd(), hash));
    folder.put(`${logMoment}.ts`, emitLogMoment(plan, hash));
  }
  const folders = new Set(declarations.map((file) => folderOf(file)));
  for (const { name, source } of folder.modules()) {
    const isThere = [...folders].some((one) => readIfThere(pathIn(one, source)) !== undefined);
    if (!names.includes(name) && !isThere) folder.orphaned(name, source);
  }
  await folder.write(names);
  return folder;
}

/** The folder of the generated files, and what became of them. */
class Folder implements Generated {
  readonly written: string[] = [];
  readonly unchanged: string[] = [];
  readonly stale: string[] = [];
  private readonly options: GenerateOptions;
  private readonly contents = new Map<string, string>();

  constructor(options: GenerateOptions) {
    this.options = options;
  }

  /** Modules that the index imports, of those that are there. */
  private listed(): readonly string[] {
    const imports = (this.read(index) ?? "").matchAll(/^import \{ \w+ \} from "\.\/(.+)\.js";$/gm);
    return Array.from(imports, ([, name]) => name).filter((name) => this.read(`${name}.ts`) !== undefined);
  }

  /** All that were compiled from a declaration, with the name of its file. */
  modules(): readonly { readonly name: string; readonly source: string }[] {
    return modulesIn(this.options.out).flatMap((file) => {
      const [, name, source] =
        /^\/\*\*\n \* ([a-z0-9-]+) \(.*\), compiled from (.+)\.\n \* Generated:/.exec(this.read(file)!) ?? [];
      return name === undefined || file !== `${name}.ts` ? [] : [{ name, source }];
    });
  }

  /** What is no more declared, and stays where it is: it may be all that is left of it. */
  orphaned(name: string, source: string): void {
    const { out, log, check, index: kind } = this.options;
    if (check && kind !== "joined") this.stale.push(`${name}.ts`);
    const files = `${pathIn(out, `${name}.ts`)} and ${name}.certificate.md`;
    log(`${files}: the declaration that they come from, ${source}, is no more there; delete them, or put it back`);
  }

  read(name: string): string | undefined {
    return readIfThere(pathIn(this.options.out, name));
  }

  keep(name: string): void {
    this.unchanged.push(name);
  }

  /** @param prove  gives the certificate, where there is none of the same hash */
  certified(name: string, hash: string, prove: () => string): void {
    const { check, log } = this.options;
    const certificate = `${name}.certificate.md`;
    if (isCertificateOf(this.read(certificate), hash)) this.keep(certificate);
    else if (check) this.reject(certificate, "is not of this derivation");
    else {
      log(`${name}: derived; certifying`);
      this.put(certificate, prove());
    }
  }

  /** @param what  is wrong with the file */
  reject(name: string, what: string, details = ""): void {
    const { out, remedy, log } = this.options;
    this.stale.push(name);
    log(`${pathIn(out, name)} ${what}; run \`${remedy}\`${details}`);
  }

  put(name: string, text: string): void {
    const current = this.read(name);
    if (current === text) this.keep(name);
    else if (this.options.check) this.rejectText(name, current, text);
    else {
      this.requireGenerated(name, current);
      this.contents.set(pathIn(this.options.out, name), text);
      this.written.push(name);
    }
  }

  /** What a hand has written, such as the declaration itself, is not replaced. */
  private requireGenerated(name: string, current: string | undefined): void {
    if (!name.endsWith(".ts") || !current || /Generated\b.*: do not edit/.test(current)) return;
    throw new InvalidDeclaration({
      source: pathIn(this.options.out, name),
      found: "a file that was not generated, and would be lost",
      expected: "a generated one, or none",
      remedy: "give another folder with --out",
    });
  }

  /** What differs in a module is shown; what is not in the index that should be, modules tell. */
  private rejectText(name: string, current: string | undefined, text: string): void {
    const what = current === undefined ? "is missing" : "differs";
    this.reject(name, what, name === index ? "" : `\n${difference(current ?? "", text)}`);
  }

  /** The index says what is in the folder when all is written, whoever else has written there meanwhile.
   *  @param names  of the channels */
  async write(names: readonly string[]): Promise<void> {
    const { out, check } = this.options;
    if (check) this.putIndex(names);
    else
      await oneAtATime(out, async () => {
        this.putIndex(names);
        if (this.contents.size > 0) await replaceFiles(this.contents);
        else removeAbandoned(out);
      });
  }

  private putIndex(names: readonly string[]): void {
    const others = this.options.index === "joined" ? this.listed() : [];
    this.put(index, indexText([...new Set([...names, ...others])].sort()));
  }
}

/** The proofs of a channel and of its strata, under the hash of what they prove and the hash of their own text. */
function certificateText({ derivation, strata }: EvaluatorPlan, hash: string): string {
  const ofStrata = strata.map((stratum) => ({
    where: whereOf(stratum),
    certificate: certify(stratum.plan.derivation),
  }));
  return sealed(formatCertificate(certify(derivation), ofStrata).trimEnd(), hash);
}

const sealed = (proven: string, hash: string): string =>
  `${proven}\n\nContent hash: ${hash}; hash of this text: ${contentHash(proven)}\n`;

/** Whether a file holds what was once proven for the hash, unchanged. */
const isCertificateOf = (text: string | undefined, hash: string): boolean =>
  text !== undefined && text === sealed(text.slice(0, text.lastIndexOf("\n\n")), hash);

interface Loaded {
  readonly declaration: ChannelDeclaration;
  /** The file's name, without its folder. */
  readonly source: string;
}

type Load = NonNullable<GenerateOptions["load"]>;

const loadedFrom = async (file: string, load: Load): Promise<Loaded> => ({
  declaration: declaredIn(await load(file), file),
  source: nameOf(file),
});

function rejectDuplicates(names: readonly string[]): void {
  const taken = names.find((name) => name === "index" || name === logMoment);
  if (taken !== undefined)
    throw new InvalidDeclaration({
      source: `channel "${taken}"`,
      path: ["name"],
      found: `"${taken}", which is the name of another generated file`,
      expected: "another name",
    });
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new InvalidDeclaration({
      source: `channel "${twice}"`,
      path: ["name"],
      found: `"${twice}" in two declarations`,
      expected: "names that are distinct",
    });
}
