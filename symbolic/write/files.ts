/** All that the compiler asks of the system: what stands in files, and the steps in which one is replaced. The only file of it that does. */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What hashes is loaded when it is asked to: most commands write to standard output, and hash nothing. */
export const contentHash = (text: string): string =>
  process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex").slice(0, 16);

export const pathOf = (url: URL): string => fileURLToPath(url);
export const pathIn = (folder: string, name: string): string => join(folder, name);
export const folderOf = (path: string): string => dirname(path);

/** A file's name, without its folder. */
export const nameOf = (path: string): string => basename(path);

export const read = (path: string): string => readFileSync(path, "utf8");

/** Undefined where there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return read(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? "");

/** The paths of all files below a folder, from there and with /. */
export const namesBelow = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).map((name) => name.replaceAll("\\", "/"));

/** Files of TypeScript in a folder; none where that is not there. */
export const modulesIn = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

/** What a module exports. */
export const importFile = (path: string): Promise<Readonly<Record<string, unknown>>> =>
  import(pathToFileURL(resolve(path)).href);

/** One file on its way: prepared, its old content kept, put; then taken back or not, and discarded. */
export interface Piece {
  readonly target: string;
  readonly temporary: string;
  /** Another name of what stood at the target; null where there was nothing, or the file system knows no links. */
  old: string | null;
  readonly isNew: boolean;
  isPut: boolean;
}

/** The content in a temporary file beside the target. */
export function prepared(target: string, content: string | Uint8Array): Piece {
  const before = statSync(target, { throwIfNoEntry: false });
  if (before?.isFile() === false) throw Object.assign(new Error(`${target} is no file`), { syscall: "open" });
  const temporary = temporaryIn(dirname(target));
  try {
    // Nobody reads what has not the mode yet that its readers are meant to be kept off by.
    const file = openSync(temporary, "wx", before === undefined ? 0o666 : 0o600);
    try {
      writeAll(file, content);
      if (before !== undefined) {
        keepOwner(file, before);
        fchmodSync(file, before.mode & 0o7777);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return { target, temporary, old: null, isNew: before === undefined, isPut: false };
}

function keepOwner(file: number, { uid, gid }: Stats): void {
  if (process.getuid?.() !== 0) return;
  try {
    fchownSync(file, uid, gid);
  } catch {
    // The system gives files to nobody else; what counts is that they are written.
  }
}

/** All bytes, to a pipe that is full as well. */
export function writeAll(file: number, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** File systems without links have nothing to take back to; a disk that is full is found here, before anything is renamed. */
export function keepOld(piece: Piece): void {
  if (piece.isNew) return;
  const old = temporaryIn(dirname(piece.target));
  try {
    linkSync(piece.target, old);
    piece.old = old;
  } catch (error) {
    if (hasCode(error, "ENOSPC", "EDQUOT", "EROFS", "EIO")) throw error;
  }
}

export function put(piece: Piece): void {
  renameSync(piece.temporary, piece.target);
  piece.isPut = true;
}

export function takeBack({ target, old, isNew, isPut }: Piece): void {
  if (isPut && old !== null) renameSync(old, target);
  else if (isPut && isNew) rmSync(target, { force: true });
}

export function discard({ temporary, old }: Pick<Piece, "temporary" | "old">): void {
  for (const name of [temporary, old]) {
    if (name === null) continue;
    rmSync(name, { force: true });
    ours.delete(name);
  }
}

/** Temporary files of calls that are under way in this process. */
const ours = new Set<string>();

export const host = (): string => contentHash(hostname()).slice(0, 8);
let count = 0;

/** Short, whatever the target is called: file systems limit names to 255 bytes. */
function temporaryIn(folder: string): string {
  const name = join(folder, `.wehrl-${host()}-${process.pid}-${count++}.tmp`);
  ours.add(name);
  return name;
}

/** What processes of this machine left that live no more. */
export function removeAbandoned(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [, machine, pid] = /^\.wehrl-([0-9a-f]{8})-(\d+)-\d+\.tmp$/.exec(name) ?? [];
    if (pid === undefined || machine !== host() || ours.has(join(folder, name))) continue;
    if (Number(pid) === process.pid || !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

/** Makes a file with that content; false where there is one already. */
export function createAlone(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    // Of a disk that is full it is made, and holds nothing.
    if (readIfThere(path) === "") rmSync(path, { force: true });
    throw error;
  }
}

/** Removes a file that has this content; one that took its place meanwhile is put back. */
export function removeIf(path: string, content: string): void {
  if (readIfThere(path) !== content) return;
  const aside = temporaryIn(dirname(path));
  try {
    renameSync(path, aside);
    if (read(aside) !== content) linkSync(aside, path);
  } catch (error) {
    // Another process was faster.
    if (!hasCode(error, "ENOENT", "EEXIST")) throw error;
  } finally {
    discard({ temporary: aside, old: null });
  }
}

/** @param made  gets the folders that were not there, from above */
export function makeFolder(folder: string, made: string[]): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const before = made.length;
  for (let path = resolve(folder); path.length >= first.length; path = dirname(path)) made.splice(before, 0, path);
}

export function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {} // Another process has put something there.
}

const mostLinks = 40;
/** A path, and where symbolic links lead from it, one after the other; the last is no link, and there may be nothing.
 *  @throws the system's error, or for a circle */
export function* followed(path: string): Generator<string> {
  let step = path;
  for (let links = 0; links <= mostLinks; links++) {
    yield step;
    const link = linkAt(step);
    if (link === null) return;
    // Not normalised: after a folder that is a link, ".." is not what stands to its left.
    step = isAbsolute(link) ? link : `${dirname(step)}/${link}`;
  }
  throw Object.assign(new Error(`${path} is a circle of links`), { syscall: "readlink" });
}

/** What a symbolic link says; null where there is another file or nothing. */
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    // Windows calls what is no link UNKNOWN.
    if (hasCode(error, "EINVAL", "ENOENT", "ENOTDIR", "UNKNOWN")) return null;
    throw error;
  }
}
