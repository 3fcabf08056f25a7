/** How far a long command has come, where no line can be taken back: a line now and then, and none for what is quick. */
import { say } from "./standard-error.ts";

export interface Progress {
  /** What is worked on from now; what was before it is done. */
  begin(what: string): void;
  /** So much is done; for work that is counted and not named. */
  update(done: number): void;
  /** No more is said. */
  stop(): void;
}

/** Who reads the messages of a script is told nothing of what takes less, s. */
const first = 10;
/** Between two lines, s. */
const pause = 30;

/** @param doing  such as "evaluating"
 *  @param counted  such as "times", for work that is not named piece by piece
 *  @param now  s */
export function startLines(doing: string, total: number, counted?: string, now = secondsNow): Progress {
  const start = now();
  let next = start + first;
  let begun = 0;
  const tell = (done: number, what: string): void => {
    if (now() < next) return;
    next = now() + pause;
    say(`wehrl: ${doing}: ${done}/${total} ${what}`);
  };
  return {
    begin: (what) => tell(begun++, what),
    update: (done) => {
      if (done < total) tell(done, `${counted ?? "done"}${timeLeft(now() - start, done, total)}`);
    },
    stop: () => {},
  };
}

const secondsNow = (): number => performance.now() / 1000;

/** If the rest goes as what is done did; before anything is done nothing can be said. */
export function timeLeft(seconds: number, done: number, total: number): string {
  if (done === 0) return "";
  const left = Math.ceil((seconds / done) * (total - done));
  if (left < 60) return `, ${left}s left`;
  const minutes = Math.ceil(left / 60);
  return minutes < 60 ? `, ${minutes}m left` : `, ${Math.floor(minutes / 60)}h ${minutes % 60}m left`;
}
