/** Polynomials, formulas and operators as mathematical text, and on one line of Unicode. */

import { exactQuotient } from "../algebra/division.ts";
import type { Derived } from "../algebra/expression.ts";
import { monomialContent, rationalContent } from "../algebra/factors.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { cartesian, type SpinOperator, type Word } from "../algebra/spin-operator.ts";
import { arrange, isField } from "./arrange.ts";
import { type Letters, namedTree, readsAsPower, usualLetters } from "./letters.ts";
import { unicode } from "./notation.ts";
import * as tree from "./tree.ts";
import { factoredSum, type Tree } from "./tree.ts";
import { onOneLine } from "./typeset.ts";

/** Whether values that have a name in the field stand as that name or are written out. */
export type Naming = "named" | "expanded";

export const polynomialTree = arrange;

export function formulaTree(formula: Derived, letters: Letters, naming: Naming = "expanded"): Tree {
  const inner = (of: Derived): Tree => formulaTree(of, letters, naming);
  switch (formula.kind) {
    case "polynomial":
      return arrange(formula.of, letters);
    case "named":
      return naming === "named" ? namedTree(formula.name, letters) : inner(formula.operands[0]);
    case "sum":
      return factoredSum(formula.operands.map(inner));
    case "quotient":
      return quotientTree([formula.operands[0]], formula.operands[1], letters, naming);
    case "call":
      return tree.call(formula.function, ...formula.operands.map(inner));
    case "product":
      return productTree(formula.operands, letters, naming);
  }
}

/**
 * A product, its numbers and monomials together.
 *   a·(b·c)  → a·b·c      a·(b/c) → (a·b)/c      f·f → f²
 */
function productTree(factors: readonly Derived[], letters: Letters, naming: Naming): Tree {
  const flat = flatten(factors, naming);
  const quotients = flat.filter((factor) => factor.kind === "quotient");
  if (quotients.length === 1) {
    const [numerator, denominator] = quotients[0].operands;
    const rest = flat.filter((factor) => factor !== quotients[0]);
    return quotientTree([...rest, numerator], denominator, letters, naming);
  }
  const polynomial = p.multiply(...flat.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : [])));
  const others = flat.filter(({ kind }) => kind !== "polynomial");
  if (others.length === 0) return arrange(polynomial, letters);
  const cleared = naming === "expanded" ? clearedSquare(polynomial, others, letters) : undefined;
  if (cleared) return cleared;
  const fields = p.monomial(
    p.isZero(polynomial) ? [] : monomialContent(polynomial).filter(([symbol]) => isField(symbol)),
  );
  const counts = new Map<string, { readonly of: Tree; count: number }>();
  for (const factor of others) {
    const of = formulaTree(factor, letters, naming);
    counts.set(tree.keyOf(of), { of, count: (counts.get(tree.keyOf(of))?.count ?? 0) + 1 });
  }
  return tree.product([
    arrange(exactQuotient(polynomial, fields)!, letters),
    ...[...counts.values()].map(({ of, count }) => tree.power(of, count)),
    arrange(fields, letters),
  ]);
}

/**
 * The square of a sum over one denominator that divides what stands in front:
 *   front·(N/D + X)²  → (front/D)·(N + D X)²/D
 */
function clearedSquare(front: Polynomial, others: readonly Derived[], letters: Letters): Tree | undefined {
  const [sum, same] = others;
  if (others.length !== 2 || sum.kind !== "sum" || same.kind !== "sum") return undefined;
  if (tree.keyOf(formulaTree(sum, letters)) !== tree.keyOf(formulaTree(same, letters))) return undefined;
  const terms = sum.operands.map((term) => asQuotient(term));
  if (terms.includes(undefined)) return undefined;
  const known = terms as readonly { readonly over: Polynomial; readonly under: Polynomial }[];
  const denominator = known.find(({ under }) => under !== p.one)?.under;
  if (!denominator || known.some(({ under }) => under !== p.one && !p.equals(under, denominator))) return undefined;
  const outside = exactQuotient(front, denominator);
  if (!outside) return undefined;
  const inside = tree.sum(
    known.map(({ over, under }) =>
      under === p.one ? tree.product([arrange(denominator, letters), arrange(over, letters)]) : arrange(over, letters),
    ),
  );
  // The sign of a square is free.
  const isTurned = inside.kind === "sum" && inside.terms.every(({ kind }) => kind === "negative");
  const root = isTurned ? tree.sum(inside.terms.map(tree.negative)) : inside;
  return tree.quotient(tree.product([arrange(outside, letters), tree.power(root, 2)]), arrange(denominator, letters));
}

/** A product of polynomials and at most one quotient of polynomials, as one quotient. */
function asQuotient(formula: Derived): { readonly over: Polynomial; readonly under: Polynomial } | undefined {
  let [over, under] = [p.one, p.one];
  for (const factor of flatten([formula], "expanded")) {
    if (factor.kind === "polynomial") over = p.multiply(over, factor.of);
    else if (factor.kind === "quotient" && under === p.one) {
      const [top, bottom] = factor.operands.map((part) => asQuotient(part));
      if (top?.under !== p.one || bottom?.under !== p.one) return undefined;
      [over, under] = [p.multiply(over, top.over), bottom.over];
    } else return undefined;
  }
  return { over, under };
}

/** Numbers and parameters that divide both numerator and denominator cancel: ΓJ sinθ/(½Γ(1 − cosθ)) → 2J sinθ/(1 − cosθ). */
function quotientTree(numerator: readonly Derived[], denominator: Derived, letters: Letters, naming: Naming): Tree {
  const under = denominator.kind === "named" && naming === "expanded" ? denominator.operands[0] : denominator;
  const flat = flatten(numerator, naming);
  const over = flat.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : []));
  if (under.kind !== "polynomial" || over.length === 0)
    return tree.quotient(productTree(numerator, letters, naming), formulaTree(under, letters, naming));
  const product = p.multiply(...over);
  const inBoth = monomialContent(under.of).flatMap(([symbol, e]): Powers => {
    const least = Math.min(e, monomialContent(product).find(([other]) => other === symbol)?.[1] ?? 0);
    return least > 0 ? [[symbol, least]] : [];
  });
  const common = p.scale(p.monomial(inBoth), rationalContent(under.of));
  const others = flat.filter(({ kind }) => kind !== "polynomial");
  const rest = { kind: "polynomial", of: exactQuotient(product, common)! } as const;
  return tree.quotient(
    productTree([rest, ...others], letters, naming),
    arrange(exactQuotient(under.of, common)!, letters),
  );
}

const flatten = (factors: readonly Derived[], naming: Naming): readonly Derived[] =>
  factors.flatMap((factor) => {
    const bare = factor.kind === "named" && naming === "expanded" ? factor.operands[0] : factor;
    return bare.kind === "product" ? flatten(bare.operands, naming) : [bare];
  });

const ladders = { "+": ["J₊", "+"], "-": ["J₋", "-"], z: ["Jz", "z"], x: ["Jx", "x"], y: ["Jy", "y"] } as const;

export const spinLeaf = (name: keyof typeof ladders, party: string, letters: Letters): Tree => ({
  kind: "leaf",
  unicode: ladders[name][0],
  latex: `J_${ladders[name][1]}`,
  label: party,
  labelAbove: readsAsPower(party, letters) ? "in brackets" : "bare",
});

export const wordTree = (word: Word, letters: Letters): readonly Tree[] =>
  word.map(({ ladder, party }) => spinLeaf(ladder, party, letters));

/** J₋ or Jx, whichever basis needs fewer terms; Jzᵃ + Jzᵇ where there are several parties. */
export function operatorTree(operator: SpinOperator, letters: Letters): Tree {
  const inLadder = operator.map(({ coefficient, word }) => ({ coefficient, of: wordTree(word, letters) }));
  const inCartesian = letters.parties.flatMap((party) =>
    cartesian(operator, party).flatMap((coefficient, k) =>
      p.isZero(coefficient) ? [] : [{ coefficient, of: [spinLeaf((["x", "y", "z"] as const)[k], party, letters)] }],
    ),
  );
  const isLinear = operator.every(({ word }) => word.length === 1);
  const isComplex = (coefficient: Polynomial): boolean => !p.isZero(p.imaginaryPart(coefficient));
  const isReal = !inCartesian.some(({ coefficient }) => isComplex(coefficient));
  const isShorter = inCartesian.length < inLadder.length + Number(isReal);
  const chosen = isLinear && isShorter ? inCartesian : inLadder;
  const ordered = [...chosen].sort((a, b) => Number(isComplex(a.coefficient)) - Number(isComplex(b.coefficient)));
  return tree.sum(ordered.map(({ coefficient, of }) => tree.product([arrange(coefficient, letters), ...of])));
}

/** On one line; without parties every label is written. */
export const inUnicode = (of: Tree, { parties }: Pick<Letters, "parties">): string =>
  onOneLine(of, { notation: unicode, isLone: parties.length === 1 });

/** In the usual letters, where no channel is known: for messages. */
export function printPolynomial(polynomial: Polynomial): string {
  const letters = usualLetters();
  return inUnicode(arrange(polynomial, letters), letters);
}
