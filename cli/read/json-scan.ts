/** JSON text, walked through without recursion and without a tree of it: where it stops being JSON, and what a parser lets pass. */

export interface Flaw {
  readonly kind: "syntax" | "duplicate" | "depth" | "vanishing";
  /** Where it begins. */
  readonly offset: number;
  /** The key that stands twice, or the number. */
  readonly key?: string;
}

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true\b|false\b|null\b/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What may come next: a value, the first or a further key or entry, a sign between them. */
type Expected = "value" | "first" | "key" | "after";

/**
 * The first flaw of a text, in the order of the text; undefined where there is none.
 * @param deepest  lists and objects within each other
 */
export function flawIn(text: string, deepest: number): Flaw | undefined {
  // The keys of each open object; null for a list.
  const open: (Set<string> | null)[] = [];
  let expected: Expected = "value";
  let at = 0;
  const skip = (): void => {
    if (text.charCodeAt(at) > 0x20) return;
    space.lastIndex = at;
    at += space.exec(text)![0].length;
  };
  // The end of what begins here, or where it stops being JSON.
  const end = (): number | Flaw => {
    if (text[at] === '"') return endOfString(text, at);
    scalar.lastIndex = at;
    return scalar.test(text) ? scalar.lastIndex : { kind: "syntax", offset: at };
  };
  for (skip(); open.length > 0 || expected !== "after"; skip()) {
    const sign = text[at];
    const inside = open.at(-1);
    if (expected === "after") {
      const closes = inside === null ? "]" : "}";
      if (sign !== "," && sign !== closes) return { kind: "syntax", offset: at };
      if (sign === closes) open.pop();
      else expected = inside === null ? "value" : "key";
      at++;
      continue;
    }
    if (expected === "first" && sign === (inside === null ? "]" : "}")) {
      open.pop();
      expected = "after";
      at++;
      continue;
    }
    if (inside instanceof Set && expected !== "value") {
      const to: number | Flaw = sign === '"' ? end() : { kind: "syntax", offset: at };
      if (typeof to !== "number") return to;
      const key = JSON.parse(text.slice(at, to)) as string;
      if (inside.has(key)) return { kind: "duplicate", offset: at, key };
      inside.add(key);
      at = to;
      skip();
      if (text[at] !== ":") return { kind: "syntax", offset: at };
      at++;
      expected = "value";
      continue;
    }
    if (sign === "{" || sign === "[") {
      if (open.length === deepest) return { kind: "depth", offset: at };
      open.push(sign === "{" ? new Set() : null);
      expected = "first";
      at++;
      continue;
    }
    const to = end();
    if (typeof to !== "number") return to;
    if (sign !== '"') {
      const found = text.slice(at, to);
      if (Number(found) === 0 && /^-?[0.]*[1-9]/.test(found)) return { kind: "vanishing", offset: at, key: found };
    }
    at = to;
    expected = "after";
  }
  return at < text.length ? { kind: "syntax", offset: at } : undefined;
}

function endOfString(text: string, start: number): number | Flaw {
  for (let at = start + 1; ; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    // Past the end it is NaN.
    if (!(code >= 0x20)) return { kind: "syntax", offset: at };
    if (code !== 0x5c) at++;
    else {
      escaped.lastIndex = at;
      if (!escaped.test(text)) return { kind: "syntax", offset: at };
      at = escaped.lastIndex;
    }
  }
}
