/** From the start of a command to the status that the shell gets, whatever comes between. */
import { report, reportStray, reportUnended, type Status, status } from "../print/exit-status.ts";
import { complain } from "../print/standard-error.ts";

export type Finish = (status: Status) => void;

let isOver = false;

function leave(result: Status): never {
  isOver = true;
  process.exit(result);
}

/** @param command  tells its status, unless that is 0, and throws what is to be reported */
export async function untilOver(command: (finish: Finish) => Promise<void>): Promise<void> {
  listen();
  let result: Status = status.done;
  try {
    await command((own) => {
      result = own;
    });
  } catch (error) {
    result = report(error);
  }
  await Promise.all([process.stdout, process.stderr].map(written));
  // What a module of the user's set going, such as a timer, would keep the process.
  leave(result);
}

/** What a slow reader has not taken yet is not lost, nor the error of what nobody takes, which is told in a turn of its own. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    if (stream.writableLength === 0) setImmediate(done);
    else stream.write("", () => setImmediate(done));
  });

function listen(): void {
  // A reader such as `head` may close the pipe early; that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") leave(status.done);
    complain(`standard output: cannot be written (${error.message})`);
    leave(status.failure);
  });
  // Nobody reads the messages, which is no reason to stop.
  process.stderr.on("error", () => {});
  // What a declaration leaves behind that fails later: one line too.
  process.on("uncaughtException", (error) => leave(reportStray(error)));
  // A declaration may end the process, or never be there.
  process.on("exit", () => {
    if (!isOver) process.exitCode = reportUnended();
  });
}
