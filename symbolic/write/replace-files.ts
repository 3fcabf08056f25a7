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
 * all is written.
 * @throws the system's error
 */
export function replaceFiles(contents: Contents): Promise<void> {
  return afterwards(() => {
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
  });
}

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Work that no signal cuts in two: one that comes meanwhile takes its effect as soon as the work is done. */
async function afterwards(work: () => void): Promise<void> {
  let caught: NodeJS.Signals | null = null;
  const note = (signal: NodeJS.Signals): void => {
    caught = signal;
  };
  for (const signal of endings) process.on(signal, note);
  try {
    work();
  } finally {
    // Signals are told in the event loop's next turn but for the one that is under way.
    await turn();
    await turn();
    for (const signal of endings) process.off(signal, note);
    // Who else listens has heard it.
    if (caught !== null && process.listenerCount(caught) === 0) process.kill(process.pid, caught);
  }
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
