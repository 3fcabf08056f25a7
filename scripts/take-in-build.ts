/** Builds in a folder of their own each, and entries that lead to the newest: who runs an older one keeps all its files. */
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isAlive } from "../symbolic/write/files.ts";
import { replaceFiles } from "../symbolic/write/replace-files.ts";

/** How long a process may go on to load the rest of its build after that was replaced, ms. */
const keptFor = 3_600_000;

/** Where the next build of this process goes, beside those that are whole. */
export const unfinishedIn = (dist: string): string => join(dist, `.unfinished-${process.pid}`);

/** Of builds that were killed. */
export function removeUnfinished(dist: string): void {
  for (const name of readdirSync(dist)) {
    const pid = /^\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(dist, name), { recursive: true, force: true });
  }
}

/**
 * Names a build after its content, which never changes again, and then replaces the entries, all of them together.
 * @param built  what `unfinishedIn` gives, with a module and its types for each entry
 * @param libraries  entries that export what the build's do
 * @param program  the entry that runs the build's
 */
export async function takeIn(
  built: string,
  dist: string,
  libraries: readonly string[],
  program: string,
): Promise<void> {
  const name = `build-${hashOf(built)}`;
  if (existsSync(join(dist, name))) rmSync(built, { recursive: true });
  else renameSync(built, join(dist, name));
  const entries = [
    ...libraries.flatMap((entry) =>
      [`${entry}.js`, `${entry}.d.ts`].map((file) => [file, `export * from "./${name}/${entry}.js";\n`] as const),
    ),
    [`${program}.js`, programText(`./${name}/${program}.js`)] as const,
  ];
  await replaceFiles(new Map(entries.map(([file, text]) => [join(dist, file), text])));
  chmodSync(join(dist, `${program}.js`), 0o755);
  const files = entries.map(([file]) => file);
  // Another build may have come in after this one.
  const [newest] = /build-\w+/.exec(readFileSync(join(dist, `${program}.js`), "utf8"))!;
  forgetOthers(dist, [...files, newest]);
}

/** The entry that runs a program, compiled where this Node keeps what it has compiled (from 22.8 on). */
const programText = (module: string): string => `#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache?.();
await import("${module}");
`;

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    const file = join(folder, name);
    if (statSync(file).isFile()) hash.update(`${name}\n`).update(readFileSync(file)).update("\n");
  }
  return hash.digest("hex").slice(0, 12);
}

/** What no entry leads to stays while processes may still load it, and is not packed; its time begins when it is first seen here. */
function forgetOthers(dist: string, current: readonly string[]): void {
  const ignored = join(dist, ".npmignore");
  const seen = existsSync(ignored) ? readFileSync(ignored, "utf8").split("\n") : [];
  const kept = readdirSync(dist).filter((name) => {
    const path = join(dist, name);
    if (current.includes(name) || name.startsWith(".")) return false;
    if (!seen.includes(name)) utimesSync(path, new Date(), new Date());
    else if (Date.now() - statSync(path).mtimeMs > keptFor) rmSync(path, { recursive: true, force: true });
    return existsSync(path);
  });
  writeFileSync(ignored, kept.map((name) => `${name}\n`).join(""));
}
