/**
 * Formulas → a straight-line program: shared subexpressions computed once, each value in the outermost loop that it
 * does not depend on, polynomials in Horner form.
 *
 *   polynomial          → Horner, the innermost symbols outside, so that coefficients move out of the loop
 *   c², s²              → whichever of c² = 1 − s², s² = 1 − c² leaves fewer terms
 *   (−a)·(−b)           → a·b;   −1·a → −a
 *   a/b, b further out  → a·(1/b), the inverse computed outside
 *   a·X + a·Y           → a·(X + Y) for X, Y of one loop and a from further out
 *   equal subtrees      → one value
 */
import * as g from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import type { Formula } from "./formula.ts";
import { fewestTerms } from "./frame.ts";

/** The loops of an evaluator, outermost first. */
export const tiers = ["parameters", "rows", "nodes"] as const;
export type Tier = (typeof tiers)[number];

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "sum"; readonly operands: readonly Expression[] }
  | { readonly kind: "product"; readonly operands: readonly Expression[] }
  | { readonly kind: "quotient"; readonly operands: readonly [Expression, Expression] }
  | { readonly kind: "negation"; readonly operands: readonly [Expression] }
  | { readonly kind: "call"; readonly function: string; readonly operands: readonly Expression[] }
  /** A value computed by an earlier statement. */
  | { readonly kind: "value"; readonly name: string };

export interface Statement {
  readonly name: string;
  readonly tier: Tier;
  readonly expression: Expression;
}

export interface Program {
  /** In an order of evaluation within each tier. */
  readonly statements: readonly Statement[];
  readonly result: Expression;
  /** Symbols that the program reads, by tier, sorted. */
  readonly symbols: Readonly<Record<Tier, readonly string[]>>;
  readonly operations: Readonly<Record<Tier, number>>;
}

/** Where a symbol gets its value. */
export type TierOf = (symbol: string) => Tier;

/** A node of the shared graph. Nodes with equal keys are one object. */
interface GraphNode {
  readonly key: string;
  readonly tier: number;
  readonly kind: Exclude<Expression["kind"], "value">;
  readonly operands: readonly GraphNode[];
  readonly value?: number;
  readonly name?: string;
  readonly order: number;
}

export function optimize(formula: Formula, tierOf: TierOf): Program {
  const graph = new Graph(tierOf);
  const root = graph.lower(formula);
  return schedule(root, graph.names);
}

class Graph {
  /** Names that formulas gave to nodes, by key. */
  readonly names = new Map<string, string>();
  private readonly nodes = new Map<string, GraphNode>();
  private readonly tierOf: TierOf;

  constructor(tierOf: TierOf) {
    this.tierOf = tierOf;
  }

  lower(formula: Formula): GraphNode {
    switch (formula.kind) {
      case "polynomial":
        return this.horner(fewestTerms(formula.of));
      case "sum":
        return this.sum(formula.terms.map((term) => this.lower(term)));
      case "product":
        return this.product(formula.factors.map((factor) => this.lower(factor)));
      case "quotient":
        return this.quotient(this.lower(formula.numerator), this.lower(formula.denominator));
      case "call":
        return this.node(
          "call",
          formula.arguments.map((argument) => this.lower(argument)),
          { name: formula.function },
        );
      case "named": {
        const node = this.lower(formula.of);
        if (node.operands.length > 0 && node.kind !== "negation" && !this.names.has(node.key))
          this.names.set(node.key, formula.name);
        return node;
      }
    }
  }

  private node(
    kind: GraphNode["kind"],
    operands: readonly GraphNode[],
    leaf: { value?: number; name?: string } = {},
  ): GraphNode {
    const key = `${kind}(${leaf.name ?? leaf.value ?? ""};${operands.map((operand) => operand.order).join(",")})`;
    const known = this.nodes.get(key);
    if (known) return known;
    const own = kind === "symbol" ? tiers.indexOf(this.tierOf(leaf.name!)) : 0;
    const tier = Math.max(own, ...operands.map((operand) => operand.tier));
    const node: GraphNode = { key, tier, kind, operands, order: this.nodes.size, ...leaf };
    this.nodes.set(key, node);
    return node;
  }

  private number(value: number): GraphNode {
    return value < 0 ? this.negate(this.node("number", [], { value: -value })) : this.node("number", [], { value });
  }

  private negate(of: GraphNode): GraphNode {
    return of.kind === "negation" ? of.operands[0] : this.node("negation", [of]);
  }

  /** Summands of the outer loops are added first. */
  private sum(operands: readonly GraphNode[]): GraphNode {
    const flat = operands.flatMap((operand) =>
      operand.kind === "sum" && !this.names.has(operand.key) ? operand.operands : [operand],
    );
    return this.nest("sum", flat);
  }

  private product(operands: readonly GraphNode[]): GraphNode {
    const isNegative = operands.filter(({ kind }) => kind === "negation").length % 2 === 1;
    const bare = operands.map((operand) => (operand.kind === "negation" ? operand.operands[0] : operand));
    const flat = bare.flatMap((operand) =>
      operand.kind === "product" && !this.names.has(operand.key) ? operand.operands : [operand],
    );
    const factors = flat.filter((operand) => !(operand.kind === "number" && operand.value === 1));
    const result = factors.length === 0 ? this.number(1) : this.nest("product", factors);
    return isNegative ? this.negate(result) : result;
  }

  /** Groups operands by tier, so that each group is computed in its own loop. */
  private nest(kind: "sum" | "product", operands: readonly GraphNode[]): GraphNode {
    let inner: readonly GraphNode[] = [];
    for (let tier = 0; tier < tiers.length; tier++) {
      const group = operands.filter((operand) => operand.tier === tier);
      if (group.length === 0) continue;
      const all = [...inner, ...group];
      inner = [all.length === 1 ? all[0] : this.node(kind, all)];
    }
    return inner[0] ?? this.number(kind === "sum" ? 0 : 1);
  }

  private quotient(numerator: GraphNode, denominator: GraphNode): GraphNode {
    if (numerator.kind === "negation") return this.negate(this.quotient(numerator.operands[0], denominator));
    if (denominator.tier < numerator.tier)
      return this.product([numerator, this.node("quotient", [this.number(1), denominator])]);
    return this.node("quotient", [numerator, denominator]);
  }

  /** Horner's scheme in the innermost symbol, the one in most terms first; coefficients likewise. */
  private horner(polynomial: Polynomial): GraphNode {
    const shared = this.sharedCoefficients(polynomial);
    if (shared)
      return this.sum(shared.map(([coefficient, part]) => this.product([this.horner(coefficient), this.horner(part)])));
    const counts = new Map<string, number>();
    for (const { powers } of polynomial.terms.values())
      for (const [name] of powers) counts.set(name, (counts.get(name) ?? 0) + 1);
    const rank = (name: string): number => tiers.indexOf(this.tierOf(name)) * 1e6 + counts.get(name)!;
    const [name] = [...counts.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
    if (name === undefined) return this.number(g.toNumber(polynomial.terms.get("")?.coefficient ?? g.zero));
    const variable = this.node("symbol", [], { name });
    const coefficients = p.coefficientsIn(polynomial, name);
    return coefficients.reduceRight<GraphNode | undefined>((inner, coefficient) => {
      const shifted = inner && this.product([inner, variable]);
      if (p.isZero(coefficient)) return shifted;
      const constant = this.horner(coefficient);
      return shifted ? this.sum([shifted, constant]) : constant;
    }, undefined)!;
  }

  /** Pairs of a coefficient and the sum of innermost monomials that share it up to sign; undefined where none is shared. */
  private sharedCoefficients(polynomial: Polynomial): readonly (readonly [Polynomial, Polynomial])[] | undefined {
    const innermost = Math.max(0, ...p.symbolsOf(polynomial).map((name) => tiers.indexOf(this.tierOf(name))));
    const monomials = p.collect(polynomial, (name) => tiers.indexOf(this.tierOf(name)) === innermost);
    const groups = new Map<string, [Polynomial, Polynomial]>();
    for (const [powers, coefficient] of monomials) {
      const opposite = groups.get(p.keyOfPolynomial(p.negate(coefficient)));
      const group = opposite ?? groups.get(p.keyOfPolynomial(coefficient)) ?? [coefficient, p.zero];
      group[1] = p.add(group[1], p.multiply(p.monomial(powers), opposite ? p.constant(-1n) : p.one));
      groups.set(p.keyOfPolynomial(group[0]), group);
    }
    const [first] = groups.values();
    const isPlain = groups.size === 1 && (p.equals(first[0], p.one) || p.equals(first[0], p.constant(-1n)));
    return groups.size < monomials.length && !isPlain ? [...groups.values()] : undefined;
  }
}

/** Decides which nodes become statements: named ones, shared ones, and those that leave an inner loop. */
function schedule(root: GraphNode, names: ReadonlyMap<string, string>): Program {
  const uses = new Map<GraphNode, number>();
  const hoisted = new Set<GraphNode>();
  const visit = (node: GraphNode): void => {
    for (const operand of node.operands) {
      if (operand.tier < node.tier) hoisted.add(operand.kind === "negation" ? operand.operands[0] : operand);
      uses.set(operand, (uses.get(operand) ?? 0) + 1);
      if (uses.get(operand) === 1) visit(operand);
    }
  };
  visit(root);
  const taken = new Set<string>();
  const statements: Statement[] = [];
  const nameOf = new Map<GraphNode, string>();
  const isLeaf = (node: GraphNode): boolean => node.operands.length === 0;
  const symbols: Record<Tier, Set<string>> = { parameters: new Set(), rows: new Set(), nodes: new Set() };
  const operations: Record<Tier, number> = { parameters: 0, rows: 0, nodes: 0 };

  const expressionOf = (node: GraphNode): Expression => {
    const known = nameOf.get(node);
    if (known !== undefined) return { kind: "value", name: known };
    const expression = build(node);
    const isStatement =
      node !== root &&
      node.kind !== "negation" &&
      !isLeaf(node) &&
      (names.has(node.key) || uses.get(node)! > 1 || hoisted.has(node));
    if (!isStatement) return expression;
    const name = freshName(names.get(node.key), tiers[node.tier], taken);
    nameOf.set(node, name);
    statements.push({ name, tier: tiers[node.tier], expression });
    return { kind: "value", name };
  };

  const build = (node: GraphNode): Expression => {
    const operands = node.operands.map(expressionOf);
    if (node.kind !== "number" && node.kind !== "symbol")
      operations[tiers[node.tier]] += node.kind === "negation" ? 0 : Math.max(1, operands.length - 1);
    switch (node.kind) {
      case "number":
        return { kind: "number", value: node.value! };
      case "symbol":
        symbols[tiers[node.tier]].add(node.name!);
        return { kind: "symbol", name: node.name! };
      case "call":
        return { kind: "call", function: node.name!, operands };
      case "negation":
        return { kind: "negation", operands: [operands[0]] };
      case "quotient":
        return { kind: "quotient", operands: [operands[0], operands[1]] };
      default:
        return { kind: node.kind, operands };
    }
  };

  const result = expressionOf(root);
  const sorted = (tier: Tier): readonly string[] => [...symbols[tier]].sort();
  return {
    statements,
    result,
    symbols: { parameters: sorted("parameters"), rows: sorted("rows"), nodes: sorted("nodes") },
    operations,
  };
}

const termNames: Readonly<Record<Tier, string>> = { parameters: "constant", rows: "rowTerm", nodes: "term" };

function freshName(wanted: string | undefined, tier: Tier, taken: Set<string>): string {
  for (let k = wanted ? 0 : 1; ; k++) {
    const name = (wanted ?? termNames[tier]) + (k === 0 ? "" : String(wanted ? k + 1 : k));
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
