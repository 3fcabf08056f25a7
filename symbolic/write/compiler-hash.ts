/** What a generated module's hash knows of the compiler: the same from the sources and from the built package. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Put in by the build, which folds the sources into a few files. */
declare const COMPILER_HASH: string | undefined;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Changes whenever a source of the compiler does. */
export const compilerHash = (): string =>
  typeof COMPILER_HASH === "string" ? COMPILER_HASH : hashOfSources(fileURLToPath(new URL("..", import.meta.url)));

/** Of all sources in a folder but the declared channels, and of how text from outside is shown. */
export function hashOfSources(folder: string): string {
  const files = (readdirSync(folder, { recursive: true }) as string[]).map((name) => name.replaceAll("\\", "/"));
  const own = files.filter((name) => name.endsWith(".ts") && !name.startsWith("channels/")).sort();
  const sources = [...own, "../text/visible.ts"];
  return sha256(sources.map((name) => `${name}\n${readFileSync(join(folder, name), "utf8")}`).join("\n"));
}
