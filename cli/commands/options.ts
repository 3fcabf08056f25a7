/** What several commands take and say. */

import { InvalidArgumentError } from "commander";

export const pointer = "\nConventions of all numbers: wehrl --help";

export const statusHelp = "\nExit status: 0 done, 1 failure, 2 bad input, 3 not converged (results are printed).";

export const outFlag = ["--out <file>", "write there, all or nothing, instead of standard output"] as const;

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Expected a number.");
  return value;
}

/** An empty one is a variable of a shell that was not set; files would go where the command stands. */
export function folder(text: string): string {
  if (text === "") throw new InvalidArgumentError("Expected the name of a folder.");
  return text;
}

export const channelsFlag = ["--channels <folder>", "also those that `wehrl gen` wrote there", folder] as const;
