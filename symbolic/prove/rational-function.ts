/** Exact values of formulas, as quotients of polynomials. */

import { type Derived, fold } from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";

export interface RationalFunction {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

function add(a: RationalFunction, b: RationalFunction): RationalFunction {
  if (p.equals(a.denominator, b.denominator))
    return { numerator: p.add(a.numerator, b.numerator), denominator: a.denominator };
  return {
    numerator: p.add(p.multiply(a.numerator, b.denominator), p.multiply(b.numerator, a.denominator)),
    denominator: p.multiply(a.denominator, b.denominator),
  };
}

const multiply = (a: RationalFunction, b: RationalFunction): RationalFunction => ({
  numerator: p.multiply(a.numerator, b.numerator),
  denominator: p.multiply(a.denominator, b.denominator),
});

export const quotientAt = (f: RationalFunction, values: ReadonlyMap<string, number>): number =>
  p.evaluate(f.numerator, values) / p.evaluate(f.denominator, values);

export const negate = (a: RationalFunction): RationalFunction => ({ ...a, numerator: p.negate(a.numerator) });

export const sum = (terms: readonly RationalFunction[]): RationalFunction =>
  terms.reduce(add, { numerator: p.zero, denominator: p.one });

/** Denominators are not zero and the ring, also modulo s² + c² = 1, has no divisors of zero: a quotient vanishes with its numerator. */
export const isZero = (a: RationalFunction): boolean => p.isZero(a.numerator);

/** The value of a formula after a substitution of its symbols, and of functions by name, whatever their arguments.
 *  @throws RangeError for a function without a value and for a zero denominator */
export const rationalFunction = (
  formula: Derived,
  values: ReadonlyMap<Sym, Polynomial>,
  functions: Readonly<Record<string, Polynomial>> = {},
): RationalFunction =>
  fold(formula, (node, operands: readonly RationalFunction[]): RationalFunction => {
    switch (node.kind) {
      case "polynomial":
        return { numerator: p.substitute(node.of, values), denominator: p.one };
      case "sum":
        return sum(operands);
      case "product":
        return operands.reduce(multiply);
      case "quotient":
        return multiply(operands[0], inverse(operands[1]));
      case "named":
        return operands[0];
      case "call": {
        const known = functions[node.function];
        if (!known) throw new RangeError(`${node.function} is no rational function`);
        return { numerator: known, denominator: p.one };
      }
    }
  });

function inverse(a: RationalFunction): RationalFunction {
  if (isZero(a)) throw new RangeError("division by zero in a formula");
  return { numerator: a.denominator, denominator: a.numerator };
}
