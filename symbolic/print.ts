/** Polynomials and formulas in Unicode, as a paper would write them. */
import { commonDivisor, exactQuotient } from "./algebra/division.ts";
import * as g from "./algebra/gaussian.ts";
import type { Polynomial, Powers } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import { cartesian, type SpinOperator } from "./algebra/spin-operator.ts";
import type { Formula } from "./formula.ts";
import { fewestTerms } from "./frame.ts";
import { functionSymbol } from "./functions.ts";
import { readPolynomial } from "./read-polynomial.ts";

// biome-ignore format: a table
const letters: Readonly<Record<string, string>> = {
  Gamma: "Γ", Delta: "Δ", Theta: "Θ", Lambda: "Λ", Phi: "Φ", Omega: "Ω",
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", eta: "η", theta: "θ", kappa: "κ", lambda: "λ", mu: "μ",
  nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ", tau: "τ", phi: "φ", chi: "χ", omega: "ω", nbar: "n̄",
  cosTheta: "cosθ", sinTheta: "sinθ", cosPhi: "cosφ", sinPhi: "sinφ",
  dQTheta: "∂θQ", dQPhi: "∂φQ/sinθ", dPTheta: "∂θQ", dPPhi: "∂φQ/sinθ", P: "Q",
  A0: "A₀", R2: "|R|²", sphereKernel: "K",
};

const fractions: Readonly<Record<string, string>> = { "1/2": "½", "1/4": "¼", "3/4": "¾", "1/8": "⅛", "3/8": "⅜" };

const raised = (exponent: number): string =>
  exponent === 1 ? "" : [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");

/** A text and how tightly it binds: a sum 1, a product or quotient 2, an atom 3. */
interface Printed {
  readonly text: string;
  readonly binding: number;
}

const within = ({ text, binding }: Printed, least: number): string => (binding < least ? `(${text})` : text);

/** Γ for Gamma, n̄ for nbar, cosh(r) for itself; the label of a party stays in brackets. */
export function printSymbol(name: string): string {
  const call = functionSymbol(name);
  if (call) return `${call[0] === "sqrt" ? "√" : call[0]}(${printPolynomial(readPolynomial(call[1]))})`;
  const [letter, label] = name.replace("]", "").split("[");
  return (letters[letter] ?? letter) + (label === undefined ? "" : `[${label}]`);
}

/** Angles, fields and vectors stand behind parameters and spins. */
const isGeometry = (name: string): boolean =>
  /^(?:cos|sin)(?:Theta|Phi)|^d[QP]|^[QP]$|^A0$|^R[xyz2]$|^[xyz]\[/.test(name);

function printPower([name, exponent]: readonly [string, number]): string {
  const text = printSymbol(name);
  if (exponent === 1) return text;
  const called = /^(?:cosh|sinh|cos|sin)(?=[(θφ])/.exec(text);
  if (called) return called[0] + raised(exponent) + text.slice(called[0].length);
  return /[/²]/.test(text) ? `(${text})${raised(exponent)}` : text + raised(exponent);
}

const isField = (name: string): boolean => /^d[QP]|^[QP]$/.test(name);

/** Parameters, then angles, then fields. */
const rank = (name: string): number => Number(isGeometry(name)) + Number(isField(name));

const printMonomial = (powers: Powers): string =>
  [...powers]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(printPower)
    .join(" ");

/** The factor in front of what follows: nothing for 1, "½" or "2" close to it. */
function printTerm(coefficient: g.Gaussian, powers: Powers): string {
  const isNegative = coefficient.re < 0n || (coefficient.re === 0n && coefficient.im < 0n);
  const magnitude = g.format(isNegative ? g.negate(coefficient) : coefficient);
  const symbols = printMonomial(powers);
  const factor = magnitude === "1" && symbols !== "" ? "" : (fractions[magnitude] ?? magnitude);
  const gap = /[/(i]/.test(factor) && symbols !== "" ? " " : "";
  return (isNegative ? "−" : "") + factor + gap + symbols;
}

/** Positive terms first, so that a sum rarely begins with a sign. */
function joinSum(terms: readonly string[]): Printed {
  const sorted = [...terms].sort((a, b) => Number(a.startsWith("−")) - Number(b.startsWith("−")));
  const text = sorted
    .map((term, k) => (k === 0 ? term : term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`))
    .join("");
  return { text, binding: terms.length > 1 ? 1 : /[ /]/.test(text) ? 2 : text.startsWith("−") ? 2 : 3 };
}

/** Terms of high degree first. */
function expandedTerms(polynomial: Polynomial): readonly string[] {
  const degree = (powers: Powers): number => powers.reduce((sum, [, exponent]) => sum + exponent, 0);
  const terms = [...polynomial.terms.keys()].sort().map((key) => polynomial.terms.get(key)!);
  return [...terms].sort((a, b) => degree(b.powers) - degree(a.powers)).map((t) => printTerm(t.coefficient, t.powers));
}

const printExpanded = (polynomial: Polynomial): Printed => joinSum(expandedTerms(polynomial));

/** The monomial that divides every term. */
function monomialContent(polynomial: Polynomial): Powers {
  return [...polynomial.terms.values()]
    .map(({ powers }) => powers)
    .reduce((a, b) =>
      a.flatMap(([name, exponent]): Powers => {
        const least = Math.min(exponent, b.find(([other]) => other === name)?.[1] ?? 0);
        return least > 0 ? [[name, least]] : [];
      }),
    );
}

/** The common factor outside, the rest grouped by angles and fields: ½Γ cosθ ((2n̄ + 1) cosθ − 1). */
function arrange(polynomial: Polynomial): Printed {
  const free = fewestTerms(polynomial);
  if (p.isZero(free)) return { text: "0", binding: 3 };
  const common = monomialContent(free);
  const rest = exactQuotient(free, p.monomial(common))!;
  const factor = rationalContent(rest);
  const primitive = p.scale(rest, g.inverse(factor));
  const groups = p.collect(primitive, isGeometry);
  const shared = groups.length > 1 ? commonDivisor(groups.map(([, coefficient]) => coefficient)) : p.one;
  const front = printTerm(
    factor,
    common.filter(([name]) => !isField(name)),
  );
  const back = printMonomial(common.filter(([name]) => isField(name)));
  const parts = groups.map(([powers, coefficient]) => [powers, exactQuotient(coefficient, shared)!] as const);
  const inside = joinSum(byCoefficient(parts));
  const content = shared.terms.size > 1 ? `(${printExpanded(shared).text})` : "";
  const factors = [front === "1" || front === "−1" ? "" : front, content, back].filter((text) => text !== "");
  if (factors.length === 0 && front === "1") return inside;
  const middle = inside.text === "1" && factors.length > 0 ? "" : within(inside, 2);
  const ordered = [front === "1" || front === "−1" ? "" : front, content, middle, back].filter((text) => text !== "");
  const text = (front === "−1" ? "−" : "") + ordered.join(" ");
  return { text, binding: /[ /−]/.test(text) ? 2 : 3 };
}

/** Monomials with proportional coefficients share them: (2n̄ + 1) (2|R|² − Rx² − Ry²). */
function byCoefficient(parts: readonly (readonly [Powers, Polynomial])[]): readonly string[] {
  const groups = new Map<string, { readonly coefficient: Polynomial; readonly terms: string[] }>();
  for (const [powers, part] of parts) {
    const factor = rationalContent(part);
    const coefficient = p.scale(part, g.inverse(factor));
    const key = p.keyOfPolynomial(coefficient);
    const group = groups.get(key) ?? { coefficient, terms: [] };
    group.terms.push(printTerm(factor, powers));
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ coefficient, terms }): readonly string[] => {
    if (p.equals(coefficient, p.one)) return terms;
    if (terms.length === 1 && terms[0] === "1") return expandedTerms(coefficient);
    const front = within(printExpanded(coefficient), 2);
    if (terms.length > 1) return [`${front} (${joinSum(terms).text})`];
    const isNegative = terms[0].startsWith("−");
    const monomial = terms[0].replace("−", "");
    return [`${isNegative ? "−" : ""}${monomial === "1" ? front : `${front} ${monomial}`}`];
  });
}

/** r such that all coefficients over r are coprime integers; negative when all are. */
function rationalContent(polynomial: Polynomial): g.Gaussian {
  const coefficients = [...polynomial.terms.values()].map((term) => term.coefficient);
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  const den = coefficients.reduce((m, c) => (m / gcd(m, c.den)) * c.den, 1n);
  const num = coefficients.reduce((m, c) => gcd(gcd(m, (c.re * den) / c.den), (c.im * den) / c.den), 0n);
  return g.gaussian(coefficients.every((c) => c.re < 0n) ? -num : num, 0n, den);
}

export const printPolynomial = (polynomial: Polynomial): string => arrange(polynomial).text;

/** A formula on one line, its names expanded. */
export const printFormula = (formula: Formula): string => print(formula).text;

function print(formula: Formula): Printed {
  switch (formula.kind) {
    case "polynomial":
      return arrange(formula.of);
    case "named":
      return print(formula.of);
    case "sum":
      return joinSum(formula.terms.map((term) => print(term).text));
    case "quotient":
      return { text: `${within(print(formula.numerator), 2)}/${within(print(formula.denominator), 3)}`, binding: 2 };
    case "call":
      return {
        text: `${printSymbol(formula.function)}(${formula.arguments.map(printFormula).join(", ")})`,
        binding: 3,
      };
    case "product":
      return printProduct(formula.factors);
  }
}

/**
 * A product, its numbers and monomials together.
 *   a·(b·c)  → a·b·c      a·(b/c) → (a·b)/c      f·f → f²
 */
function printProduct(factors: readonly Formula[]): Printed {
  const flat = flatten(factors);
  const quotients = flat.filter((factor) => factor.kind === "quotient");
  if (quotients.length === 1) {
    const [{ numerator, denominator }] = quotients;
    const rest = flat.filter((factor) => factor !== quotients[0]);
    return { text: `${within(printProduct([...rest, numerator]), 2)}/${within(print(denominator), 3)}`, binding: 2 };
  }
  const polynomials = flat.flatMap((factor) => (factor.kind === "polynomial" ? [factor.of] : []));
  const front = arrange(p.multiply(...polynomials));
  const counts = new Map<string, { readonly printed: Printed; count: number }>();
  for (const factor of flat.filter(({ kind }) => kind !== "polynomial")) {
    const printed = print(factor);
    counts.set(printed.text, { printed, count: (counts.get(printed.text)?.count ?? 0) + 1 });
  }
  const rest = [...counts.values()].map(({ printed, count }) => within(printed, count > 1 ? 3 : 2) + raised(count));
  if (rest.length === 0) return front;
  return { text: front.text === "1" ? rest.join(" ") : [within(front, 2), ...rest].join(" "), binding: 2 };
}

const flatten = (factors: readonly Formula[]): readonly Formula[] =>
  factors.flatMap((factor) => {
    const bare = factor.kind === "named" ? factor.of : factor;
    return bare.kind === "product" ? flatten(bare.factors) : [bare];
  });

const ladderNames = { "+": "J₊", "-": "J₋", z: "Jz" } as const;

/** J₋ or Jx, whichever basis needs fewer terms; Jz[a] + Jz[b] where there are several parties. */
export function printOperator(operator: SpinOperator, parties: readonly string[]): string {
  const label = (party: string): string => (parties.length > 1 ? `[${party}]` : "");
  const inLadder = operator.map(({ coefficient, word }) =>
    printMultiple(coefficient, word.map(({ ladder, party }) => ladderNames[ladder] + label(party)).join(" ")),
  );
  if (operator.some(({ word }) => word.length !== 1)) return joinSum(inLadder).text;
  const inCartesian = parties.flatMap((party) =>
    cartesian(operator, party).flatMap((entry, k) =>
      p.isZero(entry) ? [] : [printMultiple(entry, `J${"xyz"[k]}${label(party)}`)],
    ),
  );
  return joinSum(inCartesian.length < inLadder.length ? inCartesian : inLadder).text;
}

function printMultiple(coefficient: Polynomial, of: string): string {
  const factor = within(arrange(coefficient), 2);
  return factor === "1" ? of : factor === "−1" ? `−${of}` : `${factor} ${of}`;
}
