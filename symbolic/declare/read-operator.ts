/** Syntax trees → polynomials in the spin operators, exact. Declarations, tables of rules and Hamiltonians share it. */

import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";
import { isFunctionName, NoValue } from "../algebra/functions.ts";
import * as g from "../algebra/gaussian.ts";
import { TooLarge } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { type FunctionName, functionNames } from "../algebra/role.ts";
import type { SpinOperator } from "../algebra/spin-operator.ts";
import * as spin from "../algebra/spin-operator.ts";
import { SyntaxMistake } from "./mistakes.ts";
import type { SpinNode, SyntaxNode } from "./syntax.ts";

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

/** The function that takes an operator. */
export const adjoint = "dag";

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
