/**
 * Polynomials as a paper would write them: ½Γ cosθ ((2n̄ + 1) cosθ − 1).
 *
 *   every term has a factor m              → m outside, numbers first, then parameters, angles, fields
 *   a polynomial divides all coefficients  → it stands outside, too: (2n̄ + 1)(2 sinh²(r) + 1)
 *   some coefficients share a factor       → those terms together: (2n̄ + 1)(2|R|² − Rx²) + 2A₀Rz
 *   sines and cosines                      → multiple angles where that is shorter (harmonics.ts)
 */
import { exactQuotient } from "../algebra/division.ts";
import { factors, monomialContent, rationalContent, sharedFactor, squareRoot } from "../algebra/factors.ts";
import * as g from "../algebra/gaussian.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { withFewestSquares } from "../algebra/sphere.ts";
import { angle, bareGradient, keyOf } from "../algebra/symbol.ts";
import { shortest } from "./harmonics.ts";
import { type Letters, symbolTree } from "./letters.ts";
import { number, power, product, sum, type Tree } from "./tree.ts";

/** @param letters  of the derivation that the polynomial belongs to */
export function arrange(polynomial: Polynomial, letters: Letters): Tree {
  const key = p.keyOfPolynomial(polynomial);
  const tree = letters.arranged.get(key) ?? factored(withFewestSquares(shortest(polynomial)), letters);
  letters.arranged.set(key, tree);
  return tree;
}

const drawn = (symbol: Sym, letters: Letters): Tree => symbolTree(symbol, letters, (of) => arrange(of, letters));

/** Angles, fields and vectors stand behind parameters and spins. */
function isGeometry({ role }: Sym): boolean {
  switch (role.kind) {
    case "field":
    case "gradient":
    case "bare gradient":
    case "nabla":
    case "angle":
    case "coordinate":
    case "free coordinate":
    case "free vector":
    case "square":
      return true;
    case "mean":
      return role.of === "A";
    case "vector":
      return role.of === "R";
    case "harmonic":
      return role.multiples.some(([, { party }]) => party !== null);
    default:
      return false;
  }
}

export const isField = ({ role: { kind } }: Sym): boolean =>
  kind === "field" || kind === "gradient" || kind === "bare gradient" || kind === "nabla";

const isCall = ({ role: { kind } }: Sym): boolean => kind === "function" || kind === "harmonic";

/** Rates and other letters, spins, words, functions of parameters; then angles; then fields. */
function rank(symbol: Sym, letters: Letters): number {
  if (isField(symbol)) return 6;
  if (isGeometry(symbol)) return isCall(symbol) ? 5 : 4;
  if (isCall(symbol)) return 3;
  return isWord(symbol, letters) ? 2 : symbol.role.kind === "spin" ? 1 : 0;
}

/** A parameter that is printed as a word of small letters. */
function isWord(symbol: Sym, letters: Letters): boolean {
  const of = drawn(symbol, letters);
  return of.kind === "leaf" && of.isWord === true && /^[a-z]{3,}$/.test(symbol.key);
}

/** sin θ of ∂φ/sin θ. */
const sineBelow = ({ role, party }: Sym): Sym | undefined =>
  role.kind === "gradient" && role.angle === "phi" ? angle("sin", "theta", party!) : undefined;

/** The factors of a monomial, sinθ ∂φQ/sinθ → ∂φQ. */
function monomialTrees(powers: Powers, letters: Letters): readonly Tree[] {
  const exponents = new Map(powers);
  for (const [symbol, exponent] of powers) {
    const sine = sineBelow(symbol);
    if (sine === undefined) continue;
    const sines = exponents.get(sine) ?? 0;
    const cancelled = Math.min(exponent, sines);
    if (cancelled === 0 || cancelled < exponent) continue;
    exponents
      .set(symbol, 0)
      .set(sine, sines - cancelled)
      .set(bareGradient(symbol.party!), cancelled);
  }
  return [...exponents]
    .filter(([, exponent]) => exponent > 0)
    .sort(([a], [b]) => rank(a, letters) - rank(b, letters) || (a.key < b.key ? -1 : 1))
    .map(([symbol, exponent]) => power(drawn(symbol, letters), exponent));
}

function factored(polynomial: Polynomial, letters: Letters): Tree {
  if (p.isZero(polynomial)) return number(g.zero);
  const common = monomialContent(polynomial);
  const rest = exactQuotient(polynomial, p.monomial(common))!;
  const content = rationalContent(rest);
  const parts = factors(p.scale(rest, g.inverse(content)));
  const isInside = (f: Polynomial): boolean => p.symbolsOf(f).some(isGeometry);
  const sums = (chosen: readonly Polynomial[]): readonly Tree[] => chosen.map((f) => sumTree(f, letters));
  const part = (chosen: (symbol: Sym) => boolean): readonly Tree[] =>
    monomialTrees(
      common.filter(([symbol]) => chosen(symbol)),
      letters,
    );
  const ranked = (least: number, most: number) =>
    part((symbol) => rank(symbol, letters) >= least && rank(symbol, letters) <= most);
  // A sine that cancels against a field stands with the fields.
  const sines = common.map(([symbol]) => sineBelow(symbol));
  const cancelling = (symbol: Sym): boolean => sines.includes(symbol);
  return product([
    number(content),
    ...ranked(0, 1),
    ...sums(parts.filter((f) => !isInside(f))),
    ...ranked(2, 3),
    ...part((symbol) => isGeometry(symbol) && !isField(symbol) && !cancelling(symbol)),
    ...sums(parts.filter(isInside)),
    ...part((symbol) => isField(symbol) || cancelling(symbol)),
  ]);
}

/** A polynomial without a common factor, as a sum. */
function sumTree(polynomial: Polynomial, letters: Letters): Tree {
  const content = rationalContent(polynomial);
  if (!p.equals(p.constant(content), p.one))
    return product([number(content), sumTree(p.scale(polynomial, g.inverse(content)), letters)]);
  const root = squareRoot(polynomial);
  if (root) return power(sumTree(root, letters), 2);
  const groups = p.collect(polynomial, isGeometry);
  if (groups.length === 1) return sum(expandedTerms(polynomial, letters));
  const shared = sharedFactor(groups.map(([, coefficient]) => coefficient));
  if (!shared) return byPolarAngle(groups, letters);
  const isShared = (coefficient: Polynomial): boolean => exactQuotient(coefficient, shared) !== undefined;
  const partOf = (chosen: typeof groups): Polynomial =>
    p.add(...chosen.map(([powers, coefficient]) => p.multiply(coefficient, p.monomial(powers))));
  const others = groups.filter(([, coefficient]) => !isShared(coefficient));
  const together = factored(partOf(groups.filter(([, coefficient]) => isShared(coefficient))), letters);
  return others.length === 0 ? together : sum([together, sumTree(partOf(others), letters)]);
}

/** cosθ cos 2φ + cosθ → cosθ (cos 2φ + 1): monomials with the same part in θ together. */
function byPolarAngle(groups: readonly (readonly [Powers, Polynomial])[], letters: Letters): Tree {
  const byPart = new Map<string, Polynomial[]>();
  for (const [powers, coefficient] of groups) {
    const key = keyOf(powers.filter(([{ role }]) => role.kind === "angle" && role.angle === "theta"));
    byPart.set(key, [...(byPart.get(key) ?? []), p.multiply(coefficient, p.monomial(powers))]);
  }
  const isApart = byPart.size < groups.length && byPart.size > 1;
  if (!isApart) return sum(groups.flatMap(([powers, coefficient]) => groupTerms(powers, coefficient, letters)));
  return sum([...byPart].map(([key, parts]) => (key === "" ? sumTree : factored)(p.add(...parts), letters)));
}

/** The terms of one monomial in angles and fields: its coefficient's own where the monomial is 1. */
function groupTerms(powers: Powers, coefficient: Polynomial, letters: Letters): readonly Tree[] {
  if (powers.length > 0) return [factored(p.multiply(coefficient, p.monomial(powers)), letters)];
  const whole = factored(coefficient, letters);
  return whole.kind === "sum" ? whole.terms : isProductOfSums(whole) ? [whole] : expandedTerms(coefficient, letters);
}

const isProductOfSums = (tree: Tree): boolean =>
  tree.kind === "product" && tree.factors.filter(({ kind }) => kind === "sum").length > 1;

/** Terms of high degree first, real before imaginary. */
function expandedTerms(polynomial: Polynomial, letters: Letters): readonly Tree[] {
  const degree = (powers: Powers): number => powers.reduce((n, [, exponent]) => n + exponent, 0);
  return [...polynomial.terms.keys()]
    .sort()
    .map((key) => polynomial.terms.get(key)!)
    .sort(
      (a, b) =>
        Number(a.coefficient.re === 0n) - Number(b.coefficient.re === 0n) || degree(b.powers) - degree(a.powers),
    )
    .map(({ coefficient, powers }) => product([number(coefficient), ...monomialTrees(powers, letters)]));
}
