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
import { functionSymbol } from "../functions.ts";
import { withFewestSquares } from "./fewest-squares.ts";
import { harmonicSymbol, shortest } from "./harmonics.ts";
import { symbolTree } from "./letters.ts";
import { number, power, product, sum, type Tree } from "./tree.ts";

/** What was arranged before; a memo, since one entry stands in many equations. */
const arranged = new Map<string, Tree>();

export function arrange(polynomial: Polynomial): Tree {
  const key = p.keyOfPolynomial(polynomial);
  const tree = arranged.get(key) ?? factored(withFewestSquares(shortest(polynomial)));
  arranged.set(key, tree);
  return tree;
}

/** Angles, fields and vectors stand behind parameters and spins. */
const isGeometry = (name: string): boolean =>
  /^(?:cos|sin)(?:Theta|Phi)|^d[QP]|^bareQ|^[QP]$|^A0$|^R[xyz2]$|^[Rn]\[|^[xyz](?:\[|$)/.test(name) ||
  (harmonicSymbol(name)?.multiples.some(([, angle]) => angle.startsWith("phi[")) ?? false);

export const isField = (name: string): boolean => /^d[QP]|^bareQ|^[QP]$|^del /.test(name);

const isCall = (name: string): boolean => functionSymbol(name) !== undefined || harmonicSymbol(name) !== undefined;

/** Rates and other letters, spins, words, functions of parameters; then angles; then fields. */
function rank(name: string): number {
  if (isField(name)) return 6;
  if (isGeometry(name)) return isCall(name) ? 5 : 4;
  if (isCall(name)) return 3;
  const isWord = /^[a-z]{3,}$/.test(name) && symbolTree(name, arrange).kind === "leaf" && !isGreek(name);
  return isWord ? 2 : /^J\[/.test(name) ? 1 : 0;
}

const isGreek = (name: string): boolean => {
  const drawn = symbolTree(name, arrange);
  return drawn.kind === "leaf" && drawn.unicode !== name;
};

const inOrder = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);

/** The factors of a monomial, sinθ ∂φQ/sinθ → ∂φQ. */
function monomialTrees(powers: Powers): readonly Tree[] {
  const exponents = new Map(powers);
  for (const [name, exponent] of powers) {
    const label = /^d[QP]Phi(.*)$/.exec(name)?.[1];
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
    .sort(([a], [b]) => inOrder(a, b))
    .map(([name, exponent]) => power(symbolTree(name, arrange), exponent));
}

function factored(polynomial: Polynomial): Tree {
  if (p.isZero(polynomial)) return number(g.zero);
  const common = monomialContent(polynomial);
  const rest = exactQuotient(polynomial, p.monomial(common))!;
  const content = rationalContent(rest);
  const parts = factors(p.scale(rest, g.inverse(content)));
  const isInside = (f: Polynomial): boolean => p.symbolsOf(f).some(isGeometry);
  const part = (chosen: (name: string) => boolean): readonly Tree[] =>
    monomialTrees(common.filter(([name]) => chosen(name)));
  // A sine that cancels against a field stands with the fields.
  const fields = common.filter(([name]) => isField(name));
  const cancelling = (name: string): boolean =>
    name.startsWith("sinTheta") &&
    fields.some(([field]) => field === `dQPhi${name.slice(8)}` || field === `dPPhi${name.slice(8)}`);
  return product([
    number(content),
    ...part((name) => rank(name) < 2),
    ...parts.filter((f) => !isInside(f)).map(sumTree),
    ...part((name) => rank(name) === 2 || rank(name) === 3),
    ...part((name) => isGeometry(name) && !isField(name) && !cancelling(name)),
    ...parts.filter(isInside).map(sumTree),
    ...part((name) => isField(name) || cancelling(name)),
  ]);
}

/** A polynomial without a common factor, as a sum. */
function sumTree(polynomial: Polynomial): Tree {
  const content = rationalContent(polynomial);
  if (!p.equals(p.constant(content), p.one))
    return product([number(content), sumTree(p.scale(polynomial, g.inverse(content)))]);
  const root = squareRoot(polynomial);
  if (root) return power(sumTree(root), 2);
  const groups = p.collect(polynomial, isGeometry);
  if (groups.length === 1) return sum(expandedTerms(polynomial));
  const shared = sharedFactor(groups.map(([, coefficient]) => coefficient));
  if (!shared) return byPolarAngle(groups);
  const isShared = (coefficient: Polynomial): boolean => exactQuotient(coefficient, shared) !== undefined;
  const partOf = (chosen: typeof groups): Polynomial =>
    p.add(...chosen.map(([powers, coefficient]) => p.multiply(coefficient, p.monomial(powers))));
  const others = groups.filter(([, coefficient]) => !isShared(coefficient));
  const together = factored(partOf(groups.filter(([, coefficient]) => isShared(coefficient))));
  if (others.length === 0) return together;
  const apart = sumTree(partOf(others));
  return sum([together, apart]);
}

/** cosθ cos 2φ + cosθ → cosθ (cos 2φ + 1): monomials with the same part in θ together. */
function byPolarAngle(groups: readonly (readonly [Powers, Polynomial])[]): Tree {
  const byPart = new Map<string, Polynomial[]>();
  for (const [powers, coefficient] of groups) {
    const key = JSON.stringify(powers.filter(([name]) => /^(?:cos|sin)Theta/.test(name)));
    byPart.set(key, [...(byPart.get(key) ?? []), p.multiply(coefficient, p.monomial(powers))]);
  }
  const isApart = byPart.size < groups.length && byPart.size > 1;
  if (!isApart) return sum(groups.flatMap(([powers, coefficient]) => groupTerms(powers, coefficient)));
  return sum([...byPart].map(([key, parts]) => (key === "[]" ? sumTree(p.add(...parts)) : factored(p.add(...parts)))));
}

/** The terms of one monomial in angles and fields: its coefficient's own where the monomial is 1. */
function groupTerms(powers: Powers, coefficient: Polynomial): readonly Tree[] {
  if (powers.length > 0) return [factored(p.multiply(coefficient, p.monomial(powers)))];
  const whole = factored(coefficient);
  return whole.kind === "sum" ? whole.terms : isProductOfSums(whole) ? [whole] : expandedTerms(coefficient);
}

const isProductOfSums = (tree: Tree): boolean =>
  tree.kind === "product" && tree.factors.filter(({ kind }) => kind === "sum").length > 1;

/** Terms of high degree first, real before imaginary. */
function expandedTerms(polynomial: Polynomial): readonly Tree[] {
  const degree = (powers: Powers): number => powers.reduce((n, [, exponent]) => n + exponent, 0);
  return [...polynomial.terms.keys()]
    .sort()
    .map((key) => polynomial.terms.get(key)!)
    .sort(
      (a, b) =>
        Number(a.coefficient.re === 0n) - Number(b.coefficient.re === 0n) || degree(b.powers) - degree(a.powers),
    )
    .map(({ coefficient, powers }) => product([number(coefficient), ...monomialTrees(powers)]));
}
