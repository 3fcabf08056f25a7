import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the project's sources, in a folder that a test may change and must remove. */
export function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "wehrl-"));
  const all = [
    "symbolic",
    "text",
    "theorem",
    "spins",
    "runtime",
    "evaluate",
    "laws",
    "drawing",
    "paper",
    "generated",
    "cli",
    "docs/verdicts.json",
    "package.json",
    "tsconfig.json",
    "index.ts",
  ];
  for (const name of all) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** What the command prints, run from the sources of a project. */
export const wehrl = (folder: string, args: readonly string[], input = ""): string =>
  execFileSync(process.execPath, ["--import", "tsx", "cli/commands/main.ts", ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  });
