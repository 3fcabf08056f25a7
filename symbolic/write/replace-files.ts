/** Several files written as one: all of them, or what stood there before. */
import {
  discard,
  folderOf,
  followed,
  keepOld,
  makeFolder,
  type Piece,
  prepared,
  put,
  removeAbandoned,
  removeEmpty,
  takeBack,
} from "./files.ts";

/** What the files are to hold, by path. */
export type Contents = ReadonlyMap<string, string | Uint8Array>;

/**
 * Writes all contents to temporary files, then renames these, first to last; a symbolic link stays one, and a file its mode.
 * Where that fails, what stood there before is put back. A process that is killed meanwhile leaves the old files, except between the
 * first and the last rename; what it leaves of temporary files goes with the next call for the same folder. A signal to end waits until
 * all is written, and after the first call for the event loop's next turn, which work that does not wait delays.
 * @throws the system's error
 */
export async function replaceFiles(contents: Contents): Promise<void> {
  for (const signal of endings) if (!process.listeners(signal).includes(end)) process.prependListener(signal, end);
  write(contents);
  await new Promise((done) => setImmediate(done));
}

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Node tells of a signal in the event loop, so none cuts work in two that does not wait, as long as somebody listens. It stays a listener:
 * a signal that is caught and not told yet is lost with the last of them.
 */
function end(signal: NodeJS.Signals): void {
  for (const each of endings) process.off(each, end);
  // Who else listens hears it.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function write(contents: Contents): void {
  const made: string[] = [];
  const pieces: Piece[] = [];
  try {
    for (const folder of new Set([...contents.keys()].map((path) => folderOf(path)))) makeFolder(folder, made);
    const targets = [...contents].map(([path, content]) => ({ target: [...followed(path)].at(-1)!, content }));
    for (const folder of new Set(targets.map(({ target }) => folderOf(target)))) removeAbandoned(folder);
    for (const { target, content } of targets) pieces.push(prepared(target, content));
    for (const piece of pieces) keepOld(piece);
    for (const piece of pieces) put(piece);
  } catch (error) {
    for (const piece of pieces) takeBack(piece);
    for (const piece of pieces) discard(piece);
    for (const folder of made.reverse()) removeEmpty(folder);
    throw error;
  }
  for (const piece of pieces) discard(piece);
}
