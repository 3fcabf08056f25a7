/** A project of a user's, with this package installed from its tarball. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A command's standard output; fails with all that it said. */
export function said(cwd: string, command: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, input, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} in ${cwd}: status ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Packs this package into a new folder, and returns the tarball. */
export function packed(): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-packed-"));
  said(root, "npm", ["pack", "--silent", "--pack-destination", folder]);
  return join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz"))!);
}

/** A new folder with nothing but the package and what it depends on. */
export function installed(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-project-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "my-project", "private": true }\n');
  said(folder, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", tarball]);
  return folder;
}

/** A folder in a project, of ES modules or CommonJS, with these files. */
export function folderOf(
  project: string,
  type: "module" | "commonjs",
  files: Readonly<Record<string, string>>,
  name: string = type,
): string {
  const folder = join(project, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Checks the types of all modules in a folder as strict projects do. */
export function typeCheck(folder: string, module: "nodenext" | "esnext"): void {
  const options = {
    strict: true,
    noEmit: true,
    target: "es2022",
    module,
    moduleResolution: module === "nodenext" ? "nodenext" : "bundler",
    skipLibCheck: false,
    types: [],
  };
  const file = join(folder, `tsconfig.${module}.json`);
  writeFileSync(file, JSON.stringify({ compilerOptions: options, include: ["*.ts", "generated"] }));
  said(folder, process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", file]);
}
