/** Notations for mathematical text, Unicode for terminals and comments, LaTeX for papers; and how a formula in one is broken into lines. */

import type { Leaf, Tree } from "./tree.ts";

/** How what stands at the edge of a piece joins a neighbour. */
export type Edge = "number" | "letter" | "word" | "name" | "function" | "bracket";

export interface Notation {
  readonly plus: string;
  readonly minus: string;
  readonly fraction: (top: bigint, bottom: bigint) => string;
  readonly leaf: (of: Leaf, isLone: boolean) => string;
  readonly functionName: (name: string) => string;
  /** A function's argument needs no brackets. */
  readonly isBare: (name: string, argument: Tree) => boolean;
  readonly brackets: (height: 0 | 1) => readonly [string, string];
  readonly raised: (exponent: string) => string;
  /** What stands between two factors. */
  readonly between: (left: Edge, right: Edge) => string;
  /** A quotient; undefined where it goes on one line as over/under. */
  readonly quotient: ((over: string, under: string) => string) | undefined;
  readonly comma: string;
  /** How wide a text looks. */
  readonly width: (text: string) => number;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789+-=()Jabcdefghijklmnoprstuvwxyz"].map((plain, k) => [
    plain,
    [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᴶᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"][k],
  ]),
);
const subscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789"].map((plain, k) => [plain, [..."₀₁₂₃₄₅₆₇₈₉"][k]]),
);

const translated = (text: string, table: Readonly<Record<string, string>>): string | undefined => {
  const letters = [...text].map((each) => table[each]);
  return letters.includes(undefined as never) ? undefined : letters.join("");
};

/** A number, a letter, or both: of letters side by side a raised row would read as a word. */
const isShortExponent = (exponent: string): boolean => /^\d*\p{L}?$/u.test(exponent);

const vulgar: Readonly<Record<string, string>> = { "1/2": "½", "1/4": "¼", "3/4": "¾", "1/8": "⅛", "3/8": "⅜" };

/** Functions of the runtime, by their letters. */
export const specialFunctions: Readonly<Record<string, readonly [unicode: string, latex: string]>> = {
  sphereKernel: ["K", "K"],
  logMean: ["L₀", "L_0"],
};

export const unicode: Notation = {
  plus: "+ ",
  minus: "− ",
  fraction: (top, bottom) => (bottom === 1n ? String(top) : (vulgar[`${top}/${bottom}`] ?? `${top}/${bottom}`)),
  leaf: ({ unicode: text, label, labelAbove, below, primes = 0 }, isLone) => {
    const under = below?.map((each) => each.unicode + (isLone ? "" : (each.label ?? ""))).join("") ?? "";
    const joined = under === "" ? "" : (translated(under, subscripts) ?? (text === "∂" ? under : `_${under}`));
    const whole = text + joined + "′".repeat(primes);
    if (label === undefined || isLone) return whole;
    if (labelAbove === undefined) return `${whole}_${label}`;
    return whole + ((labelAbove === "bare" ? translated(label, superscripts) : undefined) ?? `[${label}]`);
  },
  functionName: (name) => (name === "sqrt" ? "√" : (specialFunctions[name]?.[0] ?? name)),
  isBare: (_, argument) => argument.kind === "leaf" && /^[θφ]$/.test(argument.unicode),
  brackets: () => ["(", ")"],
  raised: (exponent) =>
    (isShortExponent(exponent) ? translated(exponent, superscripts) : undefined) ??
    (/^\p{L}$/u.test(exponent) ? `^${exponent}` : `^(${exponent})`),
  between: (left, right) => {
    if (left === "number") return right === "name" ? " " : right === "number" ? "·" : "";
    if (right === "bracket") return left === "letter" || left === "bracket" ? "" : " ";
    return " ";
  },
  quotient: undefined,
  comma: ", ",
  width: (text) => [...text.replace(/\p{M}/gu, "")].length,
};

export const latex: Notation = {
  plus: "+ ",
  minus: "- ",
  fraction: (top, bottom) => (bottom === 1n ? String(top) : `\\tfrac{${top}}{${bottom}}`),
  leaf: ({ latex: text, label, labelAbove, below, primes = 0 }, isLone) => {
    const owner = label === undefined || isLone ? "" : label;
    const plain = below?.map((each) => latex.leaf(each, isLone)).join("") ?? "";
    const under = labelAbove ? plain : plain + owner;
    const above = !labelAbove || owner === "" ? "" : labelAbove === "bare" ? `^{${owner}}` : `^{(${owner})}`;
    return text + (under === "" ? "" : `_{${under}}`) + "'".repeat(primes) + above;
  },
  functionName: (name) => specialFunctions[name]?.[1] ?? `\\${name}`,
  isBare: (_, argument) => argument.kind === "leaf" && /^[θφ]$/.test(argument.unicode),
  brackets: (height) => (height === 0 ? ["(", ")"] : ["\\Bigl(", "\\Bigr)"]),
  raised: (exponent) => (exponent === "1" ? "" : `^{${exponent}}`),
  between: (left, right) => {
    if (left === "number" && right === "number") return " \\cdot ";
    return (left !== "number" && left !== "letter" && left !== "bracket") || right === "name" ? " \\, " : " ";
  },
  quotient: (over, under) => `\\frac{${over}}{${under}}`,
  comma: ", ",
  width: drawnWidth,
};
/** Commands of LaTeX as what they draw. */
function drawnWidth(text: string): number {
  const drawn = text
    .replace(/\\t?frac\{(\d+)\}\{(\d+)\}/g, "½")
    .replace(/\\(?:cos|sin|cosh|sinh|sqrt|mathrm)(?![a-z])/g, "cos")
    .replace(/\\(?:Bigl|Bigr|,|quad)/g, "")
    .replace(/\\[A-Za-z]+/g, "x")
    .replace(/[{}_^]/g, "");
  return [...drawn.replace(/\p{M}/gu, "")].length;
}

/** A place where a line may end, the better the lower; what follows begins with a sign or a factor. */
interface Break {
  readonly depth: number;
  readonly flat: string;
}

export type Token = string | Break;

export const flat = (tokens: readonly Token[]): string =>
  tokens.map((token) => (typeof token === "string" ? token : token.flat)).join("");

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** @param room  characters of a line, the indentation with them */
export function lay(tokens: readonly Token[], notation: Notation, room: number, indent = 0): readonly Line[] {
  const { width } = notation;
  const text = flat(tokens);
  const breaks = tokens.filter((token): token is Break => typeof token !== "string");
  if (indent + width(text) <= room || breaks.length === 0) return [{ indent, text }];
  const depth = Math.min(...breaks.map((each) => each.depth));
  const lines: Line[] = [];
  let current: Token[] = [];
  const inner = (): number => (lines.length === 0 ? indent : indent + 2);
  const flush = (): void => {
    if (current.length > 0) lines.push(...lay(current, notation, room, inner()));
    current = [];
  };
  for (const segment of segmentsOf(tokens, depth)) {
    const joined = current.length === 0 ? segment.tokens : [...current, segment.gap, ...segment.tokens];
    if (inner() + width(flat(joined)) <= room) current = [...joined];
    else {
      flush();
      current = [...segment.tokens];
    }
  }
  flush();
  return lines;
}

interface Segment {
  readonly gap: string;
  readonly tokens: readonly Token[];
}

function segmentsOf(tokens: readonly Token[], depth: number): readonly Segment[] {
  const segments: { gap: string; tokens: Token[] }[] = [{ gap: "", tokens: [] }];
  for (const token of tokens)
    if (typeof token !== "string" && token.depth === depth) segments.push({ gap: token.flat, tokens: [] });
    else segments[segments.length - 1].tokens.push(token);
  return segments;
}
