/** A job that was parsed, with its texts where it has any. */
import { dirname } from "node:path";
import type { Channels } from "./channel-named.ts";
import { type ReadProblem, readProblem } from "./job.ts";
import { needsTexts } from "./texts-needed.ts";

/** @param source  a file, or "-" for standard input: its other files are named from its folder */
export async function readGiven(job: unknown, channels: Channels, source: string): Promise<ReadProblem> {
  const readTexts = needsTexts(job) ? (await import("./job-texts.ts")).textsOf : undefined;
  return readProblem(job, channels, readTexts, source === "-" ? "." : dirname(source));
}

export const nameOf = (source: string): string => (source === "-" ? "standard input" : source);
