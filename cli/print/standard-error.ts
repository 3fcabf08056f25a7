/** The one way to standard error: lines that can be read, whatever stands in them. */
import { oneLine, pointedParts } from "../../text/visible.ts";

const prefix = "wehrl: ";

/** One line, such as how far a command has come. */
export function say(line: string): void {
  process.stderr.write(`${oneLine(line)}\n`);
}

/** What is wrong: one line, for programs and logs; on a terminal a caret below the text points at the character. */
export function complain(message: string): void {
  const pointed = pointedParts(message);
  if (pointed === undefined) {
    say(prefix + message);
    return;
  }
  const { line, text, caret } = pointed;
  if (process.stderr.isTTY) process.stderr.write(`${oneLine(prefix + line)}\n  ${oneLine(text)}\n  ${caret}\n`);
  else say(`${prefix}${line} ${text}`);
}

export const warn = (warning: string): void => complain(`warning: ${warning}`);
