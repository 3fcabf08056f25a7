/** From the start of a command to the status that the shell gets, whatever comes between. */
import { report, reportUnended, type Status, status } from "../print/exit-status.ts";
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
  isOver = true;
  process.exitCode = result;
}

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
  process.on("uncaughtException", (error) => leave(report(error)));
  // A declaration may end the process, or never be there.
  process.on("exit", () => {
    if (!isOver) process.exitCode = reportUnended();
  });
}
