/** Polynomials typed as text, for tables of rules and formulas. */
import * as g from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import { parse, SyntaxMistake, type SyntaxNode } from "./syntax.ts";

/** Reads a polynomial; `i` is the imaginary unit and a name stands for `meaning(name)`, by default its symbol. */
export function readPolynomial(text: string, meaning: (name: string) => Polynomial = p.symbol): Polynomial {
  const read = (node: SyntaxNode): Polynomial => {
    switch (node.kind) {
      case "number":
        return p.constant(g.fromDecimal(node.text));
      case "name":
        return node.name === "i" ? p.imaginaryUnit : meaning(node.name);
      case "negation":
        return p.negate(read(node.of));
      case "power":
        return p.power(read(node.base), node.exponent);
      case "binary": {
        const [left, right] = [read(node.left), read(node.right)];
        if (node.operator === "+") return p.add(left, right);
        if (node.operator === "-") return p.subtract(left, right);
        if (node.operator === "*") return p.multiply(left, right);
        const divisor = right.terms.get("");
        if (!divisor || right.terms.size > 1) throw new SyntaxMistake("only numbers can divide", node.right.at);
        return p.scale(left, g.inverse(divisor.coefficient));
      }
      default:
        throw new SyntaxMistake("expected a polynomial", node.at);
    }
  };
  return read(parse(text));
}
