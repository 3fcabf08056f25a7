/** What every way of declaring a reservoir shares: its texts, what they may mean, and the dissipators that they give. */

import * as g from "../algebra/gaussian.ts";
import { formatInterval } from "../algebra/interval.ts";
import { limits } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as spin from "../algebra/spin-operator.ts";
import { normalForm, type SpinOperator } from "../algebra/spin-operator.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import type { Meaning } from "./read-operator.ts";
import type { Ranges } from "./sign.ts";
import { requireModest } from "./size.ts";
import { parse, type SyntaxNode } from "./syntax.ts";

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
