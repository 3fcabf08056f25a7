import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { described } from "../../spins/input/shape.ts";

type Exports = Readonly<Record<string, unknown>>;

/**
 * What a module of the user's exports. TypeScript is read through tsx, which is loaded only for it.
 * @throws InvalidInput  where the file is no module, imports what is not there, or fails when it runs
 */
export async function importModule(file: string): Promise<Exports> {
  if (!/\.[cm]?[jt]s$/.test(file)) throw new InvalidInput(`${file}: is no module, expected a .ts or .js file`);
  const url = pathToFileURL(resolve(file)).href;
  try {
    return unwrapped(/\.[cm]?tsx?$/.test(file) ? await typescript(url) : await import(url));
  } catch (error) {
    throw new InvalidInput(`${file}: ${reason(error, resolve(file))}`);
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

function reason(error: unknown, file: string): string {
  if (!(error instanceof Error)) return `throws ${described(error)}`;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNSUPPORTED_DIR_IMPORT" || code === "EISDIR") return "is a folder, expected a .ts or .js file";
  if (error.name === "TransformError") {
    const [, place, what] = /:(\d+:\d+): ERROR: (.*)/.exec(error.message) ?? [];
    return what === undefined ? flat(error.message) : `no TypeScript: ${what}, at line and column ${place}`;
  }
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") {
    const missing = /Cannot find (?:module|package) '([^']*)'/.exec(error.message)?.[1] ?? "a module";
    if (missing === file) return "no such file";
    const remedy =
      missing === "wehrl" || missing.startsWith("wehrl/") ? "; run `npm install wehrl` in its project" : "";
    return `imports ${missing}, which is not there${remedy}`;
  }
  return `fails when it is loaded: ${flat(error.message)}`;
}
