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

/** How far the text has been read. */
interface Walk {
  readonly text: string;
  at: number;
  /** The keys of each open object; null for a list. */
  readonly open: (Set<string> | null)[];
  expected: Expected;
}

/**
 * The first flaw of a text, in the order of the text; undefined where there is none.
 * @param deepest  lists and objects within each other
 */
export function flawIn(text: string, deepest: number): Flaw | undefined {
  const walk: Walk = { text, at: 0, open: [], expected: "value" };
  for (skipSpace(walk); walk.open.length > 0 || walk.expected !== "after"; skipSpace(walk)) {
    const flaw = step(walk, deepest);
    if (flaw !== undefined) return flaw;
  }
  return walk.at < text.length ? syntax(walk.at) : undefined;
}

const syntax = (offset: number): Flaw => ({ kind: "syntax", offset });

function skipSpace(walk: Walk): void {
  if (walk.text.charCodeAt(walk.at) > 0x20) return;
  space.lastIndex = walk.at;
  walk.at += space.exec(walk.text)![0].length;
}

/** Past what stands here. */
function step(walk: Walk, deepest: number): Flaw | undefined {
  const { text, at, open, expected } = walk;
  const [sign, inside] = [text[at], open.at(-1)];
  const closes = inside === null ? "]" : "}";
  if (expected !== "value" && expected !== "key" && sign === closes) {
    open.pop();
    return past(walk, at + 1, "after");
  }
  if (expected === "after") return sign === "," ? past(walk, at + 1, inside === null ? "value" : "key") : syntax(at);
  if (inside instanceof Set && expected !== "value") return takeKey(walk, inside);
  if (sign !== "{" && sign !== "[") return takeScalar(walk);
  if (open.length === deepest) return { kind: "depth", offset: at };
  open.push(sign === "{" ? new Set() : null);
  return past(walk, at + 1, "first");
}

function past(walk: Walk, at: number, expected: Expected): undefined {
  walk.at = at;
  walk.expected = expected;
}

function takeKey(walk: Walk, known: Set<string>): Flaw | undefined {
  const { text, at } = walk;
  const to = text[at] === '"' ? endOfString(text, at) : syntax(at);
  if (typeof to !== "number") return to;
  const key = JSON.parse(text.slice(at, to)) as string;
  if (known.has(key)) return { kind: "duplicate", offset: at, key };
  known.add(key);
  walk.at = to;
  skipSpace(walk);
  return text[walk.at] === ":" ? past(walk, walk.at + 1, "value") : syntax(walk.at);
}

function takeScalar(walk: Walk): Flaw | undefined {
  const { text, at } = walk;
  if (text[at] === '"') {
    const to = endOfString(text, at);
    return typeof to === "number" ? past(walk, to, "after") : to;
  }
  scalar.lastIndex = at;
  if (!scalar.test(text)) return syntax(at);
  const found = text.slice(at, scalar.lastIndex);
  if (Number(found) === 0 && /^-?[0.]*[1-9]/.test(found)) return { kind: "vanishing", offset: at, key: found };
  return past(walk, scalar.lastIndex, "after");
}

/** Or where it stops being one. */
function endOfString(text: string, start: number): number | Flaw {
  for (let at = start + 1; ; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    // Past the end it is NaN.
    if (!(code >= 0x20)) return syntax(at);
    if (code !== 0x5c) at++;
    else {
      escaped.lastIndex = at;
      if (!escaped.test(text)) return syntax(at);
      at = escaped.lastIndex;
    }
  }
}
