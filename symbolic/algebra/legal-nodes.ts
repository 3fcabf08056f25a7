/** The check between two stages of the compiler. */

import { type After, type Expression, type Kind, legalAfter, operandsOf, type Stage } from "./expression.ts";

/** A stage has left, or made, a node that the next one does not know: a mistake in the compiler. */
export class IllegalNode extends Error {
  override readonly name = "IllegalNode";
}

/**
 * The expression, all of whose nodes are found to be legal after the stage; shared nodes are looked at once.
 * @throws IllegalNode  naming the stage, the node and what it stands in
 */
export function legal<S extends Stage>(stage: S, expression: Expression): After<S> {
  const seen = new Set<Expression>();
  const visit = (node: Expression, above: Expression | null): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (!isLegal(stage, node.kind)) throw new IllegalNode(messageOf(stage, node, above));
    for (const operand of operandsOf(node)) visit(operand, node);
  };
  visit(expression, null);
  return expression as After<S>;
}

const isLegal = (stage: Stage, kind: Kind): boolean => (legalAfter[stage] as readonly Kind[]).includes(kind);

const messageOf = (stage: Stage, node: Expression, above: Expression | null): string =>
  `after ${stage} a ${described(node)} stands ${above === null ? "alone" : `in a ${described(above)}`}; ` +
  `legal are ${legalAfter[stage].join(", ")}`;

function described(node: Expression): string {
  switch (node.kind) {
    case "named":
      return `named value ("${node.name}")`;
    case "value":
      return `value ("${node.name}")`;
    case "symbol":
      return `symbol ("${node.symbol.key}")`;
    case "call":
      return `call of ${node.function}`;
    default:
      return node.kind;
  }
}
