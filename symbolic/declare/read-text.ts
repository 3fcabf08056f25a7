/**
 * The texts of a declaration → intervals and polynomials in the spin operators, exact. Reservoirs, tables of rules and Hamiltonians
 * share it: what the texts may mean, and how large they may be.
 */

import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";
import { applyFunction, isFunctionName, NoValue } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import type { Interval, Ranges } from "../algebra/interval.ts";
import { limits, TooLarge } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { type FunctionName, functionNames } from "../algebra/role.ts";
import * as spin from "../algebra/spin-operator.ts";
import { normalForm, type SpinOperator } from "../algebra/spin-operator.ts";
import { parameter } from "../algebra/symbol.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import { requireModest } from "./size.ts";
import { adjoint, parse, type SpinNode, type SyntaxNode } from "./syntax.ts";

/** Reads `[0, inf)`, `(-1, 1]`, …; undefined when it is no interval. */
export function parseInterval(text: string): Interval | undefined {
  const match = /^\s*([[(])\s*(\S+)\s*,\s*(\S+?)\s*([\])])\s*$/.exec(text);
  if (!match) return undefined;
  const [minimum, maximum] = [match[2], match[3]].map((end) => Number(end.replace(/^([+-]?)inf$/, "$1Infinity")));
  if (Number.isNaN(minimum) || Number.isNaN(maximum) || minimum > maximum) return undefined;
  const openMinimum = match[1] === "(" || minimum === Number.NEGATIVE_INFINITY;
  const openMaximum = match[4] === ")" || maximum === Number.POSITIVE_INFINITY;
  if (minimum === maximum && (openMinimum || openMaximum)) return undefined;
  return { minimum, maximum, openMinimum, openMaximum };
}

export function formatInterval({ minimum, maximum, openMinimum, openMaximum }: Interval): string {
  const end = (value: number): string => String(value).replace("Infinity", "inf");
  return `${openMinimum ? "(" : "["}${end(minimum)}, ${end(maximum)}${openMaximum ? ")" : "]"}`;
}

/** As mathematical text: [−1, ∞). */
export const printInterval = (interval: Interval): string =>
  formatInterval(interval).replace(/-/g, "−").replace(/inf/g, "∞");

/** rate · D[operator]. Rates are real; of a Kossakowski matrix only their sum is a positive map, so that one may be negative. */
export interface Dissipator {
  readonly rate: Polynomial;
  readonly operator: SpinOperator;
}

export interface Context {
  readonly meaning: Meaning;
  readonly ranges: Ranges;
  /** False where parameters take values: what has been checked need not be again, and an operator may be zero, which is no mistake. */
  readonly isGeneric: boolean;
}

export function inText<T>(text: string, read: (node: SyntaxNode) => T): T {
  try {
    if (text.length > limits.text)
      throw new SyntaxMistake(
        { found: `a text of ${text.length} characters`, expected: `at most ${limits.text}` },
        limits.text,
      );
    const tree = parse(text);
    requireModest(tree, { ...limits, work: 20 * limits.terms * limits.digits }, null);
    return read(tree);
  } catch (error) {
    throw error instanceof SyntaxMistake ? new MistakeInText({ ...error, excerpt: { text, at: error.at } }) : error;
  }
}

/** An operator that does something, of numbers that doubles can compute with. */
export function requireUsable(written: SpinOperator, { isGeneric }: Context, at: number): void {
  const operator = normalForm(written);
  for (const { coefficient } of operator) requireMagnitude("an operator", coefficient, limits.decades.operator, at);
  if (spin.degree(operator) === 0 && isGeneric)
    throw new SyntaxMistake(
      {
        found: operator.length === 0 ? "an operator that is zero" : "an operator that is a number, which does nothing",
        expected: "one that acts on the spins",
      },
      at,
    );
}

/** Numbers beyond would become 0 or infinite among their products in the emitted code. */
export function requireMagnitude(
  what: "a rate" | "an operator",
  { terms }: Polynomial,
  decades: number,
  at: number,
): void {
  for (const { coefficient } of terms.values()) {
    for (const part of [
      g.gaussian(coefficient.re, 0n, coefficient.den),
      g.gaussian(coefficient.im, 0n, coefficient.den),
    ]) {
      if (g.isZero(part)) continue;
      const size = Math.abs(g.toNumber(part));
      if (size >= 10 ** -decades && size <= 10 ** decades) continue;
      const found =
        size === 0
          ? "below 1e-323"
          : size === Infinity
            ? "above 1e308"
            : `of ${size.toExponential(0).replace("+", "")}`;
      throw new SyntaxMistake(
        { found: `a number ${found} in ${what}`, expected: `one within 1e-${decades} to 1e${decades}` },
        at,
      );
    }
  }
}

/** " where Gamma is in [0, inf) and …" for the parameters of some polynomials. */
export function whereOf(polynomials: readonly Polynomial[], ranges: Ranges): string {
  const found = new Set(polynomials.flatMap(p.symbolsOf));
  // A set visits what is added to it on the way.
  for (const { role } of found)
    if (role.kind === "function") for (const inside of p.symbolsOf(role.argument)) found.add(inside);
  const keys = new Set([...found].map(({ key }) => key));
  const used = [...ranges].filter(([name]) => keys.has(name));
  return used.length === 0
    ? ""
    : ` where ${used.map(([name, range]) => `${name} is in ${formatInterval(range)}`).join(" and ")}`;
}

/** What names and labels stand for. Both throw SyntaxMistake for what they do not know. */
export interface Meaning {
  readonly name: (name: string, at: number) => Polynomial;
  readonly party: (label: string | undefined, at: number) => string;
  /** A function of a polynomial.
   *  @throws NoValue where it has no real value */
  readonly apply: (name: FunctionName, argument: Polynomial) => Polynomial;
  /** One over a polynomial; undefined where it cannot be given. */
  readonly inverse: (divisor: Polynomial) => Polynomial | undefined;
}

/** Of a number but zero. */
export function exactInverse({ terms }: Polynomial): Polynomial | undefined {
  const value = terms.size === 1 ? terms.get("")?.coefficient : undefined;
  return value && p.constant(g.inverse(value));
}

/** @throws SyntaxMistake at the first node that is no operator */
export function readOperator(node: SyntaxNode, meaning: Meaning): SpinOperator {
  switch (node.kind) {
    case "number":
      return spin.scalar(p.constant(g.fromDecimal(node.text)));
    case "name":
      return spin.scalar(node.name === "i" ? p.imaginaryUnit : meaning.name(node.name, node.at));
    case "spin":
      return readSpin(node, meaning.party(node.party, node.at));
    case "negation":
      return spin.scale(readOperator(node.of, meaning), p.constant(-1n));
    case "power": {
      const base = readOperator(node.base, meaning);
      const factors = Array.from({ length: node.exponent }, () => base);
      return factors.reduce(spin.multiply, spin.scalar(p.one));
    }
    case "sum":
      return spin.gather(node.terms.flatMap(({ sign, node: term }) => signed(readOperator(term, meaning), sign)));
    case "product":
      return node.factors
        .slice(1)
        .reduce<SpinOperator>(
          (left, { sign, node: factor }) =>
            sign === "*" ? spin.multiply(left, readOperator(factor, meaning)) : divided(left, factor, meaning),
          readOperator(node.factors[0].node, meaning),
        );
    case "call":
      if (node.function === adjoint) return spin.dagger(readOperator(node.argument, meaning));
      return spin.scalar(readCall(node, meaning));
    case "dissipator":
    case "commutator":
      throw new SyntaxMistake({ found: "a map of states", expected: "an operator" }, node.at);
  }
}

const signed = (operator: SpinOperator, sign: "+" | "-"): SpinOperator =>
  sign === "+" ? operator : spin.scale(operator, p.constant(-1n));

const noDivisor = { found: "what is no number that can divide", expected: "a number other than zero" };

function divided(left: SpinOperator, divisor: SyntaxNode, meaning: Meaning): SpinOperator {
  const right = readOperator(divisor, meaning);
  const scalar = right.length === 1 && right[0].word.length === 0 ? right[0].coefficient : undefined;
  const inverse = scalar && meaning.inverse(scalar);
  if (!inverse) throw new SyntaxMistake(noDivisor, divisor.at);
  return spin.scale(left, inverse);
}

/** σ_x = 2J_x, σ_y = 2J_y, σ_z = 2J_z of a spin 1/2; σ± = J±. */
function readSpin({ axis, matrices }: SpinNode, party: string): SpinOperator {
  const operator = spin.spin(axis, party);
  return matrices === "spin" || axis === "+" || axis === "-" ? operator : spin.scale(operator, p.constant(2n));
}

function readCall(node: SyntaxNode & { readonly kind: "call" }, meaning: Meaning): Polynomial {
  if (!isFunctionName(node.function))
    throw new SyntaxMistake(
      { found: `unknown function ${quoted(node.function)}`, ...oneOf(node.function, [...functionNames, adjoint]) },
      node.at,
    );
  try {
    return meaning.apply(node.function, readScalar(node.argument, meaning));
  } catch (error) {
    if (error instanceof NoValue || error instanceof TooLarge) throw new SyntaxMistake(error, node.argument.at);
    throw error;
  }
}

/** A polynomial without spin operators.
 *  @throws SyntaxMistake where one stands */
export function readScalar(node: SyntaxNode, meaning: Meaning): Polynomial {
  const operator = readOperator(node, meaning);
  if (spin.degree(operator) > 0)
    throw new SyntaxMistake(
      { found: "an operator", expected: "a number or a rate", remedy: "operators stand inside D[…]" },
      node.at,
    );
  return operator[0]?.coefficient ?? p.zero;
}

/** Reads a polynomial; `i` is the imaginary unit and a name stands for `meaning(name)`, by default a parameter. */
export function readPolynomial(
  text: string,
  meaning: (name: string) => Polynomial = (name) => p.symbol(parameter(name)),
): Polynomial {
  const party = (_: string | undefined, at: number): never => {
    throw new SyntaxMistake({ found: "an operator", expected: "a polynomial" }, at);
  };
  return readScalar(parse(text), { name: meaning, party, apply: applyFunction, inverse: exactInverse });
}
