/** Who reads a folder and writes to it what follows from that is alone in it: a file there says whose turn it is. */
import { createAlone, host, isAlive, makeFolder, pathIn, readIfThere, removeEmpty, removeIf } from "./files.ts";

const lock = ".wehrl-lock";

/** Nobody holds a folder so long, ms: all is ready when it is taken. Of another machine nothing else tells that its process is gone. */
const LONGEST = 30_000;

const PAUSE = 20;

/** What a lock says of who holds it; no two are the same. */
const newOwner = (): string => `${host()} ${process.pid} ${crypto.randomUUID()}`;

/** Whether a lock is of a process of this machine that lives no more. */
function isAbandoned(owner: string): boolean {
  const [machine, pid] = owner.split(" ");
  return machine === host() && !isAlive(Number(pid));
}

/**
 * Waits until no other process is in the folder, which is made where it is not there, and removed again where the work fails and nothing
 * is in it. What a process that ended too early left does not count.
 * @throws the system's error, and what the work throws
 */
export async function oneAtATime<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = pathIn(folder, lock);
  const owner = newOwner();
  const made: string[] = [];
  let isDone = false;
  await taken(folder, path, owner, made);
  try {
    const result = await work();
    isDone = true;
    return result;
  } finally {
    removeIf(path, owner);
    if (!isDone) for (const name of made.reverse()) removeEmpty(name);
  }
}

async function taken(folder: string, path: string, owner: string, made: string[]): Promise<void> {
  let seen: string | undefined;
  for (let waited = 0; ; waited += PAUSE) {
    makeFolder(folder, made);
    if (createAlone(path, owner)) return;
    const other = readIfThere(path);
    if (other !== seen) [seen, waited] = [other, 0];
    if (other !== undefined && (isAbandoned(other) || waited >= LONGEST)) removeIf(path, other);
    else await new Promise((done) => setTimeout(done, PAUSE));
  }
}
