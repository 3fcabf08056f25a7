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
import { functionSymbol } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { withFewestSquares } from "./fewest-squares.ts";
import { harmonicSymbol, shortest } from "./harmonics.ts";
import { symbolTree } from "./letters.ts";
import type { Letters } from "./table-of-letters.ts";
import { number, power, product, sum, type Tree } from "./tree.ts";

/** @param letters  of the derivation that the polynomial belongs to */
export function arrange(polynomial: Polynomial, letters: Letters): Tree {
  const key = p.keyOfPolynomial(polynomial);
  const tree = letters.arranged.get(key) ?? factored(withFewestSquares(shortest(polynomial)), letters);
  letters.arranged.set(key, tree);
  return tree;
}

const drawn = (name: string, letters: Letters): Tree => symbolTree(name, letters, (of) => arrange(of, letters));

/** Angles, fields and vectors stand behind parameters and spins. */
const isGeometry = (name: string): boolean =>
  isField(name) ||
  /^(?:cos|sin)(?:Theta|Phi)\[|^A0$|^R[xyz2]$|^[Rnxyz]\[/.test(name) ||
  (harmonicSymbol(name)?.multiples.some(([, angle]) => angle.startsWith("phi[")) ?? false);

export const isField = (name: string): boolean => /^(?:d[QP](?:Theta|Phi)|bareQPhi)\[|^[QP]$|^del /.test(name);

const isCall = (name: string): boolean => functionSymbol(name) !== undefined || harmonicSymbol(name) !== undefined;

/** Rates and other letters, spins, words, functions of parameters; then angles; then fields. */
function rank(name: string, letters: Letters): number {
  if (isField(name)) return 6;
  if (isGeometry(name)) return isCall(name) ? 5 : 4;
  if (isCall(name)) return 3;
  const of = drawn(name, letters);
  return of.kind === "leaf" && of.isWord && /^[a-z]{3,}$/.test(name) ? 2 : /^J\[/.test(name) ? 1 : 0;
}

/** The factors of a monomial, sinθ ∂φQ/sinθ → ∂φQ. */
function monomialTrees(powers: Powers, letters: Letters): readonly Tree[] {
  const exponents = new Map(powers);
  for (const [name, exponent] of powers) {
    const label = /^d[QP]Phi(\[.*)$/.exec(name)?.[1];
    const sines = label === undefined ? 0 : (exponents.get(`sinTheta${label}`) ?? 0);
    const cancelled = Math.min(exponent, sines);
    if (cancelled === 0 || cancelled < exponent) continue;
    exponents
      .set(name, 0)
      .set(`sinTheta${label}`, sines - cancelled)
      .set(`bareQPhi${label}`, cancelled);
  }
  return [...exponents]
    .filter(([, exponent]) => exponent > 0)
    .sort(([a], [b]) => rank(a, letters) - rank(b, letters) || (a < b ? -1 : 1))
    .map(([name, exponent]) => power(drawn(name, letters), exponent));
}

function factored(polynomial: Polynomial, letters: Letters): Tree {
  if (p.isZero(polynomial)) return number(g.zero);
  const common = monomialContent(polynomial);
  const rest = exactQuotient(polynomial, p.monomial(common))!;
  const content = rationalContent(rest);
  const parts = factors(p.scale(rest, g.inverse(content)));
  const isInside = (f: Polynomial): boolean => p.symbolsOf(f).some(isGeometry);
  const sums = (chosen: readonly Polynomial[]): readonly Tree[] => chosen.map((f) => sumTree(f, letters));
  const part = (chosen: (name: string) => boolean): readonly Tree[] =>
    monomialTrees(
      common.filter(([name]) => chosen(name)),
      letters,
    );
  const ranked = (least: number, most: number) =>
    part((name) => rank(name, letters) >= least && rank(name, letters) <= most);
  // A sine that cancels against a field stands with the fields.
  const fields = common.filter(([name]) => isField(name));
  const cancelling = (name: string): boolean =>
    name.startsWith("sinTheta[") &&
    fields.some(([field]) => field === `dQPhi${name.slice(8)}` || field === `dPPhi${name.slice(8)}`);
  return product([
    number(content),
    ...ranked(0, 1),
    ...sums(parts.filter((f) => !isInside(f))),
    ...ranked(2, 3),
    ...part((name) => isGeometry(name) && !isField(name) && !cancelling(name)),
    ...sums(parts.filter(isInside)),
    ...part((name) => isField(name) || cancelling(name)),
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
    const key = JSON.stringify(powers.filter(([name]) => /^(?:cos|sin)Theta\[/.test(name)));
    byPart.set(key, [...(byPart.get(key) ?? []), p.multiply(coefficient, p.monomial(powers))]);
  }
  const isApart = byPart.size < groups.length && byPart.size > 1;
  if (!isApart) return sum(groups.flatMap(([powers, coefficient]) => groupTerms(powers, coefficient, letters)));
  return sum([...byPart].map(([key, parts]) => (key === "[]" ? sumTree : factored)(p.add(...parts), letters)));
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
