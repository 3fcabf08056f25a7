import { type DocumentNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { InvalidInput } from "../runtime/invalid-input.ts";

/**
 * The value of a JSON text (RFC 8259; a byte order mark is allowed).
 * @param source  name of the text in errors
 * @throws InvalidInput  `source:line:column: …` where the text is no JSON or a key stands twice in one object
 */
export function parseJson(text: string, source: string): unknown {
  const plain = text.replace(/^\uFEFF/, "").trimEnd();
  if (plain === "") throw new InvalidInput(`${source}: empty; expected a job in JSON`);
  const value = parseValue(plain, source);
  rejectDuplicates(treeOf(plain, source), source);
  return value;
}

/** momoa descends by recursion; no job is as deep as the stack. */
function treeOf(text: string, source: string): DocumentNode {
  try {
    return parse(text, { mode: "json" });
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidInput(`${source}: lists nested too deeply; expected a job`);
    throw error;
  }
}

function parseValue(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const offset = mistakeAt(text, (error as Error).message);
    const before = text.slice(0, offset).split("\n");
    const place = `${source}:${before.length}:${before.at(-1)!.length + 1}`;
    throw new InvalidInput(`${place}: no JSON: ${describe(text, offset)}`);
  }
}

/** Where the text stops being JSON. The engine tells the position in some messages only, momoa of all but an early end. */
function mistakeAt(text: string, message: string): number {
  const told = message.match(/at position (\d+)/)?.[1];
  if (told !== undefined) return Number(told);
  try {
    parse(text, { mode: "json" });
  } catch (error) {
    if (!message.includes("end of JSON")) return (error as { readonly offset?: number }).offset ?? text.length;
  }
  return text.length;
}

function describe(text: string, offset: number): string {
  const found = text.slice(offset).match(/^(?:[\w.+-]+|.)/su)?.[0];
  if (found === undefined) return "the text ends too early";
  const before = text.slice(0, offset).trimEnd().at(-1);
  if (before === "," && "}]".includes(found)) return `a comma before "${found}"`;
  if (found === "\n") return "a line break in a string";
  if (found === "'") return "a single quote; strings take double quotes";
  if (/^[-+]?(nan|inf(inity)?)$/i.test(found)) return `${found}; numbers must be finite`;
  return `unexpected ${JSON.stringify(found.slice(0, 20))}`;
}

function rejectDuplicates(root: DocumentNode, source: string): void {
  const pending: ValueNode[] = [root.body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === "Array") {
      for (const element of node.elements) if (!isLeaf(element.value)) pending.push(element.value);
    } else if (node.type === "Object") {
      const seen = new Set<string>();
      for (const { name, value } of node.members) {
        const key = name.type === "String" ? name.value : name.name;
        if (seen.has(key)) {
          const { line, column } = name.loc.start;
          throw new InvalidInput(`${source}:${line}:${column}: "${key}" stands twice in one object`);
        }
        seen.add(key);
        if (!isLeaf(value)) pending.push(value);
      }
    }
  }
}

function isLeaf(node: ValueNode): boolean {
  return node.type !== "Array" && node.type !== "Object";
}
