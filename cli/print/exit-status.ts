/** What the shell is told of how a command ended. */
import { CommanderError } from "commander";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { whyOf } from "../../text/described.ts";
import { Refusal } from "../../text/refusal.ts";
import { complain } from "./standard-error.ts";

export const status = { done: 0, failure: 1, badInput: 2, notConverged: 3 } as const;
export type Status = (typeof status)[keyof typeof status];

/** What no other input would mend, such as a disk that is full: it is said as a refusal is, and is a failure. */
export class Unwritten extends Refusal {
  override readonly name = "Unwritten";
}

/** What is waited for, and may never come: each as what is to be said then. */
const awaited = new Set<Refusal>();

/** Waits for what others make.
 *  @param never  what is said where the process ends before that */
export async function awaiting<T>(never: Refusal, coming: Promise<T>): Promise<T> {
  awaited.add(never);
  try {
    return await coming;
  } finally {
    awaited.delete(never);
  }
}

/** Modules of the user's, which may fail long after they were loaded. */
const loaded: string[] = [];

/** @param file  of a module whose code is to run in this process */
export function takeIn(file: string): void {
  loaded.push(file);
}

/** The status for what nobody waited for, after one line on standard error. */
export function reportStray(error: unknown): Status {
  if (loaded.length === 0) return report(error);
  const found = `a module that fails after it was loaded: ${whyOf(error)}`;
  return report(new InvalidInput({ source: loaded.join(", "), found, expected: "one that does not" }));
}

/** The status of a process that ends before its command has, after one line on standard error. */
export function reportUnended(): Status {
  const [first] = awaited;
  if (first !== undefined) return report(first);
  complain("the process was ended before the command was done");
  return status.failure;
}

/** The status for what a command threw, after one line on standard error. */
export function report(error: unknown): Status {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof Refusal) {
    complain(error);
    return error instanceof Unwritten ? status.failure : status.badInput;
  }
  if (error instanceof Error && (error as NodeJS.ErrnoException).syscall === "uv_cwd") {
    complain("the folder that the command stands in is gone; change to one that is there");
    return status.badInput;
  }
  if (isOutOfMemory(error)) complain("not enough memory for this; expected a smaller one");
  // A defect of this program: the last resort, not the way in which anything known is said.
  else complain(`internal error: ${nameAndMessage(error)}; please report it`);
  return status.failure;
}

function reportUsage({ code, exitCode, message }: CommanderError): Status {
  if (exitCode === 0) return status.done;
  // Without a command, commander has printed the help already.
  if (code === "commander.help") return status.badInput;
  // Commander's errors are a code and a text of lines, with a prefix of its own.
  const line = message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  complain(code === "commander.unknownCommand" ? `${line}; \`wehrl --help\` lists them all` : line);
  return status.badInput;
}

/** V8 gives its errors no code: what they are of stands in their text alone. Node's own have one. */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined) return code === "ERR_STRING_TOO_LONG";
  return error instanceof RangeError && /^(Array buffer allocation|Invalid string length)/.test(message);
}

const nameAndMessage = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
