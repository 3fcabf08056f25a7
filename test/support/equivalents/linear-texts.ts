/** Texts of coefficients: an operator that is linear by its look as Σ_k coefficient_k · J_k. */
import { parse, type SyntaxNode } from "../../../symbolic/declare/syntax.ts";
import { bracketed, replaced, written } from "./trees.ts";

/** By the text of the operator, such as `J-[a]`; "1" for what is no operator. */
export type Coefficients = ReadonlyMap<string, string>;

/** @returns undefined where operators are multiplied */
export const coefficientsOf = (text: string): Coefficients | undefined => coefficientsIn(parse(text));

function coefficientsIn(node: SyntaxNode): Coefficients | undefined {
  switch (node.kind) {
    case "spin":
      return new Map([[written(node), "1"]]);
    case "negation":
      return scaled(coefficientsIn(node.of), "-1");
    case "sum":
      return node.terms.reduce<Coefficients | undefined>((sum, { sign, node: term }) => {
        const own = scaled(coefficientsIn(term), sign === "+" ? "1" : "-1");
        return sum && own && added(sum, own);
      }, new Map());
    case "product": {
      const operators = node.factors.filter((one) => hasOperator(one.node));
      if (operators.length === 0) return new Map([["1", written(node)]]);
      if (operators.length > 1 || operators[0].sign === "/") return undefined;
      const factors = node.factors
        .filter((one) => one !== operators[0])
        .map(({ sign, node: one }) => (sign === "*" ? written(one) : `1/${bracketed(written(one))}`));
      return scaled(coefficientsIn(operators[0].node), factors.map(bracketed).join("*") || "1");
    }
    default:
      return hasOperator(node) ? undefined : new Map([["1", written(node)]]);
  }
}

export const hasOperator = (node: SyntaxNode): boolean => /"kind":"spin"/.test(JSON.stringify(node));

const scaled = (all: Coefficients | undefined, factor: string): Coefficients | undefined =>
  all && new Map([...all].map(([key, text]) => [key, multiplied(factor, text)]));

const multiplied = (a: string, b: string): string => {
  if (a === "1") return b;
  return b === "1" ? a : `${bracketed(a)}*${bracketed(b)}`;
};

function added(a: Coefficients, b: Coefficients): Coefficients {
  const sum = new Map(a);
  for (const [key, text] of b) sum.set(key, sum.has(key) ? `${sum.get(key)} + ${bracketed(text)}` : text);
  return sum;
}

/** i → −i: every parameter is real. */
export const conjugated = (text: string): string =>
  replaced(text, (node) => (node.kind === "name" && node.name === "i" ? "(-i)" : undefined));

/** The text of L† for L linear. */
export const adjoint = (text: string): string =>
  replaced(text, (node) => {
    if (node.kind === "name" && node.name === "i") return "(-i)";
    if (node.kind !== "spin" || (node.axis !== "+" && node.axis !== "-")) return undefined;
    return written({ ...node, axis: node.axis === "+" ? "-" : "+" });
  });

/** Coefficients of Jx, Jy, Jz, or of J-, J+, Jz, of a party (its label in brackets, or nothing). */
export function inBasis(all: Coefficients, basis: "cartesian" | "ladder", label: string): readonly string[] {
  const of = (k: string) => all.get(`J${k}${label}`);
  const [x, y, z, up, down] = [of("x"), of("y"), of("z"), of("+"), of("-")];
  const sum = (...parts: readonly (readonly [string, string | undefined])[]): string => {
    const there = parts.filter(([, text]) => text !== undefined);
    return (
      there
        .map(([factor, text]) => multiplied(factor, text!))
        .map(bracketed)
        .join(" + ") || "0"
    );
  };
  if (basis === "cartesian")
    return [sum(["1", x], ["1", up], ["1", down]), sum(["1", y], ["i", up], ["-i", down]), sum(["1", z])];
  // Jx = (J₊ + J₋)/2, Jy = (J₊ − J₋)/2i
  return [sum(["1", down], ["1/2", x], ["i/2", y]), sum(["1", up], ["1/2", x], ["-i/2", y]), sum(["1", z])];
}
