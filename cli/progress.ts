/** How far a long command has come: a bar on standard error where that is a terminal, and nothing elsewhere. */
import { SingleBar } from "cli-progress";

interface Progress {
  /** What is worked on from now; what was before it is done. */
  begin(what: string): void;
  /** So much is done; for work that is counted and not named. */
  update(done: number): void;
  /** The bar goes; what is printed after it stands where it was. */
  stop(): void;
}

/** @param doing  such as "auditing", at the left of the bar
 *  @param counted  such as "states", for work that is not named piece by piece: its pieces, and the time that is left, are at the right */
export function startProgress(doing: string, total: number, counted?: string): Progress {
  const right = counted === undefined ? "{what}" : `${counted}, {eta_formatted} left`;
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${doing} [{bar}] {value}/{total} ${right}`,
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
    update: (done) => bar.update(done),
    stop: () => bar.stop(),
  };
}
