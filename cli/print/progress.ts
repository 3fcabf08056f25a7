/** How far a long command has come: a bar on standard error where that is a terminal that can take a line back, and lines now and then
 *  elsewhere. */
import { SingleBar } from "cli-progress";
import { type Progress, startLines, timeLeft } from "./progress-lines.ts";

/** @param doing  such as "auditing", at the left of the bar
 *  @param counted  such as "states", for work that is not named piece by piece: its pieces, and the time that is left, are at the right */
export function startProgress(doing: string, total: number, counted?: string): Progress {
  if (!canRedraw()) return startLines(doing, total, counted);
  const right = counted === undefined ? "{what}" : `${counted}{left}`;
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${doing} [{bar}] {value}/{total} ${right}`,
    barsize: Math.max(10, Math.min(30, (process.stderr.columns || 80) - widthAround(doing, total, counted))),
    clearOnComplete: true,
    // Cursor and wrapping stay as they are: who interrupts the work could not set them right any more.
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0, { what: "", left: "" });
  const start = Date.now();
  let begun = 0;
  return {
    // Work that never yields to the bar's timer is seen all the same: `update` draws by itself.
    begin: (what) => bar.update(begun++, { what }),
    update: (done) => bar.update(done, { left: timeLeft((Date.now() - start) / 1000, done, total) }),
    stop: () => bar.stop(),
  };
}

/** The shell of Emacs, for one, is a terminal that cannot. */
const canRedraw = (): boolean => process.stderr.isTTY === true && process.env.TERM !== "dumb";

/** Characters around the bar, at most; of what is named, with the longest names. */
const widthAround = (doing: string, total: number, counted?: string): number =>
  counted === undefined ? 45 : `${doing} [] ${total}/${total} ${counted}, 23h 59m left `.length;
