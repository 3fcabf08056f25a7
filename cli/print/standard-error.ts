/** The one way to standard error: lines that can be read, whatever stands in them. */
import { lineOf, linesOf, type Refusal } from "../../text/refusal.ts";
import { oneLine } from "../../text/visible.ts";

const prefix = "wehrl: ";

/** One line, such as how far a command has come. */
export function say(line: string): void {
  process.stderr.write(`${oneLine(line)}\n`);
}

/** What is wrong: one line, for programs and logs; on a terminal a caret below a text points at the character. */
export function complain(what: string | Refusal): void {
  if (typeof what === "string") say(prefix + what);
  else {
    const lines = process.stderr.isTTY ? linesOf(what, prefix) : [lineOf(what, prefix)];
    process.stderr.write(`${lines.join("\n")}\n`);
  }
}

export const warn = (warning: string): void => complain(`warning: ${warning}`);
