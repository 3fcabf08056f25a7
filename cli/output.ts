import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { InvalidInput } from "../runtime/invalid-input.ts";

/** Where a result goes, checked before anything is computed. */
export interface Output {
  /** All of it or nothing: a reader never sees part of a file, and a failure leaves what stood there before. */
  write(content: string | Uint8Array): void;
}

/** Standard output without a path. @throws InvalidInput  when the path is a folder or its folder does not exist */
export function openOutput(path: string | undefined): Output {
  if (path === undefined) return { write: (text) => void process.stdout.write(text) };
  const target = realpathOf(path);
  const kind = statSync(target, { throwIfNoEntry: false });
  if (kind?.isDirectory()) throw new InvalidInput(`--out ${path}: is a folder, expected the name of a file`);
  if (!statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory()) {
    throw new InvalidInput(`--out ${path}: there is no folder ${dirname(target)}`);
  }
  // A device or a pipe is written to, never replaced.
  if (kind !== undefined && !kind.isFile()) return { write: (text) => writeWhole(target, "w", text) };
  return { write: (text) => replaceFile(target, text) };
}

function replaceFile(target: string, text: string | Uint8Array): void {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeWhole(temporary, "wx", text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new InvalidInput(`--out ${target}: cannot be written (${(error as Error).message})`);
  }
}

function writeWhole(path: string, flags: string, text: string | Uint8Array): void {
  const file = openSync(path, flags);
  try {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    if (flags === "wx") fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A symbolic link stays one: what it points to is replaced. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
