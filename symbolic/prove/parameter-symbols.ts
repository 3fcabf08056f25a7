/** The symbols of a derivation besides angles, fields and spins: parameters, and functions of them such as `cosh(r)`. */

import { functionSymbol } from "../algebra/functions.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Channel } from "../declare/declare.ts";
import { spinSymbol } from "../derive/correspondence.ts";
import { type Naming, polynomialText } from "./text.ts";

/** Numbered by `nameOf`, for their own names may mean something elsewhere; a symbol stands before those in its square. */
export function parameterSymbols({ parties, parameters, reservoirs }: Channel): readonly string[] {
  const polynomials = reservoirs.flatMap(({ dissipators }) =>
    dissipators.flatMap(({ rate, operator }) => [rate, ...operator.map(({ coefficient }) => coefficient)]),
  );
  const found = new Set([...parameters.map(({ name }) => name), ...polynomials.flatMap(p.symbolsOf)]);
  // A set visits what is added to it on the way.
  for (const name of found) for (const other of p.symbolsOf(p.squareOf(name) ?? p.zero)) found.add(other);
  for (const party of parties) found.delete(spinSymbol(party));
  return [...found].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

export const nameOf = (k: number): string => `k${k}`;

/** The same, with exp(−u) as 1/exp(u) where both occur. */
export function textOf(k: number, symbols: readonly string[]): string {
  const other = symbols.indexOf(p.reciprocalOf(symbols[k]) ?? "");
  return other < 0 ? nameOf(k) : `(1/${nameOf(other)})`;
}

/** name² = square, for the symbols that have a relation. */
export interface Relation {
  readonly name: string;
  readonly square: string;
}

export function relationsOf(symbols: readonly string[], naming: Naming): readonly Relation[] {
  return symbols.flatMap((symbol) => {
    const square = p.squareOf(symbol);
    return square ? [{ name: naming(symbol), square: polynomialText(square, naming) }] : [];
  });
}

/** How to draw rational values: any for the free names, then the others by lines of definitions. */
export interface Parametrisation {
  readonly free: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Rational values for all symbols, with their relations; t is free and positive.
 *   cos(u), sin(u)   → (1 − t²)/(1 + t²), 2t/(1 + t²)        cosh(u), sinh(u) → (t + 1/t)/2, (t − 1/t)/2
 *   exp(u), exp(−u)  → t, 1/t
 *   sqrt(b + a·v)    → free, and v = (sqrt² − b)/a           for a parameter v that no other root contains
 * @returns undefined where a root is not of that form
 */
export function parametrise(symbols: readonly string[], naming: Naming): Parametrisation | undefined {
  const free = new Set(symbols.filter((name) => (functionSymbol(name)?.[0] ?? "sqrt") === "sqrt").map(naming));
  const circles: string[] = [];
  for (const name of symbols) {
    const reciprocal = p.reciprocalOf(name);
    const [kind, argument] = functionSymbol(reciprocal ?? name) ?? (["sqrt", ""] as const);
    if (kind === "sqrt") continue;
    const family = kind === "cos" || kind === "sin" ? "c" : "h";
    const t = `${family}${symbols.findIndex((other) => other.endsWith(`(${argument})`) || p.reciprocalOf(other)?.endsWith(`(${argument})`))}t`;
    circles.push(`${naming(name)} = ${reciprocal === undefined ? circleValue(kind, t) : `1/${t}`}`);
    free.add(t);
  }
  const roots = symbols.filter((name) => functionSymbol(name)?.[0] === "sqrt");
  const solved: string[] = [];
  for (const root of roots) {
    const radicand = p.squareOf(root)!;
    const others = roots.filter((other) => other !== root).map((other) => p.squareOf(other)!);
    const v = p.symbolsOf(radicand).find((name) => isSolvable(name, radicand, others));
    if (v === undefined) return undefined;
    const [b, a] = p.coefficientsIn(radicand, v);
    solved.push(`${naming(v)} = (${naming(root)}^2 - (${polynomialText(b, naming)}))/(${polynomialText(a, naming)})`);
    free.delete(naming(v));
  }
  return { free: [...free], lines: [...circles, ...solved] };
}

const isSolvable = (name: string, radicand: Polynomial, others: readonly Polynomial[]): boolean =>
  !functionSymbol(name) && p.degree(radicand, name) === 1 && others.every((other) => p.degree(other, name) === 0);

function circleValue(kind: "cos" | "sin" | "cosh" | "sinh" | "exp", t: string): string {
  switch (kind) {
    case "cos":
      return `(1 - ${t}^2)/(1 + ${t}^2)`;
    case "sin":
      return `2*${t}/(1 + ${t}^2)`;
    case "cosh":
      return `(${t} + 1/${t})/2`;
    case "sinh":
      return `(${t} - 1/${t})/2`;
    case "exp":
      return t;
  }
}
