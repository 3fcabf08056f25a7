/** Polynomials typed as text, for tables of rules and formulas. */

import { applyFunction } from "../algebra/functions.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { parameter } from "../algebra/symbol.ts";
import { readScalar } from "./read-operator.ts";
import { parse, SyntaxMistake } from "./syntax.ts";

/** Reads a polynomial; `i` is the imaginary unit and a name stands for `meaning(name)`, by default a parameter. */
export function readPolynomial(
  text: string,
  meaning: (name: string) => Polynomial = (name) => p.symbol(parameter(name)),
): Polynomial {
  const party = (_: string | undefined, at: number): never => {
    throw new SyntaxMistake("expected a polynomial, found an operator", at);
  };
  return readScalar(parse(text), { name: meaning, party, apply: applyFunction });
}
