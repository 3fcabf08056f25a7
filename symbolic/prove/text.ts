/** Polynomials and formulas as texts that other computer algebra systems read. */

import { type Derived, fold } from "../algebra/expression.ts";
import { type Polynomial, symbolsOf } from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";

/** The text of a symbol. */
export type Naming = (symbol: Sym) => string;

/** A naming by pairs of a symbol and its text.
 *  @throws RangeError for a symbol that has none */
export function namingOf(pairs: readonly (readonly [symbol: Polynomial, text: string])[]): Naming {
  const names = new Map(pairs.map(([symbol, text]) => [symbolsOf(symbol)[0], text]));
  return (symbol) => {
    const name = names.get(symbol);
    if (name === undefined) throw new RangeError(`the symbol ${symbol.key} has no meaning outside the compiler`);
    return name;
  };
}

/** `(1/2)*a*b^2+(-1/2*i)*c`, with `i` the imaginary unit. */
export function polynomialText(of: Polynomial, naming: Naming): string {
  const terms = [...of.terms.values()].map(({ coefficient: { re, im, den }, powers }) => {
    const value = im === 0n ? `(${re}/${den})` : `((${re}+(${im})*i)/${den})`;
    return [value, ...powers.map(([symbol, exponent]) => `${naming(symbol)}^${exponent}`)].join("*");
  });
  return terms.length === 0 ? "0" : terms.join("+");
}

/** @throws RangeError for a function call, which has no meaning elsewhere */
export const formulaText = (formula: Derived, naming: Naming): string =>
  fold(formula, (node, operands: readonly string[]): string => {
    const inside = operands.map((operand) => `(${operand})`);
    switch (node.kind) {
      case "polynomial":
        return polynomialText(node.of, naming);
      case "sum":
        return inside.join("+");
      case "product":
        return inside.join("*");
      case "quotient":
        return inside.join("/");
      case "named":
        return operands[0];
      case "call":
        throw new RangeError(`${node.function} is no rational function`);
    }
  });
