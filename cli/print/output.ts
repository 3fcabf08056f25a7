/** Where results go: files and folders, refused in one line before anything is computed for them. */
import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { followed, writeAll } from "../../symbolic/write/files.ts";
import { type Contents, replaceFiles } from "../../symbolic/write/replace-files.ts";
import { fileWidth, outputWidth } from "../../text/columns.ts";
import { Unwritten } from "./exit-status.ts";

/** Where a result goes, checked before anything is computed. */
interface Output {
  /** All of it or nothing: a reader never sees part of a file, and a failure leaves what stood there before. */
  write(content: string | Uint8Array): Promise<void>;
  /** Characters on a line of it. */
  readonly width: number;
}

/** Standard output without a path. A symbolic link is written through, also one to a file that is not there yet; devices, pipes and
 *  descriptors that are open are written to.
 *  @throws InvalidInput  when the path is a folder, its folder does not exist, or either cannot be written to */
export function openOutput(path: string | undefined, option = "--out"): Output {
  if (path === undefined) return standardOutput;
  if (path === "") throw new InvalidInput({ path: [option], found: "an empty name", expected: "the name of a file" });
  const source = `${option} ${path}`;
  return explained(source, () => {
    const target = descriptorOr(path);
    if (target === 1) return standardOutput;
    if (typeof target === "number") {
      fstatSync(target);
      return unreplaced(source, (text) => writeAll(target, text));
    }
    const kind = statOf(target);
    if (kind?.isDirectory()) refuse(source, "a folder", "the name of a file");
    if (kind !== undefined) accessSync(target, constants.W_OK);
    // A device or a pipe is written to, never replaced.
    if (kind !== undefined && !kind.isFile()) return unreplaced(source, (text) => writeTo(target, text));
    requireFolderOf(source, target);
    return {
      write: (text) => explainedLater(source, () => replaceFiles(new Map([[target, text]]))),
      width: fileWidth,
    };
  });
}

const standardOutput: Output = {
  write: async (text) => void process.stdout.write(text),
  get width() {
    return outputWidth(process.stdout);
  },
};

/** What is written to, and not by a file in its place; a reader may leave before the end, such as `head`. */
function unreplaced(source: string, write: (text: string | Uint8Array) => void): Output {
  return {
    write: (text) =>
      explainedLater(source, async () => {
        try {
          write(text);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
        }
      }),
    width: fileWidth,
  };
}

function writeTo(path: string, text: string | Uint8Array): void {
  const file = openSync(path, "w");
  try {
    writeAll(file, text);
  } finally {
    closeSync(file);
  }
}

/** The number of an open descriptor, such as that of /dev/stdout; where there is none, the path at the end of all links. */
function descriptorOr(path: string): number | string {
  const own = new RegExp(`^/(?:dev|proc/(?:self|${process.pid}))/fd/(\\d+)$`);
  let end = path;
  for (const step of followed(path)) {
    const number = own.exec(step)?.[1];
    // Opened by its name, a file would be emptied and written to from its start.
    if (number !== undefined) return Number(number);
    end = step;
  }
  return end;
}

function refuse(source: string, found: string, expected: string): never {
  throw new InvalidInput({ source, found, expected });
}

function requireFolderOf(source: string, target: string): void {
  const folder = dirname(target);
  if (/[/\\]$/.test(target) || !isFolder(folder))
    refuse(source, `no folder ${/[/\\]$/.test(target) ? target : folder}`, "one that is there");
  accessSync(folder, constants.W_OK | constants.X_OK);
}

/** Files that go to one folder, which is made for them where it is not there. */
interface OutputFolder {
  /** All of them or none. @param contents  by their names in the folder */
  write(contents: Contents): Promise<void>;
}

/**
 * A folder that files are to go to; nothing is made yet.
 * @throws InvalidInput  when it is a file or stands below one, or cannot be written to
 */
export function openFolder(path: string): OutputFolder {
  const source = `--out ${path}`;
  explained(source, () => {
    let nearest = resolve(path);
    while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
    if (!isFolder(nearest)) refuse(source, `${nearest}, which is no folder`, "the name of one");
    accessSync(nearest, constants.W_OK | constants.X_OK);
  });
  return {
    write: (contents) =>
      explainedLater(source, () =>
        replaceFiles(new Map([...contents].map(([name, content]) => [join(path, name), content]))),
      ),
  };
}

/** What stands at a path; nothing stands below a file. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;

/** What the system says of what failed, in one line. */
function explanation(source: string, error: unknown): unknown {
  const { syscall, code, message } = error as NodeJS.ErrnoException;
  // A command whose own folder is gone can write nowhere, which is said of it and not of the path.
  if (syscall === undefined || syscall === "uv_cwd") return error;
  const found = `what cannot be written (${message})`;
  const issue = { source, found, expected: "a place that can be written to" };
  return isFull(code) ? new Unwritten(issue, { cause: error }) : new InvalidInput(issue, { cause: error });
}

/** Whether there is no room left, or the device fails. */
const isFull = (code: string | undefined): boolean => ["ENOSPC", "EDQUOT", "EFBIG", "EIO"].includes(code ?? "");

function explained<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explanation(source, error);
  }
}

export async function explainedLater<T>(source: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw explanation(source, error);
  }
}
