/** The text of a job, of a file or of a pipe, read no further than jobs are long. */
import { createReadStream, readFileSync, statSync } from "node:fs";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { limits } from "./job-limits.ts";

/**
 * @param source  a file, or "-" for standard input
 * @throws InvalidInput  where it cannot be read, is larger than a job may be, or is no text
 */
export async function readJob(source: string): Promise<string> {
  const name = source === "-" ? "standard input" : source;
  try {
    return decoded(source === "-" ? await bytesOf(process.stdin, name) : await bytesIn(source), name);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : message;
    throw new InvalidInput({ source: name, found, expected: "a job file, or - for standard input" });
  }
}

async function bytesIn(path: string): Promise<Buffer> {
  const kind = statSync(path);
  refuseLarge(kind.size, path);
  // A pipe has a name too, and no end that is known.
  if (!kind.isFile()) return bytesOf(createReadStream(path), path);
  const bytes = readFileSync(path);
  refuseLarge(bytes.length, path);
  return bytes;
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
