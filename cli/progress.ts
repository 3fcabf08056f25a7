/** How far a long command has come: a bar on standard error where that is a terminal, and nothing elsewhere. */
import { SingleBar } from "cli-progress";

interface Progress {
  /** What is worked on from now; what was before it is done. */
  begin(what: string): void;
  /** The bar goes; what is printed after it stands where it was. */
  stop(): void;
}

/** @param doing  such as "auditing", at the left of the bar */
export function startProgress(doing: string, total: number): Progress {
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${doing} [{bar}] {value}/{total} {what}`,
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: false,
  });
  bar.start(total, 0, { what: "" });
  let begun = 0;
  return {
    // Work that never yields to the bar's timer is seen all the same: `update` draws by itself.
    begin: (what) => bar.update(begun++, { what }),
    stop: () => bar.stop(),
  };
}
