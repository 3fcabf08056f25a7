/** Where results go: files and folders, refused in one line before anything is computed for them. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InvalidInput } from "../runtime/invalid-input.ts";
import { fileWidth, outputWidth } from "./columns.ts";

/** Where a result goes, checked before anything is computed. */
interface Output {
  /** All of it or nothing: a reader never sees part of a file, and a failure leaves what stood there before. */
  write(content: string | Uint8Array): void;
  /** Characters on a line of it. */
  readonly width: number;
}

/** Standard output without a path. @throws InvalidInput  when the path is a folder or its folder does not exist */
export function openOutput(path: string | undefined): Output {
  if (path === undefined)
    return { write: (text) => void process.stdout.write(text), width: outputWidth(process.stdout) };
  if (path === "") throw new InvalidInput("--out: the name is empty, expected the name of a file");
  const kind = statOf(path);
  if (kind?.isDirectory()) throw new InvalidInput(`--out ${path}: is a folder, expected the name of a file`);
  // A device or a pipe is written to, never replaced; and it may have no real path.
  if (kind !== undefined && !kind.isFile())
    return { write: (text) => explained(path, () => writeWhole(path, "w", text)), width: fileWidth };
  const target = realpathOf(path);
  if (!statOf(dirname(target))?.isDirectory()) {
    throw new InvalidInput(`--out ${path}: there is no folder ${dirname(target)}`);
  }
  return { write: (text) => explained(path, () => replaceFile(target, text)), width: fileWidth };
}

/**
 * A folder that files are to go to; nothing is made yet.
 * @throws InvalidInput  when it is a file or stands below one
 */
export function checkFolder(path: string): void {
  let nearest = resolve(path);
  while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
  if (statOf(nearest)?.isDirectory()) return;
  throw new InvalidInput(`--out ${path}: ${nearest} is no folder, expected the name of one`);
}

/**
 * Makes a folder, and those above it, where there is none yet.
 * @throws InvalidInput  when it cannot be made, or not written to
 */
export function makeFolder(path: string): void {
  checkFolder(path);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new InvalidInput(`--out ${path}: no folder that can be written to (${(error as Error).message})`);
  }
}

/** What stands at a path; nothing stands below a file. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What the system says of a write that failed, in one line. */
function explained(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new InvalidInput(`--out ${path}: cannot be written (${(error as Error).message})`);
  }
}

function replaceFile(target: string, text: string | Uint8Array): void {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeWhole(temporary, "wx", text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
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
