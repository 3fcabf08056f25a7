/** Spelled expressions as TypeScript text. */
import type { Spelled } from "../algebra/expression.ts";

const precedence: Readonly<Record<Spelled["kind"], number>> = {
  sum: 1,
  negation: 2,
  product: 3,
  quotient: 3,
  number: 4,
  value: 4,
  call: 4,
};

export function expressionText(expression: Spelled): string {
  const text = (e: Spelled, least: number): string => {
    const inner = expressionText(e);
    return precedence[e.kind] < least ? `(${inner})` : inner;
  };
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "value":
      return expression.name;
    case "call":
      return `${expression.function}(${expression.operands.map((e) => text(e, 0)).join(", ")})`;
    case "negation":
      return `-${text(expression.operands[0], 3)}`;
    case "product":
      return expression.operands.map((e) => text(e, 3)).join(" * ");
    case "quotient":
      return `${text(expression.operands[0], 3)} / ${text(expression.operands[1], 4)}`;
    case "sum": {
      const ordered = [...expression.operands].sort(
        (a, b) => Number(a.kind === "negation") - Number(b.kind === "negation"),
      );
      return ordered
        .map((e, k) =>
          e.kind === "negation"
            ? `${k === 0 ? "-" : " - "}${text(e.operands[0], 2)}`
            : `${k === 0 ? "" : " + "}${text(e, 1)}`,
        )
        .join("");
    }
  }
}
