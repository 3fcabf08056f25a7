/** The text of a job, of a file or of a pipe, read no further than jobs are long. */
import { createReadStream, statSync } from "node:fs";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { limits } from "./job-limits.ts";

/**
 * @param source  a file, or "-" for standard input
 * @throws InvalidInput  where it cannot be read, is larger than a job may be, or is no text
 */
export async function readJob(source: string): Promise<string> {
  const name = source === "-" ? "standard input" : source;
  try {
    if (source !== "-") refuseLarge(statSync(source).size, name);
    return decoded(await bytesOf(source === "-" ? process.stdin : createReadStream(source), name), name);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : message;
    throw new InvalidInput({ source: name, found, expected: "a job file, or - for standard input" });
  }
}

async function bytesOf(stream: AsyncIterable<unknown>, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    refuseLarge(size, name);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

function refuseLarge(bytes: number, name: string): void {
  if (bytes <= limits.job) return;
  throw new InvalidInput({
    source: name,
    found: `more than ${limits.job} bytes`,
    expected: "a smaller job: states have names, Hamiltonians are text",
  });
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput({ source: name, found: "no text in UTF-8", expected: "a job in JSON" });
  }
}
