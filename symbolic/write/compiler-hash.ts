/** What a generated module's hash knows of the compiler: the same from the sources and from the built package. */
import { contentHash, namesBelow, pathIn, pathOf, read } from "./files.ts";

/** Put in by the build, which folds the sources into a few files. */
declare const COMPILER_HASH: string | undefined;

/** Changes whenever a source of the compiler does. */
export const compilerHash = (): string =>
  typeof COMPILER_HASH === "string" ? COMPILER_HASH : hashOfSources(pathOf(new URL("..", import.meta.url)));

/** Of all sources in a folder but the declared channels, of how text from outside is shown, and of what is proven. */
export function hashOfSources(folder: string): string {
  const own = namesBelow(folder).filter((name) => name.endsWith(".ts") && !name.startsWith("channels/"));
  const sources = [...own].sort().concat("../text/visible.ts", "../theorem/thermal-positivity.ts");
  return contentHash(sources.map((name) => `${name}\n${read(pathIn(folder, name))}`).join("\n"));
}
