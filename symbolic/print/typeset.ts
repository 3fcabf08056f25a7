/** Mathematical text in a notation, as tokens between which a line may end. One traversal for all notations. */
import { type Edge, flat, type Notation, specialFunctions, type Token } from "./notation.ts";
import { isOne, type Leaf, product, type Tree } from "./tree.ts";

/** Tokens, and how tightly they bind: a relation 0, a sum 1, a product or quotient 2, an atom 3. */
interface Piece {
  readonly tokens: readonly Token[];
  readonly binding: 0 | 1 | 2 | 3;
  readonly first: Edge;
  readonly last: Edge;
  /** Lines of fractions: 0, or 1 where brackets must be larger. */
  readonly height: 0 | 1;
}

export interface Style {
  readonly notation: Notation;
  /** One party: its label is not written. */
  readonly isLone: boolean;
}

const atom = (text: string, edge: Edge): Piece => ({ tokens: [text], binding: 3, first: edge, last: edge, height: 0 });

const deeper = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token) => (typeof token === "string" ? token : { ...token, depth: token.depth + 1 }));

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
  switch (tree.kind) {
    case "leaf":
      return atom(style.notation.leaf(tree, style.isLone), edgeOf(tree, style));
    case "number":
      return numberPiece(tree.top, tree.bottom, style);
    case "function":
      return functionPiece(tree.name, tree.of, "", style);
    case "negative":
      return negativePiece(tree.of, style);
    case "sum":
      return sumPiece(tree.terms, style);
    case "product":
      return productPiece(tree.factors, style);
    case "quotient":
      return quotientPiece(tree.over, tree.under, style);
    case "power":
      return powerPiece(tree.base, tree.exponent, style);
    case "enclosed":
      return enclosedPiece(tree.open, tree.of, tree.close, style);
    case "row":
      return rowPiece(tree.parts, style);
    case "relation":
      return relationPiece(tree.left, tree.sign, tree.right, style);
  }
}

function numberPiece(top: bigint, bottom: bigint, { notation }: Style): Piece {
  const text = notation.fraction(top, bottom);
  const isQuotient = /^\d+\/\d+$/.test(text);
  return { ...atom(text, isQuotient ? "word" : "number"), binding: isQuotient ? 2 : 3 };
}

function negativePiece(tree: Tree, style: Style): Piece {
  const of = within(tree, 2, style);
  return { ...of, tokens: [style.notation.minus.trim(), ...of.tokens], binding: 2, first: "number" };
}

function enclosedPiece(opening: Leaf, inside: Tree, closing: Leaf, style: Style): Piece {
  const of = piece(inside, style);
  const [open, close] = [opening, closing].map((each) => style.notation.leaf(each, true));
  const tokens = [open, ...deeper(of.tokens), close];
  return { tokens, binding: 3, first: "bracket", last: "bracket", height: 0 };
}

function rowPiece(parts: readonly Tree[], style: Style): Piece {
  const pieces = parts.map((part) => piece(part, style));
  const tokens = pieces.flatMap((part) => part.tokens);
  return { tokens, binding: 3, first: "word", last: "word", height: tallest(pieces) };
}

function relationPiece(left: Tree, relation: Leaf, right: Tree, style: Style): Piece {
  const [before, after] = [piece(left, style), piece(right, style)];
  const sign = ` ${style.notation.leaf(relation, true)} `;
  const tokens = [...before.tokens, sign, ...after.tokens];
  return { tokens, binding: 0, first: before.first, last: after.last, height: 0 };
}

const tallest = (pieces: readonly Piece[]): 0 | 1 => (pieces.some(({ height }) => height > 0) ? 1 : 0);

const edgeOf = (tree: Leaf, style: Style): Edge => {
  // Coordinates keep their distance: J z is not the operator Jz.
  const isLetter =
    /^(?![xyz])\p{L}\p{M}?$/u.test(tree.unicode) &&
    !tree.below &&
    !tree.primes &&
    (style.isLone || tree.label === undefined);
  return isLetter ? "letter" : tree.isWord ? "name" : "word";
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
    tokens.push(...deeper(of.tokens));
  });
  return { tokens, binding: 1, first: "number", last: "word", height: tallest(pieces) };
}

/** A quotient on one line stands in brackets among factors and in quotients: ∂φQ/sinθ ∂θQ would read as ∂φQ/(sinθ ∂θQ), 1/3 a as 1/(3a). */
const leastOfFactor = (factor: Tree, { notation }: Style): 2 | 3 =>
  (factor.kind === "quotient" || factor.kind === "number") && !notation.quotient ? 3 : 2;

const lastResort = 6;

/** Of a product as long as half of a column, a line may end before any factor. */
const longestProduct = 40;

/** Between two sums in brackets, or where the factors are long, a line may end. */
function productPiece(factors: readonly Tree[], style: Style): Piece {
  const { notation } = style;
  const pieces = factors.map((factor) => within(factor, leastOfFactor(factor, style), style));
  const isWide = pieces.reduce((sum, of) => sum + notation.width(flat(of.tokens)), 0) > longestProduct;
  const tokens = pieces.flatMap((of, k): readonly Token[] => {
    if (k === 0) return of.tokens;
    const gap = notation.between(pieces[k - 1].last, of.first);
    const isLong = flat(of.tokens).length > 24 && flat(pieces[k - 1].tokens).length > 4;
    if (isLong) return [{ depth: lastResort, flat: gap }, ...of.tokens];
    return [isWide && k > 1 ? { depth: lastResort + 1, flat: gap } : gap, ...of.tokens];
  });
  const [first, last] = [pieces[0].first, pieces[pieces.length - 1].last];
  return { tokens, binding: 2, first, last, height: tallest(pieces) };
}

/** A fraction holds no break: a long numerator stands beside it, (1/Q)(…), and so does a long denominator, (…)⁻¹(…). */
const longestPart = 44;

function quotientPiece(over: Tree, under: Tree, style: Style): Piece {
  const { notation } = style;
  if (!notation.quotient) {
    const [top, bottom] = [within(over, leastOfFactor(over, style), style), within(under, 3, style)];
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
  const isShort = notation.width(flat(bottom.tokens)) <= longestPart;
  if (isShort && notation.width(text) <= longestPart)
    return { ...atom(notation.quotient(text, flat(bottom.tokens)), "bracket"), height: 1 };
  return besidePiece(over, bottom, isShort, style);
}

/** ½ (1/Q)(…), ½ (…)⁻¹(…): the number of a long numerator stays in front. */
function besidePiece(over: Tree, bottom: Piece, isShort: boolean, style: Style): Piece {
  const { notation } = style;
  const [number, ...others] = over.kind === "product" ? over.factors : [];
  if (number?.kind === "number") {
    const rest = besidePiece(product(others), bottom, isShort, style);
    const gap = notation.between("number", "bracket");
    return { ...rest, tokens: [...piece(number, style).tokens, gap, ...rest.tokens], first: "number" };
  }
  const top = piece(over, style);
  const inner = top.binding < 2 ? bracketed({ ...top, height: 1 }, style) : top;
  if (isShort && notation.quotient) {
    const tokens = [notation.quotient("1", flat(bottom.tokens)), ...inner.tokens];
    return { ...inner, tokens, binding: 2, first: "bracket", height: 1 };
  }
  const below = bracketed(bottom, style);
  const gap: Token = { depth: lastResort, flat: notation.between("bracket", inner.first) };
  const tokens = [...below.tokens, notation.raised("-1"), ...(isOne(over) ? [] : [gap, ...inner.tokens])];
  return { ...inner, tokens, binding: 2, first: "bracket", height: tallest([below, inner]) };
}

function powerPiece(base: Tree, exponent: Tree, style: Style): Piece {
  const { notation } = style;
  const raised = isOne(exponent) ? "" : notation.raised(onOneLine(exponent, style));
  const isNumeric = exponent.kind === "number";
  if (base.kind === "function" && isNumeric && base.name !== "sqrt" && !Object.hasOwn(specialFunctions, base.name))
    return functionPiece(base.name, base.of, raised, style);
  if (base.kind === "leaf") {
    const text = notation.leaf(base, style.isLone);
    return atom(text + raised, /^\^(?!\{)/.test(raised) ? "word" : edgeOf(base, style));
  }
  const of = base.kind === "row" ? bracketed(piece(base, style), style) : within(base, 4, style);
  return { ...of, tokens: [...of.tokens, raised] };
}
