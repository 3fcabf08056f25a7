import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Issue } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { limits } from "./job-limits.ts";
import { type Flaw, flawIn } from "./json-scan.ts";

/**
 * The value of a JSON text (RFC 8259; a byte order mark is allowed).
 * @param source  name of the text in errors
 * @param what  it is of
 * @throws InvalidInput  `source:line:column: …` where the text is no JSON, a key stands twice in one object, or lists are nested
 *   deeper than any job
 */
export function parseJson(text: string, source: string, what = "a job"): unknown {
  const plain = text.replace(/^\uFEFF/, "").trimEnd();
  if (plain === "") throw new InvalidInput({ source, found: "nothing", expected: `${what} in JSON` });
  const flaw = flawIn(plain, limits.nesting);
  if (flaw === undefined) return JSON.parse(plain);
  throw new InvalidInput({ source: placeOf(plain, flaw.offset, source), ...issueOf(flaw, plain, what) });
}

function issueOf(
  { kind, offset, key }: Flaw,
  text: string,
  what: string,
): Pick<Issue, "found" | "expected" | "remedy"> {
  switch (kind) {
    case "syntax":
      return { found: `no JSON: ${describe(text, offset)}`, expected: `${what} in JSON` };
    case "duplicate":
      return { found: `${quoted(key!)} twice in one object`, expected: "each key once" };
    case "depth":
      return { found: `lists nested too deeply, more than ${limits.nesting}`, expected: what };
    case "vanishing":
      return {
        found: `${quoted(key!)}, which is below all numbers that a double holds`,
        expected: "a number of 1e-323 or more in size",
        remedy: "write 0 where it is negligible",
      };
  }
}

function placeOf(text: string, offset: number, source: string): string {
  let [line, start] = [1, 0];
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1))
    [line, start] = [line + 1, at + 1];
  return `${source}:${line}:${offset - start + 1}`;
}

function describe(text: string, offset: number): string {
  const found = text.slice(offset, offset + 200).match(/^(?:[\w.+-]+|.)/su)?.[0];
  if (found === undefined) return "the text ends too early";
  const before = text
    .slice(Math.max(0, offset - 200), offset)
    .trimEnd()
    .at(-1);
  if (before === "," && "}]".includes(found)) return `a comma before "${found}"`;
  if (found === "\n") return "a line break in a string";
  if (found === "'") return "a single quote; strings take double quotes";
  if (/^[-+]?(nan|inf(inity)?)$/i.test(found)) return `${found}; numbers must be finite`;
  return `unexpected ${quoted(found)}`;
}
