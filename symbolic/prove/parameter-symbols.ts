/** The symbols of a derivation besides angles, fields and spins: parameters, and functions of them such as `cosh(r)`. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { FunctionName, Sym } from "../algebra/role.ts";
import { parameter, spin } from "../algebra/symbol.ts";
import type { Channel } from "../declare/declaration.ts";
import { type Naming, polynomialText } from "./text.ts";

/** Numbered by `nameOf`, for their own names may mean something elsewhere; a symbol stands before those in its square. */
export function parameterSymbols({ parties, parameters, reservoirs }: Channel): readonly Sym[] {
  const polynomials = reservoirs.flatMap(({ dissipators }) =>
    dissipators.flatMap(({ rate, operator }) => [rate, ...operator.map(({ coefficient }) => coefficient)]),
  );
  const found = new Set([...parameters.map(({ name }) => parameter(name)), ...polynomials.flatMap(p.symbolsOf)]);
  // A set visits what is added to it on the way.
  for (const { square } of found) for (const other of p.symbolsOf(square ?? p.zero)) found.add(other);
  for (const party of parties) found.delete(spin(party));
  return [...found].sort(({ key: a }, { key: b }) => b.length - a.length || (a < b ? -1 : 1));
}

export const nameOf = (k: number): string => `k${k}`;

/** The same, with exp(−u) as 1/exp(u) where both occur. */
export function textOf(k: number, symbols: readonly Sym[]): string {
  const { reciprocal } = symbols[k];
  const other = reciprocal === null ? -1 : symbols.indexOf(reciprocal);
  return other < 0 ? nameOf(k) : `(1/${nameOf(other)})`;
}

/** name² = square, for the symbols that have a relation. */
export interface Relation {
  readonly name: string;
  readonly square: string;
}

export function relationsOf(symbols: readonly Sym[], naming: Naming): readonly Relation[] {
  return symbols.flatMap((symbol) => {
    const { square } = symbol;
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
export function parametrise(symbols: readonly Sym[], naming: Naming): Parametrisation | undefined {
  const of = symbols.map(appliedIn);
  const free = new Set(symbols.filter((_, k) => of[k] === undefined).map(naming));
  const circles: string[] = [];
  of.forEach((applied, k) => {
    if (applied === undefined) return;
    const { name, argument, isReciprocal } = applied;
    const family = name === "cos" || name === "sin" ? "c" : "h";
    const t = `${family}${of.findIndex((other) => other?.argument === argument)}t`;
    circles.push(`${naming(symbols[k])} = ${isReciprocal ? `1/${t}` : circleValue(name, t)}`);
    free.add(t);
  });
  const roots = symbols.filter(({ role }) => role.kind === "function" && role.function === "sqrt");
  const solved: string[] = [];
  for (const root of roots) {
    const radicand = root.square!;
    const others = roots.filter((other) => other !== root).map(({ square }) => square!);
    const v = p.symbolsOf(radicand).find((symbol) => isSolvable(symbol, radicand, others));
    if (v === undefined) return undefined;
    const [b, a] = p.coefficientsIn(radicand, v);
    solved.push(`${naming(v)} = (${naming(root)}^2 - (${polynomialText(b, naming)}))/(${polynomialText(a, naming)})`);
    free.delete(naming(v));
  }
  return { free: [...free], lines: [...circles, ...solved] };
}

/** A function but a root, by the text of what it or its reciprocal is applied to. */
function appliedIn({ role, reciprocal }: Sym) {
  const direct = reciprocal === null ? role : reciprocal.role;
  if (direct.kind !== "function" || direct.function === "sqrt") return undefined;
  return { name: direct.function, argument: direct.text, isReciprocal: reciprocal !== null };
}

const isSolvable = (symbol: Sym, radicand: Polynomial, others: readonly Polynomial[]): boolean =>
  symbol.role.kind !== "function" &&
  p.degree(radicand, symbol) === 1 &&
  others.every((other) => p.degree(other, symbol) === 0);

function circleValue(name: Exclude<FunctionName, "sqrt">, t: string): string {
  switch (name) {
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
