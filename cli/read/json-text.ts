import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { quoted } from "../../text/visible.ts";
import { flawIn } from "./json-scan.ts";
import { limits } from "./limits.ts";

/**
 * The value of a JSON text (RFC 8259; a byte order mark is allowed).
 * @param source  name of the text in errors
 * @throws InvalidInput  `source:line:column: …` where the text is no JSON, a key stands twice in one object, or lists are nested
 *   deeper than any job
 */
export function parseJson(text: string, source: string): unknown {
  const plain = text.replace(/^\uFEFF/, "").trimEnd();
  if (plain === "") throw new InvalidInput(`${source}: empty; expected a job in JSON`);
  const flaw = flawIn(plain, limits.nesting);
  if (flaw === undefined) return JSON.parse(plain);
  const { kind, offset, key } = flaw;
  const place = placeOf(plain, offset, source);
  if (kind === "duplicate") throw new InvalidInput(`${place}: ${quoted(key!)} stands twice in one object`);
  if (kind === "depth")
    throw new InvalidInput(`${place}: lists nested too deeply, more than ${limits.nesting}; expected a job`);
  if (kind === "vanishing")
    throw new InvalidInput(
      `${place}: ${quoted(key!)} is below all numbers that a double holds; write 0 where it is negligible`,
    );
  throw new InvalidInput(`${place}: no JSON: ${describe(plain, offset)}`);
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
