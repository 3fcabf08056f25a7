/**
 * Polynomials as a paper would write them: ½Γ cosθ ((2n̄ + 1) cosθ − 1).
 *
 *   every term has a factor m              → m outside, numbers first, then parameters, angles, fields
 *   a polynomial divides all coefficients  → it stands outside, too: (2n̄ + 1)(2 sinh²(r) + 1)
 *   some coefficients share a factor       → those terms together: (2n̄ + 1)(2|R|² − Rx²) + 2A₀Rz
 *   sines and cosines                      → multiple angles where that is shorter (harmonics.ts)
 */
import { commonDivisor, exactQuotient } from "../algebra/division.ts";
import * as g from "../algebra/gaussian.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { functionSymbol } from "../functions.ts";
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
  const factors = split(p.scale(rest, g.inverse(content)));
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
    ...factors.filter((f) => !isInside(f)).map(sumTree),
    ...part((name) => rank(name) === 2 || rank(name) === 3),
    ...part((name) => isGeometry(name) && !isField(name) && !cancelling(name)),
    ...factors.filter(isInside).map(sumTree),
    ...part((name) => isField(name) || cancelling(name)),
  ]);
}

/** The factors that are contents with respect to some symbol: exact, though not every factor is found. */
function split(polynomial: Polynomial): readonly Polynomial[] {
  for (const name of p.symbolsOf(polynomial)) {
    const coefficients = p.coefficientsIn(polynomial, name).filter((c) => !p.isZero(c));
    const content = sumThatDivides(coefficients);
    if (!content) continue;
    return [...split(content), ...split(exactQuotient(polynomial, content)!)];
  }
  return p.equals(polynomial, p.one) ? [] : [polynomial];
}

/**
 * A divisor of all, of two terms or more. It can have symbols only that all have; the others take the values of primes, which
 * keeps the divisor and spares the greatest common divisor of polynomials in many symbols.
 */
function sumThatDivides(all: readonly Polynomial[]): Polynomial | undefined {
  if (all.some(({ terms }) => terms.size < 2)) return undefined;
  const common = all.map(p.symbolsOf).reduce((a, b) => a.filter((name) => b.includes(name)));
  if (common.length === 0) return undefined;
  const others = [...new Set(all.flatMap(p.symbolsOf))].filter((name) => !common.includes(name));
  const values = new Map(others.map((name, k) => [name, p.constant(primes[k % primes.length])]));
  const restricted = all.map((each) => p.substitute(each, values));
  if (restricted.some(({ terms }) => terms.size < 2)) return undefined;
  const divisor = commonDivisor(restricted);
  const isSum = divisor.terms.size > 1;
  return isSum && all.every((each) => exactQuotient(each, divisor) !== undefined) ? divisor : undefined;
}

const primes = [101n, 103n, 107n, 109n, 113n, 127n, 131n, 137n, 139n, 149n];

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

/** a² + b² ± 2ab → a ± b, for monomials with whole coefficients; undefined for anything else. */
function squareRoot(polynomial: Polynomial): Polynomial | undefined {
  if (polynomial.terms.size !== 3) return undefined;
  const roots = [...polynomial.terms.values()].flatMap(({ coefficient, powers }): readonly Polynomial[] => {
    const root = BigInt(Math.round(Math.sqrt(Math.abs(Number(coefficient.re)))));
    const isSquare = g.isReal(coefficient) && coefficient.den === 1n && root * root === coefficient.re;
    const isEven = powers.every(([, exponent]) => exponent % 2 === 0);
    if (!isSquare || !isEven) return [];
    return [p.scale(p.monomial(powers.map(([name, exponent]) => [name, exponent / 2])), g.gaussian(root))];
  });
  if (roots.length !== 2) return undefined;
  const [a, b] = roots;
  return [p.add(a, b), p.subtract(a, b)].find((sum) => p.equals(p.power(sum, 2), polynomial));
}

/** A polynomial of several terms that divides two coefficients or more, the most that there is. */
function sharedFactor(coefficients: readonly Polynomial[]): Polynomial | undefined {
  const counts = new Map<string, { readonly factor: Polynomial; count: number }>();
  for (const coefficient of coefficients) {
    const rest = exactQuotient(coefficient, p.monomial(monomialContent(coefficient)))!;
    for (const factor of split(p.scale(rest, g.inverse(rationalContent(rest))))) {
      if (factor.terms.size < 2) continue;
      const sign = [...factor.terms.keys()].sort()[0];
      const normal = factor.terms.get(sign)!.coefficient.re < 0n ? p.negate(factor) : factor;
      const key = p.keyOfPolynomial(normal);
      counts.set(key, { factor: normal, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const best = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a), { factor: p.one, count: 1 });
  return best.count > 1 ? best.factor : undefined;
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

/** The monomial that divides every term. */
export function monomialContent(polynomial: Polynomial): Powers {
  return [...polynomial.terms.values()]
    .map(({ powers }) => powers)
    .reduce((a, b) =>
      a.flatMap(([name, exponent]): Powers => {
        const least = Math.min(exponent, b.find(([other]) => other === name)?.[1] ?? 0);
        return least > 0 ? [[name, least]] : [];
      }),
    );
}

/** r such that all coefficients over r are coprime integers; negative when all are. */
export function rationalContent(polynomial: Polynomial): g.Gaussian {
  const coefficients = [...polynomial.terms.values()].map((term) => term.coefficient);
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  const den = coefficients.reduce((m, c) => (m / gcd(m, c.den)) * c.den, 1n);
  const num = coefficients.reduce((m, c) => gcd(gcd(m, (c.re * den) / c.den), (c.im * den) / c.den), 0n);
  // The sign of the real terms decides, so that x − iy keeps its form.
  const leading = coefficients.some(({ re }) => re !== 0n) ? coefficients.filter(({ re }) => re !== 0n) : coefficients;
  const isTurned = leading.every(({ re, im }) => re < 0n || (re === 0n && im < 0n));
  const isImaginary = coefficients.every(({ re }) => re === 0n);
  const size = isTurned ? -num : num;
  return isImaginary ? g.gaussian(0n, size, den) : g.gaussian(size, 0n, den);
}

/**
 * x² + y² + z² = 1 on every sphere and |R|² = Rx² + Ry² + Rz², used to leave the fewest terms:
 *   1 − x² − y² → z²      2|R|² − Rx² − Ry² → |R|² + Rz²
 */
function withFewestSquares(f: Polynomial): Polynomial {
  const names = p.symbolsOf(f);
  const labels = [...new Set(names.flatMap((name) => /^[xyz](\[.*\])$/.exec(name)?.[1] ?? []))].sort();
  const spheres = labels.map(
    (label): Sphere => ({ from: ["x", "y", "z"].map((axis) => axis + label), to: `n${label}`, radius: p.one }),
  );
  const vector: Sphere = { from: ["Rx", "Ry", "Rz"], to: "R", radius: p.symbol("R2") };
  return [...spheres, ...(names.includes("R2") ? [vector] : [])].reduce(withFewestOf, f);
}

interface Sphere {
  readonly from: readonly string[];
  /** Symbols without a relation: n[a][x], R[x]. */
  readonly to: string;
  readonly radius: Polynomial;
}

function withFewestOf(f: Polynomial, { from, to, radius }: Sphere): Polynomial {
  const free = ["x", "y", "z"].map((axis) => p.symbol(`${to}[${axis}]`));
  const released = p.substitute(f, new Map(from.map((name, k) => [name, free[k]])));
  const forms = [0, 1].map((k) => {
    const others = free.filter((_, j) => j !== k).map((each) => p.power(each, 2));
    const square = p.add(radius, ...others.map(p.negate));
    return p.add(
      ...p
        .coefficientsIn(released, `${to}[${"xy"[k]}]`)
        .map((c, e) => p.multiply(c, p.power(square, e >> 1), e % 2 === 0 ? p.one : free[k])),
    );
  });
  return forms.reduce((best, form) => (form.terms.size < best.terms.size ? form : best), released);
}
