import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { described } from "../../text/described.ts";
import type { Issue } from "../../text/refusal.ts";
import { awaiting, takeIn } from "../print/exit-status.ts";

type Exports = Readonly<Record<string, unknown>>;

const expected = "a .ts or .js file";

/**
 * What a module of the user's exports. TypeScript is read through tsx, which is loaded only for it.
 * @throws InvalidInput  where the file is no module, imports what is not there, or fails when it runs
 */
export async function importModule(file: string): Promise<Exports> {
  if (!/\.[cm]?[jt]s$/.test(file)) throw new InvalidInput({ source: file, found: "no module", expected });
  const url = pathToFileURL(resolve(file)).href;
  const found = "a module that never finishes loading, or ends the program";
  const never = new InvalidInput({ source: file, found, expected: "one that can be loaded" });
  takeIn(file);
  try {
    return unwrapped(await awaiting(never, /\.[cm]?tsx?$/.test(file) ? typescript(url) : import(url)));
  } catch (error) {
    throw new InvalidInput({ source: file, ...readableIssueOf(error, resolve(file)) }, { cause: error });
  }
}

async function typescript(url: string): Promise<Exports> {
  const { tsImport } = await import("tsx/esm/api");
  return tsImport(url, import.meta.url);
}

/** Where no package.json says that a folder has ES modules, tsx makes CommonJS of them, whose exports arrive as a default. */
function unwrapped(module: Exports): Exports {
  const inner = module.default as Exports | null | undefined;
  return inner?.__esModule === true ? inner : module;
}

const flat = (message: string): string => message.replace(/\s*\n\s*/g, " ");

/** An error of the module's own making may fail when it is looked at. */
function readableIssueOf(error: unknown, file: string): Issue {
  try {
    return issueOf(error, file);
  } catch {
    return { found: "a module that throws what cannot be read", expected: "one that can be loaded" };
  }
}

function issueOf(error: unknown, file: string): Issue {
  if (!(error instanceof Error))
    return { found: `a module that throws ${described(error)}`, expected: "one that can be loaded" };
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNSUPPORTED_DIR_IMPORT" || code === "EISDIR") return { found: "a folder", expected };
  if (error.name === "TransformError") return { found: `no TypeScript: ${mistakeIn(error)}`, expected };
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") return unfound(missingFrom(error), file);
  return { found: `a module that fails when it is loaded: ${flat(error.message)}`, expected: "one that can be loaded" };
}

/** esbuild's errors have a place, but of an error tsx passes its name and its message on, and nothing else. */
function mistakeIn({ message }: Error): string {
  const [, place, what] = /:(\d+:\d+): ERROR: (.*)/.exec(message) ?? [];
  return what === undefined ? flat(message) : `${what}, at line and column ${place}`;
}

/** Node gives the URL of a file that is not there; of a package, and where tsx makes CommonJS, there is nothing but the message. */
function missingFrom(error: Error & { readonly url?: string }): string {
  if (error.url !== undefined) return fileURLToPath(error.url);
  return /Cannot find (?:module|package) '([^']*)'/.exec(error.message)?.[1] ?? "a module";
}

function unfound(missing: string, file: string): Issue {
  if (missing === file) return { found: "no such file", expected };
  const isOwn = missing === "wehrl" || missing.startsWith("wehrl/");
  return {
    found: `an import of ${missing}, which is not there`,
    expected: "a file or a package that is",
    remedy: isOwn ? "install it in its project, as in `npm install path/to/wehrl`" : null,
  };
}
