/** The files that a job is read from, which its results do not replace. */
import { statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { InvalidInput } from "../../spins/input/invalid-input.ts";

/**
 * @param results  options and the files that they name
 * @param source  of the job: a file, or "-" for standard input
 * @throws InvalidInput  where one of them is the job's own file or one that the job names, by whatever name
 */
export function requireUnread(
  results: Readonly<Record<string, string | undefined>>,
  job: unknown,
  source: string,
): void {
  const folder = source === "-" ? "." : dirname(source);
  const named = filesIn(job).map((name) => (isAbsolute(name) ? name : join(folder, name)));
  const read = new Set([...(source === "-" ? [] : [source]), ...named].flatMap(identityOf));
  for (const [option, path] of Object.entries(results)) {
    if (path === undefined || !identityOf(path).some((identity) => read.has(identity))) continue;
    throw new InvalidInput({
      source: `${option} ${path}`,
      found: "a file that the job is read from, which would be lost",
      expected: "another",
    });
  }
}

/** Names in `{ "file": … }`, wherever in the job. */
function filesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { file } = value as { readonly file?: unknown };
  return typeof file === "string" ? [file] : Object.values(value).flatMap(filesIn);
}

/** Device and number of a file that is there. */
function identityOf(path: string): readonly string[] {
  try {
    const file = statSync(path);
    return file.isFile() ? [`${file.dev}:${file.ino}`] : [];
  } catch {
    return [];
  }
}
