/** Printed formulas in LaTeX as tokens, with the keys of those in Unicode. */
import { type Reading, readTokens, type Token, Unreadable } from "./formula-reader.ts";
import { functionNames, type Page } from "./unicode-tokens.ts";

const spaces = /^(?:\s+|\\,|\\quad\b|&)/;
const greek: Readonly<Record<string, string>> = {
  "\\theta": "θ",
  "\\phi": "φ",
  "\\omega": "ω",
  "\\rho": "ρ",
  "\\pi": "π",
};
const letter = /^(?:\\mathrm\{(?:[^{}]|\\_)*\}|\\bar [a-z]|\\[A-Za-z]+|[A-Za-z])/;

export const readLatex = (text: string, page: Page): Reading => readTokens(latexTokens(text, page));

export function latexTokens(text: string, page: Page): readonly Token[] {
  const tokens: Token[] = [];
  let rest = text;
  while (rest !== "") {
    const [length, token] = next(rest, page);
    if (token) tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

const symbol = (key: string): Token => ({ kind: "symbol", key });

function next(rest: string, page: Page): readonly [length: number, token?: Token] {
  const space = spaces.exec(rest)?.[0];
  if (space) return [space.length];
  const digits = /^\d+/.exec(rest)?.[0];
  if (digits) return [digits.length, { kind: "number", value: Number(digits) }];
  const small = /^\\tfrac\{(\d+)\}\{(\d+)\}/.exec(rest);
  if (small) return [small[0].length, { kind: "number", value: Number(small[1]) / Number(small[2]) }];
  if (rest.startsWith("+")) return [1, { kind: "plus" }];
  if (rest.startsWith("-")) return [1, { kind: "minus" }];
  if (rest.startsWith(",")) return [1, { kind: "comma" }];
  for (const whole of ["A \\cdot \\omega", "\\det B", "|R|"])
    if (rest.startsWith(whole))
      return [whole.length, symbol(whole === "|R|" ? whole : whole[0] === "A" ? "A·ω" : "det B")];
  if (rest.startsWith("D[")) return [2, { kind: "open", bracket: "D[" }];
  const bracket = /^(?:\\Big[lr])?(\(|\)|\[|\]|\\\{|\\\})/.exec(rest);
  if (bracket) {
    const sign = bracket[1].replace("\\", "");
    return [bracket[0].length, { kind: "([{".includes(sign) ? "open" : "close", bracket: sign }];
  }
  return groupedIn(rest, page) ?? namedIn(rest, page);
}

/** {…} from `at` on, and where it ends. */
function group(text: string, at: number): readonly [inside: string, end: number] {
  if (text[at] !== "{") throw new Unreadable(`no group in ${text.slice(at)}`);
  let depth = 0;
  for (let k = at; k < text.length; k++) {
    if (text[k] === "{" && text[k - 1] !== "\\") depth++;
    if (text[k] === "}" && text[k - 1] !== "\\" && --depth === 0) return [text.slice(at + 1, k), k + 1];
  }
  throw new Unreadable(`no end of the group in ${text}`);
}

function groupedIn(rest: string, page: Page): readonly [number, Token] | undefined {
  if (rest.startsWith("\\frac{")) {
    const [over, middle] = group(rest, 5);
    const [under, end] = group(rest, middle);
    return [end, { kind: "fraction", over: latexTokens(over, page), under: latexTokens(under, page) }];
  }
  if (rest.startsWith("\\sqrt{")) {
    const [of, end] = group(rest, 5);
    return [end, { kind: "root", of: latexTokens(of, page) }];
  }
  if (!rest.startsWith("^{")) return undefined;
  const [of, end] = group(rest, 1);
  return [end, { kind: "power", of: latexTokens(of, page) }];
}

/** A letter with what stands below it and its primes. */
function namedIn(rest: string, page: Page): readonly [length: number, token: Token] {
  const base = letter.exec(rest)?.[0];
  if (base === undefined) throw new Unreadable(`no meaning for ${rest}`);
  let end = base.length;
  let below = "";
  if (rest[end] === "_") {
    if (rest[end + 1] === "{") [below, end] = group(rest, end + 1);
    else [below, end] = [rest[end + 1], end + 2];
  }
  const primes = /^'*/.exec(rest.slice(end))![0];
  end += primes.length;
  const parameter = page.parameters.get(latexKey(base, below, primes));
  if (parameter !== undefined) return [end, symbol(`parameter ${parameter}`)];
  if (primes !== "") throw new Unreadable(`no meaning for ${rest}`);
  return ownIn(rest, base, below, end, page);
}

export const latexKey = (base: string, below: string, primes: string): string =>
  `${base}${below === "" ? "" : `_{${below}}`}${primes}`;

function ownIn(rest: string, base: string, below: string, end: number, page: Page): readonly [number, Token] {
  const { parties } = page;
  if (functionNames.includes(base.slice(1)) && base[0] === "\\")
    return [end, { kind: "function", name: base.slice(1) }];
  if (base === "K" && below === "" && rest[end] === "(") return [end, { kind: "function", name: "K" }];
  if (base === "L" && below === "0" && rest[end] === "(") return [end, { kind: "function", name: "L₀" }];
  if (base === "\\partial") {
    if (rest[end] !== "Q") throw new Unreadable(`∂ of what in ${rest}`);
    return [end + 1, symbol(`∂${anglesIn(below, parties)}Q`)];
  }
  if (base === "J" && /^[xyz+-]$/.test(below)) {
    const operator = operatorIn(rest, below, end, page);
    if (operator) return operator;
  }
  if (/^(?:[ABIg]|\\omega)$/.test(base) && /\\(?:theta|phi)/.test(below))
    return [end, symbol(`${greek[base] ?? base}_${anglesIn(below, parties)}`)];
  if (base === "A" && below === "0") return [end, symbol("A₀")];
  if (base === "R" && /^[xyz]$/.test(below)) return [end, symbol(`R${below}`)];
  if (/^(?:[Jxyz]|\\theta|\\phi)$/.test(base) && (parties.length === 1 ? below === "" : parties.includes(below)))
    return [end, symbol((greek[base] ?? base) + (below === "" ? "" : `_${below}`))];
  if (below === "" && /^(?:[ieQp]|\\rho|\\pi)$/.test(base)) return [end, symbol(greek[base] ?? base)];
  throw new Unreadable(`no meaning for ${base}_{${below}} in ${rest}`);
}

/** \theta_{a}\phi_{b} as θaφb. */
function anglesIn(below: string, parties: readonly string[]): string {
  const one = parties.length === 1 ? /\\(theta|phi)/g : /\\(theta|phi)_\{(\w+)\}/g;
  const left = below.replaceAll(one, "").trim();
  if (left !== "") throw new Unreadable(`no angles: ${below}`);
  return [...below.matchAll(one)].map(([, angle, label]) => (angle === "theta" ? "θ" : "φ") + (label ?? "")).join("");
}

const ladders: Readonly<Record<string, string>> = { "+": "₊", "-": "₋" };

/** J_z^{a}, J_-^{(a2)}; without a label above, J_{x} is the spin of a party x. */
function operatorIn(rest: string, below: string, end: number, { parties }: Page): readonly [number, Token] | undefined {
  const name = `J${ladders[below] ?? below}`;
  if (parties.length === 1) return [end, symbol(name)];
  const label = /^\^\{\(?(\w+)\)?\}/.exec(rest.slice(end));
  return label && parties.includes(label[1]) ? [end + label[0].length, symbol(`${name}[${label[1]}]`)] : undefined;
}
