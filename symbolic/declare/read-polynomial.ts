/** Polynomials typed as text, for tables of rules and formulas. */

import { applyFunction } from "../algebra/functions.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { parameter } from "../algebra/symbol.ts";
import { SyntaxMistake } from "./mistakes.ts";
import { exactInverse, readScalar } from "./read-operator.ts";
import { parse } from "./syntax.ts";

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
