/** Mathematical text in a notation: Unicode for terminals and comments, LaTeX for papers. One traversal, two tables. */
import type { Leaf, Tree } from "./tree.ts";
import { isOne } from "./tree.ts";

/** A place where a line may end, the better the lower; what follows begins with a sign or a factor. */
export interface Break {
  readonly depth: number;
  readonly flat: string;
}

export type Token = string | Break;

/** How what stands at the edge of a piece joins a neighbour. */
type Edge = "number" | "letter" | "word" | "name" | "function" | "bracket";

/** Tokens, and how tightly they bind: a relation 0, a sum 1, a product or quotient 2, an atom 3. */
interface Piece {
  readonly tokens: readonly Token[];
  readonly binding: 0 | 1 | 2 | 3;
  readonly first: Edge;
  readonly last: Edge;
  /** Lines of fractions: 0, or 1 where brackets must be larger. */
  readonly height: 0 | 1;
}

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

const vulgar: Readonly<Record<string, string>> = { "1/2": "½", "1/4": "¼", "3/4": "¾", "1/8": "⅛", "3/8": "⅜" };

export const unicode: Notation = {
  plus: "+ ",
  minus: "− ",
  fraction: (top, bottom) => (bottom === 1n ? String(top) : (vulgar[`${top}/${bottom}`] ?? `${top}/${bottom}`)),
  leaf: ({ unicode: text, label, labelAbove, below }, isLone) => {
    const under = below?.map((each) => each.unicode + (isLone ? "" : (each.label ?? ""))).join("") ?? "";
    const joined = under === "" ? "" : (translated(under, subscripts) ?? (text === "∂" ? under : `_${under}`));
    if (label === undefined || isLone) return text + joined;
    return labelAbove ? text + joined + (translated(label, superscripts) ?? `[${label}]`) : `${text}${joined}_${label}`;
  },
  functionName: (name) => (name === "sqrt" ? "√" : name === "sphereKernel" ? "K" : name),
  isBare: (_, argument) => argument.kind === "leaf" && /^[θφ]$/.test(argument.unicode),
  brackets: () => ["(", ")"],
  raised: (exponent) =>
    translated(exponent, superscripts) ?? (exponent.length === 1 ? `^${exponent}` : `^(${exponent})`),
  between: (left, right) => {
    if (left === "number") return right === "name" ? " " : "";
    if (right === "bracket") return left === "letter" || left === "bracket" ? "" : " ";
    return left === "letter" && right === "letter" ? "" : " ";
  },
  quotient: undefined,
  comma: ", ",
  width: (text) => [...text.replace(/\p{M}/gu, "")].length,
};

export const latex: Notation = {
  plus: "+ ",
  minus: "- ",
  fraction: (top, bottom) => (bottom === 1n ? String(top) : `\\tfrac{${top}}{${bottom}}`),
  leaf: ({ latex: text, label, labelAbove, below }, isLone) => {
    const owner = label === undefined || isLone ? "" : label;
    const plain = below?.map((each) => latex.leaf(each, isLone)).join("") ?? "";
    if (labelAbove) return text + (plain === "" ? "" : `_{${plain}}`) + (owner === "" ? "" : `^{${owner}}`);
    const under = plain + owner;
    if (under === "") return text;
    return `${text}_{${under}}`;
  },
  functionName: (name) => (name === "sphereKernel" ? "K" : `\\${name}`),
  isBare: (_, argument) => argument.kind === "leaf" && /^[θφ]$/.test(argument.unicode),
  brackets: (height) => (height === 0 ? ["(", ")"] : ["\\Bigl(", "\\Bigr)"]),
  raised: (exponent) => (exponent === "1" ? "" : `^{${exponent}}`),
  between: (left, right) =>
    (left !== "number" && left !== "letter" && left !== "bracket") || right === "name" ? " \\, " : " ",
  quotient: (over, under) => `\\frac{${over}}{${under}}`,
  comma: ", ",
  width: drawnWidth,
};

export interface Style {
  readonly notation: Notation;
  /** One party: its label is not written. */
  readonly isLone: boolean;
}

const atom = (text: string, edge: Edge): Piece => ({ tokens: [text], binding: 3, first: edge, last: edge, height: 0 });

const deeper = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token) => (typeof token === "string" ? token : { ...token, depth: token.depth + 1 }));

export const flat = (tokens: readonly Token[]): string =>
  tokens.map((token) => (typeof token === "string" ? token : token.flat)).join("");

/** The tokens of a tree, to be laid out in lines. */
export const tokensOf = (tree: Tree, style: Style): readonly Token[] => piece(tree, style).tokens;

/** A tree on one line. */
export const onOneLine = (tree: Tree, style: Style): string => flat(tokensOf(tree, style));

function bracketed(inner: Piece, { notation }: Style): Piece {
  const [open, close] = notation.brackets(inner.height);
  return { ...inner, tokens: [open, ...deeper(inner.tokens), close], binding: 3, first: "bracket", last: "bracket" };
}

const within = (tree: Tree, least: number, style: Style): Piece => {
  const inner = piece(tree, style);
  return inner.binding < least ? bracketed(inner, style) : inner;
};

function piece(tree: Tree, style: Style): Piece {
  const { notation } = style;
  switch (tree.kind) {
    case "leaf": {
      const text = notation.leaf(tree, style.isLone);
      return atom(text, edgeOf(tree, style));
    }
    case "number":
      return atom(
        notation.fraction(tree.top, tree.bottom),
        /^\d+\/\d+$/.test(notation.fraction(tree.top, tree.bottom)) ? "word" : "number",
      );
    case "function":
      return functionPiece(tree.name, tree.of, "", style);
    case "negative": {
      const of = within(tree.of, 2, style);
      return { ...of, tokens: [notation.minus.trim(), ...of.tokens], binding: 2, first: "number" };
    }
    case "sum":
      return sumPiece(tree.terms, style);
    case "product":
      return productPiece(tree.factors, style);
    case "quotient":
      return quotientPiece(tree.over, tree.under, style);
    case "power":
      return powerPiece(tree.base, tree.exponent, style);
    case "enclosed": {
      const of = piece(tree.of, style);
      const [open, close] = [tree.open, tree.close].map((each) => notation.leaf(each, true));
      return {
        ...of,
        tokens: [open, ...deeper(of.tokens), close],
        binding: 3,
        first: "bracket",
        last: "bracket",
        height: 0,
      };
    }
    case "row": {
      const parts = tree.parts.map((part) => piece(part, style));
      const tallest = parts.some(({ height }) => height > 0) ? 1 : 0;
      return {
        tokens: parts.flatMap(({ tokens }) => tokens),
        binding: 3,
        first: "word",
        last: "word",
        height: tallest,
      };
    }
    case "relation": {
      const [left, right] = [piece(tree.left, style), piece(tree.right, style)];
      const sign = ` ${notation.leaf(tree.sign, true)} `;
      return {
        tokens: [...left.tokens, sign, ...right.tokens],
        binding: 0,
        first: left.first,
        last: right.last,
        height: 0,
      };
    }
  }
}

const edgeOf = (tree: Leaf, style: Style): Edge => {
  // Coordinates keep their distance: J z is not the operator Jz.
  const isLetter =
    /^(?![xyz])\p{L}\p{M}?$/u.test(tree.unicode) && !tree.below && (style.isLone || tree.label === undefined);
  return isLetter ? "letter" : /^[A-Za-z]{3,}$/.test(tree.unicode) ? "name" : "word";
};

function functionPiece(name: string, of: readonly Tree[], exponent: string, style: Style): Piece {
  const { notation } = style;
  const raisedName = notation.functionName(name) + exponent;
  if (name === "sqrt" && notation.quotient && exponent === "")
    return atom(`\\sqrt{${onOneLine(of[0], style)}}`, "function");
  if (of.length === 1 && notation.isBare(name, of[0])) {
    const gap = notation.quotient ? " " : "";
    return atom(raisedName + gap + onOneLine(of[0], style), "function");
  }
  const text = of.map((argument) => onOneLine(argument, style)).join(notation.comma);
  return atom(`${raisedName}(${text})`, "function");
}

function sumPiece(terms: readonly Tree[], style: Style): Piece {
  const { notation } = style;
  const tokens: Token[] = [];
  const pieces = terms.map((term) => within(term.kind === "negative" ? term.of : term, 2, style));
  pieces.forEach((of, k) => {
    const isNegative = terms[k].kind === "negative";
    if (k > 0) tokens.push({ depth: 0, flat: " " }, isNegative ? notation.minus : notation.plus);
    else if (isNegative) tokens.push(notation.minus.trim());
    tokens.push(
      ...of.tokens.map((token) => (typeof token === "string" ? token : { ...token, depth: token.depth + 1 })),
    );
  });
  const height = pieces.some((of) => of.height > 0) ? 1 : 0;
  return { tokens, binding: 1, first: "number", last: "word", height };
}

const lastResort = 6;

/** Between two sums in brackets, or where the factors are long, a line may end. */
function productPiece(factors: readonly Tree[], style: Style): Piece {
  const { notation } = style;
  // A quotient among other factors stands in brackets: ∂φQ/sinθ ∂θQ would read as ∂φQ/(sinθ ∂θQ).
  const pieces = factors.map((factor) =>
    within(factor, factor.kind === "quotient" && !notation.quotient ? 3 : 2, style),
  );
  const tokens = pieces.flatMap((of, k): readonly Token[] => {
    if (k === 0) return of.tokens;
    const gap = notation.between(pieces[k - 1].last, of.first);
    const isLong = flat(of.tokens).length > 24 && flat(pieces[k - 1].tokens).length > 4;
    return [isLong ? { depth: lastResort, flat: gap } : gap, ...of.tokens];
  });
  const [first, last] = [pieces[0].first, pieces[pieces.length - 1].last];
  return { tokens, binding: 2, first, last, height: pieces.some((of) => of.height > 0) ? 1 : 0 };
}

/** Above a line a fraction holds no break: a long numerator stands beside it, (1/Q)(…). */
const longestNumerator = 90;

function quotientPiece(over: Tree, under: Tree, style: Style): Piece {
  const { notation } = style;
  if (!notation.quotient) {
    const [top, bottom] = [within(over, 2, style), within(under, 3, style)];
    return {
      tokens: [...top.tokens, "/", ...bottom.tokens],
      binding: 2,
      first: top.first,
      last: bottom.last,
      height: 0,
    };
  }
  const [top, bottom] = [piece(over, style), piece(under, style)];
  const text = flat(top.tokens);
  if (notation.width(text) <= longestNumerator)
    return { ...atom(notation.quotient(text, flat(bottom.tokens)), "bracket"), height: 1 };
  const inner = top.binding < 2 ? bracketed({ ...top, height: 1 }, style) : top;
  return { ...inner, tokens: [notation.quotient("1", flat(bottom.tokens)), ...inner.tokens], binding: 2, height: 1 };
}

function powerPiece(base: Tree, exponent: Tree, style: Style): Piece {
  const { notation } = style;
  const raised = isOne(exponent) ? "" : notation.raised(onOneLine(exponent, style));
  const isNumeric = exponent.kind === "number";
  if (base.kind === "function" && isNumeric && base.name !== "sqrt" && base.name !== "sphereKernel")
    return functionPiece(base.name, base.of, raised, style);
  if (base.kind === "leaf") {
    const text = notation.leaf(base, style.isLone);
    return atom(text + raised, raised.startsWith("^(") ? "word" : edgeOf(base, style));
  }
  const of = base.kind === "row" ? bracketed(piece(base, style), style) : within(base, 4, style);
  const [tall] = [of.height];
  return { ...of, tokens: [...of.tokens, raised], height: tall };
}

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
