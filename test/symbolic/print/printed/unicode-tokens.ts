/** Printed formulas in Unicode as tokens, by the notation and the table of letters alone. */
import { type Reading, readTokens, type Token, Unreadable } from "./formula-reader.ts";

/** What a page says about its own letters. */
export interface Page {
  readonly parties: readonly string[];
  /** The parameter of every printed letter. */
  readonly parameters: ReadonlyMap<string, string>;
}

const vulgar: Readonly<Record<string, number>> = { "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8 };
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᴶᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
const lowered = [..."0123456789+-=()Jabcdefghijklmnoprstuvwxyz"];
const plain = (text: string): string => [...text].map((each) => lowered[[...raised].indexOf(each)]).join("");

export const functionNames = ["cos", "sin", "cosh", "sinh"];
/** Letters that mean the same on every page. */
const always = ["i", "e", "Q", "A₀", "Rx", "Ry", "Rz", "p", "ρ", "π"];

const name =
  /^(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:_+(?![\p{L}\d_]))?\u0304?|\p{Script=Greek})[₀-₉]*[₊₋]?′*(?:(?:_[θφ][A-Za-z0-9]*)(?:[θφ][A-Za-z0-9]*)*|_[A-Za-z0-9]+)?/u;

export const readUnicode = (text: string, page: Page): Reading => readTokens(unicodeTokens(text, page));

export function unicodeTokens(text: string, page: Page): readonly Token[] {
  const tokens: Token[] = [];
  let rest = text;
  while (rest !== "") {
    const [length, token] = next(rest, page);
    if (token) tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

const signs: Readonly<Record<string, Token>> = {
  "+": { kind: "plus" },
  "−": { kind: "minus" },
  "/": { kind: "slash" },
  ",": { kind: "comma" },
  "√": { kind: "function", name: "sqrt" },
};

function next(rest: string, page: Page): readonly [length: number, token?: Token] {
  const [first] = rest;
  if (first === " ") return [1];
  const digits = /^\d+/.exec(rest)?.[0];
  if (digits) return [digits.length, { kind: "number", value: Number(digits) }];
  if (first in vulgar) return [1, { kind: "number", value: vulgar[first] }];
  if (first in signs) return [1, signs[first]];
  if ("([{".includes(first)) return [1, { kind: "open", bracket: first }];
  if (")]}".includes(first)) return [1, { kind: "close", bracket: first }];
  if (rest.startsWith("D[")) return [2, { kind: "open", bracket: "D[" }];
  for (const whole of ["A·ω", "det B", "|R|"]) if (rest.startsWith(whole)) return [whole.length, symbol(whole)];
  const slope = /^∂[θφ][A-Za-z0-9]*Q/.exec(rest)?.[0];
  if (slope) return [slope.length, symbol(slope)];
  return powerIn(rest, page) ?? namedIn(rest, page);
}

const symbol = (key: string): Token => ({ kind: "symbol", key });

function powerIn(rest: string, page: Page): readonly [number, Token] | undefined {
  const above = new RegExp(`^[${raised}]+`, "u").exec(rest)?.[0];
  if (above) return [above.length, { kind: "power", of: unicodeTokens(plain(above).replace("-", "−"), page) }];
  if (rest.startsWith("^(")) {
    const inside = rest.slice(2, closingOf(rest, 1));
    return [inside.length + 3, { kind: "power", of: unicodeTokens(inside, page) }];
  }
  if (!rest.startsWith("^")) return undefined;
  const [length, token] = namedIn(rest.slice(1), page);
  return [length + 1, { kind: "power", of: [token] }];
}

/** Where the bracket that opens at `from` closes. */
function closingOf(text: string, from: number): number {
  let depth = 0;
  for (let k = from; k < text.length; k++) {
    if (text[k] === "(") depth++;
    if (text[k] === ")" && --depth === 0) return k;
  }
  throw new Unreadable(`no end of the exponent in ${text}`);
}

function namedIn(rest: string, page: Page): readonly [length: number, token: Token] {
  const found = name.exec(rest)?.[0];
  if (found === undefined) throw new Unreadable(`no meaning for ${rest}`);
  const parameter = page.parameters.get(found);
  if (parameter !== undefined) return [found.length, symbol(`parameter ${parameter}`)];
  if (functionNames.includes(found) || ((found === "K" || found === "L₀") && rest[found.length] === "("))
    return [found.length, { kind: "function", name: found }];
  if (/^J[xyz₊₋]$/.test(found)) return operatorIn(rest, found, page);
  if (always.includes(found) || isLabelled(found, page)) return [found.length, symbol(found)];
  throw new Unreadable(`no meaning for ${found} in ${rest}`);
}

/** J, θ, x of a party, and components: their labels stand where there are several parties. */
function isLabelled(found: string, { parties }: Page): boolean {
  const label = parties.length === 1 ? "" : `(?:${parties.join("|")})`;
  const below = parties.length === 1 ? "" : `_${label}`;
  return new RegExp(`^(?:[Jθφxyz]${below}|[AIgω]_[θφ]${label}|B_[θφ]${label}[θφ]${label})$`, "u").test(found);
}

/** Jzᵃ, J₋[a2]. */
function operatorIn(rest: string, found: string, { parties }: Page): readonly [number, Token] {
  if (parties.length === 1) return [found.length, symbol(found)];
  const above = new RegExp(`^[${raised}]+`, "u").exec(rest.slice(found.length))?.[0];
  const beside = /^\[(\w+)\]/.exec(rest.slice(found.length));
  const label = above ? plain(above) : beside?.[1];
  if (label === undefined || !parties.includes(label)) throw new Unreadable(`${found} of which party in ${rest}`);
  return [found.length + (above ?? beside![0]).length, symbol(`${found}[${label}]`)];
}
